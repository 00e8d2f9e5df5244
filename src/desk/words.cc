// SPDX-License-Identifier: Apache-2.0
#include "desk/words.h"

#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr std::string_view kWaw = "\xD9\x88", kFa = "\xD9\x81";  // conjunctions written on the word

WordKind named_kind(std::string_view name) {
  if (name == "deny") return WordKind::kDeny;
  if (name == "blame") return WordKind::kBlame;
  if (name == "contrast") return WordKind::kContrast;
  if (name == "none") return WordKind::kNone;
  if (name == "harm") return WordKind::kHarm;
  if (name == "back") return WordKind::kBack;
  return name == "state" ? WordKind::kState : WordKind::kNothing;
}

}  // namespace

Words::Words(const lexicon::Lexicon& lexicon) {
  const lexicon::Table table = lexicon.table("stories/words");
  const int kind = table.column("kind");
  for (uint32_t row = 0; row < table.rows(); ++row)
    kinds_.try_emplace(text::fold(table.cell(row, 0U)), named_kind(table.cell(row, kind)));
}

WordKind Words::kind(std::string_view folded) const {
  const auto at = kinds_.find(std::string(folded));
  if (at != kinds_.end()) return at->second;
  if (folded.starts_with(kWaw) || folded.starts_with(kFa)) {
    const auto bare = kinds_.find(std::string(folded.substr(2)));
    if (bare != kinds_.end()) return bare->second;
  }
  return WordKind::kNothing;
}

}  // namespace isnad::desk
