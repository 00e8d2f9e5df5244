// SPDX-License-Identifier: Apache-2.0
// Who stands in which claim, as rows: what claims are found and counted by. Made with each reading; stores that an
// older isnad made get them from the readings they keep.
#include "reading/json.h"
#include "store/connection.h"
#include "store/record.h"
#include "store/zstd.h"
#include "text/letters.h"

namespace isnad::store {

Result<int64_t> Store::put_actor(const Record::Actor& actor) {
  Connection& c = *connection_;
  Result<bool> row = c.find_actor.bind(1, actor.key).step();
  if (!row) return failure(row.error());
  const int64_t id = *row ? c.find_actor.number(0) : 0;
  const bool known = *row && c.find_actor.number(1) != 0;
  c.find_actor.reset();
  if (id != 0) {
    if (actor.known && !known)
      if (Result<void> done = c.know_actor.bind(1, id).run(); !done) return failure(done.error());
    return id;
  }
  const std::string folded = text::fold(actor.name);
  c.insert_actor.bind(1, actor.key).bind(2, actor.type).bind(3, actor.name).bind(4, folded);
  c.insert_actor.bind_or_null(5, actor.en).bind_or_null(6, actor.country).bind_or_null(7, actor.side);
  Result<void> done = c.insert_actor.bind_or_null(8, actor.sector).bind(9, actor.known ? 1 : 0).run();
  if (!done) return failure(done.error());
  return sqlite3_last_insert_rowid(c.db);
}

Result<void> Store::put_parties(int64_t version, const Record& record) {
  Connection& c = *connection_;
  for (const Record::Claim& claim : record.claims)
    for (const Record::Party& party : claim.parties) {
      Result<void> done =
          c.insert_party.bind(1, version).bind(2, claim.event_id).bind(3, party.role).bind(4, party.key).run();
      if (!done) return failure(done.error());
    }
  Result<void> done = c.set_language.bind(1, version).bind(2, record.language.empty() ? "und" : record.language).run();
  return done ? done : Result<void>(failure(done.error()));
}

Result<size_t> Store::write_missing_parties(size_t most) {
  std::vector<std::pair<int64_t, std::string>> readings;
  {
    Result<Statement> select = Statement::prepare(connection_->db,
                                                  "SELECT v.id, v.reading FROM versions v JOIN documents d ON d.id = "
                                                  "v.document AND d.current_version = v.id WHERE v.language IS "
                                                  "NULL LIMIT ?1");
    if (!select) return failure(select.error());
    select->bind(1, static_cast<int64_t>(most));
    for (;;) {
      const Result<bool> row = select->step();
      if (!row) return failure(row.error());
      if (!*row) break;
      Result<std::string> reading = decompress(select->blob(1));
      readings.emplace_back(select->number(0), reading ? std::move(*reading) : std::string());
    }
  }
  if (readings.empty()) return size_t{0};
  if (Result<void> begun = begin(); !begun) return begun.error();
  for (const auto& [version, reading] : readings) {
    Document doc;
    Record record;
    // A reading that cannot be read again keeps its row and has no parties.
    if (reading::from_json(reading, doc)) put_claims(doc, record);
    Result<void> done;
    for (const Record::Actor& actor : record.actors)
      if (const Result<int64_t> id = put_actor(actor); !id) done = id.error();
    for (const Record::Claim& claim : record.claims)
      if (done && !claim.place.empty())
        done = connection_->set_claim_place.bind(1, version).bind(2, claim.event_id).bind(3, claim.place).run();
    if (done) done = put_parties(version, record);
    if (!done) {
      rollback();
      return done.error();
    }
  }
  if (Result<void> done = commit(); !done) return done.error();
  return readings.size();
}

}  // namespace isnad::store
