// SPDX-License-Identifier: Apache-2.0
#include "speech/phrase.h"

#include "text/letters.h"

namespace isnad::speech {

namespace {

constexpr uint32_t kLongest = 18;  // words of a title with a name
constexpr uint32_t kQuotedName = 5;

class PhraseReader {
 public:
  PhraseReader(const Scene& scene, uint32_t begin, uint32_t limit, uint32_t frames)
      : s_(scene), limit_(std::min(limit, begin + kLongest)), frames_(frames), letters_(scene.reporting().letters()) {
    p_.begin = p_.end = begin;
  }

  Phrase read() {
    uint32_t t = p_.begin;
    while (t < limit_) {
      const uint32_t next = step(t);
      if (next == t) break;
      t = next;
    }
    if (p_.end > p_.begin) finish();
    return p_;
  }

 private:
  // Takes what stands at `t` and returns the token after it, or `t` when the phrase ends there.
  uint32_t step(uint32_t t) {
    const TokenInfo& info = s_.at(t);
    if (info.mark == Mark::kOpen) return quoted_name(t);
    if (info.mark == Mark::kBracketOpen) return bracket(t);
    if (info.mark == Mark::kComma) return apposition(t);
    if (info.mark != Mark::kNo) return t;
    const Mention* mention = info.mention == kNoIndex ? nullptr : &s_.doc().mentions[static_cast<size_t>(info.mention)];
    if (mention != nullptr) return take_mention(t, *mention);
    if (s_.token(t).kind == TokenKind::kNumber) return t > p_.begin ? t : t;
    if (stops(t)) return t;
    if (is_preposition(info.word)) return link(t);
    return word(t);
  }

  uint32_t take_mention(uint32_t t, const Mention& mention) {
    const bool clitic = mention.span.begin > s_.token(t).span.begin && t == mention.first_token;
    const bool first = t == p_.begin;
    if (clitic && !first) {
      const bool conjunction = s_.begins_with(t, letters_.wa);
      if (conjunction) {
        if (!same_kind_before(mention)) return t;
      } else if (!may_link(t) && !seated(t)) {
        return t;
      }
    }
    if (mention.type == EntityType::kPerson) {
      if (p_.person != kNoIndex && !clitic) return t;  // another person begins a new phrase
      if (p_.person == kNoIndex) p_.person = s_.at(t).mention;
    } else if (p_.body == kNoIndex) {
      p_.body = s_.at(t).mention;
    }
    definite_ = true;
    p_.end = std::min(mention.last_token, limit_);
    return std::max(p_.end, t + 1);
  }

  bool same_kind_before(const Mention& mention) const {
    if (p_.end == p_.begin || s_.at(p_.end - 1).mention == kNoIndex) return false;
    return s_.doc().mentions[static_cast<size_t>(s_.at(p_.end - 1).mention)].type == mention.type;
  }

  bool stops(uint32_t t) const {
    const TokenInfo& info = s_.at(t);
    switch (info.word) {
      case Word::kComplementizer:
      case Word::kRelative:
      case Word::kIf:
      case Word::kTime:
      case Word::kAux:
      case Word::kNegation:
      case Word::kConjunction: return true;
      default: break;
    }
    if (info.speaker >= 0 && !(info.conjoined && t > p_.begin)) return false;
    for (const Candidate& c : s_.candidates(t)) {
      if (c.part == Part::kPhrase) return true;
      if (c.part == Part::kNoun && (c.bits & kPronoun) != 0 && s_.reporting().noun_use(c.row) == NounUse::kCue)
        return true;
      if (c.part == Part::kVerb && (t > p_.begin || !c.conjoined) && certain_verb(t, c)) return true;
      if (c.part == Part::kParticiple && (c.bits & kFeminine) == 0) return true;
    }
    return s_.is_verb(t) && s_.token(t).kind == TokenKind::kWord;
  }

  bool certain_verb(uint32_t t, const Candidate& c) const {
    const Pos pos = s_.doc().analysis(s_.token(t)).pos;
    if (pos == Pos::kVerb) return true;
    if (pos != Pos::kUnknown) return false;
    return (s_.reporting().verb(c.row).frames & kWeak) == 0;
  }

