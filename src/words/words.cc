// SPDX-License-Identifier: Apache-2.0
// Left to right, greedily: a word's candidates are kept with the score that the word itself gives them, from one
// document to the next; only what the neighbours show is added at each place.
#include "words/words.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <span>

#include "base/hash.h"
#include "base/pool.h"
#include "words/choose.h"

namespace isnad::words {

namespace {

constexpr float kPriorWeight = 3;     // of one doubling of frequency, against weights that training moves by one
constexpr size_t kKept = 8;           // candidates that are weighed against their neighbours
constexpr float kPassiveDoubt = 4;    // news has fewer passives than the treebank, which is translated
constexpr float kFar = 12;            // neighbours seldom lift a candidate by more
constexpr size_t kMostFeatures = 16;  // of one candidate: no more templates stand in choose.h, word or context
constexpr size_t kShown = 5;          // the chosen reading and four others

constexpr size_t kMostTypes = 1 << 14;  // that a thread remembers: about 4 MB, and four of five words of news

// A spelling with its candidates: [first, first + count) of the remembered candidates.
struct Type {
  uint64_t hash = 0;
  uint64_t neighbour = 0;
  uint32_t first = 0;
  uint16_t count = 0;
  uint16_t likely = 0;
  uint64_t document = 0;     // the last one that it stood in
  uint32_t first_token = 0;  // of its tokens there
};

// The types that one thread has met. What it remembers changes no reading, only how soon it is there.
class Memory {
 public:
  static Memory& of_thread(uint64_t instance) {
    thread_local Memory memory;
    if (memory.instance_ != instance || memory.types_.size() > kMostTypes) memory = Memory();
    memory.instance_ = instance;
    return memory;
  }

  // Begins a document of so many words and makes room for them.
  void begin(size_t words) {
    ++document_;
    size_t slots = std::max<size_t>(slots_.size(), 1024);
    while (slots < 2 * (types_.size() + words)) slots *= 2;
    if (slots == slots_.size()) return;
    slots_.assign(slots, 0);
    for (size_t t = 0; t < types_.size(); ++t) slots_[slot(types_[t].hash)] = static_cast<uint32_t>(t + 1);
  }
  // Number of token i's type, made by make(key) where it is new. `key` of make() lives as long as the memory.
  template <class Make>
  int32_t type(const Token& token, size_t i, Make make) {
    const uint64_t hash = hash64(token.form);
    const size_t at = slot(hash);
    if (slots_[at] == 0) {
      types_.push_back({hash, neighbour(token), static_cast<uint32_t>(candidates_.size()), 0, 0, 0, 0});
      slots_[at] = static_cast<uint32_t>(types_.size());
      make(keys_.keep(token.key), types_.back());
    }
    Type& found = types_[slots_[at] - 1];
    if (found.document != document_) found.first_token = static_cast<uint32_t>(i);
    found.document = document_;
    return static_cast<int32_t>(slots_[at] - 1);
  }
  const Type& type(int32_t number) const { return types_[static_cast<size_t>(number)]; }
  const Candidate& candidate(const Type& type, size_t k) const { return candidates_[type.first + k]; }
  std::vector<Candidate>& candidates() { return candidates_; }

 private:
  size_t slot(uint64_t hash) const {
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != 0 && types_[slots_[at] - 1].hash != hash) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  uint64_t instance_ = 0, document_ = 0;
  std::vector<uint32_t> slots_;  // open addressing by the hash of the form: type + 1, 0 free
  std::vector<Type> types_;
  std::vector<Candidate> candidates_;
  Pool keys_;
};

class Chooser {
 public:
  Chooser(const CandidateMaker& maker, const model::Linear* model, Memory& memory, Document& doc)
      : maker_(maker), model_(model), memory_(memory), doc_(doc) {
    memory.begin(doc.tokens.size());
    type_of_.resize(doc.tokens.size(), kNoIndex);
  }

