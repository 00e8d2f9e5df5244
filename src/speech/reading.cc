// SPDX-License-Identifier: Apache-2.0
#include "speech/reading.h"

#include <algorithm>

namespace isnad::speech {

namespace {

constexpr uint32_t kHeadlineSpeaker = 16;  // words before the colon of a headline
constexpr uint32_t kLongestHead = 240;     // bytes of a cross-head
constexpr size_t kMostQuotes = 2000;       // in one document; more is no news text
constexpr uint32_t kSubjectWithin = 300;   // words back to the subject of a sentence
constexpr size_t kWindow = 40;             // drafts looked back over

bool is_gpe(const Document& doc, int32_t mention) {
  return mention != kNoIndex && doc.mentions[static_cast<size_t>(mention)].type == EntityType::kGpe;
}

}  // namespace

std::vector<Quote> Reading::run() {
  for (const Unit& u : s_.units()) {
    if (drafts_.size() >= kMostQuotes) break;
    unit(u);
  }
  chain();
  std::vector<Quote> quotes;
  quotes.reserve(drafts_.size());
  for (Draft& draft : drafts_)
    if (!draft.hollow) quotes.push_back(std::move(draft.quote));
  return quotes;
}

void Reading::unit(const Unit& u) {
  headline(u);
  for (uint32_t t = u.begin; t < u.end; ++t) {
    if (t < consumed_ || drafts_.size() >= kMostQuotes) continue;
    bool speech = false;
    for (const Candidate& candidate : s_.candidates(t)) {
      const size_t before = drafts_.size();
      const uint32_t consumed = consumed_;
      cue(candidate);
      speech = speech || candidate.part == Part::kVerb;
      if (drafts_.size() > before || consumed_ > consumed) break;
    }
    if (!speech && s_.is_verb(t) && covering(t) == nullptr) subject(t);
    if (t == u.begin || s_.at(t - 1).word == Word::kAux || s_.at(t - 1).word == Word::kConjunction) topic(t, u);
  }
}

// The subject of any verb outside reported speech may be who speaks next.
void Reading::subject(uint32_t verb) {
  if (verb + 1 >= s_.unit_of(verb).end) return;
  const Phrase phrase = read_phrase(s_, verb + 1, s_.unit_of(verb).end, 0);
  if (phrase.person == kNoIndex && !(phrase.kind == static_cast<int8_t>(SpeakerKind::kPerson) && phrase.definite))
    return;
  voices_.remember(voices_.of(phrase));
}

// «لكن الرئيس أردوغان عاد واتهم ...»: so may a person before its verb.
void Reading::topic(uint32_t t, const Unit& u) {
  if (s_.at(t).mark != Mark::kNo || covering(t) != nullptr) return;
  const Phrase phrase = read_phrase(s_, t, u.end, 0);
  if (phrase.person == kNoIndex || phrase.clitic || phrase.end >= u.end || !s_.is_verb(phrase.end)) return;
  voices_.remember(voices_.of(phrase));
}

void Reading::cue(const Candidate& candidate) {
  switch (candidate.part) {
    case Part::kVerb:
    case Part::kParticiple:
      if (s_.at(candidate.token).mention == kNoIndex || candidate.conjoined) verb(candidate);
      break;
    case Part::kNoun: noun(candidate); break;
    case Part::kPhrase: accord(candidate); break;
    default: break;
  }
}

void Reading::headline(const Unit& u) {
  const Sentence& sentence = s_.doc().sentences[u.sentence];
  // Titles, and cross-heads: paragraphs of one sentence without a stop.
  const bool titled = u.sentence == 0 || sentence.region == RegionKind::kTitle;
  if (!titled && (s_.token(u.begin).span.begin != sentence.span.begin ||
                  s_.token(u.end - 1).span.end != sentence.span.end || sentence.span.size() > kLongestHead))
    return;
  uint32_t colon = u.begin;
  const uint32_t limit = std::min(u.end, u.begin + kHeadlineSpeaker);
  while (colon < limit && s_.at(colon).mark != Mark::kColon) {
    for (const Candidate& c : s_.candidates(colon))
      if (c.part == Part::kVerb && colon > u.begin && opens_report(s_, colon, c) && s_.at(colon).speaker < 0) return;
    ++colon;
  }
  if (colon >= limit || colon + 1 >= u.end) return;
  const Phrase phrase = read_phrase(s_, u.begin, colon, 0);
  if (!phrase.speaks() || (phrase.end != colon && s_.at(phrase.end).mark != Mark::kNo)) return;
  if (!titled && (phrase.person == kNoIndex || phrase.end != colon)) return;
  if (phrase.kind < 0 && phrase.end != colon && phrase.person == kNoIndex) return;
  if (phrase.kind < 0 && is_gpe(s_.doc(), s_.at(phrase.begin).mention) && !states(colon + 1)) return;
  Report report;
  report.cue.token = colon;
  report.cue.end = colon + 1;
  report.cue_span = s_.token(colon).span;
  report.begin = colon + 1;
  const bool marked = s_.at(report.begin).mark == Mark::kOpen;
  const bool whole = marked && quoted_end(s_, report.begin) + 1 >= u.end;
  report.end = whole ? quoted_end(s_, report.begin) : u.end;
  if (whole) ++report.begin;
  report.direct = whole;
  const Voice voice = voices_.of(phrase);
  add(report, &voice, {{report.begin, report.end}}, Part::kWord);
  voices_.remember(voice);
}

// After a country's name and a colon: a statement of its government, no piece of news from there («الجزائر: وفاة
// مدون»).
bool Reading::states(uint32_t token) const {
  const Analysis& analysis = s_.doc().analysis(s_.token(token));
  return s_.at(token).word == Word::kNegation || analysis.has(kLi) || (s_.is_verb(token) && analysis.person != 3);
}

void Reading::verb(const Candidate& candidate) {
  Report report = read_verb(s_, candidate);
  Draft* outer = covering(candidate.token);
  if (!report.found) {
    if (!report.speaker.empty() && candidate.part == Part::kVerb) {
      if (inserted(report) || after_passage(report)) return;
      if (outer == nullptr && report.speaker.speaks()) voices_.remember(voices_.of(report.speaker));
    }
    return;
  }
  // Inside what somebody else says, only a report with its own speaker and a plain clause is one.
  if (outer != nullptr && (!report.clause || (report.speaker.empty() && candidate.part == Part::kVerb))) return;
  Voice voice;
  bool known = true;
  if (!report.speaker.empty()) {
    for (const Phrase& via : report.via)
      if (outer == nullptr) voices_.remember(voices_.of(via));
    voice = voices_.of(report.speaker);
    if (!voice.named && report.speaker.definite &&
        report.speaker.kind == static_cast<int8_t>(SpeakerKind::kAnonymous)) {
      const Voice* before = voices_.last(0);
      voice.named = before != nullptr && before->named && report.speaker.adorned;
    }
    if (outer == nullptr) voices_.remember(voice);
  } else {
    voice = carried(report, known);
  }
  // Nobody known: words reported all the same, when it is certain that they are.
  if (!known && !report.clause) return;
  add(report, known ? &voice : nullptr, {{report.begin, report.end}}, candidate.part);
  consumed_ = std::max(consumed_, report.begin);
}

Voice Reading::carried(const Report& report, bool& found) {
  found = true;
  const uint32_t token = report.cue.token;
  const uint32_t unit = s_.at(token).unit;
  if (report.cue.part == Part::kParticiple) {
    if (const Draft* draft = last_in(unit); draft != nullptr && draft->quote.source.has_value()) {
      if (draft->outer != kNoIndex && !drafts_[static_cast<size_t>(draft->outer)].covers(token))
        draft = &drafts_[static_cast<size_t>(draft->outer)];
      return draft->voice;
    }
    const Phrase subject = subject_of(s_.units()[unit], token, report.cue.bits);
    if (!subject.empty()) {
      const Voice voice = voices_.of(subject);
      voices_.remember(voice);
      return voice;
    }
  }
  // "وأوقفت تركيا تعاونها، وقالت إنها ...": the subject of the sentence so far.
  if (report.cue.conjoined && last_in(unit) == nullptr) {
    const Unit& u = s_.units()[unit];
    const Phrase subject =
        subject_where(u, token, report.cue.bits, [&](uint32_t t) { return t > u.begin && s_.is_verb(t - 1); });
    if (!subject.empty() && subject.named_head) {
      const Voice voice = voices_.of(subject);
      voices_.remember(voice);
      return voice;
    }
  }
  const Voice* last = voices_.last(report.cue.bits);
  if (last != nullptr) return *last;
  const Phrase subject = subject_of(s_.units()[unit], token, report.cue.bits);
  found = !subject.empty();
  return found ? voices_.of(subject) : Voice{};
}

// The subject of the unit: the first phrase behind a verb that can speak, else the first one at a clause's beginning.
Phrase Reading::subject_of(const Unit& u, uint32_t before, uint8_t bits) const {
  const Phrase behind = subject_where(u, before, bits, [&](uint32_t t) { return t > u.begin && s_.is_verb(t - 1); });
  if (!behind.empty()) return behind;
  return subject_where(u, before, bits, [&](uint32_t t) {
    return t == u.begin || s_.at(t - 1).word == Word::kAux || s_.at(t - 1).word == Word::kConjunction ||
           s_.at(t - 1).word == Word::kComplementizer || s_.at(t - 1).word == Word::kTime ||
           s_.at(t - 1).mark == Mark::kDash;
  });
}

template <class Where>
Phrase Reading::subject_where(const Unit& u, uint32_t before, uint8_t bits, Where where) const {
  const uint32_t first = before > u.begin + kSubjectWithin ? before - kSubjectWithin : u.begin;
  for (uint32_t t = first; t < before; ++t) {
    if (!s_.is_word(t) || (t > u.begin && s_.at(t).conjoined && s_.at(t).speaker >= 0)) continue;
    if (!where(t)) continue;
    const Phrase phrase = read_phrase(s_, t, before, 0);
    if (phrase.empty()) continue;
    const bool fits = (bits & kPlural) != 0 || ((bits & kFeminine) != 0 ? phrase.gender != Agreement::kMasculine
                                                                        : phrase.gender != Agreement::kFeminine);
    const bool clitic = s_.at(t).speaker >= 0 && (s_.at(t).speaker_bits & kClitic) != 0;
    if (phrase.speaks() && fits && !clitic && phrase.kind != static_cast<int8_t>(SpeakerKind::kDocument)) return phrase;
    t = std::max(t, phrase.end - 1);
  }
  return {};
}

void Reading::noun(const Candidate& candidate) {
  const Report report = read_noun(s_, candidate);
  if (!report.found) return;
  const Draft* outer = covering(candidate.token);
  if (outer != nullptr && report.speaker.empty()) return;
  Voice voice;
  bool known = true;
  if (report.speaker.empty()) {
    Report as_participle = report;
    as_participle.cue.part = Part::kParticiple;
    as_participle.cue.bits = 0;
    voice = carried(as_participle, known);
  } else {
    voice = voices_.of(report.speaker);
    if (outer == nullptr) voices_.remember(voice);
  }
  if (!known) return;
  add(report, &voice, {{report.begin, report.end}}, Part::kNoun);
  consumed_ = std::max(consumed_, report.begin);
}

// «..., -يضيف البيان-, ...»: the cue stands inside what it reports.
bool Reading::inserted(const Report& report) {
  const uint32_t cue = report.cue.token, end = report.speaker.end;
  if (report.speaker.begin < cue || cue == s_.unit_of(cue).begin || end >= s_.unit_of(cue).end) return false;
  if (s_.at(cue - 1).mark != Mark::kDash || s_.at(end).mark != Mark::kDash) return false;
  const Voice voice = voices_.of(report.speaker);
  if (Draft* around = covering(cue); around != nullptr) {
    around->quote.via.push_back(voice.participant);
    return true;
  }
  const uint32_t after = end + 1;
  if (after >= s_.unit_of(cue).end) return false;
  if (Draft* before = ending_at(cue - 1); before != nullptr) {
    before->quote.via.push_back(voice.participant);
    return true;
  }
  add(report, &voice, {{s_.unit_of(cue).begin, cue - 1}, {after, clause_end(s_, after, cue)}}, Part::kVerb);
  voices_.remember(voice);
  return true;
}

// «"..."، قال فلان»: the cue stands after what it reports.
bool Reading::after_passage(const Report& report) {
  const uint32_t cue = report.cue.token;
  const Unit& u = s_.unit_of(cue);
  if (report.speaker.begin < cue || report.cue.conjoined || cue < u.begin + 2) return false;
  if ((s_.reporting().verb(report.cue.row).frames & (kClause | kDirect)) != (kClause | kDirect)) return false;
  uint32_t last = cue - 1;
  if (s_.at(last).mark == Mark::kComma) --last;
  const Voice voice = voices_.of(report.speaker);
  if (s_.at(last).mark == Mark::kClose && s_.at(last).partner != kNone && last - s_.at(last).partner > 3) {
    const uint32_t open = s_.at(last).partner;
    if (covering(last - 1) != nullptr) return false;
    Report whole = report;
    whole.direct = true;
    add(whole, &voice, {{open + 1, last}}, Part::kVerb);
    voices_.remember(voice);
    return true;
  }
  if (last == cue - 1 || last_in(s_.at(cue).unit) != nullptr) return false;
  if (report.speaker.end < u.end && s_.at(report.speaker.end).mark != Mark::kComma) return false;
  add(report, &voice, {{u.begin, last + 1}}, Part::kVerb);
  voices_.remember(voice);
  return true;
}

Draft& Reading::add(const Report& report, const Voice* voice, std::vector<Range> ranges, Part part) {
  Draft draft;
  draft.cue = report.cue.token;
  draft.unit = s_.at(report.cue.token).unit;
  Quote& quote = draft.quote;
  quote.cue = report.cue_span;
  quote.cue_class = report.cue_class;
  bool marks = false;
  uint32_t letters = report.letters;
  for (const Range& range : ranges) {
    for (const Span span : passage(s_, range.begin, range.end, letters)) quote.content.push_back(span);
    letters = 0;
    for (uint32_t t = range.begin; t < range.end && t < s_.size(); ++t) marks = marks || s_.at(t).mark == Mark::kOpen;
  }
  quote.kind = report.direct ? QuoteKind::kDirect : marks ? QuoteKind::kMixed : QuoteKind::kIndirect;
  if (voice != nullptr) {
    draft.voice = *voice;
    quote.source = voice->participant;
    quote.named = voice->named;
  }
  for (const Phrase& via : report.via) quote.via.push_back(voices_.of(via).participant);
  if (part != Part::kWord)
    quote.evidence.push_back({"cue", s_.reporting().table(part), report.cue.row, report.cue_span});
  draft.ranges = std::move(ranges);
  const size_t lowest = drafts_.size() > kWindow ? drafts_.size() - kWindow : 0;
  for (size_t i = drafts_.size(); i-- > lowest && draft.outer == kNoIndex;)
    if (drafts_[i].covers(draft.cue) && drafts_[i].covers(draft.begin())) draft.outer = static_cast<int32_t>(i);
  if (!quote.content.empty()) {
    drafts_.push_back(std::move(draft));
    return drafts_.back();
  }
  static thread_local Draft nothing;
  return nothing;
}

// The draft whose content ends right before `token`, but for marks.
Draft* Reading::ending_at(uint32_t token) {
  uint32_t end = token;
  while (end > 0 && (s_.at(end - 1).mark != Mark::kNo) && s_.at(end - 1).mark != Mark::kStop) --end;
  const size_t lowest = drafts_.size() > kWindow ? drafts_.size() - kWindow : 0;
  for (size_t i = drafts_.size(); i-- > lowest;)
    if (drafts_[i].end() >= end && drafts_[i].end() <= token && drafts_[i].begin() < token) return &drafts_[i];
  return nullptr;
}

Draft* Reading::covering(uint32_t token) {
  const size_t lowest = drafts_.size() > kWindow ? drafts_.size() - kWindow : 0;
  for (size_t i = drafts_.size(); i-- > lowest;)
    if (drafts_[i].covers(token)) return &drafts_[i];
  return nullptr;
}

const Draft* Reading::last_in(uint32_t unit) const {
  if (drafts_.empty() || drafts_.back().unit != unit) return nullptr;
  return &drafts_.back();
}

// A report inside a report: the outer speakers follow the inner ones.
void Reading::chain() {
  for (Draft& draft : drafts_) {
    if (draft.outer == kNoIndex) continue;
    const Draft& outer = drafts_[static_cast<size_t>(draft.outer)];
    if (!outer.quote.source.has_value() || !draft.quote.source.has_value()) continue;
    if (outer.quote.source->span == draft.quote.source->span) continue;
    // "قال إن فلانا أبلغه بأن ..." holds one passage, the inner one.
    if (draft.voice.token >= outer.begin() && draft.voice.token <= outer.begin() + 1 && draft.end() >= outer.end())
      drafts_[static_cast<size_t>(draft.outer)].hollow = true;
    draft.quote.via.push_back(*outer.quote.source);
    for (const Participant& via : outer.quote.via) draft.quote.via.push_back(via);
  }
}

}  // namespace isnad::speech
