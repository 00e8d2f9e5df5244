// SPDX-License-Identifier: Apache-2.0
// Which of a word's readings holds here: a linear score over what the word itself shows and over its neighbours.
// Templates are shared by reading and training, so the features of both are the same by construction.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "document/document.h"
#include "words/candidates.h"

namespace isnad::words {

// What stands beside a word, as far as it is known while going left to right.
struct Context {
  uint64_t previous = 1, next = 1;  // neighbour() of the tokens, 1 at the sentence's edges
  const Analysis* previous_choice = nullptr;
  const Candidate* next_likely = nullptr;  // the next word's reading by frequency alone
};

inline uint64_t tag_of(const Analysis& a) {
  return static_cast<uint64_t>(a.pos) * 8 + static_cast<uint64_t>(a.tense) * 2 + (a.voice == Voice::kPassive ? 1 : 0);
}
inline uint64_t clitics_of(const Analysis& a) { return static_cast<uint64_t>(a.proclitics) * 8 + a.enclitic_person; }

// What frequency and spelling alone say for a reading, in the scale of the trained weights: both are added up, in
// training too, so that what the treebank has not shown falls back on it.
float prior(const Candidate& candidate);

// The reading that frequency and spelling alone make likely. REQUIRES: count > 0.
const Candidate& likely(const Candidate* candidates, size_t count);

// Calls put(feature) for what the word itself shows. `rivals`: all candidates of the word.
struct Spelling;
template <class Put>
void word_features(const Spelling& word, const Candidate& c, const Candidate* rivals, size_t count, Put put);
// Calls put(feature) for what the neighbours show.
template <class Put>
void context_features(const Candidate& c, const Context& context, Put put);

// ---- templates --------------------------------------------------------------------------------------------------

inline uint64_t last_bytes(std::string_view key, size_t letters) {
  return hash64(key.size() > 2 * letters ? key.substr(key.size() - 2 * letters) : key);
}
inline uint64_t first_bytes(std::string_view key, size_t letters) { return hash64(key.substr(0, 2 * letters)); }

inline uint64_t neighbour(const Token& token) { return token.kind == TokenKind::kNumber ? 2 : hash64(token.key); }

// What all readings of a word share.
struct Spelling {
  explicit Spelling(std::string_view key)
      : size(key.size()),
        whole(hash64(key)),
        last_two(last_bytes(key, 2)),
        last_three(last_bytes(key, 3)),
        first_two(first_bytes(key, 2)) {}
  size_t size;
  uint64_t whole, last_two, last_three, first_two;
};

inline uint64_t agreement(const Analysis& a) {
  return static_cast<uint64_t>(a.gender) * 16 + static_cast<uint64_t>(a.number) * 2 + (a.definite ? 1 : 0);
}

template <class Put>
void word_features(const Spelling& word, const Candidate& c, const Candidate* rivals, size_t count, Put put) {
  const Analysis& a = c.analysis;
  const uint64_t tag = tag_of(a), clitics = clitics_of(a);
  const uint64_t kind = tag * 4 + (c.guess ? 2 : 0) + (c.exact ? 1 : 0);
  const bool known = count > 0 && !rivals[0].guess;  // guesses stand last
  const auto feature = [&](uint64_t id, uint64_t x, uint64_t y) { put(mix(mix(id, x), y)); };
  feature(1, tag, 0);
  feature(3, kind, known ? 1 : 0);
  feature(4, tag, c.frequency);
  feature(7, word.whole, mix(tag, clitics));
  feature(8, word.last_two, mix(tag, c.guess));
  feature(9, word.last_three, mix(tag, c.guess));
  feature(10, word.first_two, mix(tag, clitics));
  feature(11, word.size, kind);
  feature(12, tag, mix(agreement(a), a.person));
  feature(13, clitics, c.guess ? 1 : 0);
  feature(15, a.pos == Pos::kVerb ? 1 : 0, mix(a.person, clitics));
}

template <class Put>
void context_features(const Candidate& c, const Context& context, Put put) {
  const Analysis& a = c.analysis;
  const uint64_t tag = tag_of(a);
  const uint64_t before = context.previous_choice == nullptr ? 1000 : tag_of(*context.previous_choice);
  const uint64_t after = context.next_likely == nullptr ? 1000 : tag_of(context.next_likely->analysis);
  const auto feature = [&](uint64_t id, uint64_t x, uint64_t y) { put(mix(mix(id, x), y)); };
  feature(21, before, tag);
  feature(23, context.previous, tag);
  feature(24, context.next, tag);
  feature(25, after, tag);
  feature(26, mix(before, tag), clitics_of(a));
  feature(27, mix(after, tag), a.definite ? 1 : 0);
  if (context.previous_choice != nullptr)
    feature(28, mix(before, agreement(*context.previous_choice)), mix(tag, agreement(a)));
  if (context.next_likely != nullptr)
    feature(30, mix(after, context.next_likely->analysis.definite ? 1 : 0), mix(tag, agreement(a)));
}

}  // namespace isnad::words
