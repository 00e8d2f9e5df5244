// SPDX-License-Identifier: Apache-2.0
// SQLite's C interface with owners and Results. One connection belongs to one thread at a time.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace isnad::store {

class Statements;

struct GiveBack {
  Statements* home = nullptr;  // where a statement came from; none: it is finalized
  void operator()(sqlite3_stmt* statement) const;
};

class Statement {
 public:
  static Result<Statement> prepare(sqlite3* db, std::string_view sql);

  // 1-based, as in SQL. The bytes must live until step() has returned.
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, int64_t number);
  Statement& bind_real(int index, double number);
  Statement& bind_blob(int index, std::string_view bytes);
  Statement& bind_null(int index);
  // Text, or NULL when it is empty.
  Statement& bind_or_null(int index, std::string_view text);

  // True: a row is there; false: done. Errors carry SQLite's message.
  Result<bool> step();
  // Steps to the end, and resets.
  Result<void> run();
  void reset();

  int64_t number(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // valid until the next step() or reset()
  std::string_view blob(int column) const;
  bool is_null(int column) const;

 private:
  friend class Statements;
  std::unique_ptr<sqlite3_stmt, GiveBack> statement_;
};

// Statements of one connection, kept once they are done with: preparing costs more than most of them do. They must be
// gone before it is.
class Statements {
 public:
  explicit Statements(size_t most) : most_(most) {}
  Statements(const Statements&) = delete;
  Statements& operator=(const Statements&) = delete;
  ~Statements() { clear(); }

  Result<Statement> take(sqlite3* db, std::string_view sql);
  void clear();

 private:
  friend struct GiveBack;
  void keep(sqlite3_stmt* statement);

  size_t most_;
  std::unordered_multimap<std::string_view, sqlite3_stmt*> idle_;  // by their own text
};

}  // namespace isnad::store
