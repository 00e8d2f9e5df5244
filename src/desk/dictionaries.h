// SPDX-License-Identifier: Apache-2.0
// What the views take from the lexicon, made once for all questions. Immutable; shared by threads.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "desk/claims.h"
#include "desk/desk.h"
#include "desk/words.h"
#include "lexicon/lexicon.h"
#include "lexicon/numbers.h"

namespace isnad::desk {

class Dictionaries {
 public:
  // `lexicon` must outlive them. Errors: the tables of numbers are damaged.
  static Result<std::shared_ptr<const Dictionaries>> open(const lexicon::Lexicon& lexicon);

  const Owners& owners() const { return owners_; }
  const Words& words() const { return words_; }
  const lexicon::NumberWords& numbers() const { return numbers_; }
  // The full name that the dictionaries give to a short form, folded both; the form itself where they know none.
  const std::string& full_name(const std::string& folded) const;

 private:
  Dictionaries(const lexicon::Lexicon& lexicon, lexicon::NumberWords numbers);

  Owners owners_;
  Words words_;
  lexicon::NumberWords numbers_;
  std::unordered_map<std::string, std::string> full_names_;
};

// Those of the desk, else new ones.
Result<std::shared_ptr<const Dictionaries>> dictionaries_of(const Desk& desk);

}  // namespace isnad::desk
