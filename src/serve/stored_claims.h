// SPDX-License-Identifier: Apache-2.0
// Claims of the store as rows, one document at a time: those of one version cost one reading.
#pragma once

#include "exports/claim_row.h"
#include "serve/newsroom.h"

namespace isnad::serve {

// Rows in the language of the request; private persons are masked.
exports::Options row_options(const Call& call);

class StoredClaims {
 public:
  explicit StoredClaims(const Call& call) : call_(call), options_(row_options(call)) {}

  // Null where the version has no such claim. Good until the next version is asked for. Errors: the store.
  Result<const exports::ClaimRow*> find(int64_t version, std::string_view event);
  // Of the claim found last.
  const std::string& code() const { return code_; }
  const reading::MadeBy& made_by() const { return made_by_; }

 private:
  Result<void> load(int64_t version);

  const Call& call_;
  exports::Options options_;
  int64_t version_ = -1;
  std::string code_;
  Document doc_;
  reading::MadeBy made_by_;
  std::vector<exports::ClaimRow> rows_;
};

}  // namespace isnad::serve
