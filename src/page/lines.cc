// SPDX-License-Identifier: Apache-2.0
#include "page/lines.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "page/dates.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::page {

namespace {

using text::CharClass;

constexpr size_t kLooked = 420;     // bytes of a line that phrases are looked for in: some forty words
constexpr uint32_t kShort = 14;     // words of a line that a phrase can begin
constexpr uint32_t kModerate = 25;  // words of a line that can hold one
constexpr size_t kPhraseWords = 7;

size_t bars(std::string_view raw) { return static_cast<size_t>(std::count(raw.begin(), raw.end(), '|')); }

bool has_digit(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

LineRole role_named(std::string_view name) {
  if (name == "end") return LineRole::kEnd;
  if (name == "box") return LineRole::kBox;
  if (name == "junk") return LineRole::kJunk;
  if (name == "meta") return LineRole::kMeta;
  return LineRole::kCaption;
}

constexpr size_t kButtonStart = 2;  // bytes of the shortest that is looked up

size_t bit_of(std::string_view word) { return hash64(word) % kPhraseBits; }
std::string_view button_start(std::string_view s) { return s.substr(0, kButtonStart); }

// True when a colon, slash or dash comes between the phrase and what follows it in the raw line.
bool label_mark(std::string_view raw, size_t words_before) {
  size_t words = 0;
  bool in_word = false;
  for (size_t at = 0; at < raw.size();) {
    const text::CodePoint point = text::decode(raw, at);
    at += point.bytes;
    const CharClass kind = text::char_class(point.value);
    const bool letter = kind == CharClass::kArabic || kind == CharClass::kOtherLetter || kind == CharClass::kDigit;
    if (letter && !in_word && words == words_before) return false;
    if (letter && !in_word) ++words;
    if (kind != CharClass::kSkip) in_word = letter;
    if (words == words_before && !letter &&
        (point.value == ':' || point.value == '/' || point.value == '-' || point.value == '|' ||
         (point.value >= 0x2010 && point.value <= 0x2015)))
      return true;
  }
  return false;
}

// The last visible characters say how a line ends.
void ending(std::string_view raw, Line& line) {
  size_t end = raw.size();
  for (int marks = 0; end > 0 && marks < 4; ++marks) {
    size_t last = end - 1;
    while (last > 0 && (static_cast<unsigned char>(raw[last]) & 0xC0) == 0x80) --last;
    const uint32_t point = text::decode(raw, last).value;
    if (point == 0x2026 || (point == '.' && last >= 1 && raw[last - 1] == '.')) {
      line.trails = true;
      return;
    }
    if (point == '.' || point == '!' || point == '?' || point == 0x061F) {
      line.stops = true;
      line.asks = point != '.';
      return;
    }
    const CharClass kind = text::char_class(point);
    if (!text::is_quotation_mark(point) && point != ')' && point != ']' && kind != CharClass::kSpace &&
        kind != CharClass::kSkip)
      return;
    end = last;
  }
}

}  // namespace

Span trimmed(std::string_view text, Span span) {
  const auto blank = [](uint32_t point) {
    const CharClass kind = text::char_class(point);
    return kind == CharClass::kSpace || kind == CharClass::kSkip;
  };
  while (span.begin < span.end) {
    const text::CodePoint point = text::decode(text, span.begin);
    if (!blank(point.value)) break;
    span.begin += point.bytes;
  }
  while (span.begin < span.end) {
    uint32_t last = span.end - 1;
    while (last > span.begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!blank(text::decode(text, last).value)) break;
    span.end = last;
  }
  return span;
}

std::string folded_words(std::string_view raw) {
  const bool ascii = std::none_of(raw.begin(), raw.end(), [](char c) { return (c & 0x80) != 0; });
  const std::string folded = ascii ? std::string() : text::fold(raw);
  const std::string_view s = ascii ? raw : std::string_view(folded);
  std::string out;
  out.reserve(s.size());
  for (size_t at = 0; at < s.size();) {
    if ((s[at] & 0x80) == 0) {
      const char c = s[at++];
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
      else if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
      else if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const text::CodePoint point = text::decode(s, at);
    const CharClass kind = text::char_class(point.value);
    if (kind == CharClass::kArabic || kind == CharClass::kOtherLetter || kind == CharClass::kDigit)
      out.append(s, at, point.bytes);
    else if (!out.empty() && out.back() != ' ') out += ' ';
    at += point.bytes;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

LineReader::LineReader(const lexicon::Lexicon& lexicon)
    : phrases_(lexicon.table("page/phrases")), dates_(lexicon.table("page/dates")) {
  role_column_ = phrases_.column("role");
  where_column_ = phrases_.column("where");
  topic_column_ = phrases_.column("topic");
  for (uint32_t row = 0; row < phrases_.rows(); ++row) {
    const std::string phrase = folded_words(phrases_.cell(row, 0u));
    first_words_.set(bit_of(std::string_view(phrase).substr(0, phrase.find(' '))));
    if (phrases_.cell(row, topic_column_) == "share") button_starts_.set(bit_of(button_start(phrase)));
  }
}

Line LineReader::read(std::string_view text, Span span) const {
  Line line;
  line.span = trimmed(text, span);
  const std::string_view raw = slice(text, line.span);
  bool in_word = false;
  for (size_t at = 0; at < raw.size();) {
    if (in_word && raw[at] > ' ') {
      ++at;
      continue;
    }
    const text::CodePoint point = text::decode(raw, at);
    at += point.bytes;
    const CharClass kind = text::char_class(point.value);
    if (kind == CharClass::kSpace) in_word = false;
    if (!in_word && (kind == CharClass::kArabic || kind == CharClass::kOtherLetter)) {
      in_word = true;
      ++line.words;
    }
  }
  ending(raw, line);
  size_t looked = std::min(raw.size(), kLooked);
  while (looked < raw.size() && (static_cast<unsigned char>(raw[looked]) & 0xC0) == 0x80) --looked;
  line.folded = folded_words(raw.substr(0, looked));
  line.whole = looked == raw.size();
  if (line.words <= kModerate) {
    match_phrases(raw, line);
    line.listed = bars(raw) >= 2 && !line.stops;
    if (line.role == LineRole::kNone && (line.listed || row_of_buttons(line.folded))) line.role = LineRole::kJunk;
    if (line.words <= kShort && has_digit(line.folded)) {
      if (const auto date = date_in_line(raw, dates_)) {
        line.dated = date->pure || (line.role == LineRole::kMeta && line.topic == "date");
        line.holds_date = !date->value.empty();
        line.date = date->value;
        line.ambiguous_date = date->ambiguous;
        if (line.dated) {
          if (line.topic != "date" && mentions_update(line.folded)) line.topic = "updated";
        }
      }
    }
  }
  return line;
}

std::string_view LineReader::without_byline(std::string_view name) const {
  for (size_t end = name.find(' '); end != name.npos; end = name.find(' ', end + 1)) {
    for (const uint32_t row : phrases_.find(folded_words(name.substr(0, end))))
      if (phrases_.cell(row, topic_column_) == "byline") {
        name.remove_prefix(name.find_first_not_of(" :-/", end) == name.npos ? end
                                                                            : name.find_first_not_of(" :-/", end));
        return name;
      }
    if (end > 40) break;
  }
  return name;
}

// A share bar often loses the blanks between its buttons: the whole line is words of buttons.
bool LineReader::row_of_buttons(std::string_view folded) const {
  if (folded.size() > 200 || !button_starts_.test(bit_of(button_start(folded)))) return false;
  std::string glued;
  for (char c : folded)
    if (c != ' ') glued += c;
  size_t buttons = 0;
  for (size_t at = 0; at < glued.size();) {
    size_t longest = 0;
    if (!button_starts_.test(bit_of(button_start(std::string_view(glued).substr(at))))) return false;
    for (size_t size = 2; size <= 24 && at + size <= glued.size(); ++size)
      for (const uint32_t row : phrases_.find(std::string_view(glued).substr(at, size)))
        if (phrases_.cell(row, topic_column_) == "share") longest = size;
    if (longest == 0) return false;
    ++buttons;
    at += longest;
  }
  return buttons >= 2;
}

bool LineReader::mentions_update(std::string_view folded) const {
  for (size_t at = 0; at < folded.size();) {
    const size_t first = folded.find(' ', at);
    if (first == folded.npos) return false;
    const size_t second = std::min(folded.find(' ', first + 1), folded.size());
    for (const uint32_t row : phrases_.find(folded.substr(at, second - at)))
      if (phrases_.cell(row, topic_column_) == "updated") return true;
    at = first + 1;
  }
  return false;
}

void LineReader::match_phrases(std::string_view raw, Line& line) const {
  const std::string_view s = line.folded;
  std::array<size_t, kModerate * 2 + 2> starts{};
  size_t count = 0;
  for (size_t at = 0; at < s.size() && count < starts.size() - 1;) {
    starts[count++] = at;
    const size_t space = s.find(' ', at);
    at = space == s.npos ? s.size() : space + 1;
  }
  starts[count] = s.size() + 1;
  for (size_t i = 0; i < count; ++i) {
    if (!first_words_.test(bit_of(s.substr(starts[i], starts[i + 1] - 1 - starts[i])))) continue;
    for (size_t j = std::min(count, i + kPhraseWords); j > i; --j) {
      const std::string_view phrase = s.substr(starts[i], starts[j] - 1 - starts[i]);
      for (const uint32_t row : phrases_.find(phrase)) {
        if (!accepts(row, raw, line, phrase, i)) continue;
        line.role = role_named(phrases_.cell(row, role_column_));
        line.topic = phrases_.cell(row, topic_column_);
        line.opens = j == count && i == 0;
        // "See also: headline" in one line is a teaser in itself and opens nothing.
        const bool heading = line.role == LineRole::kBox || (line.role == LineRole::kEnd && line.topic == "related");
        if (heading && count - j > 3) line.role = LineRole::kJunk;
        return;
      }
    }
  }
}

bool LineReader::accepts(uint32_t row, std::string_view raw, const Line& line, std::string_view phrase,
                         size_t at) const {
  const std::string_view where = phrases_.cell(row, where_column_);
  const std::string_view topic = phrases_.cell(row, topic_column_);
  const std::string_view role = phrases_.cell(row, role_column_);
  const bool date = topic == "date" || topic == "updated";
  if (where == "in") return role != "meta" || (line.words <= 8 && has_digit(line.folded));
  if (at != 0) {
    // Counts before the phrase ("3 comments") leave it the whole line.
    if (where != "line" && !date) return false;
    if (line.folded.find_first_not_of("0123456789 ") != static_cast<size_t>(phrase.data() - line.folded.data()))
      return false;
  }
  const std::string_view rest =
      std::string_view(line.folded).substr(static_cast<size_t>(phrase.data() - line.folded.data()) + phrase.size());
  const bool whole = rest.find_first_not_of("0123456789 ") == rest.npos;
  if (whole) return true;
  // A teaser set into one line with its heading.
  if (where == "line" && topic == "related" && phrase.find(' ') != phrase.npos && !line.stops) return true;
  if (where == "line") return false;
  const auto words = static_cast<size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
  if (where == "label") return line.words <= 10 && label_mark(raw, words);
  if (date) return line.words <= 10 && has_digit(line.folded);
  if (role == "end" || role == "meta") return line.words <= 8 && !line.stops;
  return line.words <= kShort + (role == "box" ? 8u : 0u);
}

}  // namespace isnad::page
