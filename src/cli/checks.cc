// SPDX-License-Identifier: Apache-2.0
#include "cli/checks.h"

#include <algorithm>

#include "document/names.h"

namespace isnad::cli {

void lay_over(const std::vector<store::Correction>& corrections, Document& doc) {
  for (const store::Correction& c : corrections) {
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

std::vector<exports::Check> checks_of(const store::Stored& stored) {
  std::vector<exports::Check> checks;
  for (const store::Correction& c : stored.corrections)
    checks.push_back({c.event_id, c.field, c.value, c.note, c.made});
  return checks;
}

}  // namespace isnad::cli
