// SPDX-License-Identifier: Apache-2.0
#include "watch/address.h"

#include <curl/curl.h>

#include <cstdlib>
#include <memory>

namespace isnad::watch {

namespace {

constexpr size_t kLongest = 8000;

struct Free {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};
using Url = std::unique_ptr<CURLU, Free>;

std::string part(CURLU* url, CURLUPart what, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, what, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, Free> owner(text);
  return text;
}

std::string lower(std::string s) {
  for (char& c : s)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return s;
}

// Bytes beyond ASCII and blanks inside are written as %XX: Arabic addresses come unescaped in many feeds.
std::string escaped(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  // A host's letters are no path's: they are left as they are, and asked for as IDN where libcurl can.
  size_t path = text.find("://");
  path = path == text.npos ? 0 : text.find('/', path + 3);
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (i >= path && (c >= 0x80 || c == ' ' || c == '"' || c == '<' || c == '>')) {
      out += '%';
      out += kHex[c >> 4];
      out += kHex[c & 15];
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

std::optional<Address> taken_apart(CURLU* url) {
  curl_url_set(url, CURLUPART_FRAGMENT, nullptr, 0);
  curl_url_set(url, CURLUPART_USER, nullptr, 0);
  curl_url_set(url, CURLUPART_PASSWORD, nullptr, 0);
  Address out;
  out.scheme = lower(part(url, CURLUPART_SCHEME));
  out.host = lower(part(url, CURLUPART_HOST));
  while (out.host.size() > 1 && out.host.back() == '.') out.host.pop_back();
  const bool web = out.scheme == "http" || out.scheme == "https";
  if (out.scheme.empty() || (web && out.host.empty())) return std::nullopt;
  curl_url_set(url, CURLUPART_HOST, out.host.c_str(), 0);
  out.port = std::atoi(part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
  if (out.port == (out.scheme == "https" ? 443 : 80)) curl_url_set(url, CURLUPART_PORT, nullptr, 0);
  out.path = part(url, CURLUPART_PATH);
  if (out.path.empty()) out.path = "/";
  if (const std::string query = part(url, CURLUPART_QUERY); !query.empty()) out.path += "?" + query;
  out.whole = part(url, CURLUPART_URL);
  if (out.whole.empty() || out.whole.size() > kLongest) return std::nullopt;
  return out;
}

}  // namespace

std::string Address::origin() const { return scheme + "://" + host + ":" + std::to_string(port); }

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > kLongest || text.find("://") == text.npos) return std::nullopt;
  const Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, escaped(text).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return std::nullopt;
  return taken_apart(url.get());
}

std::optional<Address> resolve(const Address& base, std::string_view link) {
  if (link.size() > kLongest) return std::nullopt;
  const Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, base.whole.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_URL, escaped(link).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return std::nullopt;
  return taken_apart(url.get());
}

}  // namespace isnad::watch
