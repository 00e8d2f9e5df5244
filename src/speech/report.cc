// SPDX-License-Identifier: Apache-2.0
// From the cue to the right: subject, adjuncts and addressees until the content opens with a complementizer, a colon,
// a quotation mark, the preposition that the verb asks for, or its object.
#include "speech/report.h"

#include <algorithm>

#include "text/letters.h"

namespace isnad::speech {

namespace {

constexpr uint32_t kReach = 60;  // tokens from a cue to its content: a title, a place, a date and an occasion
constexpr uint32_t kLookBack = 40;
constexpr uint32_t kNear = 7;          // words that may part a participle or an ambiguous verb from its content
constexpr uint32_t kOpenerReach = 14;  // words in which a clause of the report may still open
constexpr uint32_t kNameWords = 5;
constexpr uint32_t kLongQuote = 12;  // longer quoted passages stand for themselves
constexpr uint32_t kScareWords = 4;  // quoted words up to this number may be a name or a scare quote

bool is_outlet(const Phrase& phrase) { return phrase.kind == static_cast<int8_t>(SpeakerKind::kOutlet); }

class VerbReader {
 public:
  VerbReader(const Scene& scene, const Candidate& cue)
      : s_(scene), letters_(scene.reporting().letters()), frames_(scene.reporting().verb(cue.row).frames) {
    r_.cue = cue;
    r_.cue_class = scene.reporting().verb(cue.row).cue_class;
    r_.cue_span = scene.token(cue.token).span;
    if (cue.conjoined) r_.cue_span.begin = text::letter_offset(scene.doc().text, r_.cue_span, 1);
    const uint32_t around = scene.at(cue.token).inside;
    limit_ = std::min(scene.unit_of(cue.token).end, cue.token + kReach);
    if (around != kNone && scene.at(around).partner != kNone) limit_ = std::min(limit_, scene.at(around).partner);
  }

  Report read() {
    if (negated() || impersonal() || other_word()) return r_;
    const bool participle = r_.cue.part == Part::kParticiple;
    Phrase before;
    const bool after_topic = r_.cue.conjoined && s_.begins_with(r_.cue.token, letters_.fa);
    if (!participle && (!r_.cue.conjoined || after_topic)) before = subject_before();
    at_ = r_.cue.end;
    if (!participle) subject_after(before);
    if (r_.speaker.empty() && !before.empty()) r_.speaker = before;
    while (at_ < limit_ && !r_.found && !stop_) step();
    finish();
    return r_;
  }

 private:
  bool negated() const {
    if (r_.cue.token == s_.unit_of(r_.cue.token).begin || r_.cue.part == Part::kParticiple) return false;
    if (s_.at(r_.cue.token - 1).word != Word::kNegation || r_.cue.conjoined) return false;
    // "ما وصفه" is a relative clause
    return (r_.cue.bits & kPronoun) == 0 && (frames_ & kDescribe) == 0;
  }

  bool impersonal() const { return s_.at(r_.cue.token).idle; }

  // The words room reads it as something else than a verb: believed where the form has other readings.
  bool other_word() const {
    const Pos pos = s_.doc().analysis(s_.token(r_.cue.token)).pos;
    if (r_.cue.part == Part::kParticiple) {
      if ((r_.cue.bits & kFeminine) == 0) return false;
      return r_.cue.token > 0 && s_.at(r_.cue.token - 1).mark == Mark::kNo &&
             s_.at(r_.cue.token - 1).word == Word::kNone &&
             !(r_.cue.end < limit_ &&
               (s_.at(r_.cue.end).word == Word::kComplementizer || frame_of(s_.at(r_.cue.end).word) != 0));
    }
    if (pos == Pos::kVerb || pos == Pos::kUnknown || opener_at(r_.cue.end)) return false;
    if (r_.cue.end >= limit_) return true;
    const bool first = r_.cue.token == s_.unit_of(r_.cue.token).begin || s_.at(r_.cue.token - 1).mark != Mark::kNo ||
                       s_.at(r_.cue.token - 1).word == Word::kConjunction ||
                       s_.at(r_.cue.token - 1).word == Word::kRelative ||
                       s_.at(r_.cue.token - 1).word == Word::kNegation;
    return !(first && read_phrase(s_, r_.cue.end, limit_, frames_).speaks()) && (weak() || !r_.cue.conjoined);
  }

  bool weak() const { return (frames_ & kWeak) != 0; }

