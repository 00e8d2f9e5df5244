// SPDX-License-Identifier: Apache-2.0
// Left to right, greedily: a word's candidates are made once a document and kept with the score that the word itself
// gives them; only what the neighbours show is added at each place.
#include "words/words.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/hash.h"
#include "words/choose.h"

namespace isnad::words {

namespace {

constexpr float kPriorWeight = 3;     // of one doubling of frequency, against weights that training moves by one
constexpr size_t kKept = 8;           // candidates that are weighed against their neighbours
constexpr float kPassiveDoubt = 4;    // news has fewer passives than the treebank, which is translated
constexpr float kFar = 12;            // neighbours seldom lift a candidate by more
constexpr size_t kMostFeatures = 16;  // of one candidate: no more templates stand in choose.h, word or context
constexpr size_t kShown = 5;          // the chosen reading and four others

// A spelling with its candidates: [first, first + count) of the document's candidates.
struct Type {
  uint64_t hash = 0;
  uint32_t first = 0;
  uint32_t count = 0;
  uint32_t likely = 0;
};

class Chooser {
 public:
  Chooser(const CandidateMaker& maker, const model::Linear* model, Document& doc)
      : maker_(maker), model_(model), doc_(doc) {
    size_t slots = 64;
    while (slots < 2 * doc.tokens.size()) slots *= 2;
    types_.resize(slots);
    type_of_.resize(doc.tokens.size(), kNoIndex);
    candidates_.reserve(4 * doc.tokens.size());
  }

  void run() {
    for (size_t i = 0; i < doc_.tokens.size(); ++i)
      if (doc_.tokens[i].kind == TokenKind::kWord) type_of_[i] = type(doc_.tokens[i]);
    doc_.analyses.reserve(doc_.analyses.size() + 3 * doc_.tokens.size());
    for (size_t i = 0; i < doc_.tokens.size(); ++i) token(i);
  }

 private:
  int32_t type(const Token& token) {
    const uint64_t hash = hash64(token.form) | 1;
    size_t slot = hash & (types_.size() - 1);
    while (types_[slot].hash != 0 && types_[slot].hash != hash) slot = (slot + 1) & (types_.size() - 1);
    Type& found = types_[slot];
    if (found.hash == 0) {
      maker_.make(token.form, token.key, list_);
      for (Candidate& c : list_) c.score = own_score(token, c);
      found = {hash, static_cast<uint32_t>(candidates_.size()), 0, 0};
      keep_best(found);
    }
    return static_cast<int32_t>(slot);
  }

  float own_score(const Token& token, const Candidate& c) {
    size_t count = 0;
    float score = prior(c) - (c.analysis.voice == Voice::kPassive ? kPassiveDoubt : 0.0F);
    if (model_ != nullptr && list_.size() > 1)
      word_features(token, c, &list_[0], list_.size(), [&](uint64_t f) { features_[count++] = f; });
    if (count > 0) model_->add_single(std::span(features_).first(count), score);
    return score;
  }

  // Takes the best of list_ over, equal readings once.
  void keep_best(Type& type) {
    const Candidate& by_frequency = likely(&list_[0], list_.size());
    std::array<const Candidate*, kMaxCandidates> order;
    for (size_t k = 0; k < list_.size(); ++k) order[k] = &list_[k];
    std::stable_sort(order.begin(), order.begin() + list_.size(),
                     [](const Candidate* a, const Candidate* b) { return a->score > b->score; });
    for (size_t k = 0; k < list_.size() && type.count < kKept; ++k) {
      const auto same = [&](const Candidate& kept) { return equal(kept.analysis, order[k]->analysis); };
      const auto begin = candidates_.begin() + type.first;
      if (std::any_of(begin, candidates_.end(), same)) continue;
      if (equal(order[k]->analysis, by_frequency.analysis)) type.likely = type.count;
      candidates_.push_back(*order[k]);
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
    const Type& type = types_[static_cast<size_t>(type_of_[i])];
    order(i, type);
    const size_t shown = std::min<size_t>(ranked_, kShown);
    for (size_t k = 0; k < shown; ++k) doc_.analyses.push_back(candidates_[type.first + rank_[k]].analysis);
    token.analyses = static_cast<uint8_t>(shown);
  }

  // Fills rank_ with the best candidates, the best first.
  void order(size_t i, const Type& type) {
    ranked_ = 0;
    const Context context = context_of(i);
    for (uint32_t k = 0; k < type.count; ++k) {
      const Candidate& c = candidates_[type.first + k];
      float score = c.score;
      if (model_ != nullptr && type.count > 1 && c.score + kFar > candidates_[type.first].score)
        add_context(doc_.tokens[i], c, context, score);
      insert(k, score);
    }
  }

  void add_context(const Token& token, const Candidate& c, const Context& context, float& score) {
    size_t count = 0;
    context_features(token, c, context, [&](uint64_t f) { features_[count++] = f; });
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

  Context context_of(size_t i) const {
    Context context;
    const Sentence& sentence = doc_.sentences[doc_.tokens[i].sentence];
    if (i > sentence.first_token) {
      context.previous = &doc_.tokens[i - 1];
      context.previous_choice = &doc_.analyses[doc_.tokens[i - 1].first_analysis];
    }
    if (i + 1 < sentence.last_token) {
      context.next = &doc_.tokens[i + 1];
      if (type_of_[i + 1] != kNoIndex) {
        const Type& type = types_[static_cast<size_t>(type_of_[i + 1])];
        context.next_likely = &candidates_[type.first + type.likely];
      }
    }
    return context;
  }

  const CandidateMaker& maker_;
  const model::Linear* model_;
  Document& doc_;
  std::vector<Type> types_;       // open addressing by the hash of the form
  std::vector<int32_t> type_of_;  // slot in types_ of each token, kNoIndex for what is no word
  std::vector<Candidate> candidates_;
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
  return stage;
}

void Words::run(Document& doc) const { Chooser(maker_, model_.get(), doc).run(); }

}  // namespace isnad::words
