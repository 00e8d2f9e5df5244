// SPDX-License-Identifier: Apache-2.0
#include "names/common_nouns.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace isnad::names {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // alif lam
constexpr std::string_view kYaHamza = "\xD8\xA6";          // folded to ya, which makes other words of it

// The word with its article taken off; empty when it has none.
std::string_view without_article(std::string_view key) {
  return key.starts_with(kArticle) ? key.substr(kArticle.size()) : std::string_view{};
}

// Ends in ya with hamza and is read as a plain word: the name is written without hamza.
bool is_word_with_hamza(const Document& doc, const Token& token) {
  return token.form.ends_with(kYaHamza) && doc.analysis(token).pos != Pos::kProperNoun;
}

}  // namespace

void drop_common_nouns(Document& doc) {
  // Words that begin longer names of places: "base" of "Watiya air base".
  std::vector<std::string_view> heads;
  for (const Mention& m : doc.mentions)
    if (m.last_token - m.first_token > 1 && m.type == EntityType::kLocation)
      heads.push_back(doc.tokens[m.first_token].key);
  std::sort(heads.begin(), heads.end());
  std::erase_if(doc.mentions, [&](const Mention& m) {
    if (m.last_token - m.first_token != 1) return false;
    const Token& token = doc.tokens[m.first_token];
    if (m.type == EntityType::kPerson) return is_word_with_hamza(doc, token);
    const std::string_view bare = without_article(token.key);
    return !bare.empty() && m.type == EntityType::kOrganisation && std::binary_search(heads.begin(), heads.end(), bare);
  });
}

}  // namespace isnad::names
