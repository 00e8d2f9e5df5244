// SPDX-License-Identifier: Apache-2.0
// What each token offers to the tagger: its word without leading clitics, the groups it belongs to, the known names
// that it stands in. Made once a document.
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"
#include "names/gazetteer.h"

namespace isnad::names {

// Leading clitics taken off a word; bits as in Proclitic.
struct Cue {
  std::string_view core;  // folded word without clitics before it; the article stays, or comes back after li-
  uint64_t word = 0;      // hash of the folded word as written
  uint64_t stem = 0;      // hash of `core`
  uint32_t known = 0;     // of the word alone
  uint32_t phrase = 0;    // kinds of the known phrases that it stands in: kBegin/kInside bits, see below
  uint16_t fine = 0;
  uint8_t coarse = 0;
  uint8_t logcount = 0;
  uint8_t clitics = 0;  // bits of Proclitic
  uint8_t clitic_letters = 0;
  TokenKind kind = TokenKind::kWord;
  Pos pos = Pos::kUnknown;
  Pos pos2 = Pos::kUnknown;  // of the second-best reading
  bool in_words = true;      // the words stage knows it
  bool quoted = false;       // between quotation marks
  bool article = false;
};

// Bits of Cue::phrase: the six whole-name kinds, first as begin, then as inside.
inline constexpr uint32_t kPhraseKinds = 6;
inline constexpr uint32_t kPhraseAlias = 1U << 12, kPhraseAmbiguous = 1U << 13, kPhraseLong = 1U << 14;

std::vector<Cue> make_cues(Document& doc, const Gazetteer& gazetteer, const WordGroups& groups);

}  // namespace isnad::names
