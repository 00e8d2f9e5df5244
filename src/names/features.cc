// SPDX-License-Identifier: Apache-2.0
#include "names/features.h"

#include <algorithm>

#include "text/letters.h"

namespace isnad::names {

namespace {

// One template a line of this list; the numbers are part of the trained model.
enum Template : uint64_t {
  kStem = 1,
  kWord,
  kStemBefore,
  kStemAfter,
  kStemBefore2,
  kStemAfter2,
  kStemPairBefore,
  kStemPairAfter,
  kPrefixes,
  kSuffixes,
  kFine,
  kCoarse,
  kFineBefore,
  kFineAfter,
  kFineBefore2,
  kFineAfter2,
  kCoarsePairBefore,
  kCoarsePairAfter,
  kCoarseTriple,
  kPhrase,
  kPhraseBefore,
  kPhraseAfter,
  kPhrasePairBefore,
  kPhrasePairAfter,
  kPhraseWithStemBefore,
  kKnown,
  kKnownBefore,
  kKnownAfter,
  kKnownPairBefore,
  kKnownPairAfter,
  kKnownTriple,
  kClitics,
  kShape,
  kQuoted,
  kFirst,
  kPos,
  kPosPairBefore,
  kPosPairAfter,
  kArticles,
  kFrequency,
  kPhraseBit,
  kKnownBit,
  kPhraseWithFineBefore,
  kKnownWithFineBefore,
  kKnownBefore2,
  kKnownAfter2,
  kSuffixWithBefore,
  kMemoryTag,
  kMemoryShare,
  kMemoryLast,
  kMemoryFirst,
  kFinePairBefore,
  kFinePairAfter,
  kStemWithCoarseBefore,
  kStemWithCoarseAfter,
  kPhraseWithFineAfter,
  kBias,
  kKnownWithStemBefore,
  kPosSecond,
  kInWords,
  kInWordsBefore,
  kInWordsAfter
};

uint64_t letters_hash(std::string_view word, size_t from, size_t count) { return hash64(word.substr(from, count)); }

// What stands beyond the sentence's ends.
const Cue& neighbour(std::span<const Cue> sentence, size_t i, int by) {
  static const Cue kEdge = [] {
    Cue cue;
    cue.word = cue.stem = 0xED6E;
    cue.kind = TokenKind::kOther;
    return cue;
  }();
  const auto at = static_cast<ptrdiff_t>(i) + by;
  return at < 0 || at >= static_cast<ptrdiff_t>(sentence.size()) ? kEdge : sentence[static_cast<size_t>(at)];
}

constexpr uint32_t kNameHints = kNameWord | kRareNameWord | kGivenName | kFamilyName | kWorldPlace;
constexpr uint32_t kKnownMask = ~(kPrefix | kWholeNames | kAlias | kAmbiguous | kInternational | kGroupClass);

void bits(uint64_t name, uint32_t mask, Features& out) {
  for (; mask != 0; mask &= mask - 1) out.push_back(mix(name, static_cast<uint64_t>(__builtin_ctz(mask))));
}

void affixes(const Cue& c, const Cue& before, Features& out) {
  if (c.kind != TokenKind::kWord) return;
  const std::string_view word = c.core;
  for (size_t letters = 1; letters <= 4 && letters * 2 < word.size(); ++letters) {
    if (letters > 1) out.push_back(mix(kPrefixes, letters_hash(word, 0, letters * 2)));
    const uint64_t suffix = letters_hash(word, word.size() - letters * 2, letters * 2);
    out.push_back(mix(kSuffixes, suffix));
    if (letters == 2) out.push_back(mix(mix(kSuffixWithBefore, suffix), before.coarse));
  }
}

}  // namespace

void token_features(std::span<const Cue> sentence, size_t i, Features& out) {
  const Cue& c = sentence[i];
  const Cue &b = neighbour(sentence, i, -1), &a = neighbour(sentence, i, 1);
  const Cue &b2 = neighbour(sentence, i, -2), &a2 = neighbour(sentence, i, 2);
  const auto one = [&](uint64_t name, uint64_t value) { out.push_back(mix(name, value)); };
  const auto two = [&](uint64_t name, uint64_t x, uint64_t y) { out.push_back(mix(mix(name, x), y)); };
  const uint32_t known = c.known & kKnownMask, known_b = b.known & kKnownMask, known_a = a.known & kKnownMask;

  one(kBias, 0);
  one(kStem, c.stem);
  if (c.clitics != 0) one(kWord, c.word);
  one(kStemBefore, b.stem);
  one(kStemAfter, a.stem);
  one(kStemBefore2, b2.stem);
  one(kStemAfter2, a2.stem);
  two(kStemPairBefore, b.stem, c.stem);
  two(kStemPairAfter, c.stem, a.stem);
  two(kStemWithCoarseBefore, b.coarse, c.stem);
  two(kStemWithCoarseAfter, c.stem, a.coarse);
  affixes(c, b, out);

  one(kFine, c.fine);
  one(kCoarse, c.coarse);
  one(kFineBefore, b.fine);
  one(kFineAfter, a.fine);
  one(kFineBefore2, b2.fine);
  one(kFineAfter2, a2.fine);
  two(kFinePairBefore, b.fine, c.fine);
  two(kFinePairAfter, c.fine, a.fine);
  two(kCoarsePairBefore, b.coarse, c.coarse);
  two(kCoarsePairAfter, c.coarse, a.coarse);
  two(kCoarseTriple, mix(b.coarse, c.coarse), a.coarse);

  one(kPhrase, c.phrase);
  bits(kPhraseBit, c.phrase, out);
  one(kPhraseBefore, b.phrase);
  one(kPhraseAfter, a.phrase);
  two(kPhrasePairBefore, b.phrase, c.phrase);
  two(kPhrasePairAfter, c.phrase, a.phrase);
  if (c.phrase != 0) {
    two(kPhraseWithStemBefore, b.stem, c.phrase);
    two(kPhraseWithFineBefore, b.fine, c.phrase);
    two(kPhraseWithFineAfter, a.fine, c.phrase);
  }
  one(kKnown, known);
  bits(kKnownBit, known, out);
  one(kKnownBefore, known_b);
  one(kKnownAfter, known_a);
  one(kKnownBefore2, b2.known & kKnownMask);
  one(kKnownAfter2, a2.known & kKnownMask);
  two(kKnownPairBefore, known_b, known);
  two(kKnownPairAfter, known, known_a);
  two(kKnownTriple, mix(known_b, known), known_a);
  two(kKnownWithFineBefore, b.fine, known);
  if (known != 0) two(kKnownWithStemBefore, b.stem, known);

  one(kClitics, c.clitics);
  two(kShape, static_cast<uint64_t>(c.kind), mix(static_cast<uint64_t>(b.kind), static_cast<uint64_t>(a.kind)));
  two(kQuoted, c.quoted, b.quoted);
  if (i == 0) one(kFirst, static_cast<uint64_t>(c.kind));
  one(kArticles, static_cast<uint64_t>(b.article) << 2 | static_cast<uint64_t>(c.article) << 1 | a.article);
  two(kFrequency, c.logcount, static_cast<uint64_t>(c.phrase != 0) << 1 | (known != 0));
  const uint64_t unknown = static_cast<uint64_t>(c.in_words) << 1 | (c.logcount == 0 ? 1U : 0U);
  const uint64_t hinted = (known & kNameHints) != 0 ? 1 : 0;
  two(kPosSecond, static_cast<uint64_t>(c.pos), static_cast<uint64_t>(c.pos2));
  two(kInWords, unknown, mix(c.article, mix(c.clitics, hinted)));
  two(kInWordsBefore, b.in_words, unknown);
  two(kInWordsAfter, a.in_words, unknown);
  if (c.pos != Pos::kUnknown) {
    one(kPos, static_cast<uint64_t>(c.pos));
    two(kPosPairBefore, static_cast<uint64_t>(b.pos), static_cast<uint64_t>(c.pos));
    two(kPosPairAfter, static_cast<uint64_t>(c.pos), static_cast<uint64_t>(a.pos));
  }
}

void memory_features(const Cue& cue, const Memory& memory, Features& out) {
  uint32_t total = 0, best = 0;
  for (uint32_t k = 0; k < 5; ++k) {
    total += memory.tags[k];
    if (memory.tags[k] > memory.tags[best]) best = k;
  }
  if (total == 0 || cue.kind != TokenKind::kWord) return;
  const uint64_t share = best == 0 ? 0 : memory.tags[best] * 2 > total ? (memory.tags[best] == total ? 3 : 2) : 1;
  out.push_back(mix(mix(kMemoryTag, best), share));
  if (best != 0) out.push_back(mix(mix(kMemoryShare, best), std::min<uint32_t>(memory.tags[best], 4)));
  else if (total - memory.tags[0] > 0) out.push_back(mix(kMemoryShare, 9));
  if (best == 0 && total > 2) out.push_back(mix(kMemoryShare, 10));
  if (memory.last_of_name > 0) out.push_back(mix(kMemoryLast, std::min<uint32_t>(memory.last_of_name, 2)));
  if (memory.first_of_name > 0) out.push_back(mix(kMemoryFirst, std::min<uint32_t>(memory.first_of_name, 2)));
}

}  // namespace isnad::names
