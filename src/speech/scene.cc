// SPDX-License-Identifier: Apache-2.0
#include "speech/scene.h"

#include "text/utf8.h"

namespace isnad::speech {

namespace {

// Kinds of quotation marks that close each other.
enum class Family : uint8_t { kNone, kStraight, kGuillemet, kCurly };

Family family(uint32_t point) {
  switch (point) {
    case '"':
    case 0x2033: return Family::kStraight;
    case 0xAB:
    case 0xBB:
    case 0x2039:
    case 0x203A: return Family::kGuillemet;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F: return Family::kCurly;
    default: return Family::kNone;
  }
}

bool is_opener(uint32_t point) { return point == 0xAB || point == 0x201C || point == 0x201E || point == 0x2039; }

}  // namespace

Scene::Scene(const Document& doc, const Reporting& reporting) : doc_(doc), reporting_(reporting) {
  info_.resize(doc.tokens.size());
  for (size_t m = 0; m < doc.mentions.size(); ++m)
    for (uint32_t t = doc.mentions[m].first_token; t < doc.mentions[m].last_token && t < size(); ++t)
      info_[t].mention = static_cast<int32_t>(m);
  marks();
  cut();
  look_up();
}

const Candidate* Scene::candidate(uint32_t token, Part part) const {
  for (const Candidate& c : candidates(token))
    if (c.part == part) return &c;
  return nullptr;
}

bool Scene::is_verb(uint32_t token) const { return doc_.analysis(doc_.tokens[token]).pos == Pos::kVerb; }

bool Scene::begins_with(uint32_t token, std::string_view prefix) const {
  return doc_.tokens[token].key.starts_with(prefix);
}

void Scene::marks() {
  for (uint32_t t = 0; t < size(); ++t) {
    const Token& token = doc_.tokens[t];
    if (token.kind != TokenKind::kPunct && token.kind != TokenKind::kOther) continue;
    TokenInfo& info = info_[t];
    const uint32_t point = text::decode(doc_.text, token.span.begin).value;
    if (family(point) != Family::kNone) continue;  // paired below
    switch (point) {
      case 0x060C:
      case ',':
      case ';':
      case 0x061B: info.mark = Mark::kComma; break;
      case ':': info.mark = Mark::kColon; break;
      case '!':
      case '?':
      case 0x061F:
      case 0x2026: info.mark = Mark::kStop; break;
      case '-':
      case 0x2013:
      case 0x2014:
      case 0x2015: info.mark = Mark::kDash; break;
      case '(':
      case '[': info.mark = Mark::kBracketOpen; break;
      case ')':
      case ']': info.mark = Mark::kBracketClose; break;
      case '.': {
        // "d." before a name is no stop
        const bool initial = t > 0 && doc_.tokens[t - 1].span.end + 1 >= token.span.begin &&
                             doc_.tokens[t - 1].form.size() <= 2 && doc_.tokens[t - 1].kind != TokenKind::kNumber &&
                             info_[t - 1].mark == Mark::kNo;
        info.mark = initial ? Mark::kOther : Mark::kStop;
        break;
      }
      default: info.mark = Mark::kOther;
    }
  }
  for (size_t s = 0; s < doc_.sentences.size();) {
    size_t e = s;
    while (e < doc_.sentences.size() && doc_.sentences[e].paragraph == doc_.sentences[s].paragraph) ++e;
    pair(doc_.sentences[s].first_token, doc_.sentences[e - 1].last_token);
    s = e;
  }
}

// Pairs the marks of one paragraph. A mark that stands after a space and before a letter opens, one after a letter and
// before none closes; between, what is open decides. Passages nest one family in another.
void Scene::pair(uint32_t begin, uint32_t end) {
  struct Open {
    uint32_t token;
    Family family;
  };
  std::vector<Open> open;
  for (uint32_t t = begin; t < end; ++t) {
    TokenInfo& info = info_[t];
    const Token& token = doc_.tokens[t];
    const uint32_t point = token.kind == TokenKind::kPunct || token.kind == TokenKind::kOther
                               ? text::decode(doc_.text, token.span.begin).value
                               : 0;
    const Family kind = family(point);
    if (kind == Family::kNone) {
      info.inside = open.empty() ? kNone : open.back().token;
      continue;
    }
    const bool glued_left = t > begin && doc_.tokens[t - 1].span.end == token.span.begin;
    const bool glued_right = t + 1 < end && doc_.tokens[t + 1].span.begin == token.span.end;
    size_t level = open.size();
    while (level > 0 && open[level - 1].family != kind) --level;
    const bool looks_opening =
        (!glued_left && glued_right) || (kind != Family::kStraight && is_opener(point) && glued_right);
    if (level > 0 && !looks_opening) {
      info.mark = Mark::kClose;
      info.partner = open[level - 1].token;
      info_[info.partner].partner = t;
      open.resize(level - 1);
      info.inside = open.empty() ? kNone : open.back().token;
      continue;
    }
    if (level == 0 && glued_left && !glued_right && !is_opener(point)) {  // closes nothing
      info.mark = Mark::kOther;
      info.inside = open.empty() ? kNone : open.back().token;
      continue;
    }
    if (level > 0) open.resize(level - 1);  // the older one was never closed
    info.mark = Mark::kOpen;
    info.inside = open.empty() ? kNone : open.back().token;
    if (open.size() < 4) open.push_back({t, kind});
  }
  // What an unclosed mark was thought to enclose, it does not.
  for (uint32_t t = begin; t < end; ++t)
    while (info_[t].inside != kNone && info_[info_[t].inside].partner == kNone)
      info_[t].inside = info_[info_[t].inside].inside;
}

void Scene::cut() {
  for (uint32_t s = 0; s < doc_.sentences.size(); ++s) {
    const Sentence& sentence = doc_.sentences[s];
    uint32_t begin = sentence.first_token;
    const auto close = [&](uint32_t end) {
      if (begin < end) {
        for (uint32_t t = begin; t < end; ++t) info_[t].unit = static_cast<uint32_t>(units_.size());
        units_.push_back({begin, end, s});
      }
    };
    for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
      if (info_[t].mark != Mark::kStop) continue;
      close(t);
      info_[t].unit = units_.empty() ? 0 : static_cast<uint32_t>(units_.size() - 1);
      begin = t + 1;
    }
    close(sentence.last_token);
  }
}