  // The subject before its verb: the phrase that ends at the verb and begins where a clause can begin.
  Phrase subject_before() const {
    const uint32_t cue = r_.cue.token;
    const uint32_t begin = s_.unit_of(cue).begin;
    const uint32_t around = s_.at(cue).inside;
    uint32_t end = cue;
    while (end > begin && s_.at(end - 1).word == Word::kAux) --end;
    if (end > begin && s_.at(end - 1).word == Word::kRelative) {  // "... الرئيس، الذي أكد"
      --end;
      if (end > begin && s_.at(end - 1).mark == Mark::kComma) --end;
    }
    const uint32_t lowest = std::max(begin, end > kLookBack ? end - kLookBack : 0U);
    for (uint32_t start = end; start-- > lowest;) {
      if (s_.at(start).inside != around && s_.at(start).mark != Mark::kOpen) continue;
      if (!clause_start(start, begin)) continue;
      const Phrase phrase = read_phrase(s_, start, end, 0);
      if (phrase.empty() || !phrase.speaks()) {
        if (start + 1 < end && s_.at(start - (start > begin ? 1 : 0)).mark == Mark::kComma) continue;
        continue;
      }
      if (phrase.end == end || bridged(phrase.end, end)) return phrase;
    }
    return {};
  }

  bool clause_start(uint32_t t, uint32_t begin) const {
    if (t == begin) return true;
    // "... وبكين تصف"
    if (s_.at(t).mention != kNoIndex && s_.begins_with(t, letters_.wa) &&
        s_.doc().mentions[static_cast<size_t>(s_.at(t).mention)].span.begin > s_.token(t).span.begin)
      return true;
    if (s_.is_verb(t - 1)) return true;
    const TokenInfo& previous = s_.at(t - 1);
    if (previous.mark != Mark::kNo) return previous.mark != Mark::kBracketOpen && previous.mark != Mark::kBracketClose;
    switch (previous.word) {
      case Word::kAux:
      case Word::kConjunction:
      case Word::kComplementizer:
      case Word::kRelative: return true;
      default: return false;
    }
  }

  // Between a subject and its verb: nothing, a relative clause between commas, an aside.
  bool bridged(uint32_t from, uint32_t to) const {
    if (from >= to) return true;
    const TokenInfo& first = s_.at(from);
    if (first.word == Word::kRelative) return true;
    if (first.mark == Mark::kComma || first.mark == Mark::kDash) {
      const TokenInfo& last = s_.at(to - 1);
      if (from + 1 == to) return true;
      return last.mark == first.mark || s_.at(from + 1).word == Word::kRelative || s_.at(from + 1).conjoined;
    }
    // "وكان وزير الخارجية في وقت سابق قد قال"
    bool only_small = true;
    for (uint32_t t = from; t < to; ++t)
      only_small = only_small && (s_.at(t).word != Word::kNone || s_.at(t).mark != Mark::kNo || to - from <= 4) &&
                   s_.candidate(t, Part::kVerb) == nullptr;
    return only_small && s_.at(from).word != Word::kNone;
  }

  void subject_after(const Phrase& before) {
    if (at_ >= limit_) return;
    const Phrase phrase = read_phrase(s_, at_, limit_, frames_);
    if (phrase.empty() || phrase.clitic) return;
    if (const Analysis& first = s_.doc().analysis(s_.token(at_));
        !phrase.speaks() && (first.has(kBi) || first.has(kLi)))
      return;
    const bool addressed = (frames_ & kAddressee) != 0 ||
                           s_.doc().sentences[s_.unit_of(r_.cue.token).sentence].region == RegionKind::kTitle;
    if (!before.empty() && !(r_.cue.bits & kPronoun) &&
        (addressed || !phrase.speaks())) {  // then it is who is told, or the object
      if (phrase.speaks() && (frames_ & kObject) == 0) at_ = phrase.end;
      return;
    }
    const bool opener_follows = phrase.end < limit_ && opener_at(phrase.end);
    if (!phrase.speaks() && !opener_follows) {
      if ((frames_ & (kObject | kObjectMasdar)) == 0) at_ = phrase.end;
      return;
    }
    if (!phrase.speaks() && s_.at(phrase.begin).word != Word::kNone) return;
    r_.speaker = phrase;
    unknown_name();
    at_ = r_.speaker.end;
  }

