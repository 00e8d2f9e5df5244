// SPDX-License-Identifier: Apache-2.0
// What the class, id, role and itemprop of an element say of it: page/marks looks at them whole and word by word.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "lexicon/lexicon.h"

namespace isnad::page {

// What the tag or a name of an element says; bits.
enum Mark : uint32_t {
  kNavigation = 1 << 0,
  kFooter = 1 << 1,
  kAside = 1 << 2,
  kComments = 1 << 3,
  kRelated = 1 << 4,
  kShare = 1 << 5,
  kAdvert = 1 << 6,
  kTags = 1 << 7,
  kForm = 1 << 8,
  kCaptionMark = 1 << 9,
  kDate = 1 << 10,
  kByline = 1 << 11,
  kBodyMark = 1 << 12,
  kArticle = 1 << 13,
  kDeck = 1 << 14,
  kBreadcrumb = 1 << 15,
  kDialog = 1 << 16,
  kSection = 1 << 17,
  kHeadline = 1 << 18,
  kHeading = 1 << 19,
  kListItem = 1 << 20,
  // What the outlet's rules say of it (outlet_rules.h); unread where they are not followed.
  kRuledTitle = 1 << 21,
  kRuledLead = 1 << 22,
  kRuledBody = 1 << 23,
  kRuledDate = 1 << 24,
  kRuledAuthor = 1 << 25,
  kRuledClutter = 1 << 26
};
inline constexpr uint32_t kClutterMarks =
    kNavigation | kFooter | kAside | kComments | kRelated | kShare | kAdvert | kTags | kForm | kBreadcrumb | kDialog;

// Of one page: what an attribute says is remembered, since rows of a list share their classes. The page's bytes must
// outlive the instance. Not shared between threads.
class ElementNames {
 public:
  // `marks` is the table page/marks.
  explicit ElementNames(const lexicon::Table& marks) : marks_(marks), mark_column_(marks.column("mark")) {}

  // Bits of Mark.
  uint32_t marks(std::string_view attribute);

 private:
  uint32_t looked_up(std::string_view attribute) const;

  const lexicon::Table& marks_;
  int mark_column_;
  std::unordered_map<std::string_view, uint32_t> known_;
};

}  // namespace isnad::page
