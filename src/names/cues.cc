// SPDX-License-Identifier: Apache-2.0
// A leading letter is taken for a clitic when what is left is clearly the better-known word: common in news, a known
// name, carrying the article, or standing alone elsewhere in the document.
#include "names/cues.h"

#include <array>
#include <cstring>
#include <functional>

#include "base/hash.h"

namespace isnad::names {

namespace {

constexpr std::string_view kWaw = "\xD9\x88", kFa = "\xD9\x81", kBa = "\xD8\xA8", kKaf = "\xD9\x83", kLam = "\xD9\x84",
                           kArticleLetters = "\xD8\xA7\xD9\x84";
constexpr uint32_t kMaxPhrase = 12;  // words of the longest known name that is looked for

// The words of one document, to ask whether a word stands alone in it.
class WordSet {
 public:
  explicit WordSet(size_t words) {
    size_t slots = 64;
    while (slots < words * 2) slots *= 2;
    slots_.resize(slots);
  }
  void insert(uint64_t hash) { slots_[slot(hash)] = hash; }
  bool contains(uint64_t hash) const { return slots_[slot(hash)] == hash; }

 private:
  size_t slot(uint64_t hash) const {
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  std::vector<uint64_t> slots_;
};

class CueMaker {
 public:
  CueMaker(Document& doc, const Gazetteer& gazetteer, const WordGroups& groups)
      : doc_(doc), gazetteer_(gazetteer), groups_(groups), words_(doc.tokens.size()), cues_(doc.tokens.size()) {}

  std::vector<Cue> make() {
    for (size_t i = 0; i < doc_.tokens.size(); ++i) {
      cues_[i].word = hash64(doc_.tokens[i].key);
      words_.insert(cues_[i].word);
    }
    for (size_t i = 0; i < doc_.tokens.size(); ++i) token(doc_.tokens[i], cues_[i]);
    for (const Sentence& sentence : doc_.sentences) {
      quotes(sentence);
      phrases(sentence);
    }
    return std::move(cues_);
  }

 private:
  struct Reading {
    std::string_view core;
    uint64_t stem = 0;
    const Gazetteer::Entry* entry = nullptr;
    const WordGroups::Entry* group = nullptr;
    int strength = 0;
    uint8_t clitics = 0;
    uint8_t letters = 0;
  };

  static int worth(uint32_t known) {
    int worth = 0;
    if ((known & kWholeNames) != 0) worth += (known & (kAlias | kAmbiguous)) != 0 ? 7 : 10;
    if ((known & (kBodyHead | kTitle | kPlaceClass | kPlaceHead | kNationality | kOutletClass)) != 0) worth += 8;
    if ((known & (kGivenName | kFamilyName)) != 0) worth += 7;
    else if ((known & kNameWord) != 0) worth += 4;
    else if ((known & (kRareNameWord | kPrefix)) != 0) worth += 2;
    return worth;
  }

  void weigh(Reading& reading, int start) const {
    reading.stem = hash64(reading.core);
    reading.entry = gazetteer_.find(reading.core);
    reading.group = groups_.find(reading.stem);
    reading.strength = start + 2 * reading.group->logcount + worth(reading.entry->known);
    if (reading.clitics != 0 && words_.contains(reading.stem)) reading.strength += 5;
  }

  // The word without `bit`, one letter, at its beginning.
  Reading stripped(const Reading& from, Proclitic bit) const {
    Reading next = from;
    next.clitics |= bit;
    ++next.letters;
    std::string_view rest = from.core.substr(2);
    int start = -4;
    if (bit == kLi && rest.starts_with(kLam) && rest.size() > 6) {
      // li- swallows the alef of the article
      std::string with_article("\xD8\xA7");
      with_article += rest;
      next.core = doc_.pool.keep(with_article);
      start += 7;
    } else {
      next.core = rest;
      if (rest.starts_with(kArticleLetters) && rest.size() >= 10) start += bit == kLi ? -8 : 8;
    }
    if (next.core.size() < 6) start -= 6;
    weigh(next, start);
    return next;
  }

