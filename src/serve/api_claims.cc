// SPDX-License-Identifier: Apache-2.0
// Claims of all current readings, found by what the store's own table knows of them, shown as the exports write them:
// with parties, chain, sentence and provenance.
#include <algorithm>

#include "document/names.h"
#include "exports/exporter.h"
#include "exports/formats.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/sqlite.h"
#include "text/letters.h"

namespace isnad::serve {

namespace {

constexpr std::string_view kSelect =
    "SELECT v.id, coalesce(p.code, d.given_id, d.key), c.event_id FROM claims c JOIN versions v ON v.id = c.version "
    "JOIN "
    "documents d ON d.current_version = v.id LEFT JOIN placements p ON p.document = d.id WHERE (?1 = '' OR c.type = "
    "?1) "
    "AND (?2 = '' OR c.status = ?2) AND (?3 = '' OR d.outlet = ?3) AND (?4 = '' OR v.published >= ?4) AND (?5 = '' OR "
    "substr(v.published, 1, 10) <= ?5) AND (?6 = '' OR c.date >= ?6) AND (?7 = '' OR substr(c.date, 1, 10) <= ?7) AND "
    "(?8 = '' OR EXISTS (SELECT 1 FROM appearances x JOIN actors a ON a.id = x.actor WHERE x.version = v.id AND x.acts "
    "> "
    "0 AND (a.folded = ?8 OR lower(a.en) = lower(?8)))) ORDER BY v.published DESC, v.id, c.event_id LIMIT ?9 OFFSET "
    "?10";

exports::Options options_of(Call& call) {
  return exports::options_of(call.reader.lexicon(), call.request.parameter("lang") == "en" ? "en" : "ar", false);
}

// The claims of one version by event id, as JSON objects.
class Claims {
 public:
  explicit Claims(Call& call) : call_(call), options_(options_of(call)) {}

  Result<std::string> find(int64_t version, std::string_view event) {
    if (version != version_)
      if (Result<void> done = load(version); !done) return done.error();
    const auto row =
        std::find_if(rows_.begin(), rows_.end(), [&](const exports::ClaimRow& r) { return r.event->id == event; });
    if (row == rows_.end()) return std::string();
    std::string line = exports::json_row(*row, made_by_, {});
    line.pop_back();  // its newline
    return line;
  }

 private:
  Result<void> load(int64_t version) {
    Result<store::Stored> stored = call_.store.version(version);
    if (!stored) return stored.error();
    doc_ = Document();
    if (Result<void> read = reading::from_json(stored->reading, doc_); !read) return read.error();
    made_by_ = reading::made_by_of(stored->reading);
    lay_over(stored->corrections, doc_);
    rows_ = exports::claim_rows(doc_, stored->corrections, options_);
    version_ = version;
    return {};
  }

  Call& call_;
  exports::Options options_;
  int64_t version_ = -1;
  Document doc_;
  reading::MadeBy made_by_;
  std::vector<exports::ClaimRow> rows_;
};

std::optional<Response> refuse_filters(const Request& r) {
  for (std::string_view name : {"said_since", "said_until", "since", "until"})
    if (std::optional<Response> refused = refuse_day(r, name)) return refused;
  if (!r.parameter("type").empty() && !named<EventType>(r.parameter("type")))
    return problem(400, "No such type", "type is one of PLOVER's sixteen, in capitals, such as CONSULT or ASSAULT.");
  if (!r.parameter("status").empty() && !named<Status>(r.parameter("status")))
    return problem(400, "No such status", "status is one of the seven of a reading, such as happened or denied.");
  return std::nullopt;
}

}  // namespace

Result<Response> get_claims(Call& call) {
  const Request& r = call.request;
  auto [page, refused] = page_of(r);
  if (!refused) refused = refuse_filters(r);
  if (refused) return *refused;
  Result<store::Statement> select = call.store.statement(kSelect);
  if (!select) return select.error();
  const std::string actor = text::fold(r.parameter("actor"));
  select->bind(1, r.parameter("type")).bind(2, r.parameter("status")).bind(3, r.parameter("outlet"));
  select->bind(4, r.parameter("said_since")).bind(5, r.parameter("said_until"));
  select->bind(6, r.parameter("since")).bind(7, r.parameter("until")).bind(8, actor);
  select->bind(9, static_cast<int64_t>(page.most)).bind(10, static_cast<int64_t>(page.skip));
  Claims claims(call);
  Json json;
  size_t rows = 0;
  json.begin_object();
  json.key("claims");
  json.begin_array();
  for (;; ++rows) {
    const Result<bool> row = select->step();
    if (!row) return call.store.failure(row.error());
    if (!*row) break;
    const Result<std::string> claim = claims.find(select->number(0), select->text(2));
    if (!claim) return claim.error();
    if (claim->empty()) continue;
    json.object([&] {
      json.string("document", select->text(1));
      json.key("claim");
      json.raw(*claim);
    });
  }
  json.end_array();
  json.nullable("next", rows == page.most ? next_cursor(r, page) : std::string());
  json.end_object();
  return json_response(json.take());
}

// A document's claims in one of the export formats, as a file to keep.
Result<Response> get_document_export(Call& call) {
  const std::optional<exports::Target> target = exports::target_named(call.captures[1]);
  if (!target) return problem(404, "No such format", "Formats are csv, jsonl, plover, cameo and ftm.");
  const Result<int64_t> id = find_document(call.store, call.captures[0]);
  if (!id) return id.error();
  if (*id == 0) return problem(404, "No such document", "The store has no document with this id.");
  const Result<store::Stored> stored = call.store.get(std::to_string(*id));
  if (!stored) return stored.error();
  Document doc;
  if (Result<void> read = reading::from_json(stored->reading, doc); !read) return read.error();
  lay_over(stored->corrections, doc);
  Result<exports::Exporter> exporter = exports::Exporter::open(*target, call.reader.lexicon(), options_of(call));
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
