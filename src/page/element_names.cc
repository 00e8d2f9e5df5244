// SPDX-License-Identifier: Apache-2.0
#include "page/element_names.h"

#include <array>
#include <string>
#include <utility>

namespace isnad::page {

namespace {

constexpr size_t kMaxKnown = 10'000;
constexpr size_t kMaxNames = 300;  // bytes of an attribute

uint32_t mark_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, uint32_t>, 18> kNames = {{{"navigation", kNavigation},
                                                                                    {"footer", kFooter},
                                                                                    {"aside", kAside},
                                                                                    {"comments", kComments},
                                                                                    {"related", kRelated},
                                                                                    {"share", kShare},
                                                                                    {"advert", kAdvert},
                                                                                    {"tags", kTags},
                                                                                    {"form", kForm},
                                                                                    {"caption", kCaptionMark},
                                                                                    {"date", kDate},
                                                                                    {"byline", kByline},
                                                                                    {"body", kBodyMark},
                                                                                    {"article", kArticle},
                                                                                    {"deck", kDeck},
                                                                                    {"breadcrumb", kBreadcrumb},
                                                                                    {"dialog", kDialog},
                                                                                    {"section", kSection}}};
  for (const auto& [known, mark] : kNames)
    if (known == name) return mark;
  return 0;
}

}  // namespace

uint32_t ElementNames::marks(std::string_view attribute) {
  attribute = attribute.substr(0, kMaxNames);
  if (const auto known = known_.find(attribute); known != known_.end()) return known->second;
  const uint32_t out = looked_up(attribute);
  if (known_.size() < kMaxKnown) known_.emplace(attribute, out);
  return out;
}

// Names are looked up whole and by their words: "wp-caption-text", "articleBody", "RelatedPosts".
uint32_t ElementNames::looked_up(std::string_view names) const {
  uint32_t out = 0;
  std::string whole, word;
  const auto look = [&](const std::string& key) {
    for (const uint32_t row : marks_.find(key)) out |= mark_named(marks_.cell(row, mark_column_));
  };
  char before = 0;
  bool denied = false;
  for (size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool is_letter = upper || (c >= 'a' && c <= 'z');
    if (!is_letter || (upper && before >= 'a' && before <= 'z')) {
      // "no-share", "has-sidebar" speak of what is not in the element.
      if (!word.empty() && !denied) look(word);
      if (!word.empty())
        denied = word == "no" || word == "has" || word == "with" || word == "without" || word == "hide";
      word.clear();
    }
    if (c == ' ' || c == '\n' || c == '\t') {
      if (!whole.empty()) look(whole);
      whole.clear();
      denied = false;
    }
    if (is_letter) {
      word += upper ? static_cast<char>(c + 32) : c;
      whole += word.back();
    }
    before = c;
  }
  return out;
}

}  // namespace isnad::page
