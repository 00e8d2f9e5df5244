// SPDX-License-Identifier: Apache-2.0
// A document and everything that is known of it so far. The Document owns its text once; every layer is a vector of
// plain structs that point into the text by half-open byte spans. A stage reads lower layers, appends to its own and
// touches nothing else. Layers refer to each other by index, so a Document moves as it is. One thread at a time.
//
// `form`, `key` and `lemma` are views into the Document's pool or into the mapped lexicon: they live as long as the
// Document and the Reader that made it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pool.h"
#include "base/span.h"

namespace isnad {

inline constexpr int32_t kNoIndex = -1;  // "no such index" in every layer

// ---- text -----------------------------------------------------------------------------------------------------

enum class RegionKind : uint8_t { kTitle, kMeta, kCaption, kBody, kJunk };

// A run of lines of one kind. Regions cover all non-blank lines, in order.
struct Region {
  Span span;
  RegionKind kind = RegionKind::kBody;
};

struct Sentence {
  Span span;
  uint32_t first_token = 0;  // tokens [first_token, last_token)
  uint32_t last_token = 0;
  uint32_t paragraph = 0;  // number of the line it stands in
  RegionKind region = RegionKind::kBody;
};

enum class TokenKind : uint8_t { kWord, kLatin, kNumber, kPunct, kOther };  // kWord: Arabic letters

struct Token {
  Span span;
  std::string_view form;  // without diacritics, tatweel, zero-width characters; presentation and Persian letters mapped
  std::string_view key;  // form with hamza seats, ى/ي and ة/ه folded, digits ASCII: the key of every lexicon lookup
  TokenKind kind = TokenKind::kWord;
  uint32_t sentence = 0;
  uint32_t first_analysis = 0;  // analyses [first_analysis, first_analysis + analyses), the chosen one first
  uint8_t analyses = 0;
};

// ---- words ----------------------------------------------------------------------------------------------------

enum class Pos : uint8_t {
  kUnknown,
  kVerb,
  kNoun,
  kMasdar,
  kParticiple,
  kAdjective,
  kProperNoun,
  kPronoun,
  kPreposition,
  kConjunction,
  kParticle,
  kAdverb,
  kNumber,
  kRelative,
  kDemonstrative,
  kPunct,
  kForeign
};

enum Proclitic : uint8_t {  // bits of Analysis::proclitics
  kAnd = 1,                 // wa- or fa-
  kBi = 2,                  // bi-
  kLi = 4,                  // li-
  kKa = 8,                  // ka-
  kFuture = 16,             // sa-
  kArticle = 32,            // al-
  kQuestion = 64,           // a-
};

enum class Tense : uint8_t { kNone, kPast, kPresent, kImperative };
enum class Voice : uint8_t { kNone, kActive, kPassive };
enum class Gender : uint8_t { kNone, kMasculine, kFeminine };
enum class Number : uint8_t { kNone, kSingular, kDual, kPlural };

struct Analysis {
  std::string_view lemma;  // folded citation form (past 3rd masculine singular, singular indefinite); empty if unknown
  std::string_view verb;   // folded lemma of the verb that a verb, masdar or participle belongs to; else empty
  Pos pos = Pos::kUnknown;
  uint8_t proclitics = 0;       // bits of Proclitic
  uint8_t stem_begin = 0;       // letters of `form` before the stem (all proclitics with the article)
  uint8_t stem_end = 0;         // letters of `form` up to the end of the stem (enclitic pronoun left out)
  uint8_t enclitic_person = 0;  // 0: no attached pronoun
  Gender enclitic_gender = Gender::kNone;
  Number enclitic_number = Number::kNone;
  uint8_t person = 0;  // of a verb; 0 otherwise
  Gender gender = Gender::kNone;
  Number number = Number::kNone;
  Tense tense = Tense::kNone;
  Voice voice = Voice::kNone;
  bool definite = false;

