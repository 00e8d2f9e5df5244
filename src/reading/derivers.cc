// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "reading/resources.h"

namespace isnad::reading {

std::span<const lexicon::Deriver> derivers() {
  static const std::vector<lexicon::Deriver> kDerivers = {};
  return kDerivers;
}

}  // namespace isnad::reading
