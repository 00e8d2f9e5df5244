// SPDX-License-Identifier: Apache-2.0
#include "claims/surroundings.h"

#include <algorithm>

#include "base/hash.h"

namespace isnad::claims {

namespace {

// How far a condition looks, in tokens. Arabic puts subject and adverbs between a verb and its object, so an object
// may stand some words on; what is near decides by its sense, so it may stand further.
constexpr uint32_t kAfter = 6;
constexpr uint32_t kObject = 7;
constexpr uint32_t kNear = 8;

constexpr std::string_view kBiLetter = "\xD8\xA8", kLiLetter = "\xD9\x84", kKaLetter = "\xD9\x83";

}  // namespace

std::string_view stem_of(const Token& token, const Analysis& analysis) {
  if (token.kind != TokenKind::kWord || analysis.stem_end <= analysis.stem_begin) return token.key;
  const size_t begin = size_t{2} * analysis.stem_begin;
  const size_t end = std::min(size_t{2} * analysis.stem_end, token.key.size());
  return begin < end ? token.key.substr(begin, end - begin) : token.key;
}

void Surroundings::collect() {
  words_.resize(doc_.tokens.size());
  for (size_t i = 0; i < words_.size(); ++i) {
    const Token& token = doc_.tokens[i];
    const Analysis& analysis = doc_.analysis(token);
    Word& word = words_[i];
    word.stem = stem_of(token, analysis);
    word.lemma = analysis.lemma.empty() ? word.stem : analysis.lemma;
    word.key_hash = hash64(token.key);
    word.stem_hash = word.stem.size() == token.key.size() ? word.key_hash : hash64(word.stem);
    word.lemma_hash = word.lemma == word.stem ? word.stem_hash : hash64(word.lemma);
  }
  const auto mark = [&](Span span, auto set) {
    for (uint32_t i = doc_.token_at(span.begin); i < words_.size() && doc_.tokens[i].span.begin < span.end; ++i)
      set(words_[i]);
  };
  for (size_t m = 0; m < doc_.mentions.size(); ++m)
    mark(doc_.mentions[m].span, [&](Word& word) { word.mention = static_cast<int32_t>(m); });
  for (const TimeExpression& time : doc_.times) mark(time.span, [](Word& word) { word.time = true; });
  for (const Quote& quote : doc_.quotes) {
    mark(quote.cue, [](Word& word) { word.cue = true; });
    const InQuote kind = quote.kind == QuoteKind::kIndirect ? InQuote::kIndirect : InQuote::kDirect;
    for (Span span : quote.content) mark(span, [kind](Word& word) { word.in_quote = kind; });
  }
}

bool Surroundings::is_word(std::string_view word, uint64_t hash, uint32_t token) const {
  const Word& here = words_[token];
  if (!word.starts_with('@')) return here.is(hash);
  if (word == "@number") return doc_.tokens[token].kind == TokenKind::kNumber;
  if (word == "@time") return here.time;
  if (here.mention == kNoIndex) return false;
  const Mention& mention = doc_.mentions[static_cast<size_t>(here.mention)];
  if (word == "@name") return true;
  if (word == "@person") return mention.type == EntityType::kPerson;
  if (word == "@org") return mention.type == EntityType::kOrganisation;
  if (word == "@place") return mention.type == EntityType::kGpe || mention.type == EntityType::kLocation;
  // @country: a place that is named like its state is not told apart from its towns here; both stand for it.
  return mention.type == EntityType::kGpe;
}

bool Surroundings::preposition_after(uint32_t token, std::string_view preposition, uint64_t hash,
                                     uint32_t reach) const {
  const uint32_t last = std::min(sentence(token).last_token, token + 1 + reach);
  for (uint32_t i = token + 1; i < last; ++i) {
    const Analysis& analysis = doc_.analysis(doc_.tokens[i]);
    if (preposition == kBiLetter   ? analysis.has(kBi)
        : preposition == kLiLetter ? analysis.has(kLi)
        : preposition == kKaLetter ? analysis.has(kKa)
                                   : is_word(preposition, hash, i))
      return true;
  }
  return false;
}

bool Surroundings::is_form(std::string_view form, uint32_t token, const Analysis& analysis) const {
  if (form == "definite") return analysis.definite;
  if (form == "indefinite") return !analysis.definite && analysis.enclitic_person == 0;
  if (form == "plural") return analysis.number == Number::kPlural;
  if (form == "singular") return analysis.number == Number::kSingular;
  if (form == "passive") return analysis.voice == Voice::kPassive;
  if (form == "active") return analysis.voice != Voice::kPassive;
  if (form == "past") return analysis.tense == Tense::kPast;
  if (form == "present") return analysis.tense == Tense::kPresent;
  if (form == "future") return analysis.has(kFuture);
  if (form == "pronoun") return analysis.enclitic_person != 0;
  if (form == "title") return sentence(token).region == RegionKind::kTitle;
  return words_[token].in_quote == InQuote::kDirect;  // quoted
}

bool Surroundings::holds(const Condition& condition, uint32_t token, const Analysis& analysis) const {
  const Sentence& here = sentence(token);
  uint32_t first = token + 1, last = token + 1;
  switch (condition.kind) {
    case ConditionKind::kIs:
      return std::any_of(condition.words.begin(), condition.words.end(),
                         [&](const std::string& form) { return is_form(form, token, analysis); });
    case ConditionKind::kPreposition:
      for (size_t w = 0; w < condition.words.size(); ++w)
        if (preposition_after(token, condition.words[w], condition.hashes[w], kAfter)) return true;
      return false;
    case ConditionKind::kNext: last = token + 2; break;
    case ConditionKind::kAfter: last = token + 1 + kAfter; break;
    case ConditionKind::kObject: last = token + 1 + kObject; break;
    case ConditionKind::kPrevious: first = token - std::min(token, 1U), last = token; break;
    case ConditionKind::kBefore: first = token - std::min(token, kAfter), last = token; break;
    case ConditionKind::kNear: first = token - std::min(token, kNear), last = token + 1 + kNear; break;
  }
  first = std::max(first, here.first_token);
  last = std::min(last, here.last_token);
  for (uint32_t i = first; i < last; ++i) {
    if (i == token) continue;
    for (size_t w = 0; w < condition.words.size(); ++w)
      if (is_word(condition.words[w], condition.hashes[w], i)) return true;
  }
  return false;
}

bool Surroundings::holds(const Conditions& conditions, uint32_t token, const Analysis& analysis) const {
  return std::any_of(conditions.begin(), conditions.end(), [&](const std::vector<Condition>& parts) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](const Condition& condition) { return holds(condition, token, analysis); });
  });
}

}  // namespace isnad::claims