  void token(const Token& token, Cue& cue) {
    Reading best;
    best.core = token.key;
    weigh(best, 0);
    if (token.kind == TokenKind::kWord && token.key.size() > 4) {
      Reading base = best;
      if (base.core.starts_with(kWaw) || base.core.starts_with(kFa)) {
        base = stripped(base, kAnd);
        if (base.strength > best.strength) best = base;
      }
      const std::string_view core = base.core;
      if (core.size() > 4 && (core.starts_with(kBa) || core.starts_with(kLam) || core.starts_with(kKaf))) {
        const Reading more = stripped(base, core.starts_with(kBa) ? kBi : core.starts_with(kLam) ? kLi : kKa);
        if (more.strength > best.strength) best = more;
      }
    }
    cue.core = best.core;
    cue.stem = best.stem;
    cue.known = best.entry->known;
    cue.fine = best.group->fine;
    cue.coarse = best.group->coarse;
    cue.logcount = best.group->logcount;
    cue.clitics = best.clitics;
    cue.clitic_letters = best.letters;
    cue.kind = token.kind;
    const Analysis& analysis = doc_.analysis(token);
    cue.pos = analysis.pos;
    if (token.analyses > 1) cue.pos2 = doc_.analyses[token.first_analysis + 1].pos;
    // Guesses have a piece of the word itself for their lemma.
    const std::less<const char*> before;
    const char* lemma = analysis.lemma.data();
    cue.in_words =
        token.analyses == 0 || before(lemma, token.key.data()) || !before(lemma, token.key.data() + token.key.size());
    cue.article = cue.core.starts_with(kArticleLetters);
  }

  void quotes(const Sentence& sentence) {
    bool open = false;
    for (uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
      const std::string_view key = doc_.tokens[i].key;
      const bool opens = key == "\xC2\xAB" || key == "\xE2\x80\x9C";
      const bool closes = key == "\xC2\xBB" || key == "\xE2\x80\x9D";
      if (opens || closes || key == "\"") open = opens || (key == "\"" && !open);
      cues_[i].quoted = open;
    }
  }

  // Longest known name that begins at token i with the word read as `core`; returns its end, or i.
  uint32_t match(uint32_t i, uint32_t end, std::string_view core, uint32_t& known) const {
    PhraseHash hash;
    hash.add(core);
    uint32_t found = i;
    for (uint32_t j = i + 1;; ++j) {
      const Gazetteer::Entry* entry = gazetteer_.find(hash.finish());
      // Phrases ignore spaces: an `and` that stands alone joins what comes next, and is no last letter of a name.
      const bool ends_in_and = j > i + 1 && doc_.tokens[j - 1].key == kWaw;
      if ((entry->known & kWholeNames) != 0 && !ends_in_and) {
        found = j;
        known = entry->known;
      }
      if ((entry->known & kPrefix) == 0 || j >= end || j - i >= kMaxPhrase) return found;
      hash.add(doc_.tokens[j].key);
    }
  }

  void phrases(const Sentence& sentence) {
    for (uint32_t i = sentence.first_token; i < sentence.last_token;) {
      Cue& cue = cues_[i];
      uint32_t known = 0;
      uint32_t end = i;
      if ((cue.known & (kWholeNames | kPrefix)) != 0) end = match(i, sentence.last_token, cue.core, known);
      if (end == i && cue.clitics != 0) end = match(i, sentence.last_token, doc_.tokens[i].key, known);
      if (end == i) {
        ++i;
        continue;
      }
      const uint32_t kinds = kinds_of(known);
      const uint32_t marks = (known & kAlias ? kPhraseAlias : 0) | (known & kAmbiguous ? kPhraseAmbiguous : 0);
      cue.phrase = kinds | marks | (end - i > 1 ? kPhraseLong : 0);
      for (uint32_t j = i + 1; j < end; ++j) cues_[j].phrase = kinds << kPhraseKinds | marks;
      i = end;
    }
  }

  static uint32_t kinds_of(uint32_t known) {
    static constexpr std::array<uint32_t, kPhraseKinds> kKinds = {kCountry, kCity,         kPlace,
                                                                  kPerson,  kOrganisation, kSeat};
    uint32_t bits = 0;
    for (size_t k = 0; k < kKinds.size(); ++k)
      if ((known & kKinds[k]) != 0) bits |= 1U << k;
    return bits;
  }

  Document& doc_;
  const Gazetteer& gazetteer_;
  const WordGroups& groups_;
  WordSet words_;
  std::vector<Cue> cues_;
};

}  // namespace

std::vector<Cue> make_cues(Document& doc, const Gazetteer& gazetteer, const WordGroups& groups) {
  return CueMaker(doc, gazetteer, groups).make();
}

}  // namespace isnad::names
