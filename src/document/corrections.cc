// SPDX-License-Identifier: Apache-2.0
#include "document/corrections.h"

#include <algorithm>
#include <array>

#include "document/names.h"

namespace isnad {

namespace {

constexpr std::array<std::string_view, 5> kFields = {"type", "status", "qualifier", "basis", "verdict"};

}  // namespace

bool is_correctable(std::string_view field) {
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

bool is_correction(std::string_view field, std::string_view value) {
  if (field == "type") return named<EventType>(value).has_value();
  if (field == "status") return named<Status>(value).has_value();
  if (field == "qualifier") return value == "none" || named<Qualifier>(value).has_value();
  if (field == "basis") return named<Basis>(value).has_value();
  return field == "verdict" && (value == "right" || value == "wrong");
}

void lay_over(const std::vector<Correction>& corrections, Document& doc) {
  for (const Correction& c : corrections) {
    const auto event =
        std::find_if(doc.events.begin(), doc.events.end(), [&](const Event& e) { return e.id == c.event_id; });
    if (event == doc.events.end()) {
      doc.issue("correction-without-claim", "an analyst's change of claim " + c.event_id + " (" + c.field + " = " +
                                                c.value + ") no longer finds its claim in this reading");
      continue;
    }
    if (c.field == "type") event->type = named<EventType>(c.value).value_or(event->type);
    if (c.field == "status") event->status = named<Status>(c.value).value_or(event->status);
    if (c.field == "qualifier") event->qualifier = named<Qualifier>(c.value).value_or(Qualifier::kNone);
    if (c.field == "basis") event->basis = named<Basis>(c.value).value_or(event->basis);
    doc.issue("corrected",
              "claim " + c.event_id + ": " + c.field + " = " + c.value + " by an analyst, " + c.made +
                  (c.note.empty() ? "" : " (" + c.note + ")"),
              event->trigger);
  }
}

}  // namespace isnad
