// SPDX-License-Identifier: Apache-2.0
#include "alerts/match.h"

#include <algorithm>
#include <set>

#include "store/tokenizer.h"
#include "text/letters.h"

namespace isnad::alerts {

namespace {

constexpr std::string_view kParticles[] = {"\xD9\x88", "\xD9\x81", "\xD8\xA8", "\xD9\x83", "\xD9\x84"};
constexpr std::string_view kAlefLam = "\xD8\xA7\xD9\x84";
constexpr size_t kShortestStem = 6;  // bytes: three letters; a shorter one only looks like a stem

// A word as it stands, and without conjunction, preposition and article.
void put_forms(std::string_view key, std::set<std::string, std::less<>>& forms) {
  forms.emplace(key);
  forms.emplace(store::without_article(key));
  for (int round = 0; round < 2; ++round)
    for (const std::string_view particle : kParticles)
      if (key.starts_with(particle) && key.size() >= particle.size() + kShortestStem) {
        key.remove_prefix(particle.size());
        forms.emplace(key);
        if (key.starts_with(kAlefLam) && key.size() >= kAlefLam.size() + kShortestStem)
          forms.emplace(key.substr(kAlefLam.size()));
        break;
      }
}

bool same_name(const std::vector<std::string>& words, const std::string& name) {
  return !words.empty() && words_of(name) == words;
}

}  // namespace

std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words;
  store::each_word(query, &words, [](void* to, std::string_view key, int, int) {
    auto& out = *static_cast<std::vector<std::string>*>(to);
    out.emplace_back(store::without_article(key));
    return out.size() < 64;
  });
  return words;
}

bool holds_words(std::string_view text, const std::vector<std::string>& words) {
  std::set<std::string, std::less<>> forms;
  store::each_word(text, &forms, [](void* to, std::string_view key, int, int) {
    put_forms(key, *static_cast<std::set<std::string, std::less<>>*>(to));
    return true;
  });
  return !words.empty() &&
         std::all_of(words.begin(), words.end(), [&](const std::string& word) { return forms.contains(word); });
}

bool covers(std::string_view wanted, const std::string& type, const std::string& mode) {
  if (type.empty()) return false;
  const std::string_view quad = desk::quad_of(type);
  if (wanted == type || wanted == quad) return true;
  if (wanted == "cooperation" || wanted == "conflict") return quad.ends_with(wanted);
  return !mode.empty() && wanted == type + "/" + mode;
}

bool Matcher::Watched::is(const desk::Who& who, bool acts) const {
  if (recognising && recognising->fit(who, acts) != desk::Fit::kNo) return true;
  return same_name(words, who.name);
}

Result<Matcher::Watched> Matcher::watched(const desk::Desk& desk, const std::string& name) {
  Watched one;
  one.words = words_of(name);
  // Who is not in the store yet is known by the words of his name until he is.
  Result<std::vector<desk::ActorFound>> found = desk::find_actors(desk, name, 1);
  if (found && !found->empty()) {
    one.found = std::make_unique<desk::ActorFound>(std::move(found->front()));
    one.recognising = std::make_unique<desk::Recognising>(desk, *one.found);
  } else if (const Result<int64_t> count = desk.store.count(); !count) {
    return count.error();
  }
  return one;
}

Result<Matcher> Matcher::open(const desk::Desk& desk, const Entry& entry) {
  Matcher matcher;
  matcher.entry_ = entry;
  std::vector<std::string> names = entry.pair;
  if (!entry.actor.empty()) names.push_back(entry.actor);
  for (const std::string& name : names) {
    Result<Watched> one = watched(desk, name);
    if (!one) return one.error();
    matcher.actors_.push_back(std::move(*one));
  }
  matcher.place_ = text::fold(entry.place);
  matcher.place_words_ = words_of(entry.place);
  matcher.words_ = words_of(entry.words);
  return matcher;
}

bool Matcher::place_fits(const desk::NewsItem& item) const {
  if (text::fold(item.place) == place_) return true;
  for (const auto* list : {&item.actors, &item.recipients})
    for (const desk::Who& who : *list)
      if (who.named && text::fold(who.name) == place_) return true;
  // About a page, or an act whose place was not read: the sentence names it.
  return item.place.empty() && std::any_of(item.passages.begin(), item.passages.end(), [&](const desk::NewsPassage& p) {
           return holds_words(p.sentence, place_words_);
         });
}

bool Matcher::fits(const desk::NewsItem& item) const {
  if (std::find(entry_.when.begin(), entry_.when.end(), item.kind) == entry_.when.end()) return false;
  if (!entry_.types.empty() && std::none_of(entry_.types.begin(), entry_.types.end(), [&](const std::string& type) {
        return covers(type, item.type, item.mode);
      }))
    return false;
  const auto told = [&](const std::vector<std::string>& words) {
    return std::any_of(item.passages.begin(), item.passages.end(),
                       [&](const desk::NewsPassage& passage) { return holds_words(passage.sentence, words); });
  };
  std::set<const desk::Who*> taken;  // the two of a pair are two parties
  for (const Watched& watched : actors_) {
    const desk::Who* party = nullptr;
    for (const bool acts : {true, false})
      for (const desk::Who& who : acts ? item.actors : item.recipients)
        if (party == nullptr && !taken.contains(&who) && watched.is(who, acts)) party = &who;
    // An item about a page has no parties: there the words of the name count.
    if (party == nullptr && !(item.event.empty() && told(watched.words))) return false;
    if (party != nullptr) taken.insert(party);
  }
  if (!entry_.place.empty() && !place_fits(item)) return false;
  return entry_.words.empty() || told(words_);
}

}  // namespace isnad::alerts
