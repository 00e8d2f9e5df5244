// SPDX-License-Identifier: Apache-2.0
#include "framing/framing.h"

#include <algorithm>

#include "framing/judgements.h"

namespace isnad::framing {

Result<Framing> Framing::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Result<Terms> terms = Terms::open(lexicon);
  if (!terms) return terms.error();
  Framing stage;
  stage.terms_ = std::move(*terms);
  return stage;
}

void Framing::run(Document& doc) const {
  const Setting setting = setting_of(doc);
  std::vector<Designation> found;
  find_titles(doc, terms_, setting, found);
  const size_t titles = found.size();
  find_judgements(doc, terms_, setting, found);
  // A word that is both, such as "المرجع", is kept as the title that it is.
  for (size_t i = found.size(); i-- > titles;) {
    const bool twice = found[i].stance == Stance::kPlain &&
                       std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(titles),
                                   [&](const Designation& d) { return d.span.overlaps(found[i].span); });
    if (twice) found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
  }
  std::sort(found.begin(), found.end(), [](const Designation& a, const Designation& b) { return a.span < b.span; });
  doc.designations.insert(doc.designations.end(), found.begin(), found.end());
}

}  // namespace isnad::framing
