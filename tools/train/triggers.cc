// SPDX-License-Identifier: Apache-2.0
// train_triggers HOME GOLD.jsonl[,MORE.jsonl] MODEL [--test OTHER.jsonl [--show]]: learns the judge of triggers from
// gold readings and writes it, with the figures of a cross-validation over documents. With --test, figures on other
// gold readings are shown as well.
//
// The judge is a conditional logit: the proposals of one token and «tells of nothing» (score 0) compete, the weights
// are shared by all of them; AdaGrad with a pull to zero.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "claims/claims.h"
#include "document/names.h"
#include "model/trainer.h"
#include "reading/gold.h"
#include "reading/reader.h"

namespace {

using namespace isnad;
using namespace isnad::claims;

struct Choice {  // the proposals of one token
  std::vector<std::vector<uint64_t>> features;
  std::vector<EventType> types;
  std::vector<std::string> rules;
  int right = -1;  // which of them gold has, -1: none
  uint32_t sentence = 0;
  std::string shown;  // the word among its neighbours
};

struct Text {
  std::string id;
  std::vector<Choice> choices;
  std::map<std::pair<uint32_t, EventType>, int> gold;  // number of events of a type in a sentence
  size_t events = 0, proposed = 0, proposed_in_sentence = 0;
};

// Numbers the features, so that the weights lie in a vector.
class Numbers {
 public:
  uint32_t of(uint64_t feature) {
    const auto [at, fresh] = number_.try_emplace(feature, static_cast<uint32_t>(number_.size()));
    return at->second;
  }
  const std::unordered_map<uint64_t, uint32_t>& all() const { return number_; }

 private:
  std::unordered_map<uint64_t, uint32_t> number_;
};

// The token in brackets among its neighbours, for reading errors.
std::string shown(const Document& doc, uint32_t token) {
  const Sentence& sentence = doc.sentences[doc.tokens[token].sentence];
  const uint32_t first = std::max(sentence.first_token, token - std::min(token, 9U));
  const uint32_t last = std::min(sentence.last_token, token + 10) - 1;
  const Span span = doc.tokens[token].span;
  return std::string(doc.str({doc.tokens[first].span.begin, span.begin})) + "[" + std::string(doc.str(span)) + "]" +
         std::string(doc.str({span.end, doc.tokens[last].span.end}));
}

Text examples_of(const Document& doc, const Codebook& codebook, const WordSenses& senses) {
  Text out;
  out.id = doc.meta.id;
  const Surroundings around(doc, senses);
  const std::vector<Proposal> proposals = propose(around, codebook);
  TriggerFeatures features(around, codebook, proposals);
  std::vector<bool> covered(doc.events.size());
  for (size_t i = 0; i < proposals.size(); ++i) {
    const Proposal& p = proposals[i];
    if (i == 0 || proposals[i - 1].token != p.token) out.choices.emplace_back();
    Choice& choice = out.choices.back();
    const Entry& entry = codebook.entry(p.entry);
    choice.sentence = doc.tokens[p.token].sentence;
    for (size_t e = 0; e < doc.events.size(); ++e) {
      if (doc.events[e].type != entry.type || !doc.events[e].trigger.overlaps(doc.tokens[p.token].span)) continue;
      choice.right = static_cast<int>(choice.types.size());
      covered[e] = true;
    }
    choice.types.push_back(entry.type);
    choice.rules.push_back(entry.rule);
    choice.features.push_back(features.of(i));
    choice.shown = shown(doc, p.token);
  }
  std::map<std::pair<uint32_t, EventType>, int> at_hand;
  for (const Choice& choice : out.choices)
    for (EventType type : choice.types) ++at_hand[{choice.sentence, type}];
  for (size_t e = 0; e < doc.events.size(); ++e) {
    const auto key = std::pair(doc.tokens[doc.events[e].trigger_token].sentence, doc.events[e].type);
    ++out.gold[key];
    ++out.events;
    out.proposed += covered[e];
    out.proposed_in_sentence += covered[e] || at_hand[key] > 0;
  }
  return out;
}

// The codebook's own examples: each teaches its lemma, the other words of the sentence teach nothing.
Text examples_of_codebook(const reading::Reader& reader, const Claims& claims) {
  Text out;
  for (const Example& example : claims.codebook().examples()) {
    Document doc = reader.prepare(example.sentence, {});
    reader.run(doc, "claims");
    const Surroundings around(doc, claims.triggers().senses());
    const std::vector<Proposal> proposals = propose(around, claims.codebook());
    TriggerFeatures features(around, claims.codebook(), proposals);
    const std::string rule = example.file + ":" + std::string(example.lemma);
    bool taught = false;
    for (size_t i = 0; i < proposals.size(); ++i) {
      const Entry& entry = claims.codebook().entry(proposals[i].entry);
      if (i == 0 || proposals[i - 1].token != proposals[i].token) out.choices.emplace_back();
      Choice& choice = out.choices.back();
      if (entry.rule == rule && entry.type == example.type) choice.right = static_cast<int>(choice.types.size());
      choice.types.push_back(entry.type);
      choice.rules.push_back(entry.rule);
      choice.features.push_back(features.of(i));
      taught = taught || entry.rule == rule;
    }
    if (!taught)
      std::printf("not proposed: %s:%u %s | %s\n", example.file.c_str(), example.line,
                  std::string(example.lemma).c_str(), std::string(example.sentence).c_str());
  }
  std::erase_if(out.choices, [](const Choice& choice) { return choice.right < 0; });
  return out;
}

struct Settings {
  // Few rounds and small steps: the documents are few. Chosen by cross-validation.
  float rate = 0.03F;
  int rounds = 10;
  float l2 = 0.03F;
};

class Judge {
 public:
  explicit Judge(Numbers& numbers) : numbers_(numbers) {}

