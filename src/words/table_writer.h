// SPDX-License-Identifier: Apache-2.0
// Collects inflected forms and writes them as Forms maps them.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "words/forms.h"

namespace isnad::words {

class TableWriter {
 public:
  // Equal readings that differ only in their uses become one. `form` is spelled in full, `lemma` folded.
  void add(const std::string& form, const std::string& lemma, const Feature& feature, int frequency);
  // The first verb named for a lemma holds.
  void belongs_to(const std::string& lemma, const std::string& verb);
  std::string finish() const;

 private:
  struct Reading {
    uint32_t lemma;
    Feature feature;
    uint8_t spelling;
    uint8_t frequency;
  };
  uint32_t lemma_index(const std::string& lemma);

  std::unordered_map<std::string, uint32_t> lemmas_;
  std::vector<std::string> lemma_names_;
  std::vector<uint32_t> verbs_;
  std::map<std::string, std::vector<Reading>> forms_;  // ordered: same input, same bytes
};

}  // namespace isnad::words
