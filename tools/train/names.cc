// SPDX-License-Identifier: Apache-2.0
// train_names HOME FOLDER [--gold FILE]... [--conll DOMAIN FILE]... [--without PREFIX]... : learns models/names.model.
//
// A linear-chain CRF (Lafferty et al. 2001) by AdaGrad. Data sets that mark names by other rules than ours are domains:
// every feature has a weight that all share and one for each domain (Daume 2007); the model written holds the shared
// one plus our own domain's.
// Domain 0 is for data whose rules come near enough to ours: it has the shared weights alone.
// Memory features rest on tags that models trained on other documents gave.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>

#include "model/trainer.h"
#include "names/tagger.h"
#include "reading/gold.h"
#include "reading/reader.h"

namespace {

using namespace isnad;
using names::kTags;
using names::Scores;

constexpr int kFolds = 3;
constexpr int kFoldEpochs = 5;
constexpr int kEpochs = 12;
constexpr float kRate = 0.12F;
constexpr int kRegisterOnly = 6;  // domain of texts that only show what news of politics looks like
constexpr std::array<int, names::kRegisters> kDomains = {1, 2, 5};  // of the registers, in their order
constexpr int kRegisterEpochs = 6;
constexpr float kRegisterRate = 0.03F, kRegisterPull = 1e-3F;
constexpr uint32_t kRegisterLeast = 3;
constexpr int kSentencesPerDocument = 25;  // of corpora that do not mark their documents

// Set by options.
float pull = 2e-5F;
size_t kept = 190000;         // features of the model
float own_pull = 2e-5F;       // of the weights that one domain has for itself
float own_importance = 2.5F;  // of a sentence of our own domain
uint32_t least = 2;           // times that a feature must occur

struct Example {
  int domain = 0;
  std::vector<names::Cue> cues;
  std::vector<std::pair<uint32_t, uint32_t>> sentences;
  std::vector<uint8_t> gold;
  std::vector<uint8_t> guessed;
  std::vector<std::vector<uint32_t>> rows;  // of each token: rows of its features, shared and own
  std::vector<std::vector<uint32_t>> memory_rows;
};

// Rows of (feature, domain); domain 0 is the shared one.
class Rows {
 public:
  void count(const names::Features& features, int domain) {
    for (const uint64_t f : features) {
      ++counts_[f];
      if (domain != 0) ++counts_[mix(f, static_cast<uint64_t>(domain))];
    }
  }
  void get(const names::Features& features, int domain, std::vector<uint32_t>& out) {
    for (const uint64_t f : features)
      for (const uint64_t key : {f, mix(f, static_cast<uint64_t>(domain))}) {
        const auto seen = counts_.find(key);
        if (key != f && domain == 0) continue;
        if (seen == counts_.end() || seen->second < least) continue;
        const auto [row, is_new] = rows_.try_emplace(key, static_cast<uint32_t>(rows_.size()));
        if (is_new) of_domain_.push_back(key != f);
        if (is_new && key == f) shared_.emplace_back(f, row->second);
        out.push_back(row->second);
      }
  }
  int64_t find(uint64_t feature, int domain) const {
    const auto found = rows_.find(mix(feature, static_cast<uint64_t>(domain)));
    return found == rows_.end() ? -1 : static_cast<int64_t>(found->second);
  }
  size_t size() const { return rows_.size(); }
  const std::vector<bool>& of_domain() const { return of_domain_; }
  const std::vector<std::pair<uint64_t, uint32_t>>& shared() const { return shared_; }

 private:
  std::unordered_map<uint64_t, uint32_t> counts_;
  std::unordered_map<uint64_t, uint32_t> rows_;
  std::vector<std::pair<uint64_t, uint32_t>> shared_;
  std::vector<bool> of_domain_;
};

struct Weights {
  explicit Weights(const Rows& rows) : weight(rows.size()), square(rows.size()), of_domain(rows.of_domain()) {}
  std::vector<Scores> weight, square;
  const std::vector<bool>& of_domain;
  names::Transitions transitions{}, transition_square{};

