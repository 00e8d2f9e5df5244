// SPDX-License-Identifier: Apache-2.0
#include "cli/labels.h"

#include <cstdlib>

#include "text/letters.h"

namespace isnad::cli {

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("ar") ? Language::kArabic : Language::kEnglish;
  }
  return Language::kEnglish;
}

Labels::Labels(const lexicon::Lexicon& lexicon, Language language)
    : table_(lexicon.table("interface/labels")), language_(language) {
  column_ = table_.exists() ? table_.column(language == Language::kArabic ? "ar" : "en") : -1;
}

std::string_view Labels::operator()(std::string_view key) const {
  if (!table_.exists()) return key;
  const auto rows = table_.find(text::fold(key));
  return rows.empty() ? key : table_.cell(rows[0], column_);
}

}  // namespace isnad::cli