  // A title with a few words between it and the content is followed by a name that nobody has recognised.
  void unknown_name() {
    if (r_.speaker.kind != static_cast<int8_t>(SpeakerKind::kPerson) || r_.speaker.person != kNoIndex) return;
    uint32_t t = r_.speaker.end;
    const uint32_t last = std::min(limit_, t + kNameWords);
    while (t < last && s_.token(t).kind == TokenKind::kWord && s_.at(t).word == Word::kNone && !s_.is_verb(t)) ++t;
    if (t == r_.speaker.end || t >= limit_) return;
    const TokenInfo& next = s_.at(t);
    if ((next.word == Word::kComplementizer && !next.conjoined) || next.mark == Mark::kColon ||
        next.mark == Mark::kOpen) {
      r_.speaker.end = t;
      r_.speaker.span.end = s_.token(t - 1).span.end;
    }
  }

  bool opener_at(uint32_t t) const {
    if (t >= limit_) return false;
    if (s_.at(t).mark == Mark::kComma && t + 1 < limit_) ++t;
    return (s_.at(t).word == Word::kComplementizer && !s_.at(t).conjoined) || s_.at(t).mark == Mark::kColon;
  }

  void step() {
    const TokenInfo& info = s_.at(at_);
    switch (info.mark) {
      case Mark::kNo: break;
      case Mark::kColon: return colon();
      case Mark::kOpen: return mark();
      case Mark::kDash: return dash();
      default: ++at_; return;
    }
    if (info.word == Word::kComplementizer && !info.conjoined) return clause();
    if (info.word == Word::kIf && (frames_ & kIf) != 0) return open(at_, 0, true);
    if (info.word == Word::kRelative) in_relative_ = true;
    if (unmarked_speech()) return open(at_, 0, true);
    if (cue_between()) return;
    if (info.word == Word::kClauseNoun && (frames_ & kObject) != 0 && !weak()) return open(at_, 0, false);
    if (info.word == Word::kClauseNoun && at_ > r_.cue.end) {
      at_ += at_ + 1 < limit_ && s_.at(at_ + 1).word == Word::kComplementizer ? 2 : 1;
      return;
    }
    if (frame_of(info.word) != 0 || info.word == Word::kWith || info.word == Word::kPreposition ||
        info.word == Word::kConjoiner)
      return preposition();
    if (info.word != Word::kNone && info.word != Word::kPlace && info.word != Word::kAnaphor) {
      if (info.word == Word::kConjunction && at_ > r_.cue.end && s_.at(at_ - 1).mark == Mark::kComma) stop_ = true;
      ++at_;
      return;
    }
    noun();
  }

  // Direct speech whose marks are lost: after its verb somebody says "I" or "we"; or a verb of pure saying and its
  // speaker are followed by a verb that nothing else introduces.
  bool unmarked_speech() const {
    if ((frames_ & (kClause | kDirect)) != (kClause | kDirect) || weak() || in_relative_) return false;
    const Analysis& analysis = s_.doc().analysis(s_.token(at_));
    if (analysis.pos != Pos::kVerb || s_.at(at_).mention != kNoIndex || s_.at(at_).speaker >= 0) return false;
    if (analysis.person == 1) return true;
    const bool follows = at_ == r_.cue.end ? r_.cue.conjoined : !r_.speaker.empty() && at_ == r_.speaker.end;
    return frames_ == (kClause | kDirect) && r_.cue.part == Part::kVerb && follows && !analysis.has(kAnd) &&
           !opener_ahead();
  }

  bool opener_ahead() const {
    for (uint32_t t = at_; t < limit_ && t < at_ + kOpenerReach; ++t)
      if ((s_.at(t).word == Word::kComplementizer && !s_.at(t).conjoined) || s_.at(t).mark == Mark::kColon ||
          s_.at(t).mark == Mark::kOpen)
        return true;
    return false;
  }