  void step(float& w, float& s, float gradient) const {
    s += gradient * gradient;
    w -= kRate * gradient / (1e-2F + std::sqrt(s));
  }
};

float log_sum(const float* x, size_t n) {
  const float top = *std::max_element(x, x + n);
  float sum = 0;
  for (size_t i = 0; i < n; ++i) sum += std::exp(x[i] - top);
  return top + std::log(sum);
}

bool allowed(size_t from, size_t to) {
  return !names::is_inside(static_cast<uint8_t>(to)) || from == to || from + 1 == to;
}

void score_tokens(const Weights& w, const Example& e, uint32_t begin, uint32_t end, bool memory,
                  std::vector<Scores>& out) {
  out.assign(end - begin, Scores{});
  for (uint32_t i = begin; i < end; ++i) {
    Scores& s = out[i - begin];
    for (const uint32_t row : e.rows[i])
      for (size_t t = 0; t < kTags; ++t) s[t] += w.weight[row][t];
    if (!memory || e.memory_rows.empty()) continue;
    for (const uint32_t row : e.memory_rows[i])
      for (size_t t = 0; t < kTags; ++t) s[t] += w.weight[row][t];
  }
}

// One gradient step on one sentence.
void learn(Weights& w, const Example& e, uint32_t begin, uint32_t end, bool memory, float importance) {
  const size_t n = end - begin;
  if (n == 0) return;
  std::vector<Scores> scores;
  score_tokens(w, e, begin, end, memory, scores);
  constexpr float kNever = -1e9F;
  std::vector<Scores> forward(n), backward(n);
  const auto passes = [&](size_t from, size_t to) { return allowed(from, to) ? w.transitions[from][to] : kNever; };
  for (size_t t = 0; t < kTags; ++t) forward[0][t] = scores[0][t] + passes(0, t);
  for (size_t i = 1; i < n; ++i)
    for (size_t t = 0; t < kTags; ++t) {
      float x[kTags];
      for (size_t f = 0; f < kTags; ++f) x[f] = forward[i - 1][f] + passes(f, t);
      forward[i][t] = log_sum(x, kTags) + scores[i][t];
    }
  backward[n - 1].fill(0);
  for (size_t i = n - 1; i-- > 0;)
    for (size_t f = 0; f < kTags; ++f) {
      float x[kTags];
      for (size_t t = 0; t < kTags; ++t) x[t] = passes(f, t) + scores[i + 1][t] + backward[i + 1][t];
      backward[i][f] = log_sum(x, kTags);
    }
  const float total = log_sum(forward[n - 1].data(), kTags);
  names::Transitions expected{};
  for (size_t i = 0; i < n; ++i) {
    const uint8_t gold = e.gold[begin + i];
    Scores gradient;
    for (size_t t = 0; t < kTags; ++t)
      gradient[t] = importance * (std::exp(forward[i][t] + backward[i][t] - total) - (t == gold ? 1.0F : 0.0F));
    const auto update = [&](const std::vector<uint32_t>& rows) {
      for (const uint32_t row : rows) {
        const float by = w.of_domain[row] ? own_pull : pull;
        for (size_t t = 0; t < kTags; ++t)
          w.step(w.weight[row][t], w.square[row][t], gradient[t] + by * w.weight[row][t]);
      }
    };
    update(e.rows[begin + i]);
    if (memory && !e.memory_rows.empty()) update(e.memory_rows[begin + i]);
    const uint8_t before = i == 0 ? names::kOutside : e.gold[begin + i - 1];
    for (size_t f = 0; f < kTags; ++f)
      for (size_t t = 0; t < kTags; ++t) {
        if (!allowed(f, t) || (i == 0 && f != 0)) continue;
        const float from = i == 0 ? 0 : forward[i - 1][f];
        expected[f][t] += std::exp(from + passes(f, t) + scores[i][t] + backward[i][t] - total);
      }
    expected[before][gold] -= 1;
  }
  for (size_t f = 0; f < kTags; ++f)
    for (size_t t = 0; t < kTags; ++t)
      if (expected[f][t] != 0) w.step(w.transitions[f][t], w.transition_square[f][t], importance * expected[f][t]);
}

void train(Weights& w, const std::vector<const Example*>& examples, int epochs, bool memory) {
  struct Item {
    const Example* example;
    uint32_t begin, end;
  };
  std::vector<Item> items;
  for (const Example* e : examples)
    for (const auto& [begin, end] : e->sentences) items.push_back({e, begin, end});
  std::mt19937 random(7);
  std::vector<Scores> sum(w.weight.size());
  names::Transitions transition_sum{};
  int summed = 0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
    for (const Item& item : items)
      learn(w, *item.example, item.begin, item.end, memory && random() % 2 == 0,
            item.example->domain == 1 ? own_importance : 1.0F);
    if (epoch < epochs / 3) continue;
    for (size_t row = 0; row < sum.size(); ++row)
      for (size_t t = 0; t < kTags; ++t) sum[row][t] += w.weight[row][t];
    for (size_t f = 0; f < kTags; ++f)
      for (size_t t = 0; t < kTags; ++t) transition_sum[f][t] += w.transitions[f][t];
    ++summed;
  }
  // The mean over the later epochs swings less than the last one.
  const auto mean = [summed](Scores& weights, const Scores& total) {
    for (size_t t = 0; t < kTags; ++t) weights[t] = total[t] / static_cast<float>(summed);
  };
  for (size_t row = 0; row < sum.size(); ++row) mean(w.weight[row], sum[row]);
  for (size_t f = 0; f < kTags; ++f) mean(w.transitions[f], transition_sum[f]);
}

