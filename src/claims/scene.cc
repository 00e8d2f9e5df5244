// SPDX-License-Identifier: Apache-2.0
// Phrases are runs of nominal words: a conjunction, preposition, verb or mark ends one. A trigger stands in a phrase of
// its own, so that what follows it can be its party.
#include "claims/scene.h"

#include <algorithm>
#include <unordered_map>

#include "base/hash.h"
#include "text/letters.h"

namespace isnad::claims {

namespace {

constexpr uint64_t kByHand = 0xB7;       // stands for all compound prepositions of the doer
constexpr uint32_t kLongestPhrase = 14;  // longer runs are lists that lost their marks

// Byte offset of letter `count` in a folded or clean form.
size_t letters(std::string_view form, uint32_t count) {
  size_t at = 0;
  for (; count > 0 && at < form.size(); --count) {
    ++at;
    while (at < form.size() && (static_cast<unsigned char>(form[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

WordClass class_of_pos(Pos pos) {
  switch (pos) {
    case Pos::kVerb: return WordClass::kVerb;
    case Pos::kPronoun: return WordClass::kPronoun;
    case Pos::kPreposition: return WordClass::kPreposition;
    case Pos::kConjunction: return WordClass::kSubordinator;
    case Pos::kParticle: return WordClass::kParticle;
    case Pos::kAdverb: return WordClass::kAdverb;
    case Pos::kNumber: return WordClass::kNumber;
    case Pos::kRelative: return WordClass::kRelative;
    case Pos::kDemonstrative: return WordClass::kDemonstrative;
    default: return WordClass::kNominal;
  }
}

WordClass class_of_name(std::string_view name) {
  if (name == "preposition") return WordClass::kPreposition;
  if (name == "subordinator") return WordClass::kSubordinator;
  if (name == "relative") return WordClass::kRelative;
  if (name == "negation") return WordClass::kNegation;
  if (name == "pronoun") return WordClass::kPronoun;
  if (name == "demonstrative") return WordClass::kDemonstrative;
  if (name == "and") return WordClass::kAnd;
  if (name == "adverb") return WordClass::kAdverb;
  if (name == "agentive") return WordClass::kAgentive;
  return WordClass::kParticle;
}

HeadKind head_kind_of(std::string_view name) {
  if (name == "title") return HeadKind::kTitle;
  if (name == "group") return HeadKind::kGroup;
  if (name == "body") return HeadKind::kBody;
  if (name == "class") return HeadKind::kClass;
  if (name == "kin") return HeadKind::kKin;
  if (name == "home") return HeadKind::kHome;
  return HeadKind::kThing;
}

WordClass class_of_mark(const Document& doc, const Token& token) {
  const std::string_view raw = doc.str(token.span);
  if (raw == "," || raw == "\xD8\x8C" || raw == "\xD8\x9B" || raw == ";" || raw == "-") return WordClass::kComma;
  if (raw == "." || raw == ":" || raw == "!" || raw == "?" || raw == "\xD8\x9F" || raw == "(" || raw == ")" ||
      raw == "\xE2\x80\xA6" || raw == "\xE2\x80\x93" || raw == "\xE2\x80\x94" || raw == "|" || raw == "..")
    return WordClass::kStop;
  return WordClass::kMark;
}

// The word without a conjunction written on it.
std::string_view without_and(const Document& doc, const Token& token) {
  const Analysis& analysis = doc.analysis(token);
  if (!analysis.has(kAnd)) return token.key;
  return token.key.substr(letters(token.key, 1));
}

}  // namespace

std::string_view stem_key(const Document& doc, const Token& token) {
  const Analysis& analysis = doc.analysis(token);
  if (token.analyses == 0 || analysis.stem_end <= analysis.stem_begin) return token.key;
  const size_t begin = letters(token.key, analysis.stem_begin), end = letters(token.key, analysis.stem_end);
  return begin < end ? token.key.substr(begin, end - begin) : token.key;
}

uint64_t attached_preposition(const Document& doc, uint32_t token, int32_t mention) {
  const Token& t = doc.tokens[token];
  static constexpr std::string_view kLetters[] = {"\xD8\xA8", "\xD9\x84", "\xD9\x83"};  // bi-, li-, ka-
  if (mention != kNoIndex && doc.mentions[static_cast<size_t>(mention)].first_token == token) {
    // what stands before the name is no part of it, whatever the analysis of the word says
    const uint32_t begin = doc.mentions[static_cast<size_t>(mention)].span.begin;
    if (begin > t.span.begin) {
      const std::string before = text::clean(doc.str({t.span.begin, begin}));
      for (std::string_view letter : kLetters)
        if (before.find(letter) != std::string::npos) return hash64(letter);
    }
    return 0;
  }
  const Analysis& analysis = doc.analysis(t);
  if (analysis.has(kBi)) return hash64(kLetters[0]);
  if (analysis.has(kLi)) return hash64(kLetters[1]);
  if (analysis.has(kKa)) return hash64(kLetters[2]);
  return 0;
}

SceneTables SceneTables::open(const lexicon::Lexicon& lexicon) {
  SceneTables t;
  t.function_words = lexicon.table("claims/function_words");
  t.function_kind = t.function_words.column("kind");
  t.heads = lexicon.table("claims/heads");
  t.head_kind = t.heads.column("kind");
  t.nationalities = lexicon.table("places/nationalities");
  t.nationality_iso3 = t.nationalities.column("iso3");
  return t;
}

Scene::Scene(const Document& doc, const SceneTables& tables) : doc_(doc) {
  mark_layers();
  classify(tables);
  build_phrases(tables);
  link_coordinations();
  resolve_phrases();
}

void Scene::mark_layers() {
  const size_t tokens = doc_.tokens.size();
  mention_at_.assign(tokens, kNoIndex);
  event_at_.assign(tokens, kNoIndex);
  quote_at_.assign(tokens, kNoIndex);
  for (size_t i = 0; i < doc_.mentions.size(); ++i)
    for (uint32_t t = doc_.mentions[i].first_token; t < doc_.mentions[i].last_token && t < tokens; ++t)
      mention_at_[t] = static_cast<int32_t>(i);
  for (size_t i = 0; i < doc_.events.size(); ++i)
    if (doc_.events[i].trigger_token < tokens) event_at_[doc_.events[i].trigger_token] = static_cast<int32_t>(i);
  // a longer passage first, so that the innermost stays
  std::vector<std::pair<Span, int32_t>> passages;
  for (size_t i = 0; i < doc_.quotes.size(); ++i)
    for (Span content : doc_.quotes[i].content) passages.emplace_back(content, static_cast<int32_t>(i));
  std::stable_sort(passages.begin(), passages.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const auto& [span, quote] : passages)
    for (uint32_t t = doc_.token_at(span.begin); t < tokens && doc_.tokens[t].span.begin < span.end; ++t)
      quote_at_[t] = quote;
}

void Scene::classify(const SceneTables& tables) {
  classes_.reserve(doc_.tokens.size());
  size_t time = 0;
  for (uint32_t i = 0; i < doc_.tokens.size(); ++i) {
    const Token& token = doc_.tokens[i];
    while (time < doc_.times.size() && doc_.times[time].span.end <= token.span.begin) ++time;
    const bool in_time = time < doc_.times.size() && doc_.times[time].span.overlaps(token.span) &&
                         mention_at_[i] == kNoIndex && event_at_[i] == kNoIndex;
    WordClass found = WordClass::kNominal;
    if (in_time && token.kind != TokenKind::kPunct) {
      found = WordClass::kAdverb;
    } else if (token.kind == TokenKind::kPunct || token.kind == TokenKind::kOther) {
      found = class_of_mark(doc_, token);
    } else if (token.kind == TokenKind::kNumber) {
      found = WordClass::kNumber;
    } else if (mention_at_[i] == kNoIndex) {
      const auto rows = tables.function_words.find(without_and(doc_, token));
      const Pos pos = doc_.analysis(token).pos;
      if (!rows.empty()) found = class_of_name(tables.function_words.cell(rows[0], tables.function_kind));
      else if (event_at_[i] == kNoIndex || pos == Pos::kVerb) found = class_of_pos(pos);
    }
    // such a noun is one only between a preposition and a noun; the word for "before" is a preposition elsewhere
    if (found == WordClass::kAgentive && doc_.analysis(token).has(kArticle)) found = WordClass::kNominal;
    if (found == WordClass::kAgentive && (i == 0 || classes_[i - 1] != WordClass::kPreposition) &&
        attached_preposition(doc_, i, kNoIndex) == 0)
      found = doc_.analysis(token).pos == Pos::kNoun ? WordClass::kNominal : WordClass::kPreposition;
    classes_.push_back(found);
  }
}

bool Scene::continues(uint32_t token, const Phrase& open) const {
  if (open.last - open.first >= kLongestPhrase) return false;
  const int32_t mention = mention_at_[token];
  const Analysis& analysis = doc_.analysis(doc_.tokens[token]);
  if (event_at_[token] != kNoIndex) return false;
  if (open.of_trigger)  // an act keeps its adjectives; what else follows can be its party
    return mention == kNoIndex && analysis.pos == Pos::kAdjective && !analysis.has(kAnd) && open.last == token;
  if (mention != kNoIndex && doc_.mentions[static_cast<size_t>(mention)].first_token != token) return true;
  if (attached_preposition(doc_, token, mention) != 0) return false;
  if (mention != kNoIndex && (second_name(token, open) || unrelated_name(token, open))) return false;
  if (mention == kNoIndex && complete(token - 1, token)) return false;
  if (mention == kNoIndex ? !analysis.has(kAnd)
                          : doc_.mentions[static_cast<size_t>(mention)].span.begin == doc_.tokens[token].span.begin)
    return true;
  // an adjective joined to an adjective goes on with the phrase
  return mention == kNoIndex && analysis.pos == Pos::kAdjective &&
         doc_.analysis(doc_.tokens[token - 1]).pos == Pos::kAdjective;
}

// Does the word at `last` end its noun phrase, so that `next` begins another? A name or a noun with the article takes
// adjectives alone.
bool Scene::complete(uint32_t last, uint32_t next) const {
  if (classes_[next] != WordClass::kNominal || classes_[last] != WordClass::kNominal) return false;
  const Pos pos = doc_.analysis(doc_.tokens[next]).pos;
  if (pos != Pos::kNoun && pos != Pos::kMasdar) return false;
  return mention_at_[last] != kNoIndex || doc_.analysis(doc_.tokens[last]).has(kArticle);
}

// A name after a name begins a phrase of its own, but a person may follow the body that his office names.
bool Scene::second_name(uint32_t token, const Phrase& open) const {
  const auto type = [&](uint32_t t) { return doc_.mentions[static_cast<size_t>(mention_at_[t])].type; };
  bool named = false, person = false;
  for (uint32_t t = open.first; t < open.last; ++t) {
    if (mention_at_[t] == kNoIndex) continue;
    named = true;
    person |= type(t) == EntityType::kPerson;
  }
  if (!named) return false;
  return !(open.kind == HeadKind::kTitle && type(token) == EntityType::kPerson && !person);
}

// After a noun with the article a place or body is no part of its phrase, unless the noun says what it is.
bool Scene::unrelated_name(uint32_t token, const Phrase& open) const {
  if (mention_at_[token - 1] != kNoIndex || !doc_.analysis(doc_.tokens[token - 1]).has(kArticle)) return false;
  if (doc_.mentions[static_cast<size_t>(mention_at_[token])].type == EntityType::kPerson) return false;
  return open.kind != HeadKind::kClass && open.kind != HeadKind::kBody;
}

void Scene::open_phrase(uint32_t token, const SceneTables& tables, uint64_t preposition) {
  Phrase p;
  p.first = p.head = token;
  p.last = token + 1;
  p.preposition = preposition != 0 ? preposition : attached_preposition(doc_, token, mention_at_[token]);
  p.of_trigger = event_at_[token] != kNoIndex;
  p.head_key = stem_key(doc_, doc_.tokens[token]);
  auto rows = tables.heads.find(p.head_key);
  if (rows.empty() && !doc_.analysis(doc_.tokens[token]).lemma.empty())
    rows = tables.heads.find(doc_.analysis(doc_.tokens[token]).lemma);
  if (!rows.empty()) p.kind = head_kind_of(tables.heads.cell(rows[0], tables.head_kind));
  if (token > 0) {
    const bool verb_trigger = event_at_[token - 1] != kNoIndex;
    p.after_trigger =
        verb_trigger && p.preposition == 0 && doc_.tokens[token].sentence == doc_.tokens[token - 1].sentence;
  }
  phrases_.push_back(p);
}

// The country that a nationality adjective outside names tells of; empty for other words.
std::string_view Scene::nationality(uint32_t token, const SceneTables& tables) const {
  if (mention_at_[token] != kNoIndex || doc_.tokens[token].kind != TokenKind::kWord) return {};
  const auto rows = tables.nationalities.find(without_and(doc_, doc_.tokens[token]));
  return rows.empty() ? std::string_view{} : tables.nationalities.cell(rows[0], tables.nationality_iso3);
}

// "of" after a number or a group: what follows belongs to the phrase.
bool Scene::partitive(uint32_t token, uint32_t end) const {
  static constexpr std::string_view kOf = "\xD9\x85\xD9\x86";
  if (classes_[token] != WordClass::kPreposition || doc_.tokens[token].key != kOf || token + 1 >= end) return false;
  const Phrase& open = phrases_.back();
  const bool counts = open.kind == HeadKind::kGroup || classes_[open.head] == WordClass::kNumber;
  return counts && !open.of_trigger && open.last == token &&
         (classes_[token + 1] == WordClass::kNominal || classes_[token + 1] == WordClass::kNumber);
}

void Scene::build_phrases(const SceneTables& tables) {
  passed_.reserve(doc_.tokens.size() + 1);
  phrase_at_.assign(doc_.tokens.size(), kNoIndex);
  Clause count;
  for (const Sentence& sentence : doc_.sentences) {
    sentence_phrases_.push_back(static_cast<uint32_t>(phrases_.size()));
    bool open = false;
    uint64_t preposition = 0;
    for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
      const WordClass c = classes_[t];
      passed_.push_back(count);
      if (event_at_[t] != kNoIndex) ++count.triggers;
      if (c == WordClass::kVerb) ++count.verbs;
      if (c == WordClass::kSubordinator) ++count.subordinators;
      if (c == WordClass::kRelative) ++count.relatives;
      if (c == WordClass::kComma) ++count.commas;
      if (c == WordClass::kStop) ++count.stops;
      if (c == WordClass::kMark) continue;  // quotation marks cut nothing
      const bool nominal = c == WordClass::kNominal || c == WordClass::kNumber;
      if (open && partitive(t, sentence.last_token)) continue;
      if (nominal && open && continues(t, phrases_.back())) {
        phrases_.back().last = t + 1;
      } else if (nominal) {
        open_phrase(t, tables, preposition);
        ++count.phrases;
        preposition = 0;
        open = true;
      } else {
        open = false;
        preposition = c == WordClass::kPreposition     ? hash64(without_and(doc_, doc_.tokens[t]))
                      : c == WordClass::kAgentive      ? kByHand
                      : c == WordClass::kDemonstrative ? preposition
                                                       : 0;
      }
      if (nominal) {
        phrase_at_[t] = static_cast<int32_t>(phrases_.size()) - 1;
        if (const std::string_view state = nationality(t, tables); !state.empty()) {
          adjectives_.push_back({t, state});
          if (phrases_.back().country.empty()) phrases_.back().country = state;
        }
      }
    }
  }
  sentence_phrases_.push_back(static_cast<uint32_t>(phrases_.size()));
  passed_.push_back(count);
}

void Scene::link_coordinations() {
  for (size_t i = 1; i < phrases_.size(); ++i) {
    Phrase& p = phrases_[i];
    const Phrase& before = phrases_[i - 1];
    if (before.of_trigger || doc_.tokens[p.first].sentence != doc_.tokens[before.first].sentence) continue;
    const int32_t mention = mention_at_[p.first];
    bool joined = doc_.analysis(doc_.tokens[p.first]).has(kAnd);
    if (mention != kNoIndex && doc_.mentions[static_cast<size_t>(mention)].first_token == p.first)
      joined = doc_.mentions[static_cast<size_t>(mention)].span.begin > doc_.tokens[p.first].span.begin &&
               attached_preposition(doc_, p.first, mention) == 0;
    uint32_t between = before.last;
    for (; between < p.first; ++between) {
      if (classes_[between] == WordClass::kAnd) joined = true;
      else if (classes_[between] != WordClass::kComma && classes_[between] != WordClass::kMark) break;
    }
    if (!joined || between < p.first || p.of_trigger) continue;
    if (p.preposition != 0 && p.preposition != before.preposition) continue;
    p.conjunct_of = before.conjunct_of != kNoIndex ? before.conjunct_of : static_cast<int32_t>(i) - 1;
    p.preposition = phrases_[static_cast<size_t>(p.conjunct_of)].preposition;
  }
}

// Whom the phrase names by itself: a name alone, an office and a name, a class noun and a name.
void Scene::name_phrase(Phrase& p) const {
  const int32_t at_head = mention_at_[p.head];
  if (at_head != kNoIndex) {
    p.mention = at_head;
    return;
  }
  for (uint32_t t = p.first; t < p.last; ++t) {
    const int32_t m = mention_at_[t];
    if (m == kNoIndex) continue;
    const EntityType type = doc_.mentions[static_cast<size_t>(m)].type;
    const bool person = type == EntityType::kPerson;
    if (person && p.kind == HeadKind::kTitle) p.mention = m;
    if (!person && t == p.first + 1 && (p.kind == HeadKind::kClass || p.kind == HeadKind::kBody) &&
        (type == EntityType::kOrganisation || p.kind == HeadKind::kClass))
      p.mention = m;
    if (p.mention != kNoIndex) return;
  }
}

// A later phrase in the words of an earlier one means the same: the president of Turkey, the movement, the agency.
void Scene::resolve_phrases() {
  struct Said {
    uint64_t word;
    int32_t entity;
  };
  std::unordered_map<uint64_t, std::vector<std::pair<uint32_t, int32_t>>> introduced;  // head: phrase, entity
  const auto entity_of = [&](int32_t mention) { return doc_.mentions[static_cast<size_t>(mention)].entity; };
  const auto introduce = [&](std::string_view key, uint32_t phrase, int32_t entity) {
    auto& list = introduced[hash64(key)];
    if (list.size() < 24) list.emplace_back(phrase, entity);
  };
  const auto overlap = [&](const Phrase& a, const Phrase& b) {
    int shared = 0;
    for (uint32_t s = a.first + 1; s < a.last; ++s)
      for (uint32_t t = b.first; t < b.last; ++t)
        shared += stem_key(doc_, doc_.tokens[s]) == stem_key(doc_, doc_.tokens[t]);
    return shared;
  };
  for (uint32_t i = 0; i < phrases_.size(); ++i) {
    Phrase& p = phrases_[i];
    if (p.of_trigger) continue;
    name_phrase(p);
    if (p.mention != kNoIndex) {
      p.entity = entity_of(p.mention);
      if (p.entity == kNoIndex) continue;
      introduce(p.head_key, i, p.entity);
      // an office before a comma and the name after it, or the other way round
      for (int step : {-1, 1}) {
        if ((step < 0 && i == 0) || (step > 0 && i + 1 >= phrases_.size())) continue;
        const uint32_t j = i + static_cast<uint32_t>(step);
        Phrase& near = phrases_[j];
        const bool apart = step < 0 ? near.last + 1 != p.first : p.last + 1 != near.first;
        if (apart || near.kind != HeadKind::kTitle ||
            doc_.mentions[static_cast<size_t>(p.mention)].type != EntityType::kPerson ||
            mention_at_[near.head] != kNoIndex || classes_[step < 0 ? near.last : p.last] != WordClass::kComma)
          continue;
        introduce(near.head_key, j, p.entity);
        if (near.entity == kNoIndex || near.described) near.entity = p.entity;
      }
      continue;
    }
    if (p.entity != kNoIndex || (p.kind != HeadKind::kTitle && p.kind != HeadKind::kBody)) continue;
    const auto found = introduced.find(hash64(p.head_key));
    if (found == introduced.end()) continue;
    const bool definite = doc_.analysis(doc_.tokens[p.first]).has(kArticle);
    int best = -1;
    for (const auto& [earlier, entity] : found->second) {
      const int shared = overlap(p, phrases_[earlier]);
      const bool alone = p.last - p.first == 1;
      const int value = shared > 0 ? 2 * shared : alone && definite ? 1 : -1;
      if (value >= best && value > 0) best = value, p.entity = entity, p.described = true;
    }
  }
}

std::pair<uint32_t, uint32_t> Scene::mentions_of(uint32_t sentence) const {
  const Span span = doc_.sentences[sentence].span;
  const auto by_begin = [](const Mention& m, uint32_t at) { return m.span.begin < at; };
  const auto first = std::lower_bound(doc_.mentions.begin(), doc_.mentions.end(), span.begin, by_begin);
  const auto last = std::lower_bound(first, doc_.mentions.end(), span.end, by_begin);
  return {static_cast<uint32_t>(first - doc_.mentions.begin()), static_cast<uint32_t>(last - doc_.mentions.begin())};
}

Participant Scene::resolve(const Participant& participant) const {
  Participant p = participant;
  if (p.entity != kNoIndex || !p.span) return p;
  int32_t first = kNoIndex, body = kNoIndex, person = kNoIndex;
  for (uint32_t t = doc_.token_at(p.span->begin); t < doc_.tokens.size() && doc_.tokens[t].span.begin < p.span->end;
       ++t) {
    const int32_t m = mention_at_[t];
    if (m == kNoIndex) continue;
    const Mention& mention = doc_.mentions[static_cast<size_t>(m)];
    if (first == kNoIndex) first = m;
    if (mention.type == EntityType::kPerson && person == kNoIndex) person = m;
    if (mention.type == EntityType::kOrganisation && body == kNoIndex) body = m;
  }
  const uint32_t head = doc_.token_at(p.span->begin);
  const int32_t at = head < doc_.tokens.size() ? phrase_at_[head] : kNoIndex;
  const Phrase* phrase = at == kNoIndex ? nullptr : &phrases_[static_cast<size_t>(at)];
  const auto entity = [&](int32_t m) { return doc_.mentions[static_cast<size_t>(m)].entity; };
  const bool kin = phrase != nullptr && (phrase->kind == HeadKind::kKin || phrase->kind == HeadKind::kGroup);
  if (first != kNoIndex && doc_.mentions[static_cast<size_t>(first)].span.begin <= p.span->begin + 4)
    p.entity = entity(first);
  else if (person != kNoIndex && !kin) p.entity = entity(person);
  else if (phrase != nullptr && phrase->entity != kNoIndex) p.entity = phrase->entity;
  else if (first != kNoIndex && !kin && phrase != nullptr && phrase->kind == HeadKind::kBody && first == body &&
           doc_.mentions[static_cast<size_t>(first)].first_token <= head + 2)
    p.entity = entity(first);
  if (p.entity == kNoIndex && body != kNoIndex && p.of == kNoIndex) p.of = entity(body);
  if (p.entity == kNoIndex && phrase != nullptr && p.country.empty()) p.country = phrase->country;
  return p;
}

}  // namespace isnad::claims
