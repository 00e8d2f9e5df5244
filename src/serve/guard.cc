// SPDX-License-Identifier: Apache-2.0
#include "serve/guard.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

namespace isnad::serve {

namespace {

bool reads_only(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

std::string_view given_token(const Request& request) {
  const std::string_view bearer = request.header("authorization");
  if (bearer.starts_with("Bearer ")) return bearer.substr(7);
  const std::string_view cookies = request.header("cookie");
  constexpr std::string_view kName = "isnad_token=";
  const size_t at = cookies.find(kName);
  if (at != std::string_view::npos && (at == 0 || cookies[at - 1] == ' ' || cookies[at - 1] == ';')) {
    const std::string_view rest = cookies.substr(at + kName.size());
    return rest.substr(0, rest.find(';'));
  }
  return request.parameter("token");
}

}  // namespace

std::optional<Response> Guard::refuse(const Request& request) const {
  const std::string_view host = request.header("host");
  if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
    return problem(421, "Unknown host",
                   "This newsroom does not answer to the host name of the request; name it, with its port, by `isnad "
                   "serve --host`.");
  if (!token.empty() && !same_secret(given_token(request), token))
    return problem(401, "A token is needed", "Open the address that the program printed; it carries the token.");
  if (reads_only(request)) return std::nullopt;
  const std::string_view origin = request.header("origin");
  const std::string_view site = request.header("sec-fetch-site");
  const bool own =
      origin.empty() || origin == "http://" + std::string(host) || origin == "https://" + std::string(host);
  if (!own || (!site.empty() && site != "same-origin" && site != "none"))
    return problem(403, "Foreign origin", "Requests that change something must come from the newsroom's own pages.");
  if (!request.headers.contains("x-isnad"))
    return problem(403, "Header X-Isnad is missing",
                   "Requests that are no GET carry the header X-Isnad, with any value, against forged requests.");
  return std::nullopt;
}

void protect(Response& response) {
  auto& headers = response.headers;
  headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
      "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Referrer-Policy", "no-referrer");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  headers.emplace_back("X-Frame-Options", "DENY");
}

Response problem(int status, std::string_view title, std::string_view detail) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto string = [&](std::string_view text) {
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  json.StartObject();
  json.Key("type");
  json.String("about:blank");
  json.Key("title");
  string(title);
  json.Key("status");
  json.Int(status);
  json.Key("detail");
  string(detail);
  json.EndObject();
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = {buffer.GetString(), buffer.GetSize()};
  return response;
}

bool same_secret(std::string_view a, std::string_view b) {
  unsigned different = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned>(a[i]) ^ static_cast<unsigned>(b.empty() ? 1 : b[i % b.size()]);
  return different == 0;
}

}  // namespace isnad::serve