  static bool is_preposition(Word word) {
    return (word >= Word::kBi && word <= Word::kPreposition) || word == Word::kConjoiner;
  }

  bool is_title() const {
    return p_.kind == static_cast<int8_t>(SpeakerKind::kDocument) ||
           p_.kind == static_cast<int8_t>(SpeakerKind::kAnonymous) ||
           p_.kind == static_cast<int8_t>(SpeakerKind::kPerson);
  }

  // A preposition inside a title ("القيادي في حركة ..."), never one that the verb asks for.
  uint32_t link(uint32_t t) {
    if (t == p_.begin || !is_title() || p_.person != kNoIndex || t + 1 >= limit_) return t;
    const Word word = s_.at(t).word;
    const uint32_t bit = word == Word::kBi    ? kFrameBi
                         : word == Word::kIla ? kFrameIla
                         : word == Word::kAla ? kFrameAla
                         : word == Word::kAn  ? kFrameAn
                         : word == Word::kMin ? kFrameMin
                         : word == Word::kLi  ? kFrameLi
                         : word == Word::kFi  ? kFrameFi
                                              : 0U;
    if ((frames_ & bit) != 0 || word == Word::kWith) return t;
    const TokenInfo& next = s_.at(t + 1);
    if (next.mark == Mark::kOpen && word != Word::kLi) return t + 1;
    if (next.mark != Mark::kNo || next.word != Word::kNone) return t;
    const bool body = next.mention != kNoIndex || next.speaker == static_cast<int8_t>(SpeakerKind::kBody);
    const bool definite = s_.begins_with(t + 1, letters_.article);
    if (next.speaker == static_cast<int8_t>(SpeakerKind::kDocument)) return t;
    if (word == Word::kLi && next.speaker == static_cast<int8_t>(SpeakerKind::kOutlet)) return t;
    if (word == Word::kFi && next.mention != kNoIndex &&
        s_.doc().mentions[static_cast<size_t>(next.mention)].type == EntityType::kGpe && p_.adorned)
      return t;  // "قال الوزير في القاهرة": where, not which
    if (word == Word::kPreposition && !definite && !body) return t;
    if (!body && !definite) return t;
    if (word != Word::kFi && word != Word::kLi && word != Word::kBi && word != Word::kPreposition && word != Word::kIla)
      return t;
    definite_ = false;
    return t + 1;
  }

  // A clitic preposition inside a title ("الأمين العام لحركة ...").
  bool may_link(uint32_t t) const {
    if (!is_title() || p_.person != kNoIndex) return false;
    const TokenInfo& info = s_.at(t);
    if (info.speaker == static_cast<int8_t>(SpeakerKind::kDocument)) return false;
    if (info.speaker == static_cast<int8_t>(SpeakerKind::kOutlet) &&
        p_.kind != static_cast<int8_t>(SpeakerKind::kDocument))
      return false;
    if (s_.begins_with(t, letters_.bi) && (frames_ & kFrameBi) != 0) return false;
    return true;
  }

  // A body at another: "وزارة الداخلية بحكومة الوفاق".
  bool seated(uint32_t t) const {
    return p_.person == kNoIndex && p_.body != kNoIndex && s_.begins_with(t, letters_.bi) &&
           (frames_ & kFrameBi) == 0 &&
           s_.doc().mentions[static_cast<size_t>(s_.at(t).mention)].type == EntityType::kOrganisation;
  }

