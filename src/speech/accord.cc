// SPDX-License-Identifier: Apache-2.0
// Sources that hang on no verb of the sentence: «بحسب الوزارة», «كما أعلن محاميه», «نقلا عن مصدر», «بحجة أن». At the
// beginning they announce what follows; behind a quotation they lengthen its chain; behind a plain clause they make it
// one.
#include <algorithm>

#include "speech/reading.h"
#include "text/letters.h"

namespace isnad::speech {

namespace {

constexpr uint32_t kClauseWithin = 14;  // words from an announced source to its clause
constexpr uint32_t kCommaWithin = 8;
constexpr uint32_t kShortOpening = 8;  // words before an inserted source that cannot be all it covers

}  // namespace

void Reading::accord(const Candidate& c) {
  const Use use = s_.reporting().use(c.row);
  if (use == Use::kTag || use == Use::kTongue || s_.at(c.token).idle) return;
  Report report;
  report.cue = c;
  report.cue_class = s_.reporting().phrase_class(c.row);
  report.cue_span = {s_.token(c.token).span.begin, s_.token(c.end - 1).span.end};
  if (c.conjoined) report.cue_span.begin = text::letter_offset(s_.doc().text, s_.token(c.token).span, 1);
  if (use == Use::kPretext) return pretext(report);
  if (!accord_source(report)) return;
  consumed_ = std::max(consumed_, report.speaker.end);
  const Voice voice = voices_.of(report.speaker);
  if (announces(report)) return accord_ahead(report, voice);
  if (Draft* draft = ending_at(c.token); draft != nullptr) {
    for (const Phrase& via : report.via) draft->quote.via.push_back(voices_.of(via).participant);
    draft->quote.via.push_back(voice.participant);
    return;
  }
  if (covering(c.token) == nullptr) accord_behind(report, voice);
}

// Finds who is named; false when nobody is.
bool Reading::accord_source(Report& report) const {
  const Candidate& c = report.cue;
  const Unit& u = s_.unit_of(c.token);
  uint32_t at = c.end;
  if (at >= u.end) return false;
  if (s_.reporting().use(c.row) == Use::kAccordMa) {
    const Candidate* verb = s_.candidate(at, Part::kVerb);
    if (verb == nullptr || verb->conjoined) return false;
    // "كما أعلن محاميه" names a source, "كما أعلن محاميه أن" begins another report.
    // At the head of a sentence it only goes on telling.
    const bool no_pause = c.token == u.begin || s_.at(c.token - 1).mark == Mark::kNo;
    if (s_.reporting().loose(c.row) && (no_pause || read_verb(s_, *verb).found)) return false;
    at = verb->end;
    const bool document = (s_.reporting().verb(verb->row).frames & kDocument) != 0;
    while (at < u.end && (s_.at(at).word == Word::kPreposition || s_.at(at).word == Word::kConjoiner ||
                          s_.at(at).word == Word::kTime || (document && s_.at(at).word == Word::kFi)))
      ++at;
  } else {  // "وفقا لتصريحات الوزير"
    const bool speaker = s_.at(at).speaker >= 0;
    for (const Candidate& noun : s_.candidates(at))
      if (!speaker && noun.part == Part::kNoun && s_.reporting().noun_use(noun.row) != NounUse::kNews) {
        ++at;
        break;
      }
  }
  if (at >= u.end) return false;
  report.speaker = read_phrase(s_, at, u.end, 0);
  if (!report.speaker.can_speak()) return false;
  if (report.speaker.end < u.end && s_.at(report.speaker.end).word == Word::kAn) {  // "وفق ما نقلت الوكالة عن مصدر"
    const Phrase nearer = read_phrase(s_, report.speaker.end + 1, u.end, 0);
    if (nearer.speaks()) {
      report.via.push_back(report.speaker);
      report.speaker = nearer;
    }
  }
  return true;
}

// Whether what is reported follows the source.
bool Reading::announces(const Report& report) const {
  const Unit& u = s_.unit_of(report.cue.token);
  const uint32_t cue = report.cue.token;
  if (cue == u.begin || (cue == u.begin + 1 && s_.at(u.begin).mark != Mark::kNo)) return true;
  uint32_t next = report.speaker.end;
  if (next < u.end && s_.at(next).mark == Mark::kComma) ++next;
  return next < u.end && s_.at(next).word == Word::kComplementizer && s_.at(next).conjoined &&
         s_.begins_with(next, s_.reporting().letters().fa);
}

void Reading::accord_ahead(Report& report, const Voice& voice) {
  const Unit& u = s_.unit_of(report.cue.token);
  const uint32_t next = report.speaker.end;
  uint32_t begin = next;
  while (begin < u.end && begin < next + kClauseWithin && s_.at(begin).word != Word::kComplementizer) ++begin;
  if (begin >= u.end || s_.at(begin).word != Word::kComplementizer) {
    begin = next;
    while (begin < u.end && begin < next + kCommaWithin && s_.at(begin).mark != Mark::kComma) ++begin;
    begin = begin < u.end && s_.at(begin).mark == Mark::kComma ? begin + 1 : next;
  }
  if (begin >= u.end) return;
  report.begin = begin;
  report.letters = s_.at(begin).word == Word::kComplementizer ? s_.at(begin).letters : 0;
  add(report, &voice, {{begin, clause_end(s_, begin, report.cue.token)}}, Part::kPhrase);
  voices_.remember(voice);
}

void Reading::accord_behind(Report& report, const Voice& voice) {
  const uint32_t cue = report.cue.token;
  const Unit& u = s_.unit_of(cue);
  uint32_t begin = u.begin;
  if (const Draft* last = last_in(s_.at(cue).unit); last != nullptr) begin = std::max(begin, last->end());
  while (begin < cue && s_.at(begin).mark != Mark::kNo && s_.at(begin).mark != Mark::kOpen) ++begin;
  if (begin + 2 > cue) return;
  report.begin = begin;
  report.letters = s_.doc().analysis(s_.token(begin)).has(kAnd) ? 1 : 0;
  std::vector<Range> ranges = {{begin, cue}};
  uint32_t next = report.speaker.end;
  if (next < u.end && s_.at(next).mark == Mark::kComma) ++next;
  // "بدأت العملية، حسب مصدر عليم، برفع درجة التأهب"
  if (cue - begin < kShortOpening && next + 4 < u.end && s_.candidates(next).empty() && !s_.at(next).breaks)
    ranges.push_back({next, clause_end(s_, next, cue)});
  add(report, &voice, std::move(ranges), Part::kPhrase);
  voices_.remember(voice);
}

// «بحجة أن ...»: what the subject of the sentence claims.
void Reading::pretext(Report& report) {
  const Unit& u = s_.unit_of(report.cue.token);
  const uint32_t at = report.cue.end;
  if (at >= u.end || s_.at(at).word != Word::kComplementizer || covering(report.cue.token) != nullptr) return;
  report.begin = at;
  report.letters = s_.at(at).letters;
  const Phrase subject = subject_of(u, report.cue.token, kPlural);  // of any gender
  if (subject.empty()) return;
  const Voice voice = voices_.of(subject);
  add(report, &voice, {{at, clause_end(s_, at, report.cue.token)}}, Part::kPhrase);
  consumed_ = std::max(consumed_, at);
}

}  // namespace isnad::speech
