// SPDX-License-Identifier: Apache-2.0
// One row of a codebook table: its cells made into an Entry, or its faults told.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/codebook.h"

namespace isnad::claims {

enum CodebookColumn : uint8_t {
  kLemma,
  kPos,
  kMode,
  kActor,
  kRecipient,
  kStrength,
  kNeeds,
  kNot,
  kExample,
  kCodebookColumns
};

std::string_view column_name(CodebookColumn column);

using RowCells = std::array<std::string_view, kCodebookColumns>;

struct RowFault {
  CodebookColumn column;
  std::string message;  // what is wrong; what to do
};

// The type that the table "codebook/TYPE" is about, or nothing for another table.
std::optional<EventType> type_of_table(std::string_view table);

// Fills `entry` but for table and row; returns what is wrong with the cells. Views of `entry` point into them.
std::vector<RowFault> parse_row(const RowCells& cells, EventType type, Entry& entry);

}  // namespace isnad::claims