  void learn(const std::vector<const Text*>& texts, const Settings& settings) {
    std::vector<Item> items;
    for (const Text* text : texts)
      for (const Choice& choice : text->choices) {
        Item item{{}, choice.right};
        for (const auto& list : choice.features) {
          item.features.emplace_back();
          for (uint64_t f : list) item.features.back().push_back(numbers_.of(f));
        }
        items.push_back(std::move(item));
      }
    weight_ = minimise(items, settings);
  }

  std::vector<float> probabilities(const Choice& choice) const {
    std::vector<float> scores;
    for (const auto& list : choice.features) {
      float score = 0;
      for (uint64_t f : list) {
        const auto found = numbers_.all().find(f);
        if (found != numbers_.all().end() && found->second < weight_.size()) score += weight_[found->second];
      }
      scores.push_back(score);
    }
    to_probabilities(scores);
    return scores;
  }

  Result<void> write(const std::string& path) const {
    model::Trainer trainer({"act"});
    for (const auto& [feature, number] : numbers_.all())
      if (number < weight_.size() && weight_[number] != 0) trainer.update(feature, 0, weight_[number]);
    return trainer.write(path, 0.004F);
  }

 private:
  struct Item {
    std::vector<std::vector<uint32_t>> features;
    int right;
  };

  // AdaGrad; the weights of the later half of the rounds are averaged.
  std::vector<float> minimise(const std::vector<Item>& items, const Settings& settings) const {
    std::vector<float> weight(numbers_.all().size()), squares(weight.size(), 1e-6F);
    std::vector<double> total(weight.size());
    std::vector<size_t> order(items.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    int kept = 0;
    std::vector<float> p;
    for (int round = 0; round < settings.rounds; ++round) {
      for (size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[mix(static_cast<uint64_t>(round), i) % i]);
      for (size_t k : order) {
        p.clear();
        for (const auto& list : items[k].features) {
          float score = 0;
          for (uint32_t f : list) score += weight[f];
          p.push_back(score);
        }
        to_probabilities(p);
        for (size_t c = 0; c < p.size(); ++c) {
          const float gradient = p[c] - (static_cast<int>(c) == items[k].right ? 1.0F : 0.0F);
          if (std::abs(gradient) < 1e-4F) continue;
          for (uint32_t f : items[k].features[c]) {
            const float g = gradient + settings.l2 * weight[f];
            squares[f] += g * g;
            weight[f] -= settings.rate * g / (0.1F + std::sqrt(squares[f]));
          }
        }
      }
      if (round * 2 < settings.rounds) continue;
      for (size_t i = 0; i < weight.size(); ++i) total[i] += weight[i];
      ++kept;
    }
    for (size_t i = 0; i < weight.size(); ++i) weight[i] = static_cast<float>(total[i] / kept);
    return weight;
  }

  Numbers& numbers_;
  std::vector<float> weight_;
};

struct Guess {
  float probability;
  EventType type;
  uint32_t sentence;
  const Text* text;
};

void guess(const Judge& judge, const Text& text, bool show_choices, std::vector<Guess>& out) {
  for (const Choice& choice : text.choices) {
    const std::vector<float> p = judge.probabilities(choice);
    const auto best = static_cast<size_t>(std::max_element(p.begin(), p.end()) - p.begin());
    out.push_back({p[best], choice.types[best], choice.sentence, &text});
    if (!show_choices) continue;
    std::printf("%.2f %s", static_cast<double>(p[best]), choice.rules[best].c_str());
    if (choice.right < 0) std::printf(" gold nothing");
    else if (choice.right != static_cast<int>(best))
      std::printf(" gold %s", choice.rules[static_cast<size_t>(choice.right)].c_str());
    std::printf(" | %s\n", choice.shown.c_str());
  }
}

struct Figures {
  double precision = 0, recall = 0, f1 = 0;
};

// As the event score pairs them: by type within a sentence.
Figures figures(const std::vector<Guess>& guesses, const std::vector<const Text*>& texts, float threshold) {
  std::map<std::tuple<const Text*, uint32_t, EventType>, int> found;
  int read = 0, gold = 0, right = 0;
  for (const Guess& g : guesses) {
    if (g.probability < threshold) continue;
    ++found[{g.text, g.sentence, g.type}];
    ++read;
  }
  for (const Text* text : texts)
    for (const auto& [key, count] : text->gold) {
      gold += count;
      const auto at = found.find({text, key.first, key.second});
      if (at != found.end()) right += std::min(count, at->second);
    }
  Figures f;
  f.precision = 100.0 * right / std::max(1, read);
  f.recall = 100.0 * right / std::max(1, gold);
  f.f1 = 2 * f.precision * f.recall / std::max(1e-9, f.precision + f.recall);
  return f;
}

void show(const char* name, const std::vector<Guess>& guesses, const std::vector<const Text*>& texts) {
  std::printf("%s\n", name);
  for (float t = 0.20F; t < 0.66F; t += 0.05F) {
    const Figures f = figures(guesses, texts, t);
    std::printf("  threshold %.2f  precision %.1f  recall %.1f  F1 %.1f\n", static_cast<double>(t), f.precision,
                f.recall, f.f1);
  }
}

std::vector<const Text*> pointers(const std::vector<Text>& texts) {
  std::vector<const Text*> out;
  for (const Text& text : texts) out.push_back(&text);
  return out;
}

enum class Layers { kGold, kEngine };  // whose names, times and quotations

Result<void> load(const reading::Reader& reader, const Claims& claims, const std::string& path, Layers layers,
                  std::vector<Text>& texts) {
  std::ifstream in(path);
  if (!in) return Error{path + ": cannot be opened"};
  const size_t before = texts.size();
  size_t events = 0, proposed = 0, in_sentence = 0, choices = 0;
  for (std::string line; std::getline(in, line);) {
    auto gold = reading::gold_document(reader, line);
    if (!gold) return gold.error();
    if (layers == Layers::kEngine) {
      auto read = reading::read_with_gold(reader, line, "");
      if (!read) return read.error();
      read->events = std::move(gold->events);
      *gold = std::move(*read);
    }
    texts.push_back(examples_of(*gold, claims.codebook(), claims.triggers().senses()));
    events += texts.back().events;
    proposed += texts.back().proposed;
    in_sentence += texts.back().proposed_in_sentence;
    choices += texts.back().choices.size();
  }
  std::printf("%s: %zu texts, %zu events, proposed at the trigger %.1f %%, in the sentence %.1f %%, %zu places\n",
              path.c_str(), texts.size() - before, events,
              100.0 * static_cast<double>(proposed) / static_cast<double>(events),
              100.0 * static_cast<double>(in_sentence) / static_cast<double>(events), choices);
  return {};
}

int fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return fail("usage: train_triggers HOME GOLD.jsonl[,MORE.jsonl] MODEL [--test OTHER.jsonl [--show]]");
  const std::string home = argv[1], gold = argv[2], path = argv[3];
  std::string test;
  bool show_choices = false;
  Settings settings;
  for (int i = 4; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--show") show_choices = true;
    if (i + 1 == argc) break;
    if (option == "--test") test = argv[i + 1];
    else if (option == "--rate") settings.rate = std::stof(argv[i + 1]);
    else if (option == "--rounds") settings.rounds = std::stoi(argv[i + 1]);
    else if (option == "--l2") settings.l2 = std::stof(argv[i + 1]);
  }
  if (!std::ifstream(path)) {  // the reader wants one: an empty one proposes nothing
    model::Trainer none({"act"});
    if (auto written = none.write(path, 0); !written) return fail(written.error().message);
  }
  const auto reader = reading::Reader::open(home);
  if (!reader) return fail(reader.error().message);
  const model::Models models(home + "/models");
  const auto claims = Claims::open(reader->lexicon(), models);
  if (!claims) return fail(claims.error().message);
  // Two copies of each text, with gold names and quotations and with those that the engine reads: the judge is asked
  // about the second kind, and learns more steadily from both.
  std::vector<Text> engine, perfect;
  for (size_t begin = 0, end; begin <= gold.size(); begin = end + 1) {
    end = std::min(gold.find(',', begin), gold.size());
    const std::string one = gold.substr(begin, end - begin);
    if (auto loaded = load(*reader, *claims, one, Layers::kEngine, engine); !loaded)
      return fail(loaded.error().message);
    if (auto loaded = load(*reader, *claims, one, Layers::kGold, perfect); !loaded) return fail(loaded.error().message);
  }
  const Text lessons = examples_of_codebook(*reader, *claims);
  constexpr size_t kFolds = 7;
  std::vector<Guess> guesses;
  for (size_t fold = 0; fold <= kFolds; ++fold) {
    std::vector<const Text*> learn_from = {&lessons}, judge_on;
    for (size_t i = 0; i < engine.size(); ++i) {
      if (i % kFolds == fold) {
        judge_on.push_back(&engine[i]);
        continue;
      }
      learn_from.push_back(&engine[i]);
      learn_from.push_back(&perfect[i]);
    }
    Numbers numbers;
    Judge judge(numbers);
    judge.learn(learn_from, settings);
    for (const Text* text : judge_on) guess(judge, *text, false, guesses);
    if (fold < kFolds) continue;
    show("cross-validation", guesses, pointers(engine));  // the last round learned from all
    std::vector<Text> other;
    if (!test.empty()) {
      if (auto loaded = load(*reader, *claims, test, Layers::kEngine, other); !loaded)
        return fail(loaded.error().message);
      guesses.clear();
      for (const Text& text : other) guess(judge, text, show_choices, guesses);
      show("test", guesses, pointers(other));
    }
    if (auto written = judge.write(path); !written) return fail(written.error().message);
  }
  return 0;
}
