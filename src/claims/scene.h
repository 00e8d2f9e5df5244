// SPDX-License-Identifier: Apache-2.0
// What stands around the acts of a document: its noun phrases with what they mean, what opens and closes clauses, and
// which quotation a word stands in. Built once for each document; knows nothing of roles.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::claims {

enum class WordClass : uint8_t {
  kNominal,
  kVerb,
  kPreposition,
  kSubordinator,
  kRelative,
  kNegation,
  kPronoun,
  kDemonstrative,
  kAnd,
  kParticle,
  kAdverb,
  kAgentive,
  kNumber,
  kComma,
  kStop,
  kMark
};

// What the head of a phrase stands for, as lexicon/claims/heads.tsv says it.
enum class HeadKind : uint8_t { kUnknown, kTitle, kGroup, kBody, kClass, kKin, kThing, kHome };

struct Phrase {
  uint32_t first = 0;  // tokens [first, last)
  uint32_t last = 0;
  uint32_t head = 0;          // token
  std::string_view head_key;  // its stem, folded
  HeadKind kind = HeadKind::kUnknown;
  uint64_t preposition = 0;        // hash of the preposition that governs it, 0: none
  int32_t conjunct_of = kNoIndex;  // first member of its coordination
  bool after_trigger = false;      // begins right after a trigger, with nothing between
  bool of_trigger = false;         // its head is a trigger: an act, no party
  int32_t mention = kNoIndex;      // the mention that the whole phrase means, if it does
  int32_t entity = kNoIndex;       // whom it means: by that mention, or by an earlier description in the same words
  bool described = false;          // `entity` was found by description
  std::string_view country;        // of a nationality adjective in it
};

struct Adjective {  // a nationality adjective
  uint32_t token = 0;
  std::string_view country;
};

struct Clause {  // counts of what was passed up to a token: differences tell what lies between two
  uint16_t verbs = 0, subordinators = 0, relatives = 0, commas = 0, stops = 0, triggers = 0, phrases = 0;
};

// Tables that scenes need; resolved once.
struct SceneTables {
  lexicon::Table function_words, heads, nationalities;
  int function_kind = -1, head_kind = -1, nationality_iso3 = -1;
  static SceneTables open(const lexicon::Lexicon& lexicon);
};

class Scene {
 public:
  // `doc` must outlive the scene; its layers below events and its triggers are used.
  Scene(const Document& doc, const SceneTables& tables);

  const Document& doc() const { return doc_; }
  const std::vector<Phrase>& phrases() const { return phrases_; }
  // Phrases of a sentence: [begin, end).
  std::pair<uint32_t, uint32_t> phrases_of(uint32_t sentence) const {
    return {sentence_phrases_[sentence], sentence_phrases_[sentence + 1]};
  }
  WordClass word_class(uint32_t token) const { return classes_[token]; }
  const Clause& passed(uint32_t token) const { return passed_[token]; }
  int32_t mention_at(uint32_t token) const { return mention_at_[token]; }
  int32_t event_at(uint32_t token) const { return event_at_[token]; }
  // The innermost quotation whose content holds the token, or kNoIndex.
  int32_t quote_at(uint32_t token) const { return quote_at_[token]; }
  // The phrase that holds the token, or kNoIndex.
  int32_t phrase_at(uint32_t token) const { return phrase_at_[token]; }
  // Mentions that begin in the sentence: [begin, end).
  std::pair<uint32_t, uint32_t> mentions_of(uint32_t sentence) const;
  // Nationality adjectives outside names, in the order of the text.
  const std::vector<Adjective>& adjectives() const { return adjectives_; }
  // Whom a noun phrase that some lower layer found means; the participant with its entity filled in.
  Participant resolve(const Participant& participant) const;

 private:
  void classify(const SceneTables& tables);
  void mark_layers();
  void build_phrases(const SceneTables& tables);
  void link_coordinations();
  void resolve_phrases();
  void open_phrase(uint32_t token, const SceneTables& tables, uint64_t preposition);
  void name_phrase(Phrase& phrase) const;
  bool continues(uint32_t token, const Phrase& open) const;
  std::string_view nationality(uint32_t token, const SceneTables& tables) const;
  bool second_name(uint32_t token, const Phrase& open) const;
  bool unrelated_name(uint32_t token, const Phrase& open) const;
  bool complete(uint32_t last, uint32_t next) const;
  bool partitive(uint32_t token, uint32_t end) const;

  const Document& doc_;
  std::vector<WordClass> classes_;
  std::vector<Clause> passed_;
  std::vector<int32_t> mention_at_, event_at_, quote_at_, phrase_at_;
  std::vector<Phrase> phrases_;
  std::vector<Adjective> adjectives_;
  std::vector<uint32_t> sentence_phrases_;
};

// The word without what is written on it before, and without an attached pronoun; folded.
std::string_view stem_key(const Document& doc, const Token& token);
// Hash of the preposition that is written on the word, 0: none.
uint64_t attached_preposition(const Document& doc, uint32_t token, int32_t mention);

}  // namespace isnad::claims
