// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite.h"

namespace isnad::store {

Result<Statement> Statement::prepare(sqlite3* db, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr) !=
      SQLITE_OK)
    return Error{sqlite3_errmsg(db)};
  Statement statement;
  statement.statement_.reset(raw);
  return statement;
}

void GiveBack::operator()(sqlite3_stmt* statement) const {
  if (home == nullptr) sqlite3_finalize(statement);
  else home->keep(statement);
}

Result<Statement> Statements::take(sqlite3* db, std::string_view sql) {
  if (const auto at = idle_.find(sql); at != idle_.end()) {
    Statement statement;
    statement.statement_ = {at->second, GiveBack{this}};
    idle_.erase(at);
    return statement;
  }
  Result<Statement> prepared = Statement::prepare(db, sql);
  if (prepared) prepared->statement_.get_deleter().home = this;
  return prepared;
}

void Statements::keep(sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (idle_.size() < most_) idle_.emplace(sqlite3_sql(statement), statement);
  else sqlite3_finalize(statement);
}

void Statements::clear() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  idle_.clear();
}

Statement& Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data() != nullptr ? text.data() : "", text.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int index, int64_t number) {
  sqlite3_bind_int64(statement_.get(), index, number);
  return *this;
}

Statement& Statement::bind_real(int index, double number) {
  sqlite3_bind_double(statement_.get(), index, number);
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, bytes.data() != nullptr ? bytes.data() : "", bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_null(int index) {
  sqlite3_bind_null(statement_.get(), index);
  return *this;
}

Statement& Statement::bind_or_null(int index, std::string_view text) {
  return text.empty() ? bind_null(index) : bind(index, text);
}

Result<bool> Statement::step() {
  switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW: return true;
    case SQLITE_DONE: return false;
    default: {
      Error error{sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
      sqlite3_reset(statement_.get());
      return error;
    }
  }
}

Result<void> Statement::run() {
  for (;;) {
    Result<bool> row = step();
    if (!row) return row.error();
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return {bytes != nullptr ? bytes : "", static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes != nullptr ? bytes : "", static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

}  // namespace isnad::store
