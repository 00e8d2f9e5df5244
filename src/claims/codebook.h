// SPDX-License-Identifier: Apache-2.0
// Which words tell of which act, and where do its parties stand? The tables lexicon/codebook/TYPE.tsv, checked when
// the lexicon is compiled and held in memory as entries. docs/codebook.md tells how to write one.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::claims {

enum class EntryPos : uint8_t { kVerb, kMasdar, kNoun, kParticiple, kAdjective, kPhrase };

// Where a party of the act stands, seen from the trigger.
enum class SlotKind : uint8_t {
  kSubject,      // of a verb
  kObject,       // of a verb, or of a masdar that keeps its object
  kGenitive,     // first genitive or attached pronoun of a noun
  kSecond,       // what follows the genitive of a masdar: its object or a second genitive
  kPreposition,  // complement of `preposition`
};

struct Slot {
  SlotKind kind = SlotKind::kSubject;
  std::string preposition;  // folded
};

// What the words around must be; docs/codebook.md tells the kinds.
enum class ConditionKind : uint8_t { kNext, kPrevious, kAfter, kBefore, kNear, kPreposition, kObject, kIs };

struct Condition {
  ConditionKind kind = ConditionKind::kNear;
  std::vector<std::string> words;  // folded; one of them is enough
  std::vector<uint64_t> hashes;    // of `words`
};

// Alternatives of conjunctions: one of them must hold in all its parts. Empty: holds nowhere and asks nothing.
using Conditions = std::vector<std::vector<Condition>>;

// How often the word tells of this act where it stands in news: nearly always, often, seldom.
enum class Strength : uint8_t { kWeak, kMiddle, kStrong };

struct Entry {
  EventType type = EventType::kConsult;
  EntryPos pos = EntryPos::kVerb;
  std::string_view mode;           // empty: none
  std::vector<std::string> words;  // folded lemma; a phrase has several
  std::vector<uint64_t> hashes;    // of `words`
  uint8_t trigger_word = 0;        // which of `words` is the trigger
  std::vector<Slot> actor;
  std::vector<Slot> recipient;
  Strength strength = Strength::kMiddle;
  Conditions needs;
  Conditions bars;  // column `not`
  int32_t table = kNoIndex;
  uint32_t row = 0;
  std::string rule;  // "consult.tsv:lemma"
  uint64_t lemma() const { return hashes[trigger_word]; }
};

// One sentence of the codebook that its author wrote for an entry, and what must be found in it.
struct Example {
  std::string file;  // "consult.tsv"
  uint32_t line = 0;
  std::string_view lemma;
  EventType type = EventType::kConsult;
  std::string_view mode;
  std::string_view sentence;
};

// Immutable after open(); shared by all threads. Views live as long as the lexicon.
class Codebook {
 public:
  // Errors: as check(), for a lexicon that was compiled without it.
  static Result<Codebook> open(const lexicon::Lexicon& lexicon);

  // Numbers of the entries whose word number `trigger_word` has this folded lemma. Empty when there is none.
  // `hash`: hash64 of it.
  std::span<const uint32_t> find(std::string_view lemma, uint64_t hash) const;
  const Entry& entry(uint32_t number) const { return entries_[number]; }
  size_t size() const { return entries_.size(); }
  // The entry that made an event, by its first evidence; null for an event from elsewhere.
  const Entry* entry_of(const Event& event) const;
  std::vector<Example> examples() const;

 private:
  void index();

  const lexicon::Lexicon* lexicon_ = nullptr;
  std::vector<Entry> entries_;
  std::vector<uint32_t> slots_;  // open addressing by hash of the lemma: first position in order_ + 1, 0 free
  std::vector<uint32_t> order_;  // entry numbers grouped by lemma
  std::vector<uint32_t> ends_;   // end of the group of each position in order_
};

// The part of the room in compiling the lexicon: finds every fault in the tables below codebook/, one a line, each with
// file, line, column, what is wrong and what to do.
Result<void> check_codebook(lexicon::Builder& builder);

// What the reader made of an example.
struct Failure {
  Example example;
  std::string found;  // types found in the sentence, for the message; "nothing" when there were none
};

// Reads every example with `read` and returns those in which no event of the entry's type (and mode, where it has
// one) stands at the entry's lemma.
std::vector<Failure> test_codebook(const Codebook& codebook,
                                   const std::function<Document(std::string_view sentence)>& read);

}  // namespace isnad::claims
