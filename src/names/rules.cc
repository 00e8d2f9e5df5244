// SPDX-License-Identifier: Apache-2.0
#include "names/rules.h"

#include <string_view>

namespace isnad::names {

namespace {

constexpr uint32_t kPersonBit = 8, kOrganisationBit = 16, kPlaceBits = 1 | 2 | 4 | 32;  // of Cue::phrase
constexpr uint32_t kBeginBits = (1U << kPhraseKinds) - 1, kInsideBits = kBeginBits << kPhraseKinds;
constexpr std::string_view kStateWord = "\xD8\xA7\xD9\x84\xD8\xAF\xD9\x88\xD9\x84\xD9\x87";  // in the name of an army
constexpr std::string_view kOfFaith = "\xD8\xA7\xD9\x84\xD8\xAF\xD9\x8A\xD9\x86",
                           kOfGod = "\xD8\xA7\xD9\x84\xD9\x84\xD9\x87";
constexpr std::string_view kJoiners = "-+./\xE2\x80\x93\"'\xC2\xAB\xC2\xBB\xE2\x80\x9C\xE2\x80\x9D";

class Rules {
 public:
  Rules(const Document& doc, const std::vector<Cue>& cues, std::vector<uint8_t>& tags)
      : doc_(doc), cues_(cues), tags_(tags) {}

  void run() {
    for (uint32_t i = 0; i < tags_.size();) {
      if (!is_begin(tags_[i])) {
        ++i;
        continue;
      }
      const uint32_t end = cut(i);
      const uint32_t begin = is_bare_body(i, end) ? end : strip(i, end);
      for (uint32_t t = i; t < begin; ++t) tags_[t] = kOutside;
      if (begin > i && begin < end) tags_[begin] = static_cast<uint8_t>(tags_[begin] - 1);
      i = end;
    }
    for (uint32_t i = 0; i < tags_.size(); ++i) add_known(i);
  }

 private:
  // End of the name that begins at `begin`, made shorter where it cannot go on.
  uint32_t cut(uint32_t begin) {
    const EntityType type = type_of(tags_[begin]);
    const uint8_t inside = inside_tag(type);
    uint32_t end = begin + 1;
    const uint32_t sentence = doc_.tokens[begin].sentence;
    while (end < tags_.size() && tags_[end] == inside && doc_.tokens[end].sentence == sentence) ++end;
    // `... al-din`, `... Allah` end a person's name that the tagger may cut off.
    while (type == EntityType::kPerson && end < tags_.size() && tags_[end] == kOutside && cues_[end].clitics == 0 &&
           doc_.tokens[end].sentence == sentence &&
           (doc_.tokens[end].key == kOfFaith || doc_.tokens[end].key == kOfGod))
      tags_[end++] = inside;
    uint32_t stop = begin + 1;
    uint8_t next = kOutside;
    while (stop < end && !breaks(begin, stop, end, type, next)) ++stop;
    if (next != kOutside) tags_[stop] = next;
    else
      for (uint32_t i = stop; i < end; ++i) tags_[i] = kOutside;
    while (stop > begin + 1 && doc_.tokens[stop - 1].kind == TokenKind::kPunct) tags_[--stop] = kOutside;
    return stop;
  }

  // True when the name ends before token i; `next` is the tag that the rest then begins with.
  bool breaks(uint32_t begin, uint32_t i, uint32_t end, EntityType type, uint8_t& next) const {
    const Cue& cue = cues_[i];
    if ((cue.phrase & kInsideBits) != 0) return false;  // known to go on
    if (doc_.tokens[i].kind == TokenKind::kPunct) return kJoiners.find(doc_.tokens[i].form) == std::string_view::npos;
    if (type == EntityType::kPerson) {
      if ((cue.clitics & kAnd) != 0) next = begin_tag(type);
      return cue.clitics != 0;
    }
    const bool body = (cue.known & kBodyHead) != 0 || (cue.phrase & kOrganisationBit) != 0;
    if (cue.clitics != 0) {
      const bool begins = body && ((cue.clitics & (kBi | kLi)) != 0 || i + 1 < end);
      if (begins && type == EntityType::kOrganisation) next = begin_tag(type);
      return begins || (cue.clitics & kBi) != 0;
    }
    if ((cue.phrase & kPersonBit) != 0 && (cue.phrase & kPhraseLong) != 0) {
      next = begin_tag(EntityType::kPerson);
      retag(i, end);
      return true;
    }
    if (cue.article && cues_[i - 1].article && is_plain_noun(cue)) return true;
    if (!cue.article && goes_no_further(i - 1) && (cue.known & (kNationality | kBodyTail)) == 0) return true;
    if (cue.pos == Pos::kPreposition || cue.pos == Pos::kRelative || cue.pos == Pos::kConjunction) return true;
    if ((cue.known & kTitle) != 0 && (cue.known & (kBodyHead | kBodyTail)) == 0 && !names_office(begin, i)) return true;
    return cue.pos == Pos::kVerb && cue.phrase == 0 && (cue.known & ~uint32_t{kPrefix}) == 0;
  }