  // Another cue before any content: a relay changes the speaker, a verb of its own ends the search.
  bool cue_between() {
    for (const Candidate& c : s_.candidates(at_)) {
      if (c.part == Part::kPhrase) {
        const Use use = s_.reporting().use(c.row);
        if (use == Use::kRelay || use == Use::kTongue) {
          const Phrase source = read_phrase(s_, c.end, limit_, 0);
          if (source.empty()) continue;
          if (!r_.speaker.empty()) r_.via.insert(r_.via.begin(), r_.speaker);
          r_.speaker = source;
          r_.cue_span = {s_.token(c.token).span.begin, s_.token(c.end - 1).span.end};
          at_ = source.end;
          return true;
        }
        if (use == Use::kAccord || use == Use::kAccordMa) {
          const Phrase source = read_phrase(s_, c.end, limit_, 0);
          if (!source.can_speak()) continue;
          r_.via.push_back(source);
          at_ = source.end;
          return true;
        }
      }
      if (c.part == Part::kNoun && (c.bits & kPronoun) != 0 && s_.reporting().noun_use(c.row) == NounUse::kCue &&
          (frames_ & kRelay) != 0) {
        r_.cue_span = s_.token(at_).span;
        ++at_;
        return true;
      }
      if (c.part == Part::kParticiple && s_.at(at_).word == Word::kNone && s_.at(at_).speaker < 0 && at_ > r_.cue.end &&
          (c.bits & kFeminine) == 0) {
        stop_ = true;
        return true;
      }
      if (c.part == Part::kVerb && !in_relative_ && s_.at(at_).word == Word::kNone && s_.at(at_).speaker < 0 &&
          at_ > r_.cue.end && (s_.is_verb(at_) || c.conjoined || (s_.reporting().verb(c.row).frames & kWeak) == 0) &&
          s_.at(at_).mention == kNoIndex) {
        if (s_.doc().analysis(s_.token(at_)).pos == Pos::kUnknown || s_.is_verb(at_)) {
          stop_ = true;
          return true;
        }
      }
    }
    return false;
  }

  void clause() {
    const uint32_t next = at_ + 1;
    if (next < limit_ && s_.at(next).mark == Mark::kOpen && long_quote(next)) {
      quoted(next);
      const bool scare = quoted_end(s_, next) - next <= kScareWords;
      if (scare || !r_.direct) {  // "أنها "واعدة"": the clause is the content
        r_.begin = at_;
        r_.letters = s_.at(at_).letters;
        if (r_.direct) r_.end = 0;
        r_.direct = false;
      }
      return;
    }
    open(at_, s_.at(at_).letters, true);
  }

  void colon() {
    if (at_ + 1 >= limit_) {
      stop_ = true;
      return;
    }
    if (s_.at(at_ + 1).mark == Mark::kOpen) return quoted(at_ + 1);
    open(at_ + 1, 0, true);
  }

  // "أكد العميد -يضيف البيان- أن ..."
  void dash() {
    ++at_;
    if (at_ >= limit_) return;
    const Candidate* verb = s_.candidate(at_, Part::kVerb);
    if (verb == nullptr || (verb->bits & kPresent) == 0) return;
    const Phrase phrase = read_phrase(s_, verb->end, limit_, 0);
    if (!phrase.speaks() || phrase.end >= limit_ || s_.at(phrase.end).mark != Mark::kDash) return;
    r_.via.push_back(phrase);
    at_ = phrase.end + 1;
  }

  bool long_quote(uint32_t mark) const { return quoted_end(s_, mark) > mark + 1; }

  void mark() {
    const uint32_t end = quoted_end(s_, at_);
    const uint32_t words = end - at_ - 1;
    const bool allowed = relayed_ || (words > kScareWords + 1 && at_ <= std::max(r_.speaker.end, r_.cue.end) + 1) ||
                         (frames_ & (kDirect | kObject)) != 0 || ((frames_ & kCall) != 0 && !weak());
    const bool name =
        words <= kScareWords && at_ > r_.cue.end && (s_.at(at_ - 1).mark == Mark::kNo) &&
        (s_.at(at_ + 1).mention != kNoIndex || s_.at(at_ - 1).speaker >= 0 || (words <= 2 && at_ != r_.speaker.end));
    if (!allowed || name) {
      at_ = s_.at(at_).partner == kNone ? limit_ : end + 1;
      return;
    }
    quoted(at_);
  }

  void preposition() {
    const TokenInfo& info = s_.at(at_);
    const uint32_t bit = frame_of(info.word);
    if (at_ + 1 >= limit_) {
      stop_ = true;
      return;
    }
    if ((frames_ & kRelay) != 0 && info.word == Word::kAn) return relayed();
    const TokenInfo& next = s_.at(at_ + 1);
    if ((frames_ & kDocument) != 0 && info.word == Word::kFi && r_.speaker.empty()) return document();
    if ((frames_ & kDescribe) != 0 && info.word == Word::kBi) return open(at_ + 1, 0, true);
    if ((bit & frames_) != 0 && next.word != Word::kPlace) {
      if (next.word == Word::kComplementizer) {
        ++at_;
        return;
      }
      if (nominal(at_ + 1)) return open(at_ + 1, 0, false);
      ++at_;
      return;
    }
    if (next.word == Word::kComplementizer) {
      if (bit != 0) {  // "تأكيده على أن"
        ++at_;
        return;
      }
      if (info.word != Word::kConjoiner) {  // "قالت فيه إن"
        ++at_;
        return;
      }
      at_ += 2;  // "قبل أن", "بعد أن" begin a clause of time
      if (at_ <= r_.cue.end + 3) stop_ = (frames_ & kClauseOnly) != 0;
      return;
    }
    skip_phrase(at_ + 1, info.word == Word::kLi || info.word == Word::kWith);
  }

