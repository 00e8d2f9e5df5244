// SPDX-License-Identifier: Apache-2.0
// Rules of outlets on made pages: followed, not found, overruled, and no evidence from what is hidden.
#include "page/outlet_rules.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "page/page.h"

namespace isnad::page {

namespace {

const std::string kColumns =
    "# columns: domain  part:enum(title|lead|body|paragraphs|date|author|clutter|like)  selector\n"
    "# licence: Apache-2.0\n# provenance: made up\n";

std::string rules_of(const std::string& rows) { return kColumns + rows; }

const std::string kRules = rules_of(
    "site\ttitle\th1.head\nsite\tbody\tdiv.gone\nsite\tbody\tdiv.story\n"
    "news.example.org\tlead\tp.deck\nnews.example.org\tlike\tsite\nnews.example.org\tdate\tspan.day\n"
    "news.example.org\tauthor\tspan.who\nnews.example.org\tclutter\tdiv.box\n"
    "blocks.example.org\tparagraphs\t[data-testid=paragraph*]\n");

lexicon::Lexicon lexicon_with(const std::string& rules) {
  lexicon::Builder builder;
  REQUIRE(builder.add_table("outlets/rules", "rules.tsv", rules));
  REQUIRE(check_outlet_rules(builder));
  auto lexicon = lexicon::Lexicon::from_bytes(builder.finish());
  REQUIRE(lexicon);
  return std::move(*lexicon);
}

Document read(const std::string& html, const std::string& url) {
  const lexicon::Lexicon lexicon = lexicon_with(kRules);
  const auto page = Page::open(lexicon);
  REQUIRE(page);
  Document doc;
  Given given;
  given.url = url;
  page->read_html(html, given, doc);
  return doc;
}

std::string body(const Document& doc) {
  std::string out;
  for (const Region& region : doc.regions)
    if (region.kind == RegionKind::kBody) out += std::string(doc.str(region.span)) + "\n";
  return out;
}

bool has_issue(const Document& doc, std::string_view code) {
  return std::any_of(doc.issues.begin(), doc.issues.end(), [&](const Issue& issue) { return issue.code == code; });
}

std::string words(const std::string& word, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += word + std::to_string(i) + " ";
  return out + "end.";
}

std::string story(const std::string& inside) {
  return "<html><head><title>Another headline of the page</title></head><body><h2>Latest</h2><h1 class=head>The real "
         "headline of it all</h1><p class=deck>The lead.</p><span class=day>12/11/2021</span><span class=who>By: "
         "A Writer</span>" +
         inside + "<div class=more><p>" + words("other", 60) + "</p></div></body></html>";
}

}  // namespace

TEST_CASE("an outlet's rules say where title, lead, body, date and author stand, and what is clutter") {
  const std::string text = words("told", 50);
  const Document doc = read(story("<div class='story wide'><p>" + text + "</p><div class=box><p>" + words("promo", 30) +
                                  "</p></div><p>" + words("then", 30) + "</p></div>"),
                            "https://www.news.example.org/1");
  CHECK(doc.str(*doc.meta.title) == "The real headline of it all");
  CHECK(body(doc) == "The lead.\n" + text + "\n" + words("then", 30) + "\n");
  CHECK(doc.meta.published.value == "2021-11-12");
  CHECK(doc.meta.author == "A Writer");
  CHECK_FALSE(has_issue(doc, "outlet-rule-unmatched"));
}

TEST_CASE("a body in pieces is put together; other outlets' pages and the general reader are left alone") {
  const std::string page = "<html><body><h1>A headline of five words</h1><div data-testid=paragraph-0>" +
                           words("one", 30) + "</div><div>Between.</div><div data-testid=paragraph-1>" +
                           words("two", 30) + "</div></body></html>";
  CHECK(body(read(page, "https://blocks.example.org/x")) == words("one", 30) + "\n" + words("two", 30) + "\n");
  CHECK(body(read(page, "https://elsewhere.org/x")).find("Between.") != std::string::npos);
  CHECK(body(read(page, "https://notblocks.example.org.evil.com/x")).find("Between.") != std::string::npos);
}

TEST_CASE("a changed layout is read without the rules and leaves an issue") {
  const Document doc =
      read(story("<div class=renewed><p>" + words("told", 90) + "</p></div>"), "https://news.example.org/1");
  CHECK(body(doc).find(words("told", 90)) != std::string::npos);
  CHECK(has_issue(doc, "outlet-rule-unmatched"));
}

TEST_CASE("a rule that finds far less than the page has is overruled") {
  const Document doc = read(story("<div class=story><p>A teaser of few words.</p></div><div class=text><p>" +
                                  words("told", 90) + "</p></div>"),
                            "https://news.example.org/1");
  CHECK(body(doc).find(words("told", 90)) != std::string::npos);
  CHECK(has_issue(doc, "outlet-rule-overruled"));
}

TEST_CASE("the address that the page gives for itself serves where none is given, and hidden elements never") {
  const std::string head = "<html><head><link rel=canonical href='https://news.example.org/7'></head><body>";
  const std::string rest =
      "<div class=story><p>" + words("told", 50) + "</p></div><p class=deck>Lead of it.</p></body>";
  CHECK(has_issue(read(head + "<p>" + words("told", 50) + "</p>", ""), "outlet-rule-unmatched"));
  CHECK_FALSE(has_issue(read(head + rest, ""), "outlet-rule-unmatched"));
  const Document hidden = read(head + "<div class=story style='display: none'><p>" + words("secret", 90) +
                                   "</p></div><p>" + words("told", 50) + "</p>",
                               "");
  CHECK(has_issue(hidden, "outlet-rule-unmatched"));
  CHECK(hidden.text.find("secret0") == std::string::npos);
}

TEST_CASE("faults of the table are named with their line") {
  lexicon::Builder builder;
  REQUIRE(builder.add_table("outlets/rules", "rules.tsv",
                            rules_of("a.org\tbody\tdiv:first\nb.org\tlike\tnobody\nc.org\tbody\tdiv.x\n")));
  const Result<void> checked = check_outlet_rules(builder);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().message.find("rules.tsv:4: the selector \"div:first\"") != std::string::npos);
  CHECK(checked.error().message.find("rules.tsv:5: there is no family") != std::string::npos);
}

}  // namespace isnad::page