  uint32_t word(uint32_t t) {
    const TokenInfo& info = s_.at(t);
    const bool first = t == p_.begin;
    const bool has_article = s_.begins_with(t, letters_.article);
    if (!first) {
      const bool clitic = info.speaker >= 0 && (info.speaker_bits & kClitic) != 0;
      const Analysis& analysis = s_.doc().analysis(s_.token(t));
      if (info.speaker >= 0 && info.conjoined) {  // "نائب الرئيس ورئيس الوزراء"
        if (p_.person != kNoIndex || !is_title() || clitic) return t;
        definite_ = false;
      } else if (analysis.has(kAnd) && info.speaker < 0) {
        return coordinated(t);
      }
      // After a person's name only another title goes on.
      if (p_.person != kNoIndex && info.speaker < 0 && s_.token(t).kind == TokenKind::kWord) return t;
      // After a body's name, or a noun with its article ("الشرطة المسيرة"), only adjectives go on.
      const bool complete =
          s_.at(t - 1).mention != kNoIndex || (has_article && s_.begins_with(t - 1, letters_.article));
      if (complete && info.speaker < 0 && info.word != Word::kTitleLink &&
          (analysis.pos == Pos::kNoun || analysis.pos == Pos::kMasdar))
        return t;
      if (info.word == Word::kTitleLink) {
        definite_ = false;
      } else if (clitic || analysis.has(kLi) || analysis.has(kBi)) {
        if (!may_link(t)) return t;
        definite_ = false;
      } else if (s_.begins_with(t, letters_.li_article)) {
        if (!may_link(t)) return t;
        definite_ = true;
      } else if (definite_ && !has_article && info.word != Word::kTitleLink) {
        const bool title_after_name = p_.person != kNoIndex && info.speaker >= 0;
        if (!title_after_name && s_.token(t).kind == TokenKind::kWord) return t;
      }
    }
    if (p_.kind < 0 && info.speaker >= 0 && (first || anaphor_)) {
      p_.kind = info.speaker;
      head_ = t;
    }
    if (first && info.word == Word::kAnaphor) anaphor_ = true;
    if (has_article || (info.speaker_bits & kPronoun) != 0) definite_ = true;
    if (has_article) p_.definite = true;
    p_.end = t + 1;
    return t + 1;
  }

  // "وزير الداخلية والعدل" goes on, "وأضاف" does not.
  uint32_t coordinated(uint32_t t) {
    if (p_.person != kNoIndex || !is_title() || p_.kind < 0) return t;
    if (s_.doc().analysis(s_.token(t)).pos == Pos::kAdjective && !p_.definite && t > p_.begin + 1) {
      p_.end = t + 1;
      return t + 1;
    }
    const std::string_view key = s_.token(t).key;
    if (!key.substr(letters_.wa.size()).starts_with(letters_.article)) return t;
    p_.end = t + 1;
    return t + 1;
  }

  uint32_t quoted_name(uint32_t t) {
    const uint32_t close = s_.at(t).partner;
    if (close == kNone || close >= limit_ || close - t > kQuotedName + 1) return t;
    if (t > p_.begin || s_.at(t + 1).mention != kNoIndex) {
      for (uint32_t k = t + 1; k < close; ++k)
        if (s_.at(k).mention != kNoIndex) {
          const Mention& mention = s_.doc().mentions[static_cast<size_t>(s_.at(k).mention)];
          (mention.type == EntityType::kPerson ? p_.person : p_.body) = s_.at(k).mention;
          break;
        }
      const bool known = p_.kind == static_cast<int8_t>(SpeakerKind::kOutlet) ||
                         p_.kind == static_cast<int8_t>(SpeakerKind::kBody) || p_.person != kNoIndex ||
                         p_.body != kNoIndex;
      if (!known) return t;
      definite_ = true;
      p_.end = close + 1;
      return close + 1;
    }
    return t;
  }

  uint32_t bracket(uint32_t t) {
    if (t == p_.begin) return t;
    for (uint32_t k = t + 1; k < limit_ && k < t + 7; ++k)
      if (s_.at(k).mark == Mark::kBracketClose) return k + 1;
    return t;
  }

  // A name after its title or a title after its name, with a comma between.
  uint32_t apposition(uint32_t t) {
    if (t == p_.begin || t + 1 >= limit_) return t;
    const TokenInfo& next = s_.at(t + 1);
    if (next.mark != Mark::kNo || next.conjoined) return t;
    if (next.mention != kNoIndex) {
      const Mention& mention = s_.doc().mentions[static_cast<size_t>(next.mention)];
      const bool clitic = mention.span.begin > s_.token(t + 1).span.begin;
      return mention.type == EntityType::kPerson && p_.person == kNoIndex && is_title() && !clitic ? t + 1 : t;
    }
    if (p_.person == kNoIndex || next.speaker < 0 || (next.speaker_bits & kClitic) != 0) return t;
    if (next.speaker != static_cast<int8_t>(SpeakerKind::kPerson) &&
        next.speaker != static_cast<int8_t>(SpeakerKind::kAnonymous))
      return t;
    definite_ = false;
    return t + 1;
  }

