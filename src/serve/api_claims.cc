// SPDX-License-Identifier: Apache-2.0
// Claims of all current readings, found by what the store's own table knows of them, shown as the exports write them:
// with parties, chain, sentence and provenance.
#include "exports/exporter.h"
#include "exports/formats.h"
#include "serve/api.h"
#include "serve/claim_filter.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "serve/stored_claims.h"

namespace isnad::serve {

Result<Response> get_claims(Call& call) {
  const Request& r = call.request;
  const auto [page, refused] = page_of(r);
  if (refused) return *refused;
  const Result<FilterOrRefusal> asked = filter_of(call);
  if (!asked) return asked.error();
  if (asked->refused) return *asked->refused;
  const Result<std::shared_ptr<const desk::ClaimIndex>> index = call.shelf.get();
  if (!index) return index.error();
  const desk::FoundClaims found = (*index)->find(asked->filter, page.skip, page.most);
  StoredClaims claims(call);
  Json json;
  json.begin_object();
  json.number("total", found.total);
  json.key("claims");
  json.begin_array();
  for (const desk::FoundClaim& one : found.claims) {
    const Result<const exports::ClaimRow*> row = claims.find(one.version, one.event_id);
    if (!row) return row.error();
    if (*row == nullptr) continue;
    std::string line = exports::json_row(**row, claims.made_by(), {});
    line.pop_back();  // its newline
    json.object([&] {
      json.string("document", claims.code());
      json.key("claim");
      json.raw(line);
    });
  }
  json.end_array();
  json.nullable("next", found.claims.size() == page.most ? next_cursor(r, page) : std::string());
  json.end_object();
  return json_response(json.take());
}

// How many claims a search finds, by each of its filters: what stands beside the list.
Result<Response> get_claim_facets(Call& call) {
  const Result<FilterOrRefusal> asked = filter_of(call);
  if (!asked) return asked.error();
  if (asked->refused) return *asked->refused;
  const Result<std::shared_ptr<const desk::ClaimIndex>> index = call.shelf.get();
  if (!index) return index.error();
  const desk::ClaimCounts counts = (*index)->count(asked->filter);
  Json json;
  json.object([&] {
    json.number("claims", counts.claims);
    json.number("documents", counts.documents);
    json.object("facets", [&] {
      for (const desk::Facet& facet : counts.facets)
        json.array(facet.name, facet.values, [&](const desk::FacetValue& value) {
          json.object([&] {
            json.string("value", value.value);
            json.string("name", value.name);
            if (!value.en.empty()) json.string("en", value.en);
            json.number("claims", value.claims);
          });
        });
    });
  });
  return json_response(json.take());
}

// A document's claims in one of the export formats, as a file to keep.
Result<Response> get_document_export(Call& call) {
  const std::optional<exports::Target> target = exports::target_named(call.captures[1]);
  if (!target) return problem(404, "No such format", "Formats are csv, jsonl, plover, cameo and ftm.");
  const Result<int64_t> id = find_document(call.store, call.captures[0]);
  if (!id) return id.error();
  if (*id == 0) return problem(404, "No such document", "The store has no document with this id.");
  const Result<store::Stored> stored = call.store.current(*id);
  if (!stored) return stored.error();
  Document doc;
  if (Result<void> read = reading::from_json(stored->reading, doc); !read) return read.error();
  lay_over(stored->corrections, doc);
  Result<exports::Exporter> exporter = exports::Exporter::open(*target, call.reader.lexicon(), row_options(call));
  if (!exporter) return exporter.error();
  const exports::Written written = exporter->write(doc, reading::made_by_of(stored->reading), stored->corrections);
  Response response;
  response.content_type = *target == exports::Target::kCsv     ? "text/csv; charset=utf-8"
                          : *target == exports::Target::kCameo ? "text/tab-separated-values; charset=utf-8"
                                                               : "application/x-ndjson; charset=utf-8";
  response.body = exporter->header() + written.rows;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"isnad-claims." + call.captures[1] + "\"");
  response.headers.emplace_back("X-Isnad-Not-Carried", std::to_string(written.set_aside));
  return response;
}

}  // namespace isnad::serve
