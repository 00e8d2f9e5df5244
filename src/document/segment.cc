// SPDX-License-Identifier: Apache-2.0
// A sentence ends at a line's end, or at a single full stop, question or exclamation mark before a space, also with
// closing quotation marks between, or before an Arabic letter that stands on the mark (news systems lose the space).
// Not after one letter («d.» before a name), before a digit, or in a row of dots, which headlines use as a comma.
#include "document/segment.h"

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad {

namespace {

using text::CharClass;

bool ends_sentence(uint32_t point) { return point == '.' || point == '!' || point == '?' || point == 0x061F; }

bool closes(uint32_t point) { return text::is_quotation_mark(point) || point == ')' || point == ']'; }

class Segmenter {
 public:
  explicit Segmenter(Document& doc) : doc_(doc) {}

  void line(Span span, RegionKind region) {
    span = trim(span);
    if (span.empty()) return;
    ++paragraph_;
    uint32_t begin = span.begin;
    for (uint32_t at = span.begin; at < span.end;) {
      const text::CodePoint point = text::decode(doc_.text, at);
      const uint32_t next = at + point.bytes;
      const uint32_t end = ends_sentence(point.value) ? sentence_end(begin, at, next, span.end) : 0;
      if (end != 0) {
        sentence({begin, end}, region);
        begin = trim({end, span.end}).begin;
        at = begin;
      } else {
        at = next;
      }
    }
    if (begin < span.end) sentence({begin, span.end}, region);
  }

 private:
  Span trim(Span span) const {
    while (span.begin < span.end) {
      const text::CodePoint point = text::decode(doc_.text, span.begin);
      if (text::char_class(point.value) != CharClass::kSpace && text::char_class(point.value) != CharClass::kSkip)
        break;
      span.begin += point.bytes;
    }
    while (span.begin < span.end) {
      uint32_t last = span.end - 1;
      while (last > span.begin && (static_cast<unsigned char>(doc_.text[last]) & 0xC0) == 0x80) --last;
      const CharClass kind = text::char_class(text::decode(doc_.text, last).value);
      if (kind != CharClass::kSpace && kind != CharClass::kSkip) break;
      span.end = last;
    }
    return span;
  }

  // Past the characters that stand at `at` and are not seen: direction marks, zero-width ones.
  uint32_t past_unseen(uint32_t at, uint32_t end) const {
    while (at < end) {
      const text::CodePoint point = text::decode(doc_.text, at);
      if (text::char_class(point.value) != CharClass::kSkip) break;
      at += point.bytes;
    }
    return at;
  }

  bool dot_before(uint32_t begin, uint32_t at) const {
    const uint32_t end = trim({begin, at}).end;
    return end > begin && doc_.text[end - 1] == '.';
  }

  // Byte after the mark at `at` and the closing marks behind it when a sentence ends there, else 0.
  uint32_t sentence_end(uint32_t begin, uint32_t at, uint32_t next, uint32_t line_end) const {
    next = past_unseen(next, line_end);
    if (doc_.text[at] == '.') {
      if (dot_before(begin, at) || single_letter_before(begin, at)) return 0;
      if (next < line_end && doc_.text[next] == '.') return 0;
    }
    uint32_t end = next;
    while (end < line_end) {
      const text::CodePoint point = text::decode(doc_.text, end);
      if (!closes(point.value)) break;
      end = past_unseen(end + point.bytes, line_end);
    }
    if (end >= line_end) return 0;  // the line ends it
    const CharClass after = text::char_class(text::decode(doc_.text, end).value);
    return after == CharClass::kSpace || (after == CharClass::kArabic && end == next) ? end : 0;
  }

  bool single_letter_before(uint32_t begin, uint32_t at) const {
    uint32_t letters = 0;
    while (at > begin) {
      --at;
      while (at > begin && (static_cast<unsigned char>(doc_.text[at]) & 0xC0) == 0x80) --at;
      const CharClass kind = text::char_class(text::decode(doc_.text, at).value);
      if (kind == CharClass::kSkip) continue;
      if (kind != CharClass::kArabic && kind != CharClass::kOtherLetter && kind != CharClass::kDigit) break;
      if (++letters > 1) return false;
    }
    return letters == 1;
  }

  void sentence(Span span, RegionKind region) {
    span = trim(span);
    if (span.empty()) return;
    Sentence sentence;
    sentence.span = span;
    sentence.region = region;
    sentence.paragraph = paragraph_ - 1;
    sentence.first_token = static_cast<uint32_t>(doc_.tokens.size());
    tokens(span, static_cast<uint32_t>(doc_.sentences.size()));
    sentence.last_token = static_cast<uint32_t>(doc_.tokens.size());
    doc_.sentences.push_back(sentence);
  }

  void tokens(Span span, uint32_t sentence) {
    for (uint32_t at = span.begin; at < span.end;) {
      const text::CodePoint point = text::decode(doc_.text, at);
      CharClass kind = text::char_class(point.value);
      const uint32_t begin = at;
      at += point.bytes;
      if (kind == CharClass::kSpace || kind == CharClass::kSkip) continue;
      if (kind == CharClass::kArabic || kind == CharClass::kOtherLetter || kind == CharClass::kDigit)
        at = run_end(at, span.end, kind);
      push({begin, at}, kind, sentence);
    }
  }

  // Letters of one class with the skipped characters between; digits also over one inner point or comma ("3.5").
  uint32_t run_end(uint32_t at, uint32_t end, CharClass kind) const {
    while (at < end) {
      const text::CodePoint point = text::decode(doc_.text, at);
      const CharClass next = text::char_class(point.value);
      if (next == kind || next == CharClass::kSkip) {
        at += point.bytes;
        continue;
      }
      const bool joins = kind == CharClass::kDigit &&
                         (point.value == '.' || point.value == ',' || point.value == 0x066B || point.value == 0x066C);
      const uint32_t following = past_unseen(at + point.bytes, end);
      if (joins && following < end && text::char_class(text::decode(doc_.text, following).value) == CharClass::kDigit) {
        at = following;
        continue;
      }
      break;
    }
    return at;
  }

  void push(Span span, CharClass kind, uint32_t sentence) {
    Token token;
    token.span = span;
    token.sentence = sentence;
    const text::Forms forms = text::normalise(doc_.str(span), doc_.pool);
    token.form = forms.form;
    token.key = forms.key;
    switch (kind) {
      case CharClass::kArabic: token.kind = TokenKind::kWord; break;
      case CharClass::kOtherLetter: token.kind = TokenKind::kLatin; break;
      case CharClass::kDigit: token.kind = TokenKind::kNumber; break;
      case CharClass::kPunct: token.kind = TokenKind::kPunct; break;
      default: token.kind = TokenKind::kOther; break;
    }
    doc_.tokens.push_back(token);
  }

  Document& doc_;
  uint32_t paragraph_ = 0;
};

}  // namespace

void segment(Document& doc) {
  Segmenter segmenter(doc);
  for (const Region& region : doc.regions) {
    if (region.kind == RegionKind::kJunk) continue;
    uint32_t begin = region.span.begin;
    while (begin < region.span.end) {
      const size_t newline = doc.text.find('\n', begin);
      const uint32_t end =
          newline == std::string::npos || newline >= region.span.end ? region.span.end : static_cast<uint32_t>(newline);
      segmenter.line({begin, end}, region.kind);
      begin = end + 1;
    }
  }
}

}  // namespace isnad
