// SPDX-License-Identifier: Apache-2.0
// A guess at what each verb's subject and object are, and how the words around an act hang on its trigger. No parse:
// word order, agreement and clause marks, which is most of what news sentences need.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/scene.h"

namespace isnad::claims {

struct VerbParts {
  int32_t subject = kNoIndex;  // phrases of the scene
  int32_t object = kNoIndex;
  bool dropped = false;   // the subject is that of an earlier verb
  bool relative = false;  // the verb opens a relative clause
};

// How a phrase hangs on an act.
enum class Link : uint8_t {
  kNone,
  kSubject,
  kDroppedSubject,
  kObject,
  kGenitive,
  kSecond,
  kGovernorSubject,
  kGovernorObject,
  kGovernorDropped,
  kCarrierSubject,
  kCarrierObject
};

class Grammar {
 public:
  explicit Grammar(const Scene& scene);

  // Parts of the verb at a token; empty for other words.
  const VerbParts& verb(uint32_t token) const;

  struct ActParts {
    VerbParts own;       // of a verbal trigger
    VerbParts governor;  // of the verb that governs a nominal trigger
    VerbParts carrier;   // of the verb that follows a nominal trigger: "an attack that they launched"
    int32_t genitive = kNoIndex, second = kNoIndex;
    Link of(int32_t phrase) const;
    bool subject_missing() const { return own.subject == kNoIndex; }
  };
  // `governor`: token + 1 of the governing verb, 0 for none.
  ActParts parts(uint32_t trigger, uint32_t governor) const;

 private:
  struct Opening {  // of a verb's clause
    int32_t phrase = kNoIndex;
    bool relative = false, joined = false, pronoun = false;
  };
  void read_verb(uint32_t token, size_t earliest);
  Opening before(uint32_t token, uint32_t first) const;
  int32_t hidden_subject(uint32_t token, size_t earliest) const;
  bool bare(uint32_t phrase) const;

  const Scene& scene_;
  std::vector<int32_t> verb_at_;  // index into verbs_, or kNoIndex
  std::vector<VerbParts> verbs_;
};

}  // namespace isnad::claims
