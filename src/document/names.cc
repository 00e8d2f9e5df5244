// SPDX-License-Identifier: Apache-2.0
#include "document/names.h"

#include <iterator>

namespace isnad {

namespace {

template <class Enum>
struct Names;

#define ISNAD_NAMES(Enum, ...)                                                                       \
  template <>                                                                                        \
  struct Names<Enum> {                                                                               \
    static constexpr std::string_view kNames[] = {__VA_ARGS__};                                      \
  };                                                                                                 \
  std::string_view lookup(Enum value) {                                                              \
    const auto index = static_cast<size_t>(value);                                                   \
    return index < std::size(Names<Enum>::kNames) ? Names<Enum>::kNames[index] : std::string_view{}; \
  }

ISNAD_NAMES(RegionKind, "title", "meta", "caption", "body", "junk")
ISNAD_NAMES(TokenKind, "word", "latin", "number", "punct", "other")
ISNAD_NAMES(Pos, "unknown", "verb", "noun", "masdar", "participle", "adjective", "proper-noun", "pronoun",
            "preposition", "conjunction", "particle", "adverb", "number", "relative", "demonstrative", "punct",
            "foreign")
ISNAD_NAMES(EntityType, "PER", "ORG", "GPE", "LOC")
ISNAD_NAMES(TimeType, "date", "time", "duration", "set")
ISNAD_NAMES(Unit, "killed", "wounded", "detained", "displaced", "missing", "troops", "money", "other")
ISNAD_NAMES(CueClass, "neutral", "asserts", "doubts", "admits", "denies", "reveals", "promises", "asks")
ISNAD_NAMES(QuoteKind, "direct", "indirect", "mixed")
ISNAD_NAMES(EventType, "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
            "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
ISNAD_NAMES(Status, "happened", "ongoing", "planned", "possible", "called-for", "conditional", "denied")
ISNAD_NAMES(Qualifier, "", "alleged", "asked", "wanted", "negated")
ISNAD_NAMES(Basis, "report", "background", "inference")
ISNAD_NAMES(Stance, "0", "+", "-")
ISNAD_NAMES(DesignationKind, "recognition", "legality", "terror", "militia", "occupation", "honour", "evaluation",
            "office", "bare-form", "scare-quoted")
ISNAD_NAMES(VoiceOf, "outlet", "speaker", "unclear")
ISNAD_NAMES(DateBasis, "", "given", "page", "inferred")
#undef ISNAD_NAMES

}  // namespace

template <class Enum>
std::optional<Enum> named(std::string_view name) {
  for (size_t i = 0; i < std::size(Names<Enum>::kNames); ++i)
    if (Names<Enum>::kNames[i] == name) return static_cast<Enum>(i);
  return {};
}

#define ISNAD_NAMED(Enum)                                        \
  std::string_view name_of(Enum value) { return lookup(value); } \
  template std::optional<Enum> named<Enum>(std::string_view);
ISNAD_NAMED(RegionKind)
ISNAD_NAMED(TokenKind)
ISNAD_NAMED(Pos)
ISNAD_NAMED(EntityType)
ISNAD_NAMED(TimeType)
ISNAD_NAMED(Unit)
ISNAD_NAMED(CueClass)
ISNAD_NAMED(QuoteKind)
ISNAD_NAMED(EventType)
ISNAD_NAMED(Status)
ISNAD_NAMED(Qualifier)
ISNAD_NAMED(Basis)
ISNAD_NAMED(Stance)
ISNAD_NAMED(DesignationKind)
ISNAD_NAMED(VoiceOf)
ISNAD_NAMED(DateBasis)
#undef ISNAD_NAMED

}  // namespace isnad
