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
constexpr Cue kEdge = [] {
  Cue cue;
  cue.word = cue.stem = 0xED6E;
  cue.kind = TokenKind::kOther;
  return cue;
}();

const Cue& neighbour(std::span<const Cue> sentence, size_t i, int by) {
  const auto at = static_cast<ptrdiff_t>(i) + by;
  return at < 0 || at >= static_cast<ptrdiff_t>(sentence.size()) ? kEdge : sentence[static_cast<size_t>(at)];
}

// Names the group of a feature, by which the compiler leaves out what a caller does not ask for.
template <FeatureGroups kGroup>
struct In {};

constexpr uint32_t kNameHints = kNameWord | kRareNameWord | kGivenName | kFamilyName | kWorldPlace;
constexpr uint32_t kKnownMask = ~(kPrefix | kWholeNames | kAlias | kAmbiguous | kInternational | kGroupClass);

void bits(uint64_t name, uint32_t mask, Features& out) {
  for (; mask != 0; mask &= mask - 1) out.push_back(mix(name, static_cast<uint64_t>(__builtin_ctz(mask))));
}

template <FeatureGroups kGroups>
void affixes(const Cue& c, const Cue& before, Features& out) {
  if (c.kind != TokenKind::kWord) return;
  const std::string_view word = c.core;
  for (size_t letters = 1; letters <= 4 && letters * 2 < word.size(); ++letters) {
    if constexpr ((kGroups & kOfItself) != 0)
      if (letters > 1) out.push_back(mix(kPrefixes, letters_hash(word, 0, letters * 2)));
    if ((kGroups & kOfItself) == 0 && letters != 2) continue;
    const uint64_t suffix = letters_hash(word, word.size() - letters * 2, letters * 2);
    if constexpr ((kGroups & kOfItself) != 0) out.push_back(mix(kSuffixes, suffix));
    if constexpr ((kGroups & kJoint) != 0)
      if (letters == 2) out.push_back(mix(mix(kSuffixWithBefore, suffix), before.coarse));
  }
}

}  // namespace

