// SPDX-License-Identifier: Apache-2.0
// What analysts changed in claims. The log keeps every correction; `corrections` holds the last one of each field that
// was not taken back.
#include "reading/json.h"
#include "store/connection.h"
#include "store/record.h"
#include "store/zstd.h"

namespace isnad::store {

namespace {

Result<void> run(sqlite3* db, std::string_view sql, int64_t document, std::string_view event, std::string_view field) {
  Result<Statement> statement = Statement::prepare(db, sql);
  if (!statement) return statement.error();
  return statement->bind(1, document).bind(2, event).bind(3, field).run();
}

// Makes `corrections` say what the log says of one field, and lets the words behind the act be counted again.
Result<void> lay_log_over(sqlite3* db, int64_t document, std::string_view event, std::string_view field) {
  for (const char* sql :
       {"DELETE FROM corrections WHERE document = ?1 AND event_id = ?2 AND field = ?3",
        "INSERT INTO corrections (document, event_id, field, value, note, made) SELECT document, event_id, field, "
        "value, note, made FROM correction_log WHERE document = ?1 AND event_id = ?2 AND field = ?3 AND undone IS NULL "
        "ORDER BY id DESC LIMIT 1",
        "UPDATE claims SET roots = NULL WHERE version = (SELECT current_version FROM documents WHERE id = ?1) AND "
        "?2 <> '' AND ?3 <> ''"})
    if (Result<void> done = run(db, sql, document, event, field); !done) return done;
  return {};
}

}  // namespace

// The rows of claims say again what the reading says, and then what corrections say.
Result<void> Store::lay_corrections_over(int64_t document) {
  Result<Statement> select = Statement::prepare(
      connection_->db,
      "SELECT v.id, v.reading FROM documents d JOIN versions v ON v.id = d.current_version WHERE d.id = ?1");
  if (!select) return failure(select.error());
  const Result<bool> row = select->bind(1, document).step();
  if (!row) return failure(row.error());
  if (!*row) return {};
  const int64_t version = select->number(0);
  Record record;
  Document doc;
  if (const Result<std::string> reading = decompress(select->blob(1)); reading && reading::from_json(*reading, doc))
    put_claims(doc, record);
  select->reset();
  Result<Statement> update = Statement::prepare(
      connection_->db,
      "UPDATE claims SET type = ?3, status = ?4, qualifier = ?5, basis = ?6 WHERE version = ?1 AND event_id = ?2");
  if (!update) return failure(update.error());
  for (const Record::Claim& claim : record.claims) {
    update->bind(1, version).bind(2, claim.event_id).bind(3, claim.type).bind(4, claim.status);
    if (Result<void> done = update->bind_or_null(5, claim.qualifier).bind(6, claim.basis).run(); !done)
      return failure(done.error());
  }
  const Result<void> done = connection_->correct_claims.bind(1, version).run();
  return done ? done : Result<void>(failure(done.error()));
}

Result<void> Store::correct(int64_t document, const Correction& correction) {
  Result<Statement> insert = Statement::prepare(
      connection_->db,
      "INSERT INTO correction_log (document, event_id, field, value, note, made, who) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
      "?7)");
  if (!insert) return failure(insert.error());
  Result<void> done = insert->bind(1, document)
                          .bind(2, correction.event_id)
                          .bind(3, correction.field)
                          .bind(4, correction.value)
                          .bind_or_null(5, correction.note)
                          .bind(6, correction.made)
                          .bind_or_null(7, correction.who)
                          .run();
  if (done) done = lay_log_over(connection_->db, document, correction.event_id, correction.field);
  if (!done) return failure(done.error());
  done = leave_notice(document, {"correction", correction.event_id, correction.field, correction.value, correction.note,
                                 correction.made});
  return done ? lay_corrections_over(document) : done;
}

Result<bool> Store::take_correction_back(int64_t id, std::string_view when, std::string_view who) {
  Result<Statement> update = Statement::prepare(
      connection_->db,
      "UPDATE correction_log SET undone = ?2, undone_by = ?3 WHERE id = ?1 AND undone IS NULL RETURNING document, "
      "event_id, field");
  if (!update) return failure(update.error());
  Result<bool> row = update->bind(1, id).bind(2, when).bind_or_null(3, who).step();
  if (!row) return failure(row.error());
  if (!*row) return false;
  const int64_t document = update->number(0);
  const std::string event(update->text(1)), field(update->text(2));
  while (row && *row) row = update->step();
  if (!row) return failure(row.error());
  if (Result<void> done = lay_log_over(connection_->db, document, event, field); !done) return failure(done.error());
  if (Result<void> done = lay_corrections_over(document); !done) return done.error();
  return true;
}

Result<std::vector<LoggedCorrection>> Store::correction_log(int64_t document, size_t most) const {
  Result<Statement> select = Statement::prepare(
      connection_->db,
      "SELECT l.id, l.document, coalesce(p.code, ''), coalesce(v.title, d.given_id, d.key), l.event_id, l.field, "
      "l.value, coalesce(l.note, ''), l.made, coalesce(l.who, ''), coalesce(l.undone, ''), coalesce(l.undone_by, '') "
      "FROM correction_log l JOIN documents d ON d.id = l.document LEFT JOIN versions v ON v.id = d.current_version "
      "LEFT JOIN placements p ON p.document = d.id WHERE ?1 = 0 OR l.document = ?1 ORDER BY l.id DESC LIMIT ?2");
  if (!select) return failure(select.error());
  select->bind(1, document).bind(2, static_cast<int64_t>(most));
  std::vector<LoggedCorrection> log;
  const auto text = [&](int column) { return std::string(select->text(column)); };
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return failure(row.error());
    if (!*row) return log;
    LoggedCorrection entry{select->number(0), select->number(1), text(2), text(3), {}, text(10), text(11)};
    entry.correction = {text(4), text(5), text(6), text(7), text(8), text(9), entry.id};
    log.push_back(std::move(entry));
  }
}

}  // namespace isnad::store
