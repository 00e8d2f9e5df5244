// SPDX-License-Identifier: Apache-2.0
// A search as an Atom feed (RFC 4287) to subscribe to. Addresses are relative: the feed stays right behind a proxy.
#include "serve/api.h"
#include "serve/parameters.h"
#include "serve/xml_text.h"

namespace isnad::serve {

namespace {

constexpr size_t kEntries = 50;

// Days become moments: Atom wants a time.
std::string moment(std::string_view date) {
  if (date.size() < 10) return "1970-01-01T00:00:00Z";
  return std::string(date.substr(0, 10)) + "T00:00:00Z";
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
      xml_text(words) + "</title>\n<id>urn:isnad:search:" + percent_encoded(words) + "</id>\n<updated>" +
      moment(newest) + "</updated>\n<author><name>isnad</name></author>\n<link rel=\"self\" href=\"/feeds/" +
      "search.atom?q=" + percent_encoded(words) + "\"/>\n";
  for (const store::Hit& hit : *hits)
    out += "<entry><title>" + xml_text(hit.title.empty() ? hit.id : hit.title) +
           "</title><id>urn:isnad:document:" + percent_encoded(hit.id) + "</id><updated>" + moment(hit.published) +
           "</updated><link href=\"/document/" + percent_encoded(hit.id) + "\"/><summary>" + xml_text(hit.snippet) +
           "</summary></entry>\n";
  out += "</feed>\n";
  Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.body = std::move(out);
  return response;
}

}  // namespace isnad::serve
