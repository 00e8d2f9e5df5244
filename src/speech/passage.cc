// SPDX-License-Identifier: Apache-2.0
#include "speech/passage.h"

#include <algorithm>

#include "text/letters.h"

namespace isnad::speech {

namespace {

constexpr uint32_t kLongestClause = 600;  // words; keeps the time of text without stops linear
constexpr uint32_t kOpenerWithin = 14;    // words between a cue and what follows it: a long title fits in

bool is_edge(Mark mark) {
  return mark == Mark::kComma || mark == Mark::kColon || mark == Mark::kOpen || mark == Mark::kClose ||
         mark == Mark::kDash || mark == Mark::kStop || mark == Mark::kOther;
}

// What ends a clause only after a pause.
bool ends_after_pause(const Scene& s, uint32_t t) {
  if (s.at(t).breaks) return true;
  for (const Candidate& c : s.candidates(t)) {
    if (c.part == Part::kParticiple) return true;
    if (c.part == Part::kVerb && !c.conjoined && c.end < s.size() && s.at(c.end).word == Word::kComplementizer &&
        (s.reporting().verb(c.row).frames & (kClause | kDirect)) == (kClause | kDirect))
      return true;
    if (c.part == Part::kVerb && c.conjoined && s.at(t).speaker < 0 &&
        (s.reporting().verb(c.row).frames & kCall) != 0 && (s.reporting().verb(c.row).frames & kWeak) == 0)
      return true;
  }
  if (s.at(t).word == Word::kConjunction || s.at(t).word == Word::kAux) {
    if (t + 1 < s.size() && s.at(t + 1).unit == s.at(t).unit)
      for (const Candidate& c : s.candidates(t + 1))
        if (c.part == Part::kVerb && opens_report(s, t + 1, c)) return true;
  }
  return false;
}

// "... while other reports said that": nobody's clause goes on like this.
bool others_speak(const Scene& s, uint32_t t) {
  if (s.at(t).word != Word::kConjunction || t + 1 >= s.unit_of(t).end) return false;
  for (const Candidate& c : s.candidates(t + 1))
    if (c.part == Part::kVerb && !c.conjoined && opens_report(s, t + 1, c)) return true;
  return false;
}

bool ends_clause(const Scene& s, uint32_t t, uint32_t begin) {
  const bool pause = t > begin && s.at(t - 1).mark != Mark::kNo && s.at(t - 1).mark != Mark::kOpen;
  if (pause && ends_after_pause(s, t)) return true;
  if (others_speak(s, t)) return true;
  for (const Candidate& c : s.candidates(t)) {
    switch (c.part) {
      case Part::kPhrase: {
        const Use use = s.reporting().use(c.row);
        if (use == Use::kTag) return (c.bits & kPronoun) != 0;
        if (use == Use::kPretext) return false;
        if (use == Use::kAccordMa)
          return c.end < s.size() && !s.at(t).idle && s.candidate(c.end, Part::kVerb) != nullptr && pause;
        if (use == Use::kAccord || use == Use::kRelay || (use == Use::kAccordWeak && pause)) {
          const Phrase phrase = read_phrase(s, c.end, s.unit_of(t).end, 0);
          if (phrase.can_speak()) return true;
        }
        break;
      }
      case Part::kParticiple:
        if ((c.bits & kFeminine) == 0 && s.at(t).speaker < 0 && opens_report(s, t, c)) return true;
        break;
      case Part::kVerb:
        if (c.conjoined && s.at(t).speaker < 0 &&
            (opens_report(s, t, c) || (s.reporting().verb(c.row).frames & (kCall | kWeak)) == kCall))
          return true;
        break;
      default: break;
    }
  }
  return false;
}

}  // namespace

uint32_t frame_of(Word word) {
  switch (word) {
    case Word::kBi: return kFrameBi;
    case Word::kIla: return kFrameIla;
    case Word::kAla: return kFrameAla;
    case Word::kAn: return kFrameAn;
    case Word::kMin: return kFrameMin;
    case Word::kLi: return kFrameLi;
    case Word::kFi: return kFrameFi;
    default: return 0;
  }
}

bool opens_report(const Scene& s, uint32_t token, const Candidate& candidate) {
  const uint32_t frames = s.reporting().verb(candidate.row).frames;
  const uint32_t end = std::min(s.unit_of(token).end, candidate.end + kOpenerWithin);
  const bool weak = (frames & (kWeak | kClauseOnly | kCall)) != 0;
  for (uint32_t t = candidate.end; t < end; ++t) {
    const TokenInfo& info = s.at(t);
    if (info.word == Word::kComplementizer && !info.conjoined) return true;
    if (info.mark == Mark::kColon || info.mark == Mark::kOpen) return true;
    if (weak && t > candidate.end + 5) return false;
    if (!weak && t <= candidate.end + 6 && (frame_of(info.word) & frames) != 0) return true;
    if (!weak && (frames & kObject) != 0 && t == candidate.end && s.is_word(t) && info.word == Word::kNone) return true;
    if (t > candidate.end && s.candidate(t, Part::kVerb) != nullptr && s.is_verb(t)) return false;
  }
  return false;
}

uint32_t quoted_end(const Scene& s, uint32_t open) {
  const uint32_t partner = s.at(open).partner;
  return partner == kNone ? s.unit_of(open).end : partner;
}

uint32_t clause_end(const Scene& s, uint32_t begin, uint32_t cue) {
  const uint32_t around = s.at(cue).inside;
  uint32_t limit = std::min(s.unit_of(begin).end, begin + kLongestClause);
  if (around != kNone && s.at(around).partner != kNone) limit = std::min(limit, s.at(around).partner);
  uint32_t t = begin;
  while (t < limit) {
    if (t > begin && ends_clause(s, t, begin)) break;
    if (s.at(t).mark == Mark::kOpen && s.at(t).partner != kNone) {
      t = s.at(t).partner + 1;
      if (t > limit) return t;  // quoted words that run on into the next sentences
      // "... "قمعية" وجددت دعوتها": the reporter goes on.
      if (t < limit && s.is_verb(t) && s.doc().analysis(s.token(t)).has(kAnd)) break;
      continue;
    }
    ++t;
  }
  return std::max(t, begin);
}

std::vector<Span> passage(const Scene& s, uint32_t begin, uint32_t end, uint32_t letters) {
  std::vector<Span> spans;
  end = std::min(end, s.size());
  while (begin < end) {
    if (s.at(begin).mark == Mark::kStop) {
      ++begin;
      continue;
    }
    const uint32_t unit_end = std::max(begin + 1, std::min(end, s.unit_of(begin).end));
    uint32_t first = begin, last = unit_end;
    while (first < last && is_edge(s.at(first).mark)) ++first;
    while (last > first && is_edge(s.at(last - 1).mark)) --last;
    if (first < last) {
      Span span{s.token(first).span.begin, s.token(last - 1).span.end};
      if (spans.empty() && letters > 0 && first == begin)
        span.begin = text::letter_offset(s.doc().text, s.token(first).span, letters);
      if (!span.empty()) spans.push_back(span);
    }
    begin = unit_end;
  }
  return spans;
}

}  // namespace isnad::speech
