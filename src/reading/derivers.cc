// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "claims/codebook.h"
#include "names/gazetteer.h"
#include "names/relations.h"
#include "page/outlet_rules.h"
#include "reading/resources.h"
#include "speech/forms.h"
#include "words/compile.h"

namespace isnad::reading {

std::span<const lexicon::Deriver> derivers() {
  static const std::vector<lexicon::Deriver> kDerivers = {
      words::compile_forms, claims::check_codebook, names::check_relations,  names::derive_gazetteer,
      names::derive_groups, speech::derive_forms,   page::check_outlet_rules};
  return kDerivers;
}

}  // namespace isnad::reading