template <FeatureGroups kGroups>
void token_features(std::span<const Cue> sentence, size_t i, Features& out) {
  const Cue& c = neighbour(sentence, i, 0);
  const Cue &b = neighbour(sentence, i, -1), &a = neighbour(sentence, i, 1);
  const Cue &b2 = neighbour(sentence, i, -2), &a2 = neighbour(sentence, i, 2);
  const auto one = [&]<FeatureGroups kGroup>(In<kGroup>, uint64_t name, uint64_t value) {
    if constexpr ((kGroups & kGroup) != 0) out.push_back(mix(name, value));
  };
  const auto two = [&]<FeatureGroups kGroup>(In<kGroup>, uint64_t name, uint64_t x, uint64_t y) {
    if constexpr ((kGroups & kGroup) != 0) out.push_back(mix(mix(name, x), y));
  };
  constexpr In<kOfItself> own;
  constexpr In<kAsBefore> before;
  constexpr In<kAsBefore2> before2;
  constexpr In<kAsAfter> after;
  constexpr In<kAsAfter2> after2;
  constexpr In<kJoint> joint;
  const uint32_t known = c.known & kKnownMask, known_b = b.known & kKnownMask, known_a = a.known & kKnownMask;

  one(own, kBias, 0);
  one(own, kStem, c.stem);
  if (c.clitics != 0) one(own, kWord, c.word);
  one(before, kStemBefore, b.stem);
  one(after, kStemAfter, a.stem);
  one(before2, kStemBefore2, b2.stem);
  one(after2, kStemAfter2, a2.stem);
  two(joint, kStemPairBefore, b.stem, c.stem);
  two(joint, kStemPairAfter, c.stem, a.stem);
  two(joint, kStemWithCoarseBefore, b.coarse, c.stem);
  two(joint, kStemWithCoarseAfter, c.stem, a.coarse);
  affixes<kGroups>(c, b, out);

  one(own, kFine, c.fine);
  one(own, kCoarse, c.coarse);
  one(before, kFineBefore, b.fine);
  one(after, kFineAfter, a.fine);
  one(before2, kFineBefore2, b2.fine);
  one(after2, kFineAfter2, a2.fine);
  two(joint, kFinePairBefore, b.fine, c.fine);
  two(joint, kFinePairAfter, c.fine, a.fine);
  two(joint, kCoarsePairBefore, b.coarse, c.coarse);
  two(joint, kCoarsePairAfter, c.coarse, a.coarse);
  two(joint, kCoarseTriple, mix(b.coarse, c.coarse), a.coarse);

  one(own, kPhrase, c.phrase);
  if constexpr ((kGroups & kOfItself) != 0) bits(kPhraseBit, c.phrase, out);
  one(before, kPhraseBefore, b.phrase);
  one(after, kPhraseAfter, a.phrase);
  two(joint, kPhrasePairBefore, b.phrase, c.phrase);
  two(joint, kPhrasePairAfter, c.phrase, a.phrase);
  if (c.phrase != 0) {
    two(joint, kPhraseWithStemBefore, b.stem, c.phrase);
    two(joint, kPhraseWithFineBefore, b.fine, c.phrase);
    two(joint, kPhraseWithFineAfter, a.fine, c.phrase);
  }
  one(own, kKnown, known);
  if constexpr ((kGroups & kOfItself) != 0) bits(kKnownBit, known, out);
  one(before, kKnownBefore, known_b);
  one(after, kKnownAfter, known_a);
  one(before2, kKnownBefore2, b2.known & kKnownMask);
  one(after2, kKnownAfter2, a2.known & kKnownMask);
  two(joint, kKnownPairBefore, known_b, known);
  two(joint, kKnownPairAfter, known, known_a);
  two(joint, kKnownTriple, mix(known_b, known), known_a);
  two(joint, kKnownWithFineBefore, b.fine, known);
  if (known != 0) two(joint, kKnownWithStemBefore, b.stem, known);

  one(own, kClitics, c.clitics);
  two(joint, kShape, static_cast<uint64_t>(c.kind), mix(static_cast<uint64_t>(b.kind), static_cast<uint64_t>(a.kind)));
  two(joint, kQuoted, c.quoted, b.quoted);
  if (i == 0) one(joint, kFirst, static_cast<uint64_t>(c.kind));
  one(joint, kArticles, static_cast<uint64_t>(b.article) << 2 | static_cast<uint64_t>(c.article) << 1 | a.article);
  two(own, kFrequency, c.logcount, static_cast<uint64_t>(c.phrase != 0) << 1 | (known != 0));
  const uint64_t unknown = static_cast<uint64_t>(c.in_words) << 1 | (c.logcount == 0 ? 1U : 0U);
  const uint64_t hinted = (known & kNameHints) != 0 ? 1 : 0;
  two(own, kPosSecond, static_cast<uint64_t>(c.pos), static_cast<uint64_t>(c.pos2));
  two(own, kInWords, unknown, mix(c.article, mix(c.clitics, hinted)));
  two(joint, kInWordsBefore, b.in_words, unknown);
  two(joint, kInWordsAfter, a.in_words, unknown);
  if (c.pos != Pos::kUnknown) {
    one(own, kPos, static_cast<uint64_t>(c.pos));
    two(joint, kPosPairBefore, static_cast<uint64_t>(b.pos), static_cast<uint64_t>(c.pos));
    two(joint, kPosPairAfter, static_cast<uint64_t>(c.pos), static_cast<uint64_t>(a.pos));
  }
}

template void token_features<kAllGroups>(std::span<const Cue>, size_t, Features&);
template void token_features<kOfItself>(std::span<const Cue>, size_t, Features&);
template void token_features<kAsBefore>(std::span<const Cue>, size_t, Features&);
template void token_features<kAsBefore2>(std::span<const Cue>, size_t, Features&);
template void token_features<kAsAfter>(std::span<const Cue>, size_t, Features&);
template void token_features<kAsAfter2>(std::span<const Cue>, size_t, Features&);
template void token_features<kJoint>(std::span<const Cue>, size_t, Features&);

uint64_t cue_hash(const Cue& cue) {
  const uint64_t traits = uint64_t{cue.fine} | uint64_t{cue.coarse} << 16 | uint64_t{cue.logcount} << 24 |
                          uint64_t{cue.clitics} << 32 | static_cast<uint64_t>(cue.pos) << 40 |
                          static_cast<uint64_t>(cue.pos2) << 48 | static_cast<uint64_t>(cue.kind) << 56 |
                          uint64_t{cue.in_words} << 60 | uint64_t{cue.article} << 61;
  return mix(mix(mix(cue.word, cue.stem), uint64_t{cue.known} << 32 | cue.phrase), traits);
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
