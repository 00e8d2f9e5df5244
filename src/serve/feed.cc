// SPDX-License-Identifier: Apache-2.0
// A search as an Atom feed (RFC 4287) to subscribe to. Addresses are relative: the feed stays right behind a proxy.
#include "exports/claim_row.h"
#include "serve/api.h"
#include "serve/claim_filter.h"
#include "serve/parameters.h"
#include "serve/stored_claims.h"
#include "serve/xml_text.h"

namespace isnad::serve {

namespace {

constexpr size_t kEntries = 50;

// Days become moments: Atom wants a time.
std::string moment(std::string_view date) {
  if (date.size() < 10) return "1970-01-01T00:00:00Z";
  return std::string(date.substr(0, 10)) + "T00:00:00Z";
}

// The head of a feed up to its first entry.
std::string head(std::string_view title, const std::string& id, const std::string& self, std::string_view newest) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>" +
         xml_text(title) + "</title>\n<id>urn:isnad:" + id + "</id>\n<updated>" + moment(newest) +
         "</updated>\n<author><name>isnad</name></author>\n<link rel=\"self\" href=\"/feeds/" + xml_text(self) +
         "\"/>\n";
}

Response atom(std::string body) {
  Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.body = std::move(body) + "</feed>\n";
  return response;
}

std::string list(const std::vector<exports::PartyRow>& parties) {
  std::string text;
  for (const exports::PartyRow& party : parties) text += (text.empty() ? "" : ", ") + party.name;
  return text;
}

// What a reader of feeds sees first: how the claim stands, what, who to whom.
std::string title_of(const exports::ClaimRow& row, const lexicon::Table& labels, bool english) {
  const int column = labels.column(english ? "en" : "ar");
  const auto label = [&](const std::string& key) {
    for (uint32_t i = 0; i < labels.rows(); ++i)
      if (labels.cell(i, 0U) == key) return std::string(labels.cell(i, column));
    return key;
  };
  std::string title = label("status." + std::string(row.status));
  if (row.qualifier != "" && row.qualifier != "none") title += ", " + label("qualifier." + std::string(row.qualifier));
  title += ": " + label("type." + std::string(row.type));
  if (const std::string who = list(row.actors); !who.empty()) title += " - " + who;
  if (const std::string whom = list(row.recipients); !whom.empty()) title += " > " + whom;
  return title;
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
  std::string out = head(words, "search:" + percent_encoded(words), "search.atom?q=" + percent_encoded(words), newest);
  for (const store::Hit& hit : *hits)
    out += "<entry><title>" + xml_text(hit.title.empty() ? hit.id : hit.title) +
           "</title><id>urn:isnad:document:" + percent_encoded(hit.id) + "</id><updated>" + moment(hit.published) +
           "</updated><link href=\"/document/" + percent_encoded(hit.id) + "\"/><summary>" + xml_text(hit.snippet) +
           "</summary></entry>\n";
  return atom(std::move(out));
}

// A search of claims to subscribe to: the latest ones that its filters find.
Result<Response> get_claims_feed(Call& call) {
  const Result<FilterOrRefusal> asked = filter_of(call);
  if (!asked) return asked.error();
  if (asked->refused) return *asked->refused;
  const Result<std::shared_ptr<const desk::ClaimIndex>> index = call.shelf.get();
  if (!index) return index.error();
  const bool english = call.request.parameter("lang") == "en";
  std::string query, words;
  for (const auto& [name, value] : call.request.query) {
    if (name == "token" || name == "cursor" || name == "limit" || value.empty()) continue;
    query += (query.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
    if (name != "lang") words += (words.empty() ? "" : ", ") + name + ": " + value;
  }
  std::string entries, newest;
  StoredClaims claims(call);
  const lexicon::Table labels = call.reader.lexicon().table("interface/labels");
  for (const desk::FoundClaim& one : (*index)->find(asked->filter, 0, kEntries).claims) {
    const Result<const exports::ClaimRow*> row = claims.find(one.version, one.event_id);
    if (!row) return row.error();
    if (*row == nullptr) continue;
    const exports::ClaimRow& claim = **row;
    newest = std::max(newest, claim.published);
    const std::string id = claims.code() + "." + std::string(one.event_id);
    entries += "<entry><title>" + xml_text(title_of(claim, labels, english)) +
               "</title><id>urn:isnad:claim:" + percent_encoded(id) + "</id><updated>" + moment(claim.published) +
               "</updated><link href=\"/document/" + percent_encoded(claims.code()) + "#claim-" +
               percent_encoded(one.event_id) + "\"/><author><name>" +
               xml_text(claim.outlet.empty() ? "isnad" : claim.outlet) + "</name></author><summary>" +
               xml_text(claim.sentence) + "</summary></entry>\n";
  }
  return atom(
      head(words.empty() ? "isnad" : words, "claims:" + percent_encoded(query), "claims.atom?" + query, newest) +
      entries);
}

}  // namespace isnad::serve
