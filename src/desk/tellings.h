// SPDX-License-Identifier: Apache-2.0
// How outlets tell: words for actors and acts, what is told and left out, whose words are quoted. Words and counts
// only.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "desk/claims.h"

namespace isnad::desk {

// Counts words document by document.
class WordingCounts {
 public:
  void add(const Told& told);  // its designations in the outlet's own voice
  void add(Wording wording);
  std::vector<Wording> list();  // by what they are about, outlet and word; ends the counting

 private:
  std::map<std::tuple<std::string, std::string, std::string>, Wording> found_;
};

// Designations in the outlet's own voice, and triggers of acts told on its own word.
std::vector<Wording> wordings(const Claims& claims);
std::vector<Coverage> coverage(const Claims& claims, const std::vector<EventView>& events);

}  // namespace isnad::desk
