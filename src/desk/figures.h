// SPDX-License-Identifier: Apache-2.0
// Numbers, denials and blame in the running text of documents, claim or no claim: what tellings are compared by beyond
// the acts that were read. Words come from lexicon/stories/words.tsv.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "desk/words.h"
#include "document/document.h"
#include "lexicon/numbers.h"

namespace isnad::desk {

struct Figure {
  size_t document = 0;
  uint32_t at = 0;        // byte of the number
  uint32_t sentence = 0;  // number of its sentence in the document
  double value = 0;
  bool zero = false;         // "no casualties", "nobody was arrested"
  bool bare = false;         // nothing counted stands beside it: it takes up a number told before
  bool set_against = false;  // a word of contrast or denial stands before it in its sentence
  uint32_t unit = 0;         // stem of what is counted; unit2 of the noun after it ("men of the police")
  uint32_t unit2 = 0;
  std::string noun, source, words;  // words: the sentence
  std::vector<uint32_t> stems;      // of the sentence
};

// A sentence that denies, or that lays an act at somebody's door.
struct Turned {
  size_t document = 0;
  uint32_t at = 0;
  bool blame = false;  // else it denies
  bool back = false;   // "denied that", "these breaches": what was told just before
  std::string who;     // blamed
  std::string source, words;
  std::vector<uint32_t> stems;
};

struct Passages {
  std::vector<Figure> figures;
  std::vector<Turned> turned;
};

// Adds those of one document, as it was loaded from its reading.
void add_passages(const Document& doc, size_t document, const Words& words, const lexicon::NumberWords& numbers,
                  Passages& passages);

// Figures that tell different numbers of one thing: groups of indices.
std::vector<std::vector<uint32_t>> disputed_figures(const std::vector<Figure>& figures);

}  // namespace isnad::desk