void guess(const Weights& w, Example& e) {
  e.guessed.assign(e.gold.size(), names::kOutside);
  std::vector<Scores> scores;
  std::vector<names::Bests> scratch;
  for (const auto& [begin, end] : e.sentences) {
    score_tokens(w, e, begin, end, false, scores);
    names::best_tags(scores, w.transitions, std::span(e.guessed).subspan(begin, end - begin), scratch);
  }
}

class Data {
 public:
  explicit Data(const reading::Reader& reader)
      : reader_(reader),
        gazetteer_(reader.lexicon().blob("names/gazetteer")),
        groups_(reader.lexicon().blob("names/groups")) {}

  Result<void> add_gold(const std::string& path, int domain, const std::vector<std::string>& without) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      Result<Document> doc = reading::gold_document(reader_, line);
      if (!doc) return doc.error();
      if (std::any_of(without.begin(), without.end(), [&](const auto& p) { return doc->meta.id.starts_with(p); }))
        continue;
      Example example = example_of(*doc, domain);
      for (const Mention& m : doc->mentions) mark(example, m.first_token, m.last_token, m.type);
      examples.push_back(std::move(example));
    }
    return {};
  }

  void add_conll(const std::string& path, int domain) {
    std::ifstream in(path);
    std::vector<std::vector<std::pair<std::string, std::string>>> sentences(1);
    for (std::string line; std::getline(in, line);) {
      std::istringstream parts(line);
      std::string word, tag, more;
      if (!(parts >> word >> tag)) {
        if (!sentences.back().empty()) sentences.emplace_back();
        if (sentences.size() > kSentencesPerDocument) {
          add_sentences(sentences, domain);
          sentences.assign(1, {});
        }
        continue;
      }
      while (kind_of(tag) < 0 && parts >> more) tag = more;  // nested tags: the first that is a name
      sentences.back().emplace_back(word, tag);
    }
    add_sentences(sentences, domain);
  }

  std::vector<Example> examples;

 private:
  Example example_of(Document& doc, int domain) const {
    Example example;
    example.domain = domain;
    example.cues = names::make_cues(doc, gazetteer_, groups_);
    example.gold.assign(doc.tokens.size(), names::kOutside);
    for (const Sentence& s : doc.sentences) example.sentences.emplace_back(s.first_token, s.last_token);
    return example;
  }

  static void mark(Example& e, uint32_t first, uint32_t last, EntityType type) {
    for (uint32_t t = first; t < last && t < e.gold.size(); ++t)
      e.gold[t] = t == first ? names::begin_tag(type) : names::inside_tag(type);
  }

  static int kind_of(const std::string& tag) {
    const std::string kind = tag.substr(tag.find('-') == std::string::npos ? 0 : tag.find('-') + 1);
    if (kind == "PERS" || kind == "PER") return 0;
    if (kind == "ORG") return 1;
    if (kind == "GPE") return 2;
    if (kind == "LOC") return 3;
    return -1;
  }

  void add_sentences(const std::vector<std::vector<std::pair<std::string, std::string>>>& sentences, int domain) {
    struct Marked {
      uint32_t begin, end;
      int kind;
    };
    std::string text;
    std::vector<Marked> names;
    for (const auto& sentence : sentences) {
      if (sentence.empty()) continue;
      int open = -1;
      for (const auto& [word, tag] : sentence) {
        const int kind = kind_of(tag);
        const auto begin = static_cast<uint32_t>(text.size());
        text += word;
        const auto end = static_cast<uint32_t>(text.size());
        text += ' ';
        if (kind >= 0 && kind == open && tag.starts_with("I-")) names.back().end = end;
        else if (kind >= 0) names.push_back({begin, end, kind});
        open = kind;
      }
      text.back() = '\n';
    }
    if (text.empty()) return;
    Document doc = reader_.prepare(text, {});
    reader_.run(doc, "names");
    Example example = example_of(doc, domain);
    for (const Marked& m : names) {
      const uint32_t first = doc.token_at(m.begin), last = doc.token_at(m.end - 1) + 1;
      if (first >= doc.tokens.size()) continue;
      mark(example, first, last, settled(example.cues[first], m.kind));
    }
    examples.push_back(std::move(example));
  }

  // Other data sets tell fewer kinds of places apart, and take states for organisations.
  static EntityType settled(const names::Cue& first, int kind) {
    const bool state = (first.phrase & 0x23) != 0;  // begins a known country, city or seat
    const bool nature = (first.phrase & 4) != 0 || (first.known & names::kPlaceHead) != 0;
    if (kind == 0) return EntityType::kPerson;
    if (kind == 1) return (first.phrase & 1) != 0 ? EntityType::kGpe : EntityType::kOrganisation;
    if (state) return EntityType::kGpe;
    return nature ? EntityType::kLocation : EntityType::kGpe;
  }

  const reading::Reader& reader_;
  names::Gazetteer gazetteer_;
  names::WordGroups groups_;
};

