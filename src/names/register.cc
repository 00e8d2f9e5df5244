// SPDX-License-Identifier: Apache-2.0
#include "names/register.h"

#include <algorithm>
#include <array>

namespace isnad::names {

namespace {

constexpr float kMargin = 0.05F;      // a word, by which another kind of text must be likelier than news of politics
constexpr size_t kWordsJudged = 400;  // the first ones: more do not change the verdict

enum Template : uint64_t { kStem = 901, kFine, kCoarse, kKindOfToken };  // part of the trained model

}  // namespace

void register_features(const Cue& cue, Features& out) {
  out.push_back(mix(kStem, cue.stem));
  out.push_back(mix(kFine, cue.fine));
  out.push_back(mix(kCoarse, cue.coarse));
  out.push_back(mix(kKindOfToken, static_cast<uint64_t>(cue.kind)));
}

Result<RegisterJudge> RegisterJudge::open(const model::Models& models) {
  Result<model::Linear> model = models.open("names_register");
  if (!model) return model.error();
  if (model->labels() != kRegisters) return Error{"models/names_register.model: has other labels than this program"};
  RegisterJudge judge;
  judge.model_ = std::move(*model);
  return judge;
}

Register RegisterJudge::judge(std::span<const Cue> cues) const {
  cues = cues.first(std::min(cues.size(), kWordsJudged));
  const size_t count = cues.size();
  std::array<float, kRegisters> scores{};
  Features features;
  constexpr size_t kTogether = 32;  // weighed at once: the model answers many features faster than a few at a time
  for (; !cues.empty(); cues = cues.subspan(std::min(cues.size(), kTogether))) {
    features.clear();
    for (const Cue& cue : cues.first(std::min(cues.size(), kTogether))) register_features(cue, features);
    model_.add(features, scores.data());
  }
  const size_t best = scores[1] > scores[2] ? 1 : 2;
  const float margin = (scores[best] - scores[0]) / static_cast<float>(std::max<size_t>(count, 1));
  return margin > kMargin ? static_cast<Register>(best) : Register::kPolitics;
}

}  // namespace isnad::names