  bool has(Proclitic bit) const { return (proclitics & bit) != 0; }
};

// ---- names ----------------------------------------------------------------------------------------------------

enum class EntityType : uint8_t { kPerson, kOrganisation, kGpe, kLocation };

struct Mention {
  Span span;                 // the name alone, clitics before it left out
  uint32_t first_token = 0;  // tokens [first_token, last_token) that it touches
  uint32_t last_token = 0;
  EntityType type = EntityType::kPerson;
  int32_t entity = kNoIndex;  // index into entities, set by the stage that resolves names
};

struct Entity {
  EntityType type = EntityType::kPerson;
  std::string name;        // fullest Arabic name, without titles
  std::string en;          // usual English name, empty where unknown
  std::string country;     // ISO 3166 alpha-3, INT, or empty
  std::string side;        // which of rival authorities, or empty
  std::string sector;      // PLOVER sector of the actor (GOV, MIL, REB, ...), or empty
  std::string kb;          // Wikidata id, or empty
  std::string capital_of;  // for a capital or palace that can stand for its state: the country, else empty
};

// ---- times and quantities ---------------------------------------------------------------------------------------

enum class TimeType : uint8_t { kDate, kTime, kDuration, kSet };

struct TimeExpression {
  Span span;
  std::string value;  // EDTF, or "?" where it cannot be resolved
  TimeType type = TimeType::kDate;
  std::vector<std::string> candidates;
};

// A participant of an event, a quotation or a count.
struct Participant {
  std::optional<Span> span;  // where it stands; empty when only implied
  int32_t entity = kNoIndex;
  int32_t of = kNoIndex;  // entity of the body that a delegation or force belongs to
  std::string country;
  std::string side;
  std::string sector;
};

enum class Unit : uint8_t { kKilled, kWounded, kDetained, kDisplaced, kMissing, kTroops, kMoney, kOther };

struct Quantity {
  Span span;
  std::optional<double> low;
  std::optional<double> high;
  Unit unit = Unit::kOther;
  std::optional<Participant> who;
  int32_t event = kNoIndex;
  std::vector<Participant> sources;
  bool cumulative = false;
};

// ---- speech ---------------------------------------------------------------------------------------------------

enum class CueClass : uint8_t { kNeutral, kAsserts, kDoubts, kAdmits, kDenies, kReveals, kPromises, kAsks };
enum class QuoteKind : uint8_t { kDirect, kIndirect, kMixed };

// One entry of a lexicon table that had a part in a finding: what `isnad explain` shows.
struct Evidence {
  const char* part = "";     // static string: "trigger", "status", "source", ...
  int32_t table = kNoIndex;  // index of the table in the lexicon
  uint32_t row = 0;          // row in that table
  Span span;                 // the words that it matched
};

struct Quote {
  std::optional<Participant> source;
  std::vector<Participant> via;  // from near to far
  Span cue;
  CueClass cue_class = CueClass::kNeutral;
  std::vector<Span> content;
  QuoteKind kind = QuoteKind::kIndirect;
  bool named = false;
  std::vector<Evidence> evidence;
};

// ---- claims ---------------------------------------------------------------------------------------------------

enum class EventType : uint8_t {
  kAgree,
  kConsult,
  kSupport,
  kConcede,
  kCooperate,
  kAid,
  kRetreat,
  kRequest,
  kAccuse,
  kReject,
  kThreaten,
  kProtest,
  kSanction,
  kMobilize,
  kCoerce,
  kAssault
};
inline constexpr size_t kEventTypes = 16;

enum class Status : uint8_t { kHappened, kOngoing, kPlanned, kPossible, kCalledFor, kConditional, kDenied };
enum class Qualifier : uint8_t { kNone, kAlleged, kAsked, kWanted, kNegated };
enum class Basis : uint8_t { kReport, kBackground, kInference };

struct Event {
  std::string id;  // stable: same text, same act, same id
  Span trigger;
  uint32_t trigger_token = 0;
  EventType type = EventType::kConsult;
  std::string mode;  // empty: none
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::vector<Participant> concerning;
  int32_t place = kNoIndex;  // index into entities
  int32_t time = kNoIndex;   // index into times
  Status status = Status::kHappened;
  Qualifier qualifier = Qualifier::kNone;
  Basis basis = Basis::kReport;
  std::vector<Participant> sources;            // nearest first, as this telling names them
  std::vector<Participant> effective_sources;  // with what the text as a whole makes plain
  int32_t denies = kNoIndex;                   // index into events
  int32_t same = 0;                            // tellings of one act share a number; 0: told once
  float confidence = 0;  // the program's sureness of its reading, 0 to 1; no probability that the act happened
  std::string rule;      // the codebook entry that fired, "file:entry"
  std::vector<Evidence> evidence;
};

// ---- framing --------------------------------------------------------------------------------------------------

enum class Stance : uint8_t { kPlain, kPlus, kMinus };
enum class DesignationKind : uint8_t {
  kRecognition,
  kLegality,
  kTerror,
  kMilitia,
  kOccupation,
  kHonour,
  kEvaluation,
  kOffice,
  kBareForm,
  kScareQuoted
};
enum class VoiceOf : uint8_t { kOutlet, kSpeaker, kUnclear };

struct Designation {
  Span span;
  int32_t entity = kNoIndex;
  Stance stance = Stance::kPlain;
  DesignationKind kind = DesignationKind::kOffice;
  VoiceOf voice = VoiceOf::kOutlet;
};

// ---- the whole ------------------------------------------------------------------------------------------------

struct Issue {
  std::string code;     // kebab-case, stable
  std::string message;  // one sentence
  Span span;
};

enum class DateBasis : uint8_t { kNone, kGiven, kPage, kInferred };

struct Published {
  std::string value;  // EDTF, or empty
  DateBasis basis = DateBasis::kNone;
  std::string earliest;  // bounds of an inferred date, or empty
  std::string latest;
  std::vector<Span> evidence;
};

// What is known of the document besides its text. Empty strings: not known.
struct Meta {
  std::string id, url, canonical_url, outlet, author, agency, retrieved, modified, language = "ar", content_sha256;
  Published published;
  std::optional<Span> title;
};

struct Document {
  Meta meta;
  std::string text;  // UTF-8, never changed after the page stage
  std::vector<Region> regions;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<Analysis> analyses;
  std::vector<Mention> mentions;  // sorted by span, not overlapping
  std::vector<Entity> entities;
  std::vector<TimeExpression> times;  // sorted by span
  std::vector<Quantity> quantities;
  std::vector<Quote> quotes;
  std::vector<Event> events;  // sorted by trigger
  std::vector<Designation> designations;
  std::vector<Issue> issues;
  Pool pool;

  std::string_view str(Span span) const { return slice(text, span); }
  // The chosen analysis of a token; an empty one when the words stage found none.
  const Analysis& analysis(const Token& token) const {
    static const Analysis kEmpty;
    return token.analyses == 0 ? kEmpty : analyses[token.first_analysis];
  }
  // Index of the token that holds byte `at`, or the first one after it; tokens.size() past the end.
  uint32_t token_at(uint32_t at) const;
  // Index of the sentence that holds byte `at`, or kNoIndex.
  int32_t sentence_at(uint32_t at) const;
  void issue(std::string code, std::string message, Span span = {}) {
    issues.push_back({std::move(code), std::move(message), span});
  }
};

}  // namespace isnad
