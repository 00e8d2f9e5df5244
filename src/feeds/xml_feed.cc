// SPDX-License-Identifier: Apache-2.0
// Feeds are often no XML: bare ampersands, a wrong or missing encoding, an end that never came. They are converted
// first, and the parser keeps what it understood. Entries beyond a damage are lost, and an Item says so.
#include <algorithm>
#include <pugixml.hpp>

#include "feeds/containers.h"
#include "page/charset.h"
#include "page/dates.h"

namespace isnad::feeds {

namespace {

constexpr size_t kMaxEntries = 100'000;

// Names without their namespace: "media:title" is no title, but "content:encoded" and "dc:date" are looked for whole.
std::string_view child(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const pugi::xml_node found = node.child(name)) {
      if (const std::string_view text = found.text().get(); !text.empty()) return text;
    }
  return {};
}

std::string trimmed(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return std::string(s);
}

std::string day(std::string_view raw) { return page::machine_date(raw).value_or(trimmed(raw)); }

struct Text final : pugi::xml_writer {
  std::string out;
  void write(const void* data, size_t size) override { out.append(static_cast<const char*>(data), size); }
};

// Atom writes markup either escaped or, as type "xhtml", as elements.
std::string markup_of(const pugi::xml_node& node) {
  if (node.attribute("type").as_string() != std::string_view("xhtml")) return trimmed(node.text().get());
  Text text;
  node.first_child().print(text, "", pugi::format_raw);
  return text.out;
}

// Titles come with escaped markup and entities of their own, which pugixml leaves: "&amp;quot;".
std::string plain(std::string_view raw) {
  static constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
      {"&quot;", "\""}, {"&amp;", "&"}, {"&#39;", "'"}, {"&#039;", "'"},         {"&apos;", "'"},
      {"&nbsp;", " "},  {"&lt;", "<"},  {"&gt;", ">"},  {"&laquo;", "\xC2\xAB"}, {"&raquo;", "\xC2\xBB"}};
  std::string out;
  for (size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '<' && at + 1 < raw.size() && raw[at + 1] != ' ') {
      const size_t close = raw.find('>', at);
      if (close != raw.npos && close - at < 200) {
        at = close;
        continue;
      }
    }
    bool done = false;
    if (raw[at] == '&')
      for (const auto& [entity, letter] : kEntities)
        if (raw.substr(at).starts_with(entity)) {
          out += letter;
          at += entity.size() - 1;
          done = true;
          break;
        }
    if (!done) out += raw[at];
  }
  return trimmed(out);
}

void finish(Item& item) {
  item.kind = Kind::kHtml;
  if (item.bytes.empty()) {
    item.bytes = item.given.title;
    item.kind = Kind::kText;
  }
  if (item.bytes.empty()) item.error = "found an entry without words";
}

Item rss_entry(const pugi::xml_node& node, const std::string& outlet) {
  Item item;
  item.given.title = plain(child(node, {"title", "media:title"}));
  item.given.url = trimmed(child(node, {"link", "feedburner:origLink"}));
  if (item.given.url.empty() && node.child("guid").attribute("isPermaLink").as_bool(true))
    item.given.url = trimmed(child(node, {"guid"}));
  item.given.date = day(child(node, {"pubDate", "dc:date", "published", "date"}));
  item.given.site = outlet;
  item.bytes = trimmed(child(node, {"content:encoded", "description", "summary"}));
  finish(item);
  return item;
}

Item atom_entry(const pugi::xml_node& node, const std::string& outlet) {
  Item item;
  item.given.title = plain(node.child("title").text().get());
  for (const pugi::xml_node link : node.children("link"))
    if (const std::string_view rel = link.attribute("rel").as_string(); rel.empty() || rel == "alternate")
      item.given.url = link.attribute("href").as_string();
  item.given.date = day(child(node, {"published", "updated"}));
  item.given.site = outlet;
  item.bytes = markup_of(node.child("content"));
  if (item.bytes.empty()) item.bytes = markup_of(node.child("summary"));
  finish(item);
  return item;
}

Item sitemap_entry(const pugi::xml_node& node) {
  Item item;
  const pugi::xml_node news = node.child("news:news");
  item.given.url = trimmed(child(node, {"loc"}));
  item.given.title = plain(child(news, {"news:title"}));
  item.given.date = day(child(news, {"news:publication_date"}));
  item.given.site = trimmed(child(news.child("news:publication"), {"news:name"}));
  item.kind = Kind::kText;
  item.bytes = item.given.title;
  return item;
}

}  // namespace

Result<std::vector<Item>> read_xml_feed(std::string_view bytes, bool relative) {
  const page::Decoded decoded = page::decode_bytes(bytes, true);
  pugi::xml_document xml;
  const pugi::xml_parse_result parsed =
      xml.load_buffer(decoded.text.data(), decoded.text.size(), pugi::parse_default, pugi::encoding_utf8);
  std::vector<Item> out;
  size_t beyond = 0;  // entries that are more than are read
  const auto add = [&](Item item) {
    if (!relative && !item.given.url.starts_with("http")) item.given.url.clear();
    if (out.size() < kMaxEntries) out.push_back(std::move(item));
    else ++beyond;
  };
  size_t bare = 0;  // addresses without a headline
  if (const pugi::xml_node channel = xml.child("rss").child("channel")) {
    const std::string outlet = plain(child(channel, {"title"}));
    for (const pugi::xml_node node : channel.children("item")) add(rss_entry(node, outlet));
    for (const pugi::xml_node node : xml.child("rss").children("item")) add(rss_entry(node, outlet));
  } else if (const pugi::xml_node rdf = xml.child("rdf:RDF")) {
    for (const pugi::xml_node node : rdf.children("item"))
      add(rss_entry(node, plain(child(rdf.child("channel"), {"title"}))));
  } else if (const pugi::xml_node feed = xml.child("feed")) {
    for (const pugi::xml_node node : feed.children("entry")) add(atom_entry(node, plain(child(feed, {"title"}))));
  } else if (const pugi::xml_node urls = xml.child("urlset")) {
    for (const pugi::xml_node node : urls.children("url")) {
      if (Item item = sitemap_entry(node); !item.bytes.empty()) add(std::move(item));
      else ++bare;
    }
  } else if (xml.child("sitemapindex")) {
    return Error{"found an index of sitemaps, which holds addresses and no text; give its pages"};
  } else {
    return Error{parsed ? std::string("found XML that is no feed") : "found a damaged XML feed"};
  }
  if (out.empty() && bare > 0)
    return Error{"found a sitemap of " + std::to_string(bare) + " addresses and no text; give its pages"};
  if (beyond > 0) {
    Item fault;
    fault.error = "the feed holds " + std::to_string(beyond) + " entries more than the " + std::to_string(kMaxEntries) +
                  " that were read";
    out.push_back(std::move(fault));
  }
  if (!parsed) {
    Item fault;
    fault.error = "the feed is damaged at byte " + std::to_string(parsed.offset) + " (" + parsed.description() + "); " +
                  std::to_string(out.size()) + " entries before it were read";
    out.push_back(std::move(fault));
  }
  if (out.empty()) return Error{"found a feed without entries"};
  return out;
}

}  // namespace isnad::feeds
