// SPDX-License-Identifier: Apache-2.0
#include "names/tagger.h"

#include <algorithm>

namespace isnad::names {

void best_tags(std::span<const Scores> scores, const Transitions& transitions, std::span<uint8_t> tags) {
  constexpr float kNever = -1e30F;
  const size_t n = scores.size();
  if (n == 0) return;
  std::vector<std::array<uint8_t, kTags>> back(n);
  Scores best{};
  for (size_t to = 0; to < kTags; ++to)
    best[to] = is_inside(static_cast<uint8_t>(to)) ? kNever : scores[0][to] + transitions[0][to];
  for (size_t i = 1; i < n; ++i) {
    Scores next;
    for (size_t to = 0; to < kTags; ++to) {
      float top = kNever * 2;
      uint8_t from_tag = 0;
      const auto consider = [&](size_t from) {
        const float score = best[from] + transitions[from][to];
        if (score > top) {
          top = score;
          from_tag = static_cast<uint8_t>(from);
        }
      };
      if (is_inside(static_cast<uint8_t>(to))) {
        consider(to);
        consider(to - 1);
      } else {
        for (size_t from = 0; from < kTags; ++from) consider(from);
      }
      next[to] = top + scores[i][to];
      back[i][to] = from_tag;
    }
    best = next;
  }
  auto tag = static_cast<uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t i = n; i-- > 0;) {
    tags[i] = tag;
    tag = back[i][tag];
  }
}

DocumentMemory::DocumentMemory(std::span<const Cue> cues, std::span<const uint8_t> tags) : cues_(cues), tags_(tags) {
  size_t slots = 64;
  while (slots < cues.size() * 2) slots *= 2;
  slots_.resize(slots);
  for (size_t i = 0; i < cues.size(); ++i) {
    if (cues[i].kind != TokenKind::kWord) continue;
    Slot& found = slots_[slot(cues[i].stem)];
    found.stem = cues[i].stem;
    note(i, found.memory, 1);
  }
}

size_t DocumentMemory::slot(uint64_t stem) const {
  size_t at = (stem >> 7) & (slots_.size() - 1);
  while (slots_[at].stem != 0 && slots_[at].stem != stem) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void DocumentMemory::note(size_t i, Memory& memory, int by) const {
  const uint8_t tag = tags_[i];
  const auto add = [by](uint16_t& count) { count = static_cast<uint16_t>(count + by); };
  add(memory.tags[tag == kOutside ? 0 : 1 + static_cast<int>(type_of(tag))]);
  if (tag == kOutside || type_of(tag) != EntityType::kPerson) return;
  const bool goes_on = i + 1 < tags_.size() && tags_[i + 1] == inside_tag(EntityType::kPerson);
  if (is_inside(tag) && !goes_on) add(memory.last_of_name);
  if (is_begin(tag) && goes_on) add(memory.first_of_name);
}

bool DocumentMemory::recall(size_t i, Memory& memory) const {
  if (cues_[i].kind != TokenKind::kWord) return false;
  memory = slots_[slot(cues_[i].stem)].memory;
  note(i, memory, -1);
  return memory.tags[0] + memory.tags[1] + memory.tags[2] + memory.tags[3] + memory.tags[4] > 0;
}

Result<Tagger> Tagger::open(const model::Models& models) {
  Result<model::Linear> model = models.open("names");
  if (!model) return model.error();
  if (model->labels() != kTags) return Error{"models/names.model: has other labels than this program"};
  Tagger tagger;
  tagger.model_ = std::move(*model);
  for (uint8_t from = 0; from < kTags; ++from) {
    Scores row{};
    tagger.model_.add(transition_feature(from), row.data());
    tagger.transitions_[from] = row;
  }
  return tagger;
}

std::vector<uint8_t> Tagger::tag(const Document& doc, const std::vector<Cue>& cues) const {
  std::vector<Scores> scores(cues.size());
  std::vector<uint8_t> tags(cues.size());
  Features features;
  const auto decode = [&] {
    for (const Sentence& s : doc.sentences)
      best_tags(std::span(scores).subspan(s.first_token, s.last_token - s.first_token), transitions_,
                std::span(tags).subspan(s.first_token, s.last_token - s.first_token));
  };
  for (const Sentence& s : doc.sentences) {
    const std::span<const Cue> sentence = std::span(cues).subspan(s.first_token, s.last_token - s.first_token);
    for (size_t i = 0; i < sentence.size(); ++i) {
      features.clear();
      token_features(sentence, i, features);
      Scores& score = scores[s.first_token + i];
      score.fill(0);
      model_.add(features, score.data());
    }
  }
  decode();
  const DocumentMemory memories(cues, tags);
  Memory memory;
  for (size_t i = 0; i < cues.size(); ++i) {
    if (!memories.recall(i, memory)) continue;
    features.clear();
    memory_features(cues[i], memory, features);
    model_.add(features, scores[i].data());
  }
  decode();
  return tags;
}

}  // namespace isnad::names
