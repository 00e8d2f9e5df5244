// SPDX-License-Identifier: Apache-2.0
// When claims came and went: the version of its page with which each was told first, and the one that says it no more.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "desk/claims.h"
#include "desk/news.h"

namespace isnad::desk {

// A version that came in since the last look.
struct Fresh {
  int64_t version = 0, document = 0, number = 0, story = 0;
  std::string added;
};

inline constexpr int64_t kStays = std::numeric_limits<int64_t>::max();

struct Arrivals {
  std::vector<int64_t> came, left;  // by claim; left: kStays while it is told
};

Arrivals arrivals_of(const Claims& claims);

// What is looked at: versions after `known` up to `upto`.
struct Look {
  int64_t known = 0, upto = 0;
  std::map<int64_t, std::string> added;  // when each of these versions came in
  size_t beside = kNoDocument;           // documents from this one on are of other stories: acts go on from there
  static constexpr size_t kNoDocument = std::numeric_limits<size_t>::max();
};

// The news in the acts of `claims`, in order. Claims' marks for outdated ones are changed on the way.
std::vector<NewsItem> act_news(Claims& claims, const Owners& owners, const std::vector<Change>& changes,
                               const Look& look);

NewsPassage passage_of(const Claims& claims, uint32_t claim, std::string role);

}  // namespace isnad::desk
