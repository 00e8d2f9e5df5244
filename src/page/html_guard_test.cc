// SPDX-License-Identifier: Apache-2.0
#include "page/html_guard.h"

#include <doctest/doctest.h>

#include <chrono>

#include "page/dom.h"

namespace isnad::page {

namespace {

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

std::string guarded(std::string_view html) { return guard_html(html, {}, {}, {}).html; }

double seconds_to_parse(const std::string& html) {
  const auto begin = std::chrono::steady_clock::now();
  parse_dom(guard_html(html, {}, {}, {}));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("scripts, styles, comments and dress go, text and what is read stay") {
  CHECK(guarded("a<script>var x = '<p>';</script>b<style>p{}</style>c<!-- <p>d --><b>e</b>") == "abce");
  CHECK(guarded("<p onclick=\"x()\" class='y' itemprop=z>a</p>") == "<p itemprop=\"z\">a</p>");
  CHECK(guarded("<div style=\"display : none\">a</div>") == "<div hidden=\"\">a</div>");
  const Guarded data = guard_html("<script type=\"application/ld+json\">{}</script>", {}, {}, {});
  CHECK(data.html.empty());
  CHECK(data.ld_json == std::vector<std::string>{"{}"});
  CHECK(guarded("1 < 2") == "1 &lt; 2");
  CHECK(guarded("<a title=\"x > y\" rel=author>t</a>") == "<a rel=\"author\">t</a>");
  CHECK(guarded("a<span class=x>b<span hidden>c</span></span>d") == "ab<span hidden=\"\">c</span>d");
  CHECK(guarded("<NOSCRIPT>x</noscript>y") == "y");
}

TEST_CASE("hostile pages take no longer than long ones") {
  // Limits are wide: they tell quadratic from linear, not fast from slow.
  CHECK(seconds_to_parse(repeated("<div>", 200000) + "x") < 5);
  CHECK(seconds_to_parse(repeated("<table><tr><td>", 50000) + "x") < 5);
  CHECK(seconds_to_parse("<p " + repeated("a b c d e f g ", 50000) + ">x") < 5);
  CHECK(seconds_to_parse(repeated("<svg>", 200000)) < 5);
  CHECK(seconds_to_parse(repeated("<!--", 200000)) < 5);
  CHECK(seconds_to_parse(repeated("<a href=x><p>", 100000)) < 5);
  CHECK(seconds_to_parse(repeated("<font size=1><p>", 100000)) < 5);
  CHECK(seconds_to_parse(repeated("<span class=a>", 100000)) < 5);
}

TEST_CASE("text below the depth cap is kept") {
  const Dom dom =
      parse_dom(guard_html(repeated("<div>", 1000) + "deep" + repeated("</div>", 1000) + "<p>after</p>", {}, {}, {}));
  REQUIRE(dom.lines.size() == 2);
  CHECK(dom.lines[0].text == "deep");
  CHECK(dom.lines[1].text == "after");
}

}  // namespace isnad::page
