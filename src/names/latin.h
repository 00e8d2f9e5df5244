// SPDX-License-Identifier: Apache-2.0
// A person's name in Latin letters, word by word: the usual spelling where it is known, else letter by letter.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace isnad::names {

class Latin {
 public:
  Latin() = default;
  explicit Latin(const lexicon::Lexicon& lexicon)
      : tables_{lexicon.table("names/wikidata"), lexicon.table("names/camel")} {}

  // `name` is clean Arabic; words are separated by spaces.
  std::string spell(std::string_view name) const;

 private:
  bool known(std::string_view key, std::string& out) const;
  lexicon::Table tables_[2];
};

}  // namespace isnad::names
