// SPDX-License-Identifier: Apache-2.0
// May two spellings be names of one person, of one body? Judges a short form against a fuller one.
#pragma once

#include <array>
#include <string>

#include "document/document.h"
#include "names/cues.h"
#include "names/gazetteer.h"

namespace isnad::names {

// One word of a name made comparable: no article, `abd X` and `abu X` one word, a nationality as its country.
struct NameWord {
  uint64_t exact = 0;
  uint64_t frame = 0;  // consonants that survive from one spelling to another; 0: too few to tell
  uint32_t known = 0;  // bits of Known
  uint32_t ref = Gazetteer::kNoRef;
  bool after_kin = false;  // stands after `son of`, `father of`
};

struct NameForm {
  static constexpr size_t kMaxWords = 12;  // a name's further words are not compared
  std::array<NameWord, kMaxWords> words;
  size_t size = 0;
  uint64_t phrase = 0;  // as PhraseHash of the words as written
  const NameWord& first() const { return words[0]; }
  const NameWord& last() const { return words[size - 1]; }
};

NameForm make_form(const Document& doc, const std::vector<Cue>& cues, const Mention& mention,
                   const Gazetteer& gazetteer);

// How well `brief` fits as another form of `full`, which has no fewer words: 0 not at all, 3 best.
int person_fit(const NameForm& brief, const NameForm& full);
int body_fit(const NameForm& brief, const NameForm& full);

}  // namespace isnad::names
