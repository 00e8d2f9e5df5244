// SPDX-License-Identifier: Apache-2.0
#include "desk/figures.h"

#include <algorithm>

#include "document/segment.h"
#include "stories/acts.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr size_t kMostFigures = 60;     // of one document
constexpr size_t kMostCompared = 1200;  // of one story
constexpr uint32_t kNearSentences = 2;
constexpr uint32_t kHarmWithin = 5;                    // words after a negation
constexpr float kAlike = 0.30F;                        // of two sentences' stems, for figures of different documents
constexpr std::string_view kWaw = "\xD9\x88";          // "and": what follows is not counted
constexpr std::string_view kMin = "\xD9\x85\xD9\x86";  // "of", between a number and what is counted

bool covered(const Document& doc, Span span) {
  for (const TimeExpression& time : doc.times)
    if (time.span.overlaps(span)) return true;
  return std::any_of(doc.mentions.begin(), doc.mentions.end(), [&](const Mention& m) { return m.span.overlaps(span); });
}

std::string speaker(const Document& doc, uint32_t at) {
  for (const Quote& quote : doc.quotes)
    for (const Span content : quote.content)
      if (content.contains(at) && quote.source) {
        if (quote.source->span) return std::string(doc.str(*quote.source->span));
        if (quote.source->entity != kNoIndex) return doc.entities[static_cast<size_t>(quote.source->entity)].name;
      }
  return "";
}

class Scanning {
 public:
  Scanning(const Document& doc, size_t document, const Words& words, const lexicon::NumberWords& numbers, Passages& out)
      : doc_(doc), document_(document), words_(words), numbers_(numbers), out_(out) {
    text_.text = doc.text;
    text_.regions = doc.regions;
    segment(text_);
  }

  void run() {
    const size_t before = out_.figures.size();
    for (uint32_t s = 0; s < text_.sentences.size(); ++s) {
      if (out_.figures.size() - before > kMostFigures) break;
      scan(s);
    }
  }

 private:
  std::string_view key(uint32_t i) const { return text_.tokens[i].key; }

  void scan(uint32_t s) {
    const Sentence& sentence = text_.sentences[s];
    const std::string words(doc_.str(sentence.span));
    std::vector<uint32_t> stems;
    const auto lazy_stems = [&]() -> const std::vector<uint32_t>& {
      if (stems.empty()) stems = stories::stems(words);
      return stems;
    };
    bool against = false;
    for (uint32_t i = sentence.first_token; i < sentence.last_token;) {
      const WordKind kind = words_.kind(key(i));
      if (kind == WordKind::kDeny || kind == WordKind::kBlame) turn(i, sentence, kind, words, lazy_stems());
      if (kind == WordKind::kContrast || kind == WordKind::kDeny) against = true;
      if (kind == WordKind::kNone) {
        if (const uint32_t harm = harm_near(sentence.first_token, i, sentence.last_token); harm != 0)
          put(figure(i, s, 0, harm, words, lazy_stems()), against, true);
      }
      i = number(i, s, sentence, words, lazy_stems, against);
    }
  }

  uint32_t harm_near(uint32_t begin, uint32_t at, uint32_t end) const {
    for (uint32_t i = at + 1; i < std::min(end, at + 1 + kHarmWithin); ++i)
      if (words_.kind(key(i)) == WordKind::kHarm) return i;
    for (uint32_t i = at; i-- > begin && at - i <= kHarmWithin;)  // "that nobody of the guards was hurt"
      if (words_.kind(key(i)) == WordKind::kHarm) return i;
    return 0;
  }

  Figure figure(uint32_t token, uint32_t s, double value, uint32_t noun, const std::string& words,
                const std::vector<uint32_t>& stems) const {
    Figure f;
    f.document = document_;
    f.at = text_.tokens[token].span.begin;
    f.sentence = s;
    f.value = value;
    f.words = words;
    f.stems = stems;
    f.source = speaker(doc_, f.at);
    f.bare = noun == 0;
    if (noun != 0) {
      f.noun = std::string(text_.tokens[noun].form);
      f.unit = stories::hashed_stem(key(noun));
    }
    return f;
  }
  void put(Figure f, bool against, bool zero) {
    f.set_against = against;
    f.zero = zero;
    out_.figures.push_back(std::move(f));
  }

