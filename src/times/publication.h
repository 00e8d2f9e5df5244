// SPDX-License-Identifier: Apache-2.0
// When was an undated text published? Bounded from its own evidence: a dated line under the title, dates told as past
// or as coming, a day word with a full date, the offices that its persons hold. Fills meta.published with bounds, and
// with a value when they meet.
#pragma once

#include <optional>
#include <vector>

#include "document/document.h"
#include "times/conflicts.h"
#include "times/offices.h"

namespace isnad::times {

// `directions` holds one entry for each of `found`, whose outcomes were resolved without knowing the day. Does nothing
// when the document has a date.
void infer_publication(Document& doc, const std::vector<Found>& found, const std::vector<Direction>& directions,
                       std::optional<Day> text_day, const Offices& offices);

// Raises an issue where the text speaks against the day of publication that it came with: a day told as past that lies
// after it, or day words that put another weekday on a date read off the page.
void check_publication(Document& doc, const std::vector<Found>& found, const std::vector<Direction>& directions);

}  // namespace isnad::times
