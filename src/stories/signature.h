// SPDX-License-Identifier: Apache-2.0
// What of a document tells which story it belongs to, and whether it is a copy: its words, names and acts as hashed
// and weighted terms, and fingerprints of its running text. Made once, when the document is read, so that placing it
// needs no reading. Everything is folded first: dress, hamza seats and clitics make no difference.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace isnad::stories {

// A term of the document; `weight` counts its occurrences, more where they stand in front: title 3, first paragraph 2.
struct Term {
  uint32_t id = 0;
  uint8_t weight = 0;
  uint8_t title = 0;  // occurrences in the title
};

// One of the text's fingerprints: the hash of five running words. Of each eight neighbours the least is kept, so two
// texts that share twelve running words share at least one.
struct Print {
  uint32_t hash = 0;
  uint16_t paragraph = 0;
};

struct Signature {
  bool dated = false;         // its day of publication was given, or stands on the page; not inferred from the text
  uint32_t words = 0;         // words of the article, without its clutter
  std::vector<Term> lemmas;   // sorted by id, as all of these
  std::vector<Term> names;    // persons, bodies and places by who they are
  std::vector<Term> acts;     // type of an event with one of its parties or its place
  std::vector<Print> prints;  // in the order of the text, each hash once
};

Signature make_signature(const Document& doc);

std::string encode(const Signature& signature);
// Errors: bytes that encode() did not make.
Result<Signature> decode(std::string_view bytes);

}  // namespace isnad::stories
