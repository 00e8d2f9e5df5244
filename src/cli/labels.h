// SPDX-License-Identifier: Apache-2.0
// What the program says to people, in English or Arabic: lexicon/interface/labels.tsv.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

namespace isnad::cli {

enum class Language : uint8_t { kEnglish, kArabic };

// Arabic when the environment's locale is Arabic, else English.
Language language_of_environment();

inline std::string_view code_of(Language language) { return language == Language::kArabic ? "ar" : "en"; }

class Labels {
 public:
  // `lexicon` must outlive the instance.
  Labels(const lexicon::Lexicon& lexicon, Language language);
  // The label of `key`; the key itself when the table does not have it.
  std::string_view operator()(std::string_view key) const;
  Language language() const { return language_; }

 private:
  lexicon::Table table_;
  int column_ = -1;
  Language language_;
};

}  // namespace isnad::cli
