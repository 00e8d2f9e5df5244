// SPDX-License-Identifier: Apache-2.0
// SQLite's C interface with owners and Results. One connection belongs to one thread at a time.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad::store {

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
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace isnad::store
