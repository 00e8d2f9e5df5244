// SPDX-License-Identifier: Apache-2.0
// A treebank in CoNLL-U set beside our own tokens and readings: what its words are, where it cuts a token, and how well
// a reading agrees with it. For the training tool of the room `words`.
#pragma once

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::train {

struct GoldWord {
  std::string form, lemma, upos, features;
};

struct GoldSentence {
  std::string text;
  std::vector<GoldWord> words;
};

inline std::vector<GoldSentence> read_treebank(const char* path) {
  std::vector<GoldSentence> sentences;
  std::ifstream in(path);
  GoldSentence sentence;
  bool glued = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
      glued = true;
    }
    std::vector<std::string> cells;
    std::istringstream split(line);
    for (std::string cell; std::getline(split, cell, '\t');) cells.push_back(cell);
    if (cells.size() < 10 || cells[0].find_first_not_of("0123456789") != std::string::npos) continue;
    if (!glued) sentence.text += ' ';
    sentence.text += cells[1];
    sentence.words.push_back({cells[1], cells[2], cells[3], cells[5]});
    glued = cells[9].find("SpaceAfter=No") != std::string::npos;
  }
  if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

// Text with names marked token by token (IOB): words are NAME (of a person or place), OTHER (no name) or unlabelled.
inline std::vector<GoldSentence> read_names(const char* path) {
  constexpr size_t kLongest = 60;  // files without sentence ends are cut
  std::vector<GoldSentence> sentences;
  std::ifstream in(path);
  GoldSentence sentence;
  for (std::string line; std::getline(in, line);) {
    const size_t space = line.rfind(' ');
    if (space == std::string::npos || sentence.words.size() >= kLongest) {
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
    }
    if (space == std::string::npos) continue;
    const std::string form = line.substr(0, space), label = line.substr(space + 1);
    const bool name = label.find("PER") != std::string::npos || label.find("LOC") != std::string::npos;
    if (!sentence.text.empty()) sentence.text += ' ';
    sentence.text += form;
    sentence.words.push_back({form, "", name ? "NAME" : label == "O" ? "OTHER" : "", ""});
  }
  if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
  return sentences;
}

// A token of ours with the gold words that lie in it.
struct Example {
  uint32_t token = 0;
  std::vector<GoldWord> words;
  std::vector<uint32_t> cuts;  // letters before each word but the first
};

// Joins both by letters; where a gold word crosses a token's edge, the token gives no example.
inline std::vector<Example> align(const Document& doc, const GoldSentence& gold) {
  std::vector<size_t> begins(1, 0);
  for (const GoldWord& word : gold.words) begins.push_back(begins.back() + text::length(text::clean(word.form)));
  std::vector<Example> examples;
  size_t from = 0, k = 0;
  for (uint32_t t = 0; t < doc.tokens.size(); ++t) {
    const size_t to = from + text::length(doc.tokens[t].form);
    while (k < gold.words.size() && begins[k] < from) ++k;
    bool whole = k < gold.words.size() && begins[k] == from && doc.tokens[t].kind == TokenKind::kWord;
    Example example;
    example.token = t;
    for (; k < gold.words.size() && begins[k] < to; ++k) {
      whole = whole && begins[k + 1] <= to;
      if (begins[k] > from) example.cuts.push_back(static_cast<uint32_t>(begins[k] - from));
      example.words.push_back(gold.words[k]);
    }
    from = to;
    if (whole && !example.words.empty()) examples.push_back(std::move(example));
  }
  return examples;
}

// The word of the stem: the first that is no clitic; else the last, or what carries it when that is an attached
// pronoun.
inline const GoldWord& stem_of(const Example& e) {
  static constexpr std::string_view kClitics[] = {"ADP", "CCONJ", "SCONJ", "PART", "PRON"};
  for (const GoldWord& word : e.words)
    if (std::find(std::begin(kClitics), std::end(kClitics), word.upos) == std::end(kClitics)) return word;
  const GoldWord& last = e.words.back();
  if (e.words.size() == 1 || last.upos != "PRON" || last.features.find("Person=") == std::string::npos) return last;
  const GoldWord& before = e.words[e.words.size() - 2];
  return before.upos == "CCONJ" ? last : before;
}

inline std::string lemma_of(const GoldWord& word) {
  std::string lemma = text::fold(word.lemma);
  std::erase(lemma, '`');
  return lemma;
}

