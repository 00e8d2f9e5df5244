// SPDX-License-Identifier: Apache-2.0
#include "quantities/words.h"

#include <charconv>

namespace isnad::quantities {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";

float number_of(std::string_view text) {
  float value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Unit unit_of(std::string_view name) {
  if (name == "killed") return Unit::kKilled;
  if (name == "wounded") return Unit::kWounded;
  if (name == "detained") return Unit::kDetained;
  if (name == "displaced") return Unit::kDisplaced;
  if (name == "missing") return Unit::kMissing;
  if (name == "troops") return Unit::kTroops;
  if (name == "money") return Unit::kMoney;
  return Unit::kOther;
}

Form form_of(std::string_view name) {
  if (name == "acc") return Form::kAccusative;
  if (name == "two") return Form::kTwo;
  return name == "many" ? Form::kMany : Form::kOne;
}

Bound bound_of(std::string_view name) {
  if (name == "least") return Bound::kLeast;
  return name == "most" ? Bound::kMost : Bound::kAbout;
}

Kind total_of(std::string_view name) {
  if (name == "rise") return Kind::kRise;
  if (name == "since") return Kind::kSince;
  return name == "others" ? Kind::kOthers : Kind::kTotal;
}

}  // namespace

Result<Words> Words::open(const lexicon::Lexicon& lexicon) {
  Words words;
  auto numbers = lexicon::NumberWords::open(lexicon);
  if (!numbers) return numbers.error();
  words.numbers_ = std::move(*numbers);
  const auto each = [&](std::string_view name, bool also_definite, auto fill) {
    const lexicon::Table table = lexicon.table(name);
    for (uint32_t row = 0; row < table.rows(); ++row) {
      Word word;
      fill(word, table, row);
      words.add(table.cell(row, 0u), word, also_definite);
    }
  };
  using lexicon::Table;
  each("quantities/vague", true, [](Word& word, const Table& table, uint32_t row) {
    word.kind = Kind::kVague;
    word.low = number_of(table.cell(row, table.column("low")));
    word.high = number_of(table.cell(row, table.column("high")));
  });
  each("quantities/bounds", false, [](Word& word, const Table& table, uint32_t row) {
    word.kind = Kind::kBound;
    word.bound = bound_of(table.cell(row, table.column("bound")));
  });
  each("quantities/totals", false, [](Word& word, const Table& table, uint32_t row) {
    word.kind = total_of(table.cell(row, table.column("kind")));
  });
  each("quantities/nouns", true, [](Word& word, const Table& table, uint32_t row) {
    const std::string_view unit = table.cell(row, table.column("unit"));
    word.kind = Kind::kNoun;
    word.unit = unit_of(unit);
    word.people = unit == "people" || unit == "troops";
    word.form = form_of(table.cell(row, table.column("form")));
  });
  each("quantities/cues", true, [](Word& word, const Table& table, uint32_t row) {
    word.kind = Kind::kCue;
    word.unit = unit_of(table.cell(row, table.column("unit")));
  });
  words.index_.finish();
  return words;
}

void Words::add(std::string_view phrase, const Word& word, bool also_definite) {
  index_.add(phrase, static_cast<uint32_t>(words_.size()));
  words_.push_back(word);
  if (!also_definite) return;
  index_.add(std::string(kArticle) + std::string(phrase), static_cast<uint32_t>(words_.size()));
  words_.push_back(word);
  words_.back().definite = true;
}

Word Words::at(const Document& doc, uint32_t token, uint32_t end) const {
  const Token& t = doc.tokens[token];
  Word found;
  if (t.kind == TokenKind::kNumber) {
    found.kind = Kind::kNumber;
    return found;
  }
  if (t.kind != TokenKind::kWord) return found;
  lexicon::Clitics clitics;
  const bool known = lexicon::below_clitics(t.key, clitics, [&](std::string_view form) {
    if (const auto match = index_.match(doc.tokens, token, end, form); match.tokens > 0) {
      found = words_[match.value];
      found.tokens = match.tokens;
      return true;
    }
    const lexicon::NumberWord* number = numbers_.find(form);
    if (number == nullptr) return false;
    found = {};
    found.kind = Kind::kNumber;
    found.definite = number->definite;
    return true;
  });
  if (!known) return {};
  found.clitics = clitics.bytes;
  found.clitic_letters = clitics.letters;
  found.conjunction = clitics.conjunction;
  found.preposition = clitics.preposition;
  return found;
}

}  // namespace isnad::quantities
