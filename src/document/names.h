// SPDX-License-Identifier: Apache-2.0
// The spelling of every enumeration in JSON, dumps, codebook and lexicon files. One table each, both ways.
#pragma once

#include <optional>
#include <string_view>

#include "document/document.h"

namespace isnad {

std::string_view name_of(RegionKind value);
std::string_view name_of(TokenKind value);
std::string_view name_of(Pos value);
std::string_view name_of(EntityType value);
std::string_view name_of(TimeType value);
std::string_view name_of(Unit value);
std::string_view name_of(CueClass value);
std::string_view name_of(QuoteKind value);
std::string_view name_of(EventType value);
std::string_view name_of(Status value);
std::string_view name_of(Qualifier value);  // empty for kNone
std::string_view name_of(Basis value);
std::string_view name_of(Stance value);
std::string_view name_of(DesignationKind value);
std::string_view name_of(VoiceOf value);
std::string_view name_of(DateBasis value);  // empty for kNone

// The value that is spelt so, or nothing.
template <class Enum>
std::optional<Enum> named(std::string_view name);

}  // namespace isnad