  void skip_phrase(uint32_t begin, bool addressee) {
    const Phrase phrase = read_phrase(s_, begin, limit_, frames_);
    if (phrase.empty()) {
      at_ = std::max(begin, at_ + 1);
      return;
    }
    if (addressee && (is_outlet(phrase) || quoted_outlet(begin))) r_.via.push_back(phrase);
    at_ = phrase.end;
  }

  bool quoted_outlet(uint32_t t) const { return s_.at(t).mark == Mark::kOpen; }

  // May a noun phrase at `begin` be the content?
  bool nominal(uint32_t begin) const {
    if ((frames_ & kClauseOnly) != 0) return false;
    const TokenInfo& info = s_.at(begin);
    if (info.mark == Mark::kOpen) return true;
    if ((frames_ & kCall) != 0) return holds_quote(begin);
    if (info.word == Word::kTime) return false;
    if (weak() && at_ > r_.cue.end && at_ != r_.speaker.end) return false;
    return true;
  }

  bool holds_quote(uint32_t begin) const {
    const uint32_t end = std::min(limit_, begin + 12);
    for (uint32_t t = begin; t < end; ++t)
      if (s_.at(t).mark == Mark::kOpen && quoted_end(s_, t) > t + 2 && s_.at(t + 1).mention == kNoIndex) return true;
    return false;
  }

  void relayed() {
    const Phrase source = read_phrase(s_, at_ + 1, limit_, 0);
    if (source.empty()) {
      stop_ = true;
      return;
    }
    if (!r_.speaker.empty()) r_.via.push_back(r_.speaker);
    r_.speaker = source;
    relayed_ = true;
    at_ = source.end;
  }

  void document() {
    const Phrase source = read_phrase(s_, at_ + 1, limit_, 0);
    if (source.kind != static_cast<int8_t>(SpeakerKind::kDocument)) {
      stop_ = true;
      return;
    }
    r_.speaker = source;
    at_ = source.end;
  }

  void noun() {
    const TokenInfo& info = s_.at(at_);
    if (info.word == Word::kAnaphor && at_ > r_.cue.end) {
      ++at_;
      return;
    }
    const Analysis& analysis = s_.doc().analysis(s_.token(at_));
    const bool li = analysis.has(kLi) ||
                    (info.speaker >= 0 && (info.speaker_bits & kClitic) != 0 && s_.begins_with(at_, letters_.li)) ||
                    (info.mention != kNoIndex && s_.begins_with(at_, letters_.li) &&
                     s_.doc().mentions[static_cast<size_t>(info.mention)].span.begin > s_.token(at_).span.begin);
    if (li && (frames_ & kFrameLi) == 0) return skip_phrase(at_, true);
    const bool bi = s_.begins_with(at_, letters_.bi) &&
                    (analysis.has(kBi) ||
                     (analysis.pos == Pos::kUnknown &&
                      s_.token(at_).key.substr(letters_.bi.size()).starts_with(letters_.article)) ||
                     (info.mention != kNoIndex &&
                      s_.doc().mentions[static_cast<size_t>(info.mention)].span.begin > s_.token(at_).span.begin));
    if (bi) {
      if ((frames_ & (kFrameBi | kDescribe)) != 0 && ((frames_ & kDescribe) != 0 || nominal(at_)) &&
          vehicle(at_) == false)
        return open(at_, 1, (frames_ & kDescribe) != 0);
      return skip_phrase(at_, false);
    }
    const bool object = (frames_ & kObject) != 0 || ((frames_ & kObjectMasdar) != 0 && analysis.pos == Pos::kMasdar);
    if (object && !weak() && !vehicle(at_)) return open(at_, 0, false);
    skip_phrase(at_, false);
    if (at_ < limit_ && s_.at(at_).mark == Mark::kNo && s_.is_verb(at_) && !relayed_ && (frames_ & kDescribe) == 0 &&
        !s_.candidates(at_).empty())
      stop_ = true;
  }