void collect(std::vector<Example>& examples, Rows& rows) {
  names::Features features;
  const auto each = [&](const Example& e, auto use) {
    for (const auto& [begin, end] : e.sentences) {
      const auto sentence = std::span(e.cues).subspan(begin, end - begin);
      for (size_t i = 0; i < sentence.size(); ++i) {
        features.clear();
        names::token_features<names::kAllGroups>(sentence, i, features);
        use(begin + i);
      }
    }
  };
  for (Example& e : examples) each(e, [&](size_t) { rows.count(features, e.domain); });
  for (Example& e : examples) {
    e.rows.resize(e.cues.size());
    each(e, [&](size_t token) { rows.get(features, e.domain, e.rows[token]); });
  }
}

void collect_memory(std::vector<Example>& examples, Rows& rows) {
  names::Features features;
  for (const bool counting : {true, false})
    for (Example& e : examples) {
      const names::DocumentMemory memories(e.cues, e.guessed);
      e.memory_rows.resize(e.cues.size());
      names::Memory memory;
      for (size_t i = 0; i < e.cues.size(); ++i) {
        if (!memories.recall(i, memory)) continue;
        features.clear();
        names::memory_features(e.cues[i], memory, features);
        if (counting) rows.count(features, e.domain);
        else rows.get(features, e.domain, e.memory_rows[i]);
      }
    }
}

// Of each feature the shared weights with those of a register's own domain, register by register.
Result<void> write(const Weights& w, const Rows& rows, const std::string& path) {
  std::vector<std::pair<float, model::PackedRow>> all;
  for (const auto& [feature, row] : rows.shared()) {
    model::PackedRow packed{feature, {}};
    float top = 0;
    for (size_t set = 0; set < names::kRegisters; ++set) {
      const int64_t own = rows.find(feature, kDomains[set]);
      for (size_t t = 0; t < kTags; ++t) {
        const float weight = w.weight[row][t] + (own < 0 ? 0 : w.weight[static_cast<size_t>(own)][t]);
        packed.second[set * kTags + t] = weight;
        top = std::max(top, std::abs(weight));
      }
    }
    all.push_back({top, packed});
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.first < b.second.first;
  });
  std::printf("%zu features, the last one kept weighs %.3f\n", all.size(), all[std::min(all.size(), kept) - 1].first);
  if (all.size() > kept) all.resize(kept);
  std::vector<model::PackedRow> packed;
  for (uint8_t f = 0; f < kTags; ++f) {
    packed.push_back({names::transition_feature(f), {}});
    for (size_t set = 0; set < names::kRegisters; ++set)
      std::copy(w.transitions[f].begin(), w.transitions[f].end(),
                packed.back().second.begin() + static_cast<ptrdiff_t>(set * kTags));
  }
  for (const auto& [top, row] : all) packed.push_back(row);
  return model::write_packed(path, packed);
}

