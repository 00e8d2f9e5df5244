// SPDX-License-Identifier: Apache-2.0
// Which line is what: title, meta, caption, body or junk. The same rules serve saved plain text and the lines that the
// markup of a page leaves open.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "page/lines.h"

namespace isnad::page {

inline constexpr uint32_t kNoLine = ~0u;

struct ClassifiedLine {
  Line line;
  std::optional<RegionKind> known;  // what the markup says; rules fill the rest
  RegionKind kind = RegionKind::kBody;
};

// Fills `kind` of all lines. `title` is the number of the title's line when it is known from elsewhere; else the lines
// are searched for one. `page`: the text was cut out of markup, so there is clutter to expect. Returns the title's line
// or kNoLine.
uint32_t classify(std::string_view text, std::vector<ClassifiedLine>& lines, uint32_t title, bool page);

// The lines of a text that are not blank.
std::vector<ClassifiedLine> split_lines(std::string_view text, const LineReader& reader);

// Adjacent lines of one kind become one region; a blank line between keeps them apart.
void add_regions(std::string_view text, const std::vector<ClassifiedLine>& lines, Document& doc);

}  // namespace isnad::page
