// SPDX-License-Identifier: Apache-2.0
#include "speech/speech.h"

#include "speech/reading.h"

namespace isnad::speech {

Result<Speech> Speech::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Result<Reporting> reporting = Reporting::open(lexicon);
  if (!reporting) return reporting.error();
  Speech stage;
  stage.reporting_ = std::move(*reporting);
  return stage;
}

void Speech::run(Document& doc) const { doc.quotes = Reading(doc, reporting_).run(); }

}  // namespace isnad::speech