void Scene::look_up() {
  const Letters& letters = reporting_.letters();
  for (uint32_t t = 0; t < size(); ++t) {
    const Token& token = doc_.tokens[t];
    info_[t].first_cue = static_cast<uint32_t>(candidates_.size());
    if (token.kind != TokenKind::kWord) continue;
    reporting_.forms().each(token.key, [&](const FormEntry& e) { take(e, t, false); });
    for (const std::string_view prefix : {letters.wa, letters.fa})
      if (token.key.size() > prefix.size() + 2 && token.key.starts_with(prefix))
        reporting_.forms().each(token.key.substr(prefix.size()), [&](const FormEntry& e) { take(e, t, true); });
  }
}

void Scene::take(const FormEntry& entry, uint32_t t, bool conjoined) {
  TokenInfo& info = info_[t];
  const uint32_t end = t + entry.words;
  if (entry.words > 1) {  // the further words must follow; "l" as last may be a clitic of the next one
    if (end > size()) return;
    std::string_view rest = reporting_.forms().rest(entry);
    for (uint32_t k = t + 1; k < end; ++k) {
      const size_t space = rest.find(' ');
      const std::string_view word = rest.substr(0, space);
      rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
      const std::string_view key = doc_.tokens[k].key;
      const bool clitic = k + 1 == end && word == reporting_.letters().li;
      if (clitic ? !key.starts_with(word) : key != word) return;
    }
  }
  switch (entry.part) {
    case Part::kWord: {
      if (conjoined && info.speaker >= 0 && entry.words == 1) return;  // "والي" is a governor
      const Word word = reporting_.word(entry.row);
      if (word == Word::kBreak || word == Word::kIdle) {
        (word == Word::kBreak ? info.breaks : info.idle) = true;
        return;
      }
      if (info.word != Word::kNone && word != Word::kComplementizer) return;
      info.word = word;
      info.conjoined = conjoined;
      info.letters = static_cast<uint8_t>(entry.letters + (conjoined ? 1 : 0));
      return;
    }
    case Part::kSpeaker:
      if (info.speaker >= 0 && conjoined) return;
      info.speaker = static_cast<int8_t>(reporting_.speaker(entry.row));
      info.speaker_bits = entry.bits;
      return;
    default: break;
  }
  if (info.cues == 255) return;
  uint32_t last = end;
  if (entry.part == Part::kPhrase && entry.words > 1) {
    const std::string_view key = doc_.tokens[end - 1].key;
    if (key.starts_with(reporting_.letters().li) && key != reporting_.letters().li &&
        reporting_.forms().rest(entry).ends_with(reporting_.letters().li))
      last = end - 1;  // the clitic belongs to the source
  }
  Candidate candidate{entry.part, entry.bits, conjoined, entry.row, t, last};
  // longest phrase first
  candidates_.push_back(candidate);
  ++info.cues;
  for (size_t k = candidates_.size() - 1; k > info.first_cue && candidates_[k - 1].end < candidates_[k].end; --k)
    std::swap(candidates_[k - 1], candidates_[k]);
}

}  // namespace isnad::speech
