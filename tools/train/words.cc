// SPDX-License-Identifier: Apache-2.0
// train_words HOME TREEBANK.conllu OUTPUT.model: learns to choose between a word's readings from the even-numbered
// sentences of a treebank in CoNLL-U. `--measure` or `--errors` after it: measures the model under HOME on the odd
// ones.
//
// Averaged perceptron over candidates, going left to right with the right choices behind it.
#include "words/words.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "document/names.h"
#include "model/trainer.h"
#include "reading/reader.h"
#include "treebank.h"
#include "words/choose.h"

namespace {

using namespace isnad;
using namespace isnad::words;
using namespace isnad::train;

// One sentence: its tokens, the candidates of each, and which of them agree best with gold.
struct Item {
  Document doc;
  std::vector<CandidateList> lists;
  std::vector<Example> examples;
  std::vector<std::vector<size_t>> right;
};

Item prepare(const reading::Reader& reader, const Words& words, const GoldSentence& gold) {
  Item item;
  item.doc = reader.prepare(gold.text, {});
  reader.run(item.doc, "words");
  const Document& doc = item.doc;
  item.examples = align(doc, gold);
  item.lists.resize(doc.tokens.size());
  item.right.resize(doc.tokens.size());
  for (size_t t = 0; t < doc.tokens.size(); ++t)
    if (doc.tokens[t].kind == TokenKind::kWord)
      words.candidates().make(doc.tokens[t].form, doc.tokens[t].key, item.lists[t]);
  for (const Example& e : item.examples) {
    const std::string& label = e.words.front().upos;
    if (e.words.size() == 1 && (label.empty() || label == "NAME" || label == "OTHER")) {
      for (size_t k = 0; k < item.lists[e.token].size() && !label.empty(); ++k)
        if ((item.lists[e.token][k].analysis.pos == Pos::kProperNoun) == (label == "NAME"))
          item.right[e.token].push_back(k);
      continue;
    }
    int best = -1;
    for (size_t k = 0; k < item.lists[e.token].size(); ++k) {
      const int score = agreement(item.lists[e.token][k].analysis, e);
      if (score > best) best = score, item.right[e.token].clear();
      if (score == best) item.right[e.token].push_back(k);
    }
  }
  return item;
}

Context context_of(const Item& item, const std::vector<Analysis>& chosen, size_t t) {
  const Document& doc = item.doc;
  const Sentence& sentence = doc.sentences[doc.tokens[t].sentence];
  Context context;
  if (t > sentence.first_token)
    context.previous = neighbour(doc.tokens[t - 1]), context.previous_choice = &chosen[t - 1];
  if (t + 1 < sentence.last_token) {
    context.next = neighbour(doc.tokens[t + 1]);
    const CandidateList& next = item.lists[t + 1];
    if (next.size() > 0) context.next_likely = &likely(&next[0], next.size());
  }
  return context;
}

template <class Put>
void each_feature(const Token& token, const CandidateList& list, size_t k, const Context& context, Put put) {
  word_features(Spelling(token.key), list[k], &list[0], list.size(), put);
  context_features(list[k], context, put);
}

// Learns from one word and returns the right candidate, or the best one where gold says nothing.
size_t learn_word(const Token& token, const CandidateList& list, const std::vector<size_t>& right,
                  const Context& context, model::Trainer& trainer) {
  std::vector<float> scores(list.size());
  size_t best = 0;
  for (size_t k = 0; k < list.size(); ++k) {
    scores[k] = prior(list[k]);
    each_feature(token, list, k, context, [&](uint64_t f) { trainer.add(f, &scores[k]); });
    if (scores[k] > scores[best]) best = k;
  }
  if (right.empty()) return best;
  trainer.tick();
  size_t wanted = right.front();
  bool good = false;
  for (const size_t k : right) {
    if (scores[k] > scores[wanted]) wanted = k;
    good = good || k == best;
  }
  if (!good) {
    each_feature(token, list, wanted, context, [&](uint64_t f) { trainer.update(f, 0, 1); });
    each_feature(token, list, best, context, [&](uint64_t f) { trainer.update(f, 0, -1); });
  }
  return wanted;
}

void learn(const Item& item, model::Trainer& trainer) {
  const Document& doc = item.doc;
  std::vector<Analysis> chosen(doc.tokens.size());
  for (size_t t = 0; t < doc.tokens.size(); ++t) {
    const CandidateList& list = item.lists[t];
    if (list.size() == 0) {
      chosen[t].pos = doc.tokens[t].kind == TokenKind::kPunct    ? Pos::kPunct
                      : doc.tokens[t].kind == TokenKind::kNumber ? Pos::kNumber
                                                                 : Pos::kForeign;
      continue;
    }
    chosen[t] = list[learn_word(doc.tokens[t], list, item.right[t], context_of(item, chosen, t), trainer)].analysis;
  }
}

void show_error(const Item& item, const Example& e, const Analysis& a) {
  const Token& token = item.doc.tokens[e.token];
  const bool cuts = cuts_of(a) == e.cuts;
  bool can = false;
  for (size_t k = 0; k < item.lists[e.token].size(); ++k)
    can =
        can || (lemma_agrees(item.lists[e.token][k].analysis, e) && cuts_of(item.lists[e.token][k].analysis) == e.cuts);
  if (cuts && lemma_agrees(a, e) && pos_agrees(a, stem_of(e).upos)) return;
  std::printf("%s\t%s\t%s\t%s %s\t-> %s %s\n", std::string(token.form).c_str(), cuts ? "" : "CUT",
              can ? "choice" : "missing", std::string(a.lemma).c_str(), std::string(name_of(a.pos)).c_str(),
              lemma_of(stem_of(e)).c_str(), stem_of(e).upos.c_str());
}

// Tokens a second of the stage alone, in documents of the length of a news article.
double speed(const reading::Reader& reader, const Words& words, const std::vector<GoldSentence>& gold) {
  constexpr size_t kSentences = 20;
  constexpr int kRounds = 5;
  std::vector<Document> docs;
  for (size_t i = 0; i < gold.size(); i += kSentences) {
    std::string text;
    for (size_t k = i; k < std::min(i + kSentences, gold.size()); ++k) text += gold[k].text + "\n";
    docs.push_back(reader.prepare(text, {}));
    reader.run(docs.back(), "words");
  }
  size_t tokens = 0;
  const std::clock_t start = std::clock();  // processor time: other work on the machine does not count
  for (int round = 0; round < kRounds; ++round)
    for (Document& doc : docs) {
      doc.analyses.clear();
      words.run(doc);
      tokens += doc.tokens.size();
    }
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return static_cast<double>(tokens) / took;
}

void measure(const reading::Reader& reader, const Words& words, const std::vector<GoldSentence>& gold, bool errors) {
  std::vector<Item> items;
  for (size_t i = 1; i < gold.size(); i += 2) items.push_back(prepare(reader, words, gold[i]));
  for (Item& item : items) words.run(item.doc);
  Scores scores;
  for (const Item& item : items)
    for (const Example& e : item.examples) {
      const Analysis& a = item.doc.analysis(item.doc.tokens[e.token]);
      bool can = false;
      for (size_t k = 0; k < item.lists[e.token].size(); ++k)
        can = can || lemma_agrees(item.lists[e.token][k].analysis, e);
      scores.add(a, e, text::length(item.doc.tokens[e.token].form), can);
      if (errors) show_error(item, e, a);
    }
  scores.print();
  std::printf("%.0f tokens a second\n", speed(reader, words, gold));
}

// Prints, for each token of the plain text on standard input, its form and chosen reading; a star where no list has it.
void show_readings(const reading::Reader& reader, const Words& words) {
  CandidateList list;
  for (std::string line; std::getline(std::cin, line);) {
    Document doc = reader.prepare(line, {});
    reader.run(doc, "names");
    for (const Token& token : doc.tokens) {
      if (token.kind != TokenKind::kWord) continue;
      words.candidates().make(token.form, token.key, list);
      const Analysis& a = doc.analysis(token);
      std::printf("%s\t%s\t%s\t%d\t%d\t%d\t%s\n", std::string(token.form).c_str(), std::string(a.lemma).c_str(),
                  std::string(name_of(a.pos)).c_str(), a.proclitics, a.enclitic_person, a.voice == Voice::kPassive,
                  list[0].guess ? "*" : "");
    }
  }
}

int fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4)
    return fail("usage: train_words HOME TREEBANK.conllu OUTPUT.model [--measure|--errors|--readings | NAMES.iob...]");
  const auto reader = reading::Reader::open(argv[1]);
  if (!reader) return fail(reader.error().message);
  const auto words = Words::open(reader->lexicon(), model::Models(std::string(argv[1]) + "/models"));
  if (!words) return fail(words.error().message);
  const std::vector<GoldSentence> gold = read_treebank(argv[2]);
  if (argc > 4 && std::strcmp(argv[4], "--readings") == 0) {
    show_readings(*reader, *words);
    return 0;
  }
  if (argc > 4 && argv[4][0] == '-') {
    measure(*reader, *words, gold, std::strcmp(argv[4], "--errors") == 0);
    return 0;
  }
  std::vector<Item> even;
  for (size_t i = 0; i < gold.size(); i += 2) even.push_back(prepare(*reader, *words, gold[i]));
  std::vector<Item> named;
  for (int i = 4; i < argc; ++i)
    for (const GoldSentence& sentence : read_names(argv[i])) named.push_back(prepare(*reader, *words, sentence));
  model::Trainer trainer({"right"});
  // Both kinds in turn, so that the names, of which there are many more, do not have the last word.
  for (int round = 0; round < 8; ++round) {
    const size_t share = named.size() / 8 + 1;
    for (size_t i = 0; i < even.size(); ++i) {
      learn(even[i], trainer);
      for (size_t k = 0; k < share / even.size() + 1 && !named.empty(); ++k)
        learn(named[(static_cast<size_t>(round) * share + i * (share / even.size() + 1) + k) % named.size()], trainer);
    }
  }
  trainer.average();
  const auto written = trainer.write(argv[3], 0.01F, 2);
  return written ? 0 : fail(written.error().message);
}
