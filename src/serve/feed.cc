// SPDX-License-Identifier: Apache-2.0
// A search as an Atom feed (RFC 4287) to subscribe to. Addresses are relative: the feed stays right behind a proxy.
#include "serve/api.h"
#include "serve/parameters.h"
#include "store/sqlite.h"

namespace isnad::serve {

namespace {

constexpr size_t kEntries = 50;

// Text made fit for XML: markup escaped, and what XML 1.0 does not allow, or would turn the line around, left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view three = text.substr(i, 3);
    const bool turns = three >= "\u202A" && three <= "\u202E" && three.size() == 3;
    const bool isolates = three >= "\u2066" && three <= "\u2069" && three.size() == 3;
    if (turns || isolates) {
      i += 2;
      continue;
    }
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
  }
  return out;
}

// Days become moments: Atom wants a time.
std::string moment(std::string_view date) {
  if (date.size() < 10) return "1970-01-01T00:00:00Z";
  return std::string(date.substr(0, 10)) + "T00:00:00Z";
}

std::string encoded(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || c == '-') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace

Result<Response> get_search_feed(Call& call) {
  const std::string_view words = call.request.parameter("q");
  if (words.empty() || words.size() > 1000)
    return problem(400, "Nothing to search", "q holds the words to search, at least one and at most 1,000 bytes.");
  const Result<std::vector<store::Hit>> hits = call.store.search(words, kEntries);
  if (!hits) return problem(400, "No word", hits.error().message);
  std::string newest;
  for (const store::Hit& hit : *hits) newest = std::max(newest, hit.published);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>" +
      escaped(words) + "</title>\n<id>urn:isnad:search:" + encoded(words) + "</id>\n<updated>" + moment(newest) +
      "</updated>\n<author><name>isnad</name></author>\n<link rel=\"self\" href=\"/feeds/" +
      "search.atom?q=" + encoded(words) + "\"/>\n";
  for (const store::Hit& hit : *hits)
    out += "<entry><title>" + escaped(hit.title.empty() ? hit.id : hit.title) +
           "</title><id>urn:isnad:document:" + encoded(hit.id) + "</id><updated>" + moment(hit.published) +
           "</updated><link href=\"/document/" + encoded(hit.id) + "\"/><summary>" + escaped(hit.snippet) +
           "</summary></entry>\n";
  out += "</feed>\n";
  Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.body = std::move(out);
  return response;
}

}  // namespace isnad::serve
