// SPDX-License-Identifier: Apache-2.0
#include "serve/guard.h"

#include <doctest/doctest.h>

#include "serve/parameters.h"

using namespace isnad::serve;

namespace {

Request ask(const char* method, std::map<std::string, std::string> headers) {
  Request request;
  request.method = method;
  request.path = "/api/v1/read";
  request.headers = std::move(headers);
  return request;
}

int status_of(const Guard& guard, const Request& request) {
  const auto refused = guard.refuse(request);
  return refused ? refused->status : 200;
}

}  // namespace

TEST_CASE("Only known host names are answered, so a name pointed at this machine reads nothing") {
  const Guard guard{{"127.0.0.1:8400", "localhost:8400"}, ""};
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "localhost:8400"}})), 200);
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "evil.example:8400"}})), 421);
  CHECK_EQ(status_of(guard, ask("GET", {})), 421);
}

TEST_CASE("A change needs the newsroom's own origin and its header") {
  const Guard guard{{"localhost:8400"}, ""};
  CHECK_EQ(status_of(guard, ask("POST", {{"host", "localhost:8400"}})), 403);
  CHECK_EQ(status_of(guard, ask("POST", {{"host", "localhost:8400"}, {"x-isnad", "1"}})), 200);
  CHECK_EQ(
      status_of(guard, ask("POST", {{"host", "localhost:8400"}, {"x-isnad", "1"}, {"origin", "http://a.example"}})),
      403);
  CHECK_EQ(
      status_of(guard, ask("POST", {{"host", "localhost:8400"}, {"x-isnad", "1"}, {"sec-fetch-site", "cross-site"}})),
      403);
}

TEST_CASE("Where a token is demanded, it is taken from the header, the cookie or the address, and no other does") {
  const Guard guard{{"h"}, "secret"};
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "h"}})), 401);
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "h"}, {"authorization", "Bearer secret"}})), 200);
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "h"}, {"authorization", "Bearer secre"}})), 401);
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "h"}, {"cookie", "a=b; isnad_token=secret"}})), 200);
  CHECK_EQ(status_of(guard, ask("GET", {{"host", "h"}, {"cookie", "xisnad_token=secret"}})), 401);
  Request linked = ask("GET", {{"host", "h"}});
  linked.query.emplace_back("token", "secret");
  CHECK_EQ(status_of(guard, linked), 200);
}

TEST_CASE("A cursor belongs to one question") {
  Request first = ask("GET", {});
  first.query = {{"limit", "2"}, {"type", "ASSAULT"}};
  const std::string cursor = next_cursor(first, page_of(first).page);
  Request second = first;
  second.query.emplace_back("cursor", cursor);
  CHECK_EQ(page_of(second).page.skip, 2);
  second.query[1].second = "CONSULT";
  CHECK(page_of(second).refused);
  for (const char* broken : {"", "x", "00000000-1", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"}) {
    Request request = first;
    request.query.emplace_back("cursor", broken);
    CHECK_EQ(page_of(request).refused.has_value(), *broken != '\0');
  }
}
