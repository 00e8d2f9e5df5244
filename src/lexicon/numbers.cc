// SPDX-License-Identifier: Apache-2.0
// Parts of a number follow each other by size: units before tens (with waw), hundreds before both, each group closed by
// its scale. A part that does not fit where it stands ends the number.
#include "lexicon/numbers.h"

#include <charconv>

#include "text/letters.h"
#include "text/numbers.h"

namespace isnad::lexicon {

namespace {

constexpr std::string_view kWaw = "\xD9\x88";
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";
constexpr uint32_t kMostParts = 12;  // longer than any number in print; bounds the work on noise

std::optional<NumberKind> kind_of(std::string_view name) {
  if (name == "unit") return NumberKind::kUnit;
  if (name == "ten") return NumberKind::kTen;
  if (name == "tens") return NumberKind::kTens;
  if (name == "hundred") return NumberKind::kHundred;
  if (name == "scale") return NumberKind::kScale;
  if (name == "fraction") return NumberKind::kFraction;
  if (name == "ordinal") return NumberKind::kOrdinal;
  return std::nullopt;
}

class NumberParser {
 public:
  NumberParser(const NumberWords& words, std::span<const Token> tokens, uint32_t end)
      : words_(words), tokens_(tokens), end_(end) {}

  std::optional<NumberReading> read(uint32_t at, size_t skip) {
    if (!first(at, skip)) return std::nullopt;
    for (uint32_t parts = 1; parts < kMostParts && reading_.next < end_ && reading_.next < tokens_.size(); ++parts)
      if (!joined(reading_.next) && !added(reading_.next)) break;
    reading_.value = total_ + group_;
    if (reading_.whole && reading_.value != static_cast<double>(static_cast<int64_t>(reading_.value)))
      reading_.whole = false;
    return reading_;
  }

 private:
  bool first(uint32_t at, size_t skip) {
    if (at >= end_ || at >= tokens_.size()) return false;
    const Token& token = tokens_[at];
    reading_.next = at + 1;
    if (token.kind == TokenKind::kNumber) return digits(token);
    if (token.kind != TokenKind::kWord || skip > token.key.size()) return false;
    const NumberWord* word = words_.find(token.key.substr(skip));
    if (word == nullptr) return false;
    reading_.definite = word->definite;
    reading_.ordinal = word->kind == NumberKind::kOrdinal;
    if (word->kind == NumberKind::kFraction) return fraction_of_scale(*word, at);
    place(*word);
    return true;
  }

  bool digits(const Token& token) {
    const auto number = text::read_digits(token.key);
    if (!number) return false;
    group_ = number->value;
    last_ = NumberKind::kHundred;  // digits take a scale and nothing smaller
    reading_.digits = true;
    reading_.whole = number->whole;
    reading_.plain = number->plain;
    reading_.digit_count = number->digits;
    return true;
  }

  // Half a million; a fraction alone is no number.
  bool fraction_of_scale(const NumberWord& fraction, uint32_t at) {
    if (at + 1 >= end_ || at + 1 >= tokens_.size()) return false;
    const NumberWord* scale = words_.find(tokens_[at + 1].key);
    if (scale == nullptr || scale->kind != NumberKind::kScale) return false;
    total_ = fraction.value * scale->value;
    last_ = NumberKind::kScale;
    scale_ = scale->value;
    reading_.next = at + 2;
    return true;
  }

  void place(const NumberWord& word) {
    last_ = word.kind;
    last_value_ = word.value;
    if (word.kind == NumberKind::kScale) {
      total_ = word.value;
      scale_ = word.value;
    } else {
      group_ = word.value;
    }
  }

  // A part that follows without waw: the "ten" of 11 to 19, a hundred after 3 to 9, a scale after its count.
  bool joined(uint32_t at) {
    const NumberWord* word = words_.find(tokens_[at].key);
    if (word == nullptr) return false;
    const bool after_unit = last_ == NumberKind::kUnit || last_ == NumberKind::kOrdinal;
    if (word->kind == NumberKind::kTen && after_unit && last_value_ < 10 && !reading_.digits) {
      group_ += 10;
    } else if (word->kind == NumberKind::kHundred && last_ == NumberKind::kUnit && last_value_ >= 3 &&
               word->value == 100) {
      group_ += last_value_ * 99;
    } else if (word->kind == NumberKind::kScale && group_ > 0 && last_ != NumberKind::kOrdinal &&
               (scale_ == 0 || word->value < scale_)) {
      total_ += group_ * word->value;
      group_ = 0;
      scale_ = word->value;
    } else {
      return false;
    }
    accept(*word, at + 1);
    return true;
  }

