// SPDX-License-Identifier: Apache-2.0
#include "lexicon/phrase_index.h"

#include <algorithm>

#include "text/letters.h"

namespace isnad::lexicon {

void PhraseIndex::add(std::string_view phrase, uint32_t value) {
  const std::string key = text::fold(phrase);
  Phrase entry;
  entry.value = value;
  size_t space = key.find(' ');
  std::string first = key.substr(0, space);
  while (space != std::string::npos) {
    const size_t next = key.find(' ', space + 1);
    entry.rest.push_back(key.substr(space + 1, next == std::string::npos ? next : next - space - 1));
    space = next;
  }
  pending_.emplace_back(std::move(first), std::move(entry));
}

void PhraseIndex::finish() {
  for (auto& [first, phrase] : pending_) {
    uint32_t group = index_.find(first);
    if (group == WordIndex::kMissing) {
      group = static_cast<uint32_t>(groups_.size());
      groups_.emplace_back();
      index_.add(first, group);
    }
    groups_[group].push_back(std::move(phrase));
  }
  pending_.clear();
  for (auto& group : groups_)
    std::stable_sort(group.begin(), group.end(),
                     [](const Phrase& a, const Phrase& b) { return a.rest.size() > b.rest.size(); });
}

PhraseIndex::Match PhraseIndex::match(std::span<const Token> tokens, uint32_t at, uint32_t end,
                                      std::string_view key) const {
  const uint32_t group = index_.find(key);
  if (group == WordIndex::kMissing) return {};
  for (const Phrase& phrase : groups_[group]) {
    if (at + phrase.rest.size() >= end) continue;
    bool all = true;
    for (size_t i = 0; i < phrase.rest.size() && all; ++i) all = tokens[at + 1 + i].key == phrase.rest[i];
    if (all) return {phrase.value, static_cast<uint8_t>(phrase.rest.size() + 1)};
  }
  return {};
}

}  // namespace isnad::lexicon
