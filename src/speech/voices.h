// SPDX-License-Identifier: Apache-2.0
// Who has spoken so far, for cues that name nobody («وأضاف») and for descriptions of who was named before («الوزير»).
#pragma once

#include <vector>

#include "speech/draft.h"

namespace isnad::speech {

class Voices {
 public:
  explicit Voices(const Scene& scene) : s_(scene) {}

  // Makes a voice of a phrase: its participant, with the entity that a description stands for.
  Voice of(const Phrase& phrase);
  void remember(const Voice& voice);
  // The last voice that agrees with a cue in gender and number, or null when nobody has spoken.
  const Voice* last(uint8_t cue_bits) const;
  bool any() const { return !voices_.empty(); }

 private:
  struct Head {
    std::string_view key;
    int32_t entity;
  };
  std::string_view head_key(uint32_t token) const;
  int32_t described(const Phrase& phrase);
  void learn(uint32_t until);

  const Scene& s_;
  std::vector<Voice> voices_;
  std::vector<Head> heads_;  // of descriptions and bodies named so far
  size_t mentions_seen_ = 0;
};

}  // namespace isnad::speech
