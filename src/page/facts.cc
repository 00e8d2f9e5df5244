// SPDX-License-Identifier: Apache-2.0
// Order of trust: JSON-LD of the article, OpenGraph and microdata of the head, microdata and <time> in the body, other
// meta names. JSON-LD that is no JSON (line breaks in strings are common) is searched for its keys.
#include "page/facts.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "text/letters.h"

namespace isnad::page {

namespace {

namespace dom = simdjson::dom;

constexpr size_t kMaxNodes = 2000;  // of one JSON-LD block
constexpr size_t kMaxValue = 1000;  // bytes of a name or headline

std::string squeezed(std::string_view raw) {
  std::string out;
  for (char c : raw.substr(0, kMaxValue)) {
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80 && raw.size() > kMaxValue)
    out.pop_back();
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (raw.size() > kMaxValue && !out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
  return out;
}

std::string string_at(const dom::object& object, std::string_view key) {
  std::string_view value;
  if (object[key].get(value) == simdjson::SUCCESS) return squeezed(value);
  return {};
}

bool type_is(const dom::object& object, std::string_view wanted) {
  std::string_view name;
  if (object["@type"].get(name) == simdjson::SUCCESS) return name.find(wanted) != name.npos;
  dom::array names;
  if (object["@type"].get(names) == simdjson::SUCCESS)
    for (const dom::element one : names)
      if (one.get(name) == simdjson::SUCCESS && name.find(wanted) != name.npos) return true;
  return false;
}

class LinkedData {
 public:
  explicit LinkedData(PageFacts& facts) : facts_(facts) {}

  void read(const std::string& json) {
    dom::parser parser;
    dom::element root;
    const std::string padded = json.substr(0, 1 << 20);
    if (parser.parse(padded).get(root) == simdjson::SUCCESS) {
      visit(root, 0);
    } else {
      search(json);
    }
  }

 private:
  void visit(const dom::element& value, int depth) {
    if (++nodes_ > kMaxNodes || depth > 6) return;
    dom::array list;
    dom::object object;
    if (value.get(list) == simdjson::SUCCESS) {
      for (const dom::element one : list) visit(one, depth + 1);
    } else if (value.get(object) == simdjson::SUCCESS) {
      dom::element graph;
      if (object["@graph"].get(graph) == simdjson::SUCCESS) visit(graph, depth + 1);
      if (type_is(object, "Article") || type_is(object, "BlogPosting") || type_is(object, "Report")) article(object);
      else if (type_is(object, "WebPage") && string_at(object, "datePublished").size() >= 8) dates(object);
    }
  }

  void dates(const dom::object& object) {
    if (const std::string date = string_at(object, "datePublished"); !date.empty())
      facts_.published.push_back({"datePublished", date});
    if (const std::string date = string_at(object, "dateModified"); !date.empty())
      facts_.modified.push_back({"dateModified", date});
  }

  void article(const dom::object& object) {
    dates(object);
    if (const std::string headline = string_at(object, "headline"); !headline.empty())
      facts_.headlines.push_back(headline);
    std::string publisher = named(object, "publisher").first;
    if (facts_.site.empty()) facts_.site = publisher;
    const auto [author, is_body] = named(object, "author");
    if (author.empty() || author == publisher) return;
    std::string& slot = is_body ? facts_.agency : facts_.author;
    if (slot.empty()) slot = author;
  }

  // A person or body: a string, an object with a name, or a list of them (the first counts).
  std::pair<std::string, bool> named(const dom::object& object, std::string_view key) {
    dom::element value;
    if (object[key].get(value) != simdjson::SUCCESS) return {};
    dom::array list;
    if (value.get(list) == simdjson::SUCCESS) {
      if (list.begin() == list.end()) return {};
      value = *list.begin();
    }
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return {squeezed(text), false};
    dom::object body;
    if (value.get(body) == simdjson::SUCCESS) return {string_at(body, "name"), type_is(body, "Organization")};
    return {};
  }

  void search(const std::string& json) {
    for (const auto& [key, list] : {std::pair{std::string("\"datePublished\""), &facts_.published},
                                    std::pair{std::string("\"dateModified\""), &facts_.modified}}) {
      const size_t at = json.find(key);
      if (at == json.npos) continue;
      const size_t open = json.find('"', at + key.size());
      const size_t close = open == json.npos ? open : json.find('"', open + 1);
      if (close == json.npos || open - at > key.size() + 8 || close - open > 60) continue;
      list->push_back(
          {key == "\"datePublished\"" ? "datePublished" : "dateModified", json.substr(open + 1, close - open - 1)});
    }
  }

  PageFacts& facts_;
  size_t nodes_ = 0;
};

// <title> is «headline | site» or «site :: headline»: all parts between marks of separation, longest first.
void title_parts(const std::string& title, std::vector<std::string>& out, std::string& site) {
  const std::string whole = squeezed(title);
  if (whole.empty()) return;
  static constexpr std::array<std::string_view, 7> kMarks = {
      " | ", " - ", " :: ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " \xE2\x80\xA2 "};
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t at = 0; at < whole.size(); ++at)
    for (const std::string_view mark : kMarks)
      if (whole.compare(at, mark.size(), mark) == 0) {
        parts.push_back(whole.substr(begin, at - begin));
        begin = at + mark.size();
      }
  parts.push_back(whole.substr(std::min(begin, whole.size())));
  if (parts.size() > 1) {
    const auto longest =
        std::max_element(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    out.push_back(*longest);
    const std::string& other = longest == parts.begin() ? parts.back() : parts.front();
    if (site.empty() && other.size() < 80 && other != *longest) site = other;
  }
  out.push_back(whole);
}

std::string meta_named(const Dom& page, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const auto& [key, value] : page.metas)
      if (key == name) return squeezed(value);
  return {};
}

void meta_dates(const Dom& page, PageFacts& facts) {
  static constexpr std::array<std::string_view, 14> kPublished = {"article:published_time",
                                                                  "datepublished",
                                                                  "article:published",
                                                                  "og:article:published_time",
                                                                  "og:published_time",
                                                                  "publish-date",
                                                                  "publishdate",
                                                                  "publish_date",
                                                                  "pubdate",
                                                                  "parsely-pub-date",
                                                                  "sailthru.date",
                                                                  "dc.date.issued",
                                                                  "dcterms.created",
                                                                  "article.published"};
  static constexpr std::array<std::string_view, 5> kModified = {"article:modified_time", "datemodified",
                                                                "og:updated_time", "article:modified", "last-modified"};
  for (const std::string_view name : kPublished)
    for (const auto& [key, value] : page.metas)
      if (key == name) facts.published.push_back({name, value});
  for (const std::string_view name : kModified)
    for (const auto& [key, value] : page.metas)
      if (key == name) facts.modified.push_back({name, value});
  for (const Claim& claim : page.claims) {
    if (claim.where == "datePublished" || claim.where == "time") facts.published.push_back(claim);
    else if (claim.where == "dateModified") facts.modified.push_back(claim);
  }
  for (const std::string_view name : {"date", "dc.date", "dcterms.date", "creation_date"})
    for (const auto& [key, value] : page.metas)
      if (key == name) facts.published.push_back({"date", value});
}

}  // namespace

PageFacts page_facts(const Dom& page) {
  PageFacts facts;
  LinkedData data(facts);
  for (const std::string& json : page.ld_json) data.read(json);
  meta_dates(page, facts);
  if (std::string headline = meta_named(page, {"og:title", "headline", "twitter:title"}); !headline.empty()) {
    // A headline in OpenGraph may carry the site's name as <title> does.
    std::string ignored;
    title_parts(headline, facts.headlines, ignored);
  }
  std::string site_in_title;
  title_parts(page.title, facts.headlines, site_in_title);
  if (std::string site = meta_named(page, {"og:site_name"}); !site.empty()) facts.site = site;
  if (facts.site.empty()) facts.site = meta_named(page, {"application-name", "publisher", "dc.publisher"});
  if (facts.site.empty()) facts.site = site_in_title;
  facts.canonical_url = page.canonical.empty() ? meta_named(page, {"og:url"}) : page.canonical;
  if (facts.author.empty())
    for (const Claim& claim : page.claims)
      if (claim.where == "author" && facts.author.empty()) facts.author = squeezed(claim.value);
  if (facts.author.empty())
    facts.author = meta_named(page, {"author", "article:author", "dc.creator", "parsely-author"});
  if (facts.author.find("://") != facts.author.npos || facts.author.size() > 120) facts.author.clear();
  return facts;
}

}  // namespace isnad::page