  // Reads a number at token `i`; the token to go on with.
  template <class Stems>
  uint32_t number(uint32_t i, uint32_t s, const Sentence& sentence, const std::string& words, Stems stems,
                  bool against) {
    std::optional<lexicon::NumberReading> read;
    for (const size_t skip : {size_t{0}, size_t{2}}) {  // a particle of one letter may be written on it
      if (skip >= key(i).size()) break;
      read = numbers_.read(text_.tokens, i, sentence.last_token, skip);
      if (read) break;
    }
    if (!read) return i + 1;
    const Span span{text_.tokens[i].span.begin, text_.tokens[read->next - 1].span.end};
    const bool year = read->plain && read->value >= 1300 && read->value <= 2100;
    if (read->ordinal || year || covered(doc_, span)) return std::max(i + 1, read->next);
    uint32_t noun = read->next;
    if (noun < sentence.last_token && key(noun) == kMin) ++noun;
    const bool after = noun < sentence.last_token && text_.tokens[noun].kind == TokenKind::kWord &&
                       words_.kind(key(noun)) == WordKind::kNothing &&
                       !(key(noun).size() > 6 && key(noun).starts_with(kWaw));
    if (read->value == 1 && !after && i > sentence.first_token)
      noun = i - 1;  // "one policeman": the noun stands before
    else if (!after) noun = 0;
    Figure f = figure(i, s, read->value, noun, words, stems());
    if (after && noun + 1 < sentence.last_token && text_.tokens[noun + 1].kind == TokenKind::kWord)
      f.unit2 = stories::hashed_stem(key(noun + 1));
    put(std::move(f), against, false);
    return read->next;
  }

  void turn(uint32_t i, const Sentence& sentence, WordKind kind, const std::string& words,
            const std::vector<uint32_t>& stems) {
    Turned t;
    t.document = document_;
    t.at = text_.tokens[i].span.begin;
    t.blame = kind == WordKind::kBlame;
    t.words = words;
    t.stems = stems;
    if (!out_.turned.empty() && out_.turned.back().words == words && out_.turned.back().blame == t.blame &&
        out_.turned.back().document == document_)
      return;
    t.source = speaker(doc_, t.at);
    for (uint32_t k = i + 1; k < std::min(sentence.last_token, i + 8); ++k)
      t.back = t.back || words_.kind(key(k)) == WordKind::kBack;
    if (t.blame)
      for (uint32_t k = i + 1; k < std::min(sentence.last_token, i + 5); ++k)
        t.who += (t.who.empty() ? "" : " ") + std::string(doc_.str(text_.tokens[k].span));
    out_.turned.push_back(std::move(t));
  }

  const Document& doc_;
  Document text_;  // sentences and tokens of the same text
  size_t document_;
  const Words& words_;
  const lexicon::NumberWords& numbers_;
  Passages& out_;
};

size_t shared(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  size_t both = 0;
  for (size_t x = 0, y = 0; x < a.size() && y < b.size();) {
    if (a[x] < b[y]) ++x;
    else if (b[y] < a[x]) ++y;
    else ++both, ++x, ++y;
  }
  return both;
}

// Do two figures tell different numbers of one thing?
bool dispute(const Figure& f, const Figure& g) {
  if (f.value == g.value) return false;
  const bool same_unit = f.unit != 0 && g.unit != 0 && (f.unit == g.unit || f.unit2 == g.unit || f.unit == g.unit2);
  if (f.document == g.document) {
    const uint32_t apart = f.sentence > g.sentence ? f.sentence - g.sentence : g.sentence - f.sentence;
    if (apart > kNearSentences || (!f.source.empty() && f.source == g.source && !g.set_against)) return false;
    const bool turned = g.set_against || f.source != g.source || apart > 0;
    // A bare number, or none at all, takes up the one told just before.
    if (g.zero) return turned && (g.set_against || apart > 0) && shared(f.stems, g.stems) > 0;
    if (g.bare) return g.set_against || (apart > 0 && f.source != g.source);
    return same_unit && turned && (g.set_against || f.source != g.source);
  }
  if (f.zero == g.zero && !same_unit) return false;
  const size_t both = shared(f.stems, g.stems);
  if (f.zero != g.zero) return both >= 2;
  const auto least = static_cast<float>(std::min(f.stems.size(), g.stems.size()));
  return both >= 3 && static_cast<float>(both) >= kAlike * least;
}

}  // namespace

void add_passages(const Document& doc, size_t document, const Words& words, const lexicon::NumberWords& numbers,
                  Passages& passages) {
  Scanning(doc, document, words, numbers, passages).run();
}

std::vector<std::vector<uint32_t>> disputed_figures(const std::vector<Figure>& figures) {
  const auto count = static_cast<uint32_t>(std::min(figures.size(), kMostCompared));
  // Around the first figure of each: those that are at odds with it. What is at odds with those alone is another
  // matter.
  std::vector<std::vector<uint32_t>> list;
  std::vector<bool> told(count, false);
  for (uint32_t i = 0; i < count; ++i) {
    if (told[i]) continue;
    std::vector<uint32_t> group{i};
    for (uint32_t k = i + 1; k < count; ++k)
      if (dispute(figures[i], figures[k])) group.push_back(k);
    if (group.size() < 2) continue;
    for (const uint32_t k : group) told[k] = true;
    list.push_back(std::move(group));
  }
  return list;
}

}  // namespace isnad::desk
