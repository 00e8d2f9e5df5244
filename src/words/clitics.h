// SPDX-License-Identifier: Apache-2.0
// The letters that are written on words, from lexicon/words/clitics.tsv.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::words {

struct Prefix {
  std::string_view form;
  uint8_t bits = 0;  // of Proclitic
  uint8_t letters = 0;
};

enum class Host : uint8_t { kAny, kVerb, kNoun };

struct Pronoun {
  std::string_view form;
  uint8_t letters = 0;
  uint8_t person = 0;
  Gender gender = Gender::kNone;
  Number number = Number::kNone;
  Host host = Host::kAny;
};

struct Clitics {
  std::vector<Prefix> heads;    // and, question
  std::vector<Prefix> middles;  // future, bi, li, ka
  std::vector<Pronoun> pronouns;
  Prefix article;
  std::string_view li;  // before the article it swallows the article's first letter

  static Result<Clitics> open(const lexicon::Lexicon& lexicon);
};

}  // namespace isnad::words
