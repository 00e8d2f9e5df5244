// SPDX-License-Identifier: Apache-2.0
#include "framing/terms.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "base/hash.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::framing {

namespace {

template <class Enum, size_t N>
Enum index_of(const std::string_view (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return static_cast<Enum>(0);
}

constexpr std::string_view kHeads[] = {"office", "rank", "honorific", "profession"};
constexpr std::string_view kPlaces[] = {"before", "after", "after-org", "after-person", "both", "alone"};
constexpr std::string_view kLinks[] = {"", "link", "stop", "filler"};
constexpr std::string_view kStances[] = {"plain", "plus", "minus"};
constexpr size_t kShortest = 4;  // bytes of a stem: two letters

// Words that a thread has last asked for in vain. What it remembers changes no answer, only how soon it is there.
class InVain {
 public:
  bool knows(uint64_t word) const { return words_[word % kWords] == word; }
  void note(uint64_t word) { words_[word % kWords] = word; }

 private:
  static constexpr size_t kWords = 1 << 13;
  std::array<uint64_t, kWords> words_{};
};

}  // namespace

Result<Terms> Terms::open(const lexicon::Lexicon& lexicon) {
  Terms t;
  t.offices_ = lexicon.table("framing/offices");
  t.loaded_ = lexicon.table("framing/loaded");
  t.links_ = lexicon.table("framing/links");
  const lexicon::Table letters = lexicon.table("framing/letters");
  if (!t.offices_.exists() || !t.loaded_.exists() || !t.links_.exists() || !letters.exists())
    return Error{"lexicon: a table under framing/ is missing"};
  for (uint32_t row = 0; row < t.offices_.rows(); ++row)
    t.heads_.push_back(index_of<HeadKind>(kHeads, t.offices_.cell(row, t.offices_.column("kind"))));
  for (uint32_t row = 0; row < t.links_.rows(); ++row)
    t.link_rows_.push_back(index_of<Link>(kLinks, t.links_.cell(row, t.links_.column("role"))));
  for (uint32_t row = 0; row < t.loaded_.rows(); ++row) {
    const std::string folded = text::fold(t.loaded_.cell(row, 0U));
    const size_t space = folded.find(' ');
    t.rows_.push_back(
        {index_of<Stance>(kStances, t.loaded_.cell(row, t.loaded_.column("stance"))),
         named<DesignationKind>(t.loaded_.cell(row, t.loaded_.column("kind"))).value_or(DesignationKind::kEvaluation),
         index_of<Place>(kPlaces, t.loaded_.cell(row, t.loaded_.column("place"))),
         t.loaded_.cell(row, t.loaded_.column("country")),
         static_cast<uint32_t>(1 + std::count(folded.begin(), folded.end(), ' '))});
    t.firsts_.emplace_back(hash64(std::string_view(folded).substr(0, space)), row);
    t.folded_.push_back(space == std::string::npos ? std::string() : folded.substr(space + 1));
  }
  std::sort(t.firsts_.begin(), t.firsts_.end());
  for (uint32_t row = 0; row < letters.rows(); ++row) {
    const std::string_view what = letters.cell(row, 0U), role = letters.cell(row, letters.column("role"));
    if (role == "conjunction") t.conjunctions_.push_back(what);
    else if (role == "preposition") t.prepositions_.push_back(what);
    else if (role == "pronoun") t.pronouns_.push_back(what);
    else if (role == "article") t.article_ = what;
    else if (role == "li-article") t.li_article_ = what;
    else if (role == "li") t.li_ = what;
    else t.wa_ = what;
  }
  static std::atomic<uint64_t> instances = 0;
  t.instance_ = ++instances;
  return t;
}

bool Terms::has_article(std::string_view key) const { return key.starts_with(article_); }

std::string_view Terms::stem(std::string_view key) const {
  if (key.size() > li_article_.size() + kShortest && key.starts_with(li_article_))
    return key.substr(li_article_.size());
  if (key.size() > article_.size() + kShortest && key.starts_with(article_)) return key.substr(article_.size());
  return key;
}

bool Terms::head_row(std::string_view stem, Head& found) const {
  if (stem.size() < kShortest && stem.size() != 2) return false;
  const auto rows = offices_.find(stem);
  if (!rows.empty()) {
    found.kind = heads_[rows.front()];
    found.stem = stem;
    return true;
  }
  for (const std::string_view pronoun : pronouns_) {
    if (!stem.ends_with(pronoun) || stem.size() < pronoun.size() + 2 * kShortest - 2) continue;
    const auto bare = offices_.find(stem.substr(0, stem.size() - pronoun.size()));
    if (bare.empty()) continue;
    found.kind = heads_[bare.front()];
    found.stem = stem.substr(0, stem.size() - pronoun.size());
    found.definite = true;
    found.pronoun = true;
    return true;
  }
  return false;
}

bool Terms::head(const Token& token, Head& found) const {
  found = {};
  if (token.kind != TokenKind::kWord) return false;
  thread_local InVain no_heads;
  const uint64_t word = mix(instance_, hash64(token.key));
  if (no_heads.knows(word)) return false;
  if (search_head(token, found)) return true;
  no_heads.note(word);
  found = {};
  return false;
}

bool Terms::search_head(const Token& token, Head& found) const {
  std::string_view key = token.key;
  for (int conjoined = 0; conjoined < 2; ++conjoined) {
    if (head_row(key, found)) return true;
    if (key.starts_with(article_) && head_row(key.substr(article_.size()), found)) return found.definite = true;
    if (key.starts_with(li_article_) && head_row(key.substr(li_article_.size()), found)) {
      ++found.letters;
      found.preposition = true;
      return found.definite = true;
    }
    for (const std::string_view preposition : prepositions_) {
      if (!key.starts_with(preposition) || key.size() < preposition.size() + 2 * kShortest - 2) continue;
      const std::string_view rest = key.substr(preposition.size());
      const bool article = rest.starts_with(article_);
      if (!head_row(article ? rest.substr(article_.size()) : rest, found)) continue;
      ++found.letters;
      found.preposition = true;
      found.definite = found.definite || article;
      return true;
    }
    const auto prefix = std::find_if(conjunctions_.begin(), conjunctions_.end(), [&](std::string_view c) {
      return key.starts_with(c) && key.size() >= c.size() + 2 * kShortest - 2;
    });
    if (conjoined == 1 || prefix == conjunctions_.end()) return false;
    key = key.substr(prefix->size());
    found.conjoined = true;
    found.letters = 1;
  }
  return false;
}

bool Terms::try_loaded(const Document& doc, uint32_t token, uint32_t limit, std::string_view key, uint8_t letters,
                       Loaded& found) const {
  const uint64_t hash = hash64(key);
  bool begins = false;
  for (auto it = std::lower_bound(firsts_.begin(), firsts_.end(), std::pair<uint64_t, uint32_t>{hash, 0});
       it != firsts_.end() && it->first == hash; ++it) {
    const LoadedRow& row = rows_[it->second];
    begins = true;
    if (token + row.words > limit || token + row.words <= found.end) continue;
    std::string_view rest = folded_[it->second];
    bool same = true;
    uint32_t end = token + 1;
    for (; end < token + row.words && same; ++end) {
      const size_t space = rest.find(' ');
      const std::string_view word = rest.substr(0, space);
      rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
      const std::string_view other = doc.tokens[end].key;
      // a last clitic, as in "ما يسمى ب", may be written on the next word
      same = other == word || (word.size() == 2 && end + 1 == token + row.words && other.starts_with(word));
      if (same && other != word) break;
    }
    if (!same) continue;
    found = {end, letters, row.stance, row.kind, row.place, row.country, it->second};
  }
  return begins;
}

bool Terms::loaded(const Document& doc, uint32_t token, uint32_t limit, Loaded& found) const {
  found = {};
  const std::string_view key = doc.tokens[token].key;
  if (doc.tokens[token].kind != TokenKind::kWord) return false;
  thread_local InVain no_beginnings;
  const uint64_t whole = mix(instance_, hash64(key));
  if (no_beginnings.knows(whole)) return false;
  bool begins = false;
  std::string_view rest = key;
  uint8_t letters = 0;
  for (int conjoined = 0; conjoined < 2; ++conjoined) {
    begins |= try_loaded(doc, token, limit, rest, letters, found);
    for (const std::string_view preposition : prepositions_)
      if (rest.starts_with(preposition) && rest.size() > preposition.size() + kShortest)
        begins |=
            try_loaded(doc, token, limit, rest.substr(preposition.size()), static_cast<uint8_t>(letters + 1), found);
    if (rest.starts_with(li_article_) && rest.size() > li_article_.size() + kShortest && found.end == 0) {
      char with_article[96];
      const std::string_view body = rest.substr(li_article_.size());
      if (article_.size() + body.size() <= sizeof with_article) {
        std::copy(article_.begin(), article_.end(), with_article);
        std::copy(body.begin(), body.end(), with_article + article_.size());
        begins |= try_loaded(doc, token, limit, {with_article, article_.size() + body.size()},
                             static_cast<uint8_t>(letters + 1), found);
      }
    }
    const auto prefix = std::find_if(conjunctions_.begin(), conjunctions_.end(), [&](std::string_view c) {
      return rest.starts_with(c) && rest.size() > c.size() + kShortest;
    });
    if (conjoined == 1 || prefix == conjunctions_.end() || found.end != 0) break;
    rest = rest.substr(prefix->size());
    letters = 1;
  }
  if (!begins) no_beginnings.note(whole);
  return found.end != 0;
}

Link Terms::link(const Token& token) const {
  const auto rows = links_.find(token.key);
  return rows.empty() ? Link::kNone : link_rows_[rows.front()];
}

}  // namespace isnad::framing