  void run() {
    for (size_t i = 0; i < doc_.tokens.size(); ++i)
      if (doc_.tokens[i].kind == TokenKind::kWord) type_of_[i] = type(i);
    doc_.analyses.reserve(doc_.analyses.size() + 3 * doc_.tokens.size());
    for (size_t i = 0; i < doc_.tokens.size(); ++i) token(i);
  }

 private:
  int32_t type(size_t i) {
    const Token& token = doc_.tokens[i];
    return memory_.type(token, i, [&](std::string_view key, Type& made) {
      maker_.make(token.form, key, list_);
      const Spelling word(key);
      for (Candidate& c : list_) c.score = own_score(word, c);
      keep_best(made);
    });
  }

  float own_score(const Spelling& word, const Candidate& c) {
    size_t count = 0;
    float score = prior(c) - (c.analysis.voice == Voice::kPassive ? kPassiveDoubt : 0.0F);
    if (model_ != nullptr && list_.size() > 1)
      word_features(word, c, &list_[0], list_.size(), [&](uint64_t f) { features_[count++] = f; });
    if (count > 0) model_->add_single(std::span(features_).first(count), score);
    return score;
  }

  // Takes the best of list_ over, equal readings once.
  void keep_best(Type& type) {
    std::vector<Candidate>& candidates = memory_.candidates();
    const Candidate& by_frequency = likely(&list_[0], list_.size());
    std::array<const Candidate*, kMaxCandidates> order;
    for (size_t k = 0; k < list_.size(); ++k) {
      size_t at = k;
      for (; at > 0 && order[at - 1]->score < list_[k].score; --at) order[at] = order[at - 1];
      order[at] = &list_[k];
    }
    for (size_t k = 0; k < list_.size() && type.count < kKept; ++k) {
      const auto same = [&](const Candidate& kept) { return equal(kept.analysis, order[k]->analysis); };
      const auto begin = candidates.begin() + type.first;
      if (std::any_of(begin, candidates.end(), same)) continue;
      if (equal(order[k]->analysis, by_frequency.analysis)) type.likely = type.count;
      candidates.push_back(*order[k]);
      ++type.count;
    }
  }

  static bool equal(const Analysis& a, const Analysis& b) {
    return a.lemma == b.lemma && tag_of(a) == tag_of(b) && clitics_of(a) == clitics_of(b) &&
           a.stem_begin == b.stem_begin && a.number == b.number && a.person == b.person && a.gender == b.gender;
  }

  void token(size_t i) {
    Token& token = doc_.tokens[i];
    token.first_analysis = static_cast<uint32_t>(doc_.analyses.size());
    if (type_of_[i] == kNoIndex) {
      Analysis other;
      other.pos = token.kind == TokenKind::kPunct    ? Pos::kPunct
                  : token.kind == TokenKind::kNumber ? Pos::kNumber
                                                     : Pos::kForeign;
      doc_.analyses.push_back(other);
      token.analyses = 1;
      return;
    }
    const Type& type = memory_.type(type_of_[i]);
    order(i, type);
    const size_t shown = std::min<size_t>(ranked_, kShown);
    for (size_t k = 0; k < shown; ++k) show(memory_.candidate(type, rank_[k]), type);
    token.analyses = static_cast<uint8_t>(shown);
  }

  // A guessed lemma ends the word's key: it is taken from the document, which outlives this thread's memory, and from
  // the first token of the spelling, by which the names stage knows an unknown word when it first stands there.
  void show(const Candidate& c, const Type& type) {
    doc_.analyses.push_back(c.analysis);
    const std::string_view key = doc_.tokens[type.first_token].key;
    std::string_view& lemma = doc_.analyses.back().lemma;
    if (c.guess) lemma = key.substr(key.size() - lemma.size());
  }