// Learns to tell the kinds of text apart, sentence by sentence: domains 1, 2 and 5 are the registers in their order.
Result<void> train_register(const std::vector<Example>& examples, const std::string& path) {
  struct Item {
    std::vector<uint64_t> features;
    size_t label;
  };
  std::vector<Item> items;
  for (const Example& e : examples) {
    if (e.domain != 1 && e.domain != kRegisterOnly && e.domain != 2 && e.domain != 5) continue;
    for (const auto& [begin, end] : e.sentences) {
      items.push_back({{}, e.domain == 1 || e.domain == kRegisterOnly ? 0U : e.domain == 2 ? 1U : 2U});
      names::Features word;
      for (uint32_t i = begin; i < end; ++i) {
        word.clear();
        names::register_features(e.cues[i], word);
        items.back().features.insert(items.back().features.end(), word.begin(), word.end());
      }
    }
  }
  model::Trainer trainer({"politics", "general", "encyclopaedia"});
  std::mt19937 random(5);
  for (int epoch = 0; epoch < kRegisterEpochs; ++epoch) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
    for (const Item& item : items) trainer.learn(item.features, item.label, kRegisterRate, kRegisterPull);
  }
  return trainer.write(path, 0, kRegisterLeast * kRegisterEpochs);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr,
                 "usage: train_names HOME FOLDER [--gold FILE] [--conll DOMAIN FILE] [--without PREFIX] "
                 "[--pull X] [--least N] [--keep N]\n");
    return 2;
  }
  const auto reader = reading::Reader::open(argv[1]);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 1;
  }
  std::vector<std::string> without;
  std::vector<std::pair<int, std::string>> gold;
  Data data(*reader);
  for (int i = 3; i + 1 < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--without") without.emplace_back(argv[++i]);
    else if (option == "--gold") {
      gold.emplace_back(std::atoi(argv[i + 1]), argv[i + 2]);
      i += 2;
    } else if (option == "--pull") pull = std::strtof(argv[++i], nullptr);
    else if (option == "--least") least = static_cast<uint32_t>(std::atoi(argv[++i]));
    else if (option == "--keep") kept = static_cast<size_t>(std::atoll(argv[++i]));
    else if (option == "--own-pull") own_pull = std::strtof(argv[++i], nullptr);
    else if (option == "--own-importance") own_importance = std::strtof(argv[++i], nullptr);
    else if (option == "--conll") {
      data.add_conll(argv[i + 2], std::atoi(argv[i + 1]));
      i += 2;
    }
  }
  for (const auto& [domain, path] : gold)
    if (const Result<void> added = data.add_gold(path, domain, without); !added) {
      std::fprintf(stderr, "%s\n", added.error().message.c_str());
      return 1;
    }
  const Result<void> judged = train_register(data.examples, std::string(argv[2]) + "/names_register.model");
  std::erase_if(data.examples, [](const Example& e) { return e.domain == kRegisterOnly; });
  Rows rows;
  collect(data.examples, rows);
  std::printf("%zu documents, %zu rows\n", data.examples.size(), rows.size());
  for (int fold = 0; fold < kFolds; ++fold) {
    std::vector<const Example*> others;
    for (size_t i = 0; i < data.examples.size(); ++i)
      if (static_cast<int>(i % kFolds) != fold) others.push_back(&data.examples[i]);
    Weights w(rows);
    train(w, others, kFoldEpochs, false);
    for (size_t i = 0; i < data.examples.size(); ++i)
      if (static_cast<int>(i % kFolds) == fold) guess(w, data.examples[i]);
    std::printf("fold %d\n", fold + 1);
  }
  collect_memory(data.examples, rows);
  std::vector<const Example*> all;
  for (const Example& e : data.examples) all.push_back(&e);
  Weights w(rows);
  train(w, all, kEpochs, true);
  const Result<void> written = judged ? write(w, rows, std::string(argv[2]) + "/names.model") : judged;
  if (!written) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}
