// SPDX-License-Identifier: Apache-2.0
// Can this phrase be the subject of that verb, by its written ending, gender and number? Arabic writes little case, but
// what it writes rules out half of the wrong readings.
#pragma once

#include <cstdint>

#include "claims/scene.h"

namespace isnad::claims {

enum class Case : uint8_t { kUnknown, kNominative, kOblique };  // oblique: accusative or genitive

// The case that the ending of the phrase's head shows.
Case case_of(const Document& doc, const Scene& scene, const Phrase& phrase);
// Its gender as verbs and pronouns see it; kNone where that is not known.
Gender gender_of(const Document& doc, const Scene& scene, const Phrase& phrase);

enum class Accord : uint8_t { kNo, kOpen, kYes };

// As the subject that stands after the verb, which is singular then.
Accord after_verb(const Scene& scene, uint32_t verb, const Phrase& phrase);
// As the subject that stands before the verb, or as what its hidden subject means.
Accord before_verb(const Scene& scene, uint32_t verb, const Phrase& phrase);

}  // namespace isnad::claims
