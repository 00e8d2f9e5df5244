// SPDX-License-Identifier: Apache-2.0
// What kind of text is it? News of politics, other news, or encyclopaedia: each names things in its own way and has
// weights of its own. Judged once a document by its words.
#pragma once

#include <span>

#include "base/result.h"
#include "model/linear.h"
#include "names/cues.h"
#include "names/features.h"

namespace isnad::names {

enum class Register : uint8_t { kPolitics, kGeneral, kEncyclopaedia };
inline constexpr size_t kRegisters = 3;

// Appends the features of one word. Used alike when reading and when training.
void register_features(const Cue& cue, Features& out);

class RegisterJudge {
 public:
  static Result<RegisterJudge> open(const model::Models& models);
  Register judge(std::span<const Cue> cues) const;

 private:
  model::Linear model_;
};

}  // namespace isnad::names
