// SPDX-License-Identifier: Apache-2.0
#include "page/selector.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace isnad::page {

namespace {

struct Made {
  std::string tag;
  std::map<std::string, std::string, std::less<>> attributes;
};

// The last of a chain of elements, each inside the one before.
struct Chain {
  const std::vector<Made>* all = nullptr;
  size_t size = 0;

  explicit operator bool() const { return size > 0; }
  std::string_view tag() const { return (*all)[size - 1].tag; }
  std::string_view attribute(std::string_view name) const {
    const auto found = (*all)[size - 1].attributes.find(name);
    return found == (*all)[size - 1].attributes.end() ? std::string_view{} : std::string_view(found->second);
  }
  Chain parent() const { return {all, size - 1}; }
};

bool found(std::string_view selector, const std::vector<Made>& chain) {
  const Result<Selector> parsed = parse_selector(selector);
  REQUIRE(parsed);
  return matches(*parsed, Chain{&chain, chain.size()});
}

}  // namespace

TEST_CASE("a selector finds an element by tag, class, id and attribute, and by what is around it") {
  const std::vector<Made> page = {{"main", {{"id", "story"}}},
                                  {"div", {{"class", "wrap article-body__x1y2 rtl"}}},
                                  {"section", {{"data-component", "text-block"}}},
                                  {"p", {{"class", "lead"}, {"itemprop", "description"}}}};
  for (const char* fits :
       {"p", "p.lead", ".lead", ".le*", "[itemprop]", "p[itemprop=description]", "[itemprop=desc*]", "main p",
        "#story p.lead", "div section > p", "div.wrap > section[data-component=text-block] p",
        "#st* .article-body__* p", "p.lead[itemprop=description]"}) {
    CAPTURE(fits);
    CHECK(found(fits, page));
  }
  for (const char* other : {"div", "p.leads", ".lea", "[itemprop=name]", "[role]", "main > p", "#stor p", "aside p",
                            "div > p", "section.lead", "main main p"}) {
    CAPTURE(other);
    CHECK_FALSE(found(other, page));
  }
}

TEST_CASE("what a selector cannot say is an error with its reason") {
  for (const auto& [written, why] : {std::pair{"", "without tag"},
                                     {"div:hover", "small letters"},
                                     {"div(x)", "where a step ends"},
                                     {"a b c d e", "four steps"},
                                     {"p.a.b.c.d", "three names"},
                                     {"DIV", "small letters"},
                                     {"div[onclick=x]", "is not kept"},
                                     {"div[role", "without its"},
                                     {"p.", "no name"},
                                     {"time@href", "one attribute"},
                                     {"div >", "without tag"},
                                     {"[role=]", "without a value"}}) {
    CAPTURE(written);
    const Result<Selector> parsed = parse_selector(written);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message.find(why) != std::string::npos);
  }
  const Result<Selector> dated = parse_selector("p.dates > time@datetime");
  REQUIRE(dated);
  CHECK(dated->attribute == "datetime");
}

}  // namespace isnad::page
