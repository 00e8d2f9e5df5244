// SPDX-License-Identifier: Apache-2.0
// The flat tables of docs/arrow.md: which columns each has, and the rows that a document gives.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "api/columns.h"
#include "document/document.h"
#include "exports/claim_row.h"
#include "reading/json.h"

namespace isnad::api {

enum class Table : uint8_t {
  kReadings,
  kClaims,
  kQuotations,
  kEntities,
  kDesignations,
  kQuantities,
  kIssues,
  kSignatures
};

std::optional<Table> table_named(std::string_view name);
std::vector<Column> columns_of(Table table);
// Appends the document's rows. `words` are those that rows say themselves.
void append_rows(Table table, const Document& doc, const reading::MadeBy& made_by, const exports::Words& words,
                 std::vector<Column>& columns);

}  // namespace isnad::api
