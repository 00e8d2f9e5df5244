// SPDX-License-Identifier: Apache-2.0
#include "store/runs.h"

#include "store/sqlite.h"

namespace isnad::store {

Result<int64_t> begin_run(Store& store, std::string_view what, std::string_view of, std::string_view now) {
  Result<Statement> forget = store.statement("DELETE FROM runs WHERE id <= (SELECT max(id) - 100 FROM runs)");
  if (!forget) return forget.error();
  if (const Result<void> done = forget->run(); !done) return store.failure(done.error());
  Result<Statement> insert =
      store.statement("INSERT INTO runs (what, of, begun, told) VALUES (?1, ?2, ?3, ?3) RETURNING id");
  if (!insert) return insert.error();
  Result<bool> row = insert->bind(1, what).bind(2, of).bind(3, now).step();
  if (!row) return store.failure(row.error());
  const int64_t id = insert->number(0);
  while (row && *row) row = insert->step();
  if (!row) return store.failure(row.error());
  return id;
}

Result<void> tell_run(Store& store, int64_t run, const RunState& state, std::string_view now) {
  Result<Statement> update =
      store.statement("UPDATE runs SET told = ?2, done = ?3, bytes = ?4, whole = ?5, ended = ?6 WHERE id = ?1");
  if (!update) return update.error();
  update->bind(1, run).bind(2, now).bind(3, static_cast<int64_t>(state.documents));
  update->bind(4, static_cast<int64_t>(state.bytes)).bind(5, static_cast<int64_t>(state.whole));
  update->bind_or_null(6, state.ended ? now : std::string_view());
  const Result<void> done = update->run();
  return done ? done : Result<void>(store.failure(done.error()));
}

}  // namespace isnad::store
