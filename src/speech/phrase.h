// SPDX-License-Identifier: Apache-2.0
// The noun phrase that names a speaker: from its head over adjectives, genitives and bodies («المتحدث باسم ...») to the
// name in apposition, without relative clauses.
#pragma once

#include "document/document.h"
#include "speech/scene.h"

namespace isnad::speech {

enum class Agreement : uint8_t { kUnknown, kMasculine, kFeminine };

struct Phrase {
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  Span span;                  // without a clitic before it
  int8_t kind = -1;           // SpeakerKind of its head, or -1
  int32_t person = kNoIndex;  // mention of the person it names
  int32_t body = kNoIndex;    // first mention of another kind
  Agreement gender = Agreement::kUnknown;
  bool plural = false;
  bool definite = false;
  bool adorned = false;     // more than its head
  bool named_head = false;  // begins with a name
  bool clitic = false;      // has a preposition written on its first word

  bool empty() const { return begin >= end; }
  // True when it can be somebody who speaks at all; as a subject, no preposition is written on it.
  bool can_speak() const { return kind >= 0 || named_head; }
  bool speaks() const { return !clitic && can_speak(); }
};

// The phrase that begins at token `begin`, reading no token from `limit` on; empty when none begins there.
// `frames` are those of the verb it depends on: their prepositions end the phrase.
Phrase read_phrase(const Scene& scene, uint32_t begin, uint32_t limit, uint32_t frames);

// The speaker as a participant, and whether a name or a known description identifies him.
Participant participant_of(const Scene& scene, const Phrase& phrase);
bool is_named(const Scene& scene, const Phrase& phrase);

}  // namespace isnad::speech