  void finish() {
    const TokenInfo& first = s_.at(p_.begin);
    const Token& token = s_.token(p_.begin);
    p_.span = {token.span.begin, s_.token(p_.end - 1).span.end};
    if (first.mention != kNoIndex) {
      const Mention& mention = s_.doc().mentions[static_cast<size_t>(first.mention)];
      if (mention.first_token == p_.begin) p_.span.begin = mention.span.begin;
    } else if (first.speaker >= 0) {
      const uint32_t strip = (first.conjoined ? 1U : 0U) + ((first.speaker_bits & kClitic) != 0 ? 1U : 0U);
      if (strip > 0) p_.span.begin = text::letter_offset(s_.doc().text, token.span, strip);
    }
    if (s_.at(p_.end - 1).mention != kNoIndex)
      p_.span.end =
          std::max(p_.span.begin + 1, s_.doc().mentions[static_cast<size_t>(s_.at(p_.end - 1).mention)].span.end);
    p_.adorned = p_.end - p_.begin > 1;
    p_.named_head = first.mention != kNoIndex ||
                    (first.mark == Mark::kOpen && (p_.person != kNoIndex || p_.body != kNoIndex)) ||
                    (anaphor_ && (p_.person != kNoIndex || p_.body != kNoIndex));
    p_.clitic = first.mention != kNoIndex
                    ? p_.span.begin > token.span.begin && !s_.begins_with(p_.begin, letters_.wa) &&
                          !s_.begins_with(p_.begin, letters_.fa)
                    : first.speaker >= 0 && (first.speaker_bits & kClitic) != 0;
    agree(first);
  }

  void agree(const TokenInfo& first) {
    const uint32_t head = head_ != kNone ? head_ : p_.begin;
    const bool ends_in_ha = s_.token(head).key.ends_with(letters_.ha);
    if (p_.kind >= 0) {
      const uint8_t bits = s_.at(head).speaker_bits;
      p_.gender = (bits & kFeminine) != 0                                ? Agreement::kFeminine
                  : p_.kind == static_cast<int8_t>(SpeakerKind::kPerson) ? Agreement::kMasculine
                                                                         : Agreement::kUnknown;
    } else if (first.mention != kNoIndex) {
      const EntityType type = s_.doc().mentions[static_cast<size_t>(first.mention)].type;
      if (type == EntityType::kGpe) p_.gender = Agreement::kFeminine;
      if (type == EntityType::kOrganisation && ends_in_ha) p_.gender = Agreement::kFeminine;
    }
  }

  const Scene& s_;
  const uint32_t limit_;
  const uint32_t frames_;
  const Letters& letters_;
  Phrase p_;
  uint32_t head_ = kNone;
  bool definite_ = false;
  bool anaphor_ = false;
};

}  // namespace

Phrase read_phrase(const Scene& scene, uint32_t begin, uint32_t limit, uint32_t frames) {
  return PhraseReader(scene, begin, limit, frames).read();
}

Participant participant_of(const Scene& scene, const Phrase& phrase) {
  Participant p;
  p.span = phrase.span;
  const std::vector<Mention>& mentions = scene.doc().mentions;
  if (phrase.person != kNoIndex) {
    p.entity = mentions[static_cast<size_t>(phrase.person)].entity;
  } else if (phrase.body != kNoIndex) {
    const int32_t entity = mentions[static_cast<size_t>(phrase.body)].entity;
    const bool within = phrase.kind == static_cast<int8_t>(SpeakerKind::kPerson) ||
                        phrase.kind == static_cast<int8_t>(SpeakerKind::kAnonymous) ||
                        phrase.kind == static_cast<int8_t>(SpeakerKind::kDocument);
    (within ? p.of : p.entity) = entity;
  }
  return p;
}

bool is_named(const Scene&, const Phrase& phrase) {
  if (phrase.person != kNoIndex) return true;
  if (phrase.kind == static_cast<int8_t>(SpeakerKind::kAnonymous)) return false;
  return phrase.definite || phrase.body != kNoIndex;
}

}  // namespace isnad::speech
