// SPDX-License-Identifier: Apache-2.0
// Do the tables of actors, roles and places fit together? A deriver that adds nothing: it only finds faults.
#pragma once

#include "lexicon/lexicon.h"

namespace isnad::names {

// Faults: a country that places/countries does not know; a place that several states claim given to one of them; an
// actor twice (name, type and country, or Wikidata id); a role whose holder or body is no actor; two holders of a
// one-seat office at one time. Each names file, line, column and remedy.
Result<void> check_relations(lexicon::Builder& builder);

}  // namespace isnad::names
