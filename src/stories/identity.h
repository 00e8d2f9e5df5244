// SPDX-License-Identifier: Apache-2.0
// Who a party of an act is, so that documents can be compared. A key is a Wikidata id where there is one, else the
// type with the folded name; "@EGY" is the state, "@LBY/East" a side of a state with rival authorities.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"

namespace isnad::stories {

struct Identity {
  std::string key, type, name, country, side;  // type: PER, ORG, GPE, LOC, STATE or SIDE
};

// Empty for an entity without a name.
std::string key_of(const Entity& entity);

// All that a party counts as. A person or body is himself; who holds a state's office, command or seat acts for the
// state, and for its side where sides are known. Somebody without a name who belongs to a state's forces or offices
// is that state's. A private person, a party or an armed group is only himself: a proxy's act is not its sponsor's.
std::vector<Identity> identities(const Document& doc, const Participant& party);

// A person of whom nothing public is known: no entry in the lexicon of actors and no office in the text. A name spelt
// in Latin letters says nothing: it is spelt for everybody.
bool is_private(const Document& doc, int32_t entity);

// True when what `sector` (PLOVER's code) does is done by the state.
bool acts_for_state(std::string_view sector);

}  // namespace isnad::stories