  bool vehicle(uint32_t t) const {
    for (const Candidate& c : s_.candidates(t))
      if (c.part == Part::kNoun && s_.reporting().noun_use(c.row) == NounUse::kVehicle) return true;
    return false;
  }

  void open(uint32_t begin, uint32_t letters, bool sure) {
    if (s_.at(begin).mark == Mark::kOpen && long_quote(begin)) return quoted(begin);
    r_.found = true;
    r_.begin = begin;
    r_.letters = letters;
    r_.clause = sure;
  }

  void quoted(uint32_t mark) {
    r_.found = true;
    r_.clause = true;
    const uint32_t end = quoted_end(s_, mark);
    r_.begin = mark + 1;
    r_.end = end;
    // Few quoted words that run on without a pause are part of an indirect clause: ""نعارض بشدة" محاولات تغيير الوضع".
    bool pause = s_.at(mark).partner == kNone || s_.unit_of(end).begin != s_.unit_of(mark).begin ||
                 end + 1 >= s_.unit_of(end).end;
    if (!pause) {
      const TokenInfo& next = s_.at(end + 1);
      pause = next.mark != Mark::kNo || !s_.candidates(end + 1).empty() || next.word == Word::kTime ||
              (end - mark > kLongQuote && next.word != Word::kRelative) ||
              s_.doc().analysis(s_.token(end + 1)).has(kAnd);
    }
    r_.direct = pause;
    if (!pause) r_.end = 0;
  }

  void finish() {
    if (!r_.found) return;
    if ((frames_ & kRelay) != 0 && !relayed_) {
      r_.found = false;
      return;
    }
    const uint32_t from = std::max(r_.cue.end, r_.speaker.begin > r_.cue.token ? r_.speaker.end : r_.cue.end);
    const bool known = r_.clause && r_.cue.part == Part::kVerb && r_.speaker.begin >= r_.cue.end &&
                       r_.speaker.speaks() && (frames_ & kClauseOnly) == 0;
    const bool near = r_.begin <= from + (known ? kReach : kNear);
    if (!near && (r_.cue.part == Part::kParticiple || weak() || (frames_ & kClauseOnly) != 0)) {
      r_.found = false;
      return;
    }
    if (r_.end == 0) r_.end = clause_end(s_, r_.begin, r_.cue.token);
    if (r_.end <= r_.begin) r_.found = false;
  }

  const Scene& s_;
  const Letters& letters_;
  const uint32_t frames_;
  Report r_;
  uint32_t at_ = 0;
  uint32_t limit_ = 0;
  bool stop_ = false;
  bool relayed_ = false;
  bool in_relative_ = false;
};

}  // namespace

Report read_verb(const Scene& scene, const Candidate& cue) { return VerbReader(scene, cue).read(); }

Report read_noun(const Scene& scene, const Candidate& cue) {
  Report r;
  r.cue = cue;
  r.cue_class = scene.reporting().noun_class(cue.row);
  r.cue_span = scene.token(cue.token).span;
  if (scene.reporting().noun_use(cue.row) != NounUse::kCue) return r;
  const uint32_t limit = scene.unit_of(cue.token).end;
  uint32_t at = cue.end;
  if ((cue.bits & kPronoun) == 0 && at < limit) {
    r.speaker = read_phrase(scene, at, limit, 0);
    if (!r.speaker.speaks() && !r.speaker.definite && (cue.bits & kDefinite) == 0) return r;
    if (!r.speaker.empty()) at = r.speaker.end;
  }
  while (at < limit && at < cue.end + 12 && (scene.at(at).mark == Mark::kComma || frame_of(scene.at(at).word) != 0))
    ++at;
  if (at >= limit) return r;
  if (scene.at(at).word == Word::kComplementizer && !scene.at(at).conjoined) {
    r.begin = at;
    if (at + 1 < limit && scene.at(at + 1).mark == Mark::kOpen) {
      r.begin = at + 2;
      r.end = quoted_end(scene, at + 1);
      r.direct = true;
    }
  } else if (scene.at(at).mark == Mark::kColon && at + 1 < limit) {
    r.begin = at + 1;
    if (scene.at(at + 1).mark == Mark::kOpen) {
      r.begin = at + 2;
      r.end = quoted_end(scene, at + 1);
      r.direct = true;
    }
  } else {
    return r;
  }
  if (r.end == 0) r.end = clause_end(scene, r.begin, cue.token);
  r.letters = r.direct ? 0 : scene.at(r.begin).letters;
  r.found = r.end > r.begin;
  r.clause = true;
  return r;
}

}  // namespace isnad::speech
