// SPDX-License-Identifier: Apache-2.0
// To which state does a named person or body belong, as the words around the name tell?
#pragma once

#include <string_view>

#include "document/document.h"
#include "lexicon/lexicon.h"
#include "names/cues.h"
#include "names/gazetteer.h"

namespace isnad::names {

class Whose {
 public:
  Whose() = default;
  Whose(const lexicon::Lexicon& lexicon, Gazetteer gazetteer);

  // The state that a word or phrase names or is the adjective of; empty: none.
  std::string_view country_of(const Gazetteer::Entry& entry) const;
  // From the words of a body's or place's own name.
  std::string_view inside(const Document& doc, const std::vector<Cue>& cues, const Mention& mention) const;
  // From the title before a person's name ("the Egyptian minister of foreign affairs ...") or after it.
  // `bodies` gives the country of the entity of a mention, where it is known already.
  std::string_view beside(const Document& doc, const std::vector<Cue>& cues, size_t mention) const;

 private:
  std::string_view in_title(const Document& doc, const std::vector<Cue>& cues, uint32_t from, uint32_t to) const;

  Gazetteer gazetteer_;
  std::vector<std::pair<lexicon::Table, int>> tables_;  // with the column of the country
};

}  // namespace isnad::names
