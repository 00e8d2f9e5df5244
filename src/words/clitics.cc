// SPDX-License-Identifier: Apache-2.0
#include "words/clitics.h"

#include "text/letters.h"

namespace isnad::words {

namespace {

constexpr std::pair<std::string_view, Proclitic> kBits[] = {
    {"and", kAnd},          {"bi", kBi}, {"li", kLi}, {"ka", kKa}, {"future", kFuture}, {"article", kArticle},
    {"question", kQuestion}};

uint8_t bits_of(std::string_view cell) {
  uint8_t bits = 0;
  for (const auto& [name, bit] : kBits)
    if (cell == name || cell.starts_with(std::string(name) + "|") || cell.ends_with("|" + std::string(name)))
      bits = static_cast<uint8_t>(bits | bit);
  return bits;
}

}  // namespace

Result<Clitics> Clitics::open(const lexicon::Lexicon& lexicon) {
  Clitics clitics;
  const lexicon::Table table = lexicon.table("words/clitics");
  if (!table.exists()) return clitics;
  const int form = table.column("form"), part = table.column("part"), bits = table.column("bits"),
            person = table.column("person"), gender = table.column("gender"), number = table.column("number"),
            host = table.column("host");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const std::string_view letters = table.cell(row, form), kind = table.cell(row, part);
    const auto length = static_cast<uint8_t>(text::length(letters));
    const Prefix prefix{letters, bits_of(table.cell(row, bits)), length};
    if (kind == "head") clitics.heads.push_back(prefix);
    if (kind == "article") clitics.article = prefix;
    if (kind == "middle") clitics.middles.push_back(prefix);
    if (kind == "middle" && prefix.bits == kLi) clitics.li = letters;
    if (kind != "pronoun") continue;
    Pronoun pronoun{letters, length};
    const std::string_view g = table.cell(row, gender), n = table.cell(row, number), h = table.cell(row, host);
    const std::string_view digit = table.cell(row, person);
    pronoun.person = digit.empty() ? uint8_t{3} : static_cast<uint8_t>(digit.front() - '0');
    pronoun.gender = g == "m" ? Gender::kMasculine : g == "f" ? Gender::kFeminine : Gender::kNone;
    pronoun.number = n == "d" ? Number::kDual : n == "p" ? Number::kPlural : Number::kSingular;
    pronoun.host = h == "verb" ? Host::kVerb : h == "noun" ? Host::kNoun : Host::kAny;
    clitics.pronouns.push_back(pronoun);
  }
  return clitics;
}

}  // namespace isnad::words
