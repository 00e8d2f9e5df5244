// SPDX-License-Identifier: Apache-2.0
// lexicon/stories/words.tsv: the few words that the comparison of tellings looks for.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "lexicon/lexicon.h"

namespace isnad::desk {

enum class WordKind : uint8_t { kNothing, kDeny, kBlame, kContrast, kNone, kHarm, kState, kBack };

class Words {
 public:
  explicit Words(const lexicon::Lexicon& lexicon);
  // Of a folded word as it stands; without its conjunction where it is not in the table with it.
  WordKind kind(std::string_view folded) const;

 private:
  std::unordered_map<std::string, WordKind> kinds_;
};

}  // namespace isnad::desk
