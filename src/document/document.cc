// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

#include <algorithm>

namespace isnad {

uint32_t Document::token_at(uint32_t at) const {
  const auto found =
      std::partition_point(tokens.begin(), tokens.end(), [at](const Token& t) { return t.span.end <= at; });
  return static_cast<uint32_t>(found - tokens.begin());
}

int32_t Document::sentence_at(uint32_t at) const {
  const auto found =
      std::partition_point(sentences.begin(), sentences.end(), [at](const Sentence& s) { return s.span.end <= at; });
  if (found == sentences.end() || !found->span.contains(at)) return kNoIndex;
  return static_cast<int32_t>(found - sentences.begin());
}

}  // namespace isnad