  // A part joined by waw: smaller than the one before it, or the tens after a unit.
  bool added(uint32_t at) {
    const Token& token = tokens_[at];
    if (token.key == kWaw) return added_digits(at + 1);
    if (!token.key.starts_with(kWaw)) return false;
    const NumberWord* word = words_.find(token.key.substr(kWaw.size()));
    if (word == nullptr) return false;
    if (word->kind == NumberKind::kFraction) return added_fraction(*word, at);
    if (!fits(*word)) return false;
    if (word->kind == NumberKind::kScale) {
      total_ += word->value;
      scale_ = word->value;
    } else {
      group_ += word->value;
    }
    accept(*word, at + 1);
    return true;
  }

  bool added_digits(uint32_t at) {
    if (last_ != NumberKind::kScale || at >= end_ || at >= tokens_.size()) return false;
    const auto number = text::read_digits(tokens_[at].key);
    if (!number || !number->whole || number->value >= scale_) return false;
    group_ += number->value;
    last_ = NumberKind::kHundred;
    reading_.next = at + 1;
    return true;
  }

  // "three million and a half (million)"
  bool added_fraction(const NumberWord& fraction, uint32_t at) {
    if (last_ != NumberKind::kScale) return false;
    total_ += fraction.value * scale_;
    reading_.next = at + 1;
    if (reading_.next < end_ && reading_.next < tokens_.size()) {
      const NumberWord* again = words_.find(tokens_[reading_.next].key);
      if (again != nullptr && again->kind == NumberKind::kScale && again->value == scale_) ++reading_.next;
    }
    last_ = NumberKind::kFraction;
    return true;
  }

  bool fits(const NumberWord& word) const {
    switch (word.kind) {
      case NumberKind::kUnit:
      case NumberKind::kTen: return last_ == NumberKind::kScale || (last_ == NumberKind::kHundred && !reading_.digits);
      case NumberKind::kTens:
        return last_ == NumberKind::kScale || (last_ == NumberKind::kHundred && !reading_.digits) ||
               ((last_ == NumberKind::kUnit || last_ == NumberKind::kOrdinal) && last_value_ < 10);
      case NumberKind::kHundred: return last_ == NumberKind::kScale;
      case NumberKind::kScale: return last_ == NumberKind::kScale && word.value < scale_;
      default: return false;
    }
  }

  void accept(const NumberWord& word, uint32_t next) {
    last_ = word.kind;
    last_value_ = word.value;
    reading_.next = next;
    reading_.plain = false;
  }

  const NumberWords& words_;
  std::span<const Token> tokens_;
  uint32_t end_;
  NumberReading reading_;
  double total_ = 0;  // groups closed by their scale
  double group_ = 0;
  double scale_ = 0;  // the last scale, 0 for none
  NumberKind last_ = NumberKind::kUnit;
  double last_value_ = 0;
};

}  // namespace

Result<NumberWords> NumberWords::open(const Lexicon& lexicon) {
  NumberWords numbers;
  const Table table = lexicon.table("numbers/words");
  const int kind_column = table.column("kind");
  const int value_column = table.column("value");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const auto kind = kind_of(table.cell(row, kind_column));
    if (!kind) return Error{lexicon.where(table.index(), row) + ": unknown kind of number word"};
    NumberWord word;
    word.kind = *kind;
    const std::string_view value = table.cell(row, value_column);
    std::from_chars(value.data(), value.data() + value.size(), word.value);
    const std::string key = text::fold(table.cell(row, 0u));
    numbers.index_.add(key, static_cast<uint32_t>(numbers.words_.size()));
    numbers.words_.push_back(word);
    word.definite = true;
    numbers.index_.add(std::string(kArticle) + key, static_cast<uint32_t>(numbers.words_.size()));
    numbers.words_.push_back(word);
  }
  return numbers;
}

const NumberWord* NumberWords::find(std::string_view key) const {
  const uint32_t found = index_.find(key);
  return found == WordIndex::kMissing ? nullptr : &words_[found];
}

std::optional<NumberReading> NumberWords::read(std::span<const Token> tokens, uint32_t at, uint32_t end,
                                               size_t skip) const {
  return NumberParser(*this, tokens, end).read(at, skip);
}

}  // namespace isnad::lexicon