// Where a reading cuts a token into treebank words: the article stays on.
inline std::vector<uint32_t> cuts_of(const Analysis& a) {
  std::vector<uint32_t> cuts;
  uint32_t at = 0;
  for (const uint8_t bit : {kQuestion, kAnd, kFuture, kBi, kLi, kKa})
    if ((a.proclitics & bit) != 0) cuts.push_back(++at);
  if (a.enclitic_person != 0 && a.stem_end > at) cuts.push_back(a.stem_end);
  return cuts;
}

inline bool pos_agrees(const Analysis& a, std::string_view upos) {
  switch (a.pos) {
    case Pos::kVerb: return upos == "VERB" || upos == "AUX";
    case Pos::kNoun:
    case Pos::kMasdar: return upos == "NOUN";
    case Pos::kParticiple: return upos == "ADJ" || upos == "NOUN";
    case Pos::kAdjective: return upos == "ADJ";
    case Pos::kProperNoun: return upos == "PROPN";
    case Pos::kPronoun: return upos == "PRON";
    case Pos::kPreposition: return upos == "ADP" || upos == "ADV";
    case Pos::kConjunction: return upos == "CCONJ" || upos == "SCONJ" || upos == "ADP" || upos == "PART";
    case Pos::kParticle: return upos == "PART" || upos == "AUX";
    case Pos::kAdverb: return upos == "ADV";
    case Pos::kNumber: return upos == "NUM";
    case Pos::kRelative: return upos == "PRON";
    case Pos::kDemonstrative: return upos == "PRON" || upos == "DET";
    default: return upos == "X";
  }
}

inline bool lemma_agrees(const Analysis& a, const Example& e) { return a.lemma == lemma_of(stem_of(e)); }

// How well a reading agrees with gold; the best candidates are the ones to learn.
inline int agreement(const Analysis& a, const Example& e) {
  const GoldWord& gold = stem_of(e);
  const auto has = [&](const char* feature) { return gold.features.find(feature) != std::string::npos; };
  int score = 0;
  if (cuts_of(a) == e.cuts) score += 8;
  if (lemma_agrees(a, e)) score += 5;
  if (pos_agrees(a, gold.upos)) score += 5;
  if (a.pos == Pos::kVerb && pos_agrees(a, gold.upos)) {
    score += has("Aspect=Perf") == (a.tense == Tense::kPast) ? 2 : 0;
    score += has("Voice=Pass") == (a.voice == Voice::kPassive) ? 1 : 0;
    score += has("Mood=Imp") == (a.tense == Tense::kImperative) ? 1 : 0;
    score += has("Person=1") == (a.person == 1) ? 1 : 0;
  }
  score += has("Number=Plur") == (a.number == Number::kPlural) ? 1 : 0;
  score += has("Gender=Fem") == (a.gender == Gender::kFeminine) ? 1 : 0;
  score += has("Number=Dual") == (a.number == Number::kDual) ? 1 : 0;
  return score;
}

struct Scores {
  size_t gold_words = 0, our_words = 0, same_words = 0, lemmas = 0, pos = 0, tokens = 0, reachable = 0;

  void add(const Analysis& a, const Example& e, uint32_t letters, bool can) {
    std::vector<uint32_t> gold = e.cuts, ours = cuts_of(a);
    for (std::vector<uint32_t>* cuts : {&gold, &ours}) {
      cuts->insert(cuts->begin(), 0);
      cuts->push_back(letters);
    }
    gold_words += gold.size() - 1;
    our_words += ours.size() - 1;
    for (size_t i = 0; i + 1 < ours.size(); ++i)
      for (size_t j = 0; j + 1 < gold.size(); ++j)
        if (ours[i] == gold[j] && ours[i + 1] == gold[j + 1]) ++same_words;
    ++tokens;
    lemmas += lemma_agrees(a, e) ? 1 : 0;
    pos += pos_agrees(a, stem_of(e).upos) ? 1 : 0;
    reachable += can ? 1 : 0;
  }
  void print() const {
    const auto percent = [](size_t part, size_t of) {
      return of == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(of);
    };
    const double p = percent(same_words, our_words), r = percent(same_words, gold_words);
    std::printf("words F1 %.2f  lemma %.2f  pos %.2f  (%zu tokens; lemma among the candidates %.2f)\n",
                2 * p * r / (p + r), percent(lemmas, tokens), percent(pos, tokens), tokens, percent(reachable, tokens));
  }
};

}  // namespace isnad::train