  // Fills rank_ with the best candidates, the best first.
  void order(size_t i, const Type& type) {
    ranked_ = 0;
    const Context context = context_of(i);
    const float best = memory_.candidate(type, 0).score;
    for (uint32_t k = 0; k < type.count; ++k) {
      const Candidate& c = memory_.candidate(type, k);
      float score = c.score;
      if (model_ != nullptr && type.count > 1 && c.score + kFar > best) add_context(c, context, score);
      insert(k, score);
    }
  }

  void add_context(const Candidate& c, const Context& context, float& score) {
    size_t count = 0;
    context_features(c, context, [&](uint64_t f) { features_[count++] = f; });
    model_->add_single(std::span(features_).first(count), score);
  }

  void insert(uint32_t k, float score) {
    size_t at = ranked_;
    while (at > 0 && scores_[at - 1] < score) --at;
    if (at >= kShown) return;
    ranked_ = std::min(ranked_ + 1, kShown);
    for (size_t j = ranked_ - 1; j > at; --j) rank_[j] = rank_[j - 1], scores_[j] = scores_[j - 1];
    rank_[at] = k;
    scores_[at] = score;
  }

  uint64_t neighbour_at(size_t i) const {
    return type_of_[i] == kNoIndex ? neighbour(doc_.tokens[i]) : memory_.type(type_of_[i]).neighbour;
  }

  Context context_of(size_t i) const {
    Context context;
    const Sentence& sentence = doc_.sentences[doc_.tokens[i].sentence];
    if (i > sentence.first_token) {
      context.previous = neighbour_at(i - 1);
      context.previous_choice = &doc_.analyses[doc_.tokens[i - 1].first_analysis];
    }
    if (i + 1 < sentence.last_token) {
      context.next = neighbour_at(i + 1);
      if (type_of_[i + 1] != kNoIndex) {
        const Type& type = memory_.type(type_of_[i + 1]);
        context.next_likely = &memory_.candidate(type, type.likely);
      }
    }
    return context;
  }

  const CandidateMaker& maker_;
  const model::Linear* model_;
  Memory& memory_;
  Document& doc_;
  std::vector<int32_t> type_of_;  // type of each token, kNoIndex for what is no word
  CandidateList list_;
  std::array<uint64_t, kMostFeatures> features_{};
  uint32_t rank_[kShown] = {};
  float scores_[kShown] = {};
  size_t ranked_ = 0;
};

}  // namespace

float prior(const Candidate& c) {
  const Analysis& a = c.analysis;
  const int clitics = (a.enclitic_person != 0 ? 2 : 0) + ((a.proclitics & ~kArticle) != 0 ? 1 : 0);
  const bool first_singular = a.person == 1 && a.number == Number::kSingular;
  const int rare = (a.tense == Tense::kImperative ? 8 : 0) + (a.voice == Voice::kPassive ? 6 : 0) +
                   (a.pos == Pos::kVerb && (first_singular || a.person == 2) ? 4 : 0);
  return kPriorWeight * static_cast<float>(c.frequency + (c.exact ? 4 : 0) - (c.guess ? 8 : 0) - clitics - rare);
}

const Candidate& likely(const Candidate* candidates, size_t count) {
  return *std::max_element(candidates, candidates + count,
                           [&](const Candidate& a, const Candidate& b) { return prior(a) < prior(b); });
}

Result<Words> Words::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  Words stage;
  Result<Forms> forms = Forms::open(lexicon.blob("words/forms"));
  if (!forms) return forms.error();
  Result<Clitics> clitics = Clitics::open(lexicon);
  if (!clitics) return clitics.error();
  stage.maker_ = CandidateMaker(*forms, std::move(*clitics));
  if (Result<model::Linear> model = models.open("words"); model)
    if (model->labels() == 1) stage.model_ = std::make_shared<const model::Linear>(std::move(*model));
  static std::atomic<uint64_t> instances = 0;
  stage.instance_ = ++instances;
  return stage;
}

void Words::run(Document& doc) const { Chooser(maker_, model_.get(), Memory::of_thread(instance_), doc).run(); }

}  // namespace isnad::words
