// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "claims/codebook.h"
#include "reading/resources.h"

namespace isnad::reading {

std::span<const lexicon::Deriver> derivers() {
  static const std::vector<lexicon::Deriver> kDerivers = {claims::check_codebook};
  return kDerivers;
}

}  // namespace isnad::reading
