// SPDX-License-Identifier: Apache-2.0
#include "page/language.h"

#include <algorithm>
#include <vector>

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::page {

namespace {

constexpr size_t kSample = 2048;
constexpr double kLetterWeight = 0.5;  // a page in Arabic has some Persian letters in foreign names

enum class Script { kNone, kArabic, kLatin, kOther };

struct Score {
  std::string_view language;
  double points = 0;
};

class Scores {
 public:
  explicit Scores(const lexicon::Table& table)
      : table_(table), kind_(table.column("kind")), languages_(table.column("languages")) {}

  // Adds `weight` to the languages of `item`, written as it is: the table's keys are folded, its cells are not.
  void add(std::string_view item, std::string_view kind, double weight) {
    for (const uint32_t row : table_.find(text::fold(item))) {
      if (table_.cell(row, 0u) != item || table_.cell(row, kind_) != kind) continue;
      std::string_view list = table_.cell(row, languages_);
      while (!list.empty()) {
        const size_t bar = std::min(list.find('|'), list.size());
        of(list.substr(0, bar)).points += weight;
        list.remove_prefix(std::min(bar + 1, list.size()));
      }
    }
  }
  double points(std::string_view language) { return of(language).points; }
  std::string_view best(bool arabic_script) const {
    std::string_view name;
    double most = 0;
    for (const Score& s : scores_) {
      const bool arabic = s.language == "ar" || s.language == "fa" || s.language == "ur" || s.language == "ckb" ||
                          s.language == "ps" || s.language == "ug";
      if (arabic == arabic_script && s.points > most) {
        most = s.points;
        name = s.language;
      }
    }
    return name;
  }

 private:
  Score& of(std::string_view language) {
    for (Score& s : scores_)
      if (s.language == language) return s;
    scores_.push_back({language, 0});
    return scores_.back();
  }
  const lexicon::Table& table_;
  int kind_, languages_;
  std::vector<Score> scores_;
};

Script script_of(uint32_t point) {
  const text::CharClass kind = text::char_class(point);
  if (kind == text::CharClass::kArabic) return Script::kArabic;
  if (kind != text::CharClass::kOtherLetter) return Script::kNone;
  return point < 0x250 || (point >= 0x1E00 && point < 0x1F00) ? Script::kLatin : Script::kOther;
}

}  // namespace

std::string language_of(std::string_view text, const lexicon::Table& languages) {
  text = text.substr(0, kSample);
  Scores scores(languages);
  size_t arabic = 0, latin = 0, other = 0, words = 0;
  std::string lower;
  for (size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    const Script script = script_of(point.value);
    if (script == Script::kNone) {
      at += point.bytes;
      continue;
    }
    const size_t begin = at;
    while (at < text.size()) {
      const text::CodePoint next = text::decode(text, at);
      const Script kind = script_of(next.value);
      if (kind != script && text::char_class(next.value) != text::CharClass::kSkip) break;
      (kind == Script::kArabic ? arabic : kind == Script::kLatin ? latin : other) += kind == Script::kNone ? 0u : 1u;
      // Letters outside the Arabic alphabet proper are the ones that tell.
      if (kind == Script::kArabic && (next.value > 0x064A || next.value == 0x063B))
        scores.add(text.substr(at, next.bytes), "letter", kLetterWeight);
      at += next.bytes;
    }
    ++words;
    if (at - begin > 40) continue;
    lower.assign(text.substr(begin, at - begin));
    if (script == Script::kLatin)
      for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    scores.add(lower, "word", 1);
  }
  if (arabic + latin + other == 0) return "und";
  if (arabic * 2 >= latin + other) {
    const std::string_view best = scores.best(true);
    if (best.empty() || best == "ar") return "ar";
    // Another language needs clear evidence: more than Arabic has, and in more than a stray word.
    const double points = scores.points(best);
    return points > scores.points("ar") + 1 && points * 25 > static_cast<double>(words) ? std::string(best) : "ar";
  }
  if (other > latin) return "und";
  const std::string_view best = scores.best(false);
  return best.empty() ? "und" : std::string(best);
}

}  // namespace isnad::page
