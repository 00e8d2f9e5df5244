// SPDX-License-Identifier: Apache-2.0
// Whether an item of the news is what somebody watches.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alerts/watchlist.h"
#include "base/result.h"
#include "desk/actors.h"
#include "desk/news.h"

namespace isnad::alerts {

// True where all the words stand in the text, in any spelling, with or without article and particles.
bool holds_words(std::string_view text, const std::vector<std::string>& words);
std::vector<std::string> words_of(std::string_view query);

// True for a type that `wanted` names or covers: conflict covers material-conflict, that ASSAULT, that its modes.
bool covers(std::string_view wanted, const std::string& type, const std::string& mode);

class Matcher {
 public:
  // Looks up who and where is meant, as the store and the dictionaries know it now. `desk` must outlive the instance.
  // Errors: the store.
  static Result<Matcher> open(const desk::Desk& desk, const Entry& entry);
  bool fits(const desk::NewsItem& item) const;

 private:
  // Somebody who is watched: as the store knows him, and the words of his name.
  struct Watched {
    std::vector<std::string> words;
    std::unique_ptr<desk::ActorFound> found;
    std::unique_ptr<desk::Recognising> recognising;
    bool is(const desk::Who& who, bool acts) const;
  };
  static Result<Watched> watched(const desk::Desk& desk, const std::string& name);
  bool place_fits(const desk::NewsItem& item) const;

  Entry entry_;
  std::vector<Watched> actors_;  // actor, or the two of the pair
  std::string place_;            // folded
  std::vector<std::string> place_words_, words_;
};

}  // namespace isnad::alerts