  // A definite noun is nothing that can follow a definite noun within a name; an adjective is.
  static bool is_plain_noun(const Cue& cue) {
    const bool relational = cue.core.ends_with("\xD9\x8A") || cue.core.ends_with("\xD9\x8A\xD9\x87");
    return (cue.pos == Pos::kNoun || cue.pos == Pos::kMasdar) && !relational && cue.phrase == 0 &&
           (cue.known & (kNationality | kBodyTail | kInternational | kBodyHead)) == 0;
  }

  // True for the last word of a known name and for an adjective of nationality: only another adjective may follow.
  bool goes_no_further(uint32_t i) const {
    const bool ends = (cues_[i].phrase & (kOrganisationBit | kOrganisationBit << kPhraseKinds)) != 0;
    return ends || ((cues_[i].known & kNationality) != 0 && cues_[i].article);
  }

  // `the office of the president`: a title right after the head.
  bool names_office(uint32_t begin, uint32_t i) const { return i == begin + 1; }

  void retag(uint32_t from, uint32_t to) const {
    for (uint32_t i = from + 1; i < to; ++i) tags_[i] = inside_tag(EntityType::kPerson);
  }

  // `the army`, `the government` without saying whose.
  bool is_bare_body(uint32_t begin, uint32_t end) const {
    return end == begin + 1 && type_of(tags_[begin]) == EntityType::kOrganisation && cues_[begin].article &&
           (cues_[begin].known & kBodyHead) != 0 && cues_[begin].phrase == 0;
  }

  // First token of the name without the words that stay outside.
  uint32_t strip(uint32_t begin, uint32_t end) const {
    const EntityType type = type_of(tags_[begin]);
    uint32_t first = begin;
    if (type == EntityType::kPerson) {
      while (first + 1 < end && (cues_[first].known & kTitle) != 0 && (cues_[first].known & kGivenName) == 0) ++first;
      return first;
    }
    if (type != EntityType::kOrganisation || first + 1 >= end) return first;
    const Cue& second = cues_[first + 1];
    const bool known_name = ((second.phrase | second.phrase >> kPhraseKinds) & kOrganisationBit) != 0;
    const bool class_noun = (cues_[first].known & (kOutletClass | kGroupClass)) != 0;
    const bool needed = (second.known & kBodyTail) != 0 || doc_.tokens[first + 1].key == kStateWord;
    return class_noun && known_name && !needed ? first + 1 : first;
  }

  // A known name that stands untagged and hardly means anything else.
  void add_known(uint32_t i) {
    const Cue& cue = cues_[i];
    if (tags_[i] != kOutside || (cue.phrase & kBeginBits) == 0 || (cue.phrase & kPhraseAmbiguous) != 0) return;
    const bool is_long = (cue.phrase & kPhraseLong) != 0;
    EntityType type = EntityType::kOrganisation;
    if ((cue.phrase & kPersonBit) != 0) {
      if (!is_long) return;
      type = EntityType::kPerson;
    } else if ((cue.phrase & kOrganisationBit) != 0) {
      if (!is_long) return;
    } else {
      if ((cue.phrase & 1) == 0) return;
      type = EntityType::kGpe;
    }
    uint32_t end = i + 1;
    while (end < tags_.size() && (cues_[end].phrase & kInsideBits) != 0) ++end;
    // A known name of several words goes before a shorter name that lies within it, but never cuts one that goes on,
    // and never takes in again a word that stays outside.
    const bool goes_before = is_long && (cue.known & (kGroupClass | kOutletClass | kPlaceClass | kTitle)) == 0;
    for (uint32_t t = i; t < end; ++t)
      if (tags_[t] != kOutside && !goes_before) return;
    if (end < tags_.size() && is_inside(tags_[end])) return;
    for (uint32_t t = i; t < end; ++t) tags_[t] = t == i ? begin_tag(type) : inside_tag(type);
  }

  const Document& doc_;
  const std::vector<Cue>& cues_;
  std::vector<uint8_t>& tags_;
};

}  // namespace

void apply_rules(const Document& doc, const std::vector<Cue>& cues, std::vector<uint8_t>& tags) {
  Rules(doc, cues, tags).run();
}

}  // namespace isnad::names
