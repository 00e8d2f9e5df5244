// SPDX-License-Identifier: Apache-2.0
#include "store/connection.h"

namespace isnad::store {

Result<void> Store::leave_notice(int64_t document, const Notice& notice) {
  Result<Statement> insert = Statement::prepare(
      connection_->db,
      "INSERT INTO notices (kind, document, event_id, field, value, note, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!insert) return failure(insert.error());
  Result<void> done = insert->bind(1, notice.kind)
                          .bind(2, document)
                          .bind_or_null(3, notice.event_id)
                          .bind_or_null(4, notice.field)
                          .bind_or_null(5, notice.value)
                          .bind_or_null(6, notice.note)
                          .bind(7, notice.made)
                          .run();
  if (!done) return failure(done.error());
  return {};
}

Result<void> Store::leave_notice_at(std::string_view address, const Notice& notice) {
  // A page may name another address as its own; then its key is that one.
  for (const char* sql :
       {"SELECT id FROM documents WHERE key = ?1", "SELECT id FROM documents WHERE url = ?1 LIMIT 1"}) {
    Result<Statement> select = Statement::prepare(connection_->db, sql);
    if (!select) return failure(select.error());
    const Result<bool> row = select->bind(1, address).step();
    if (!row) return failure(row.error());
    if (*row) return leave_notice(select->number(0), notice);
  }
  return {};
}

}  // namespace isnad::store
