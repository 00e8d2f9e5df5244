// SPDX-License-Identifier: Apache-2.0
// Character classes and folding by ranges, from which the compiler makes a table of the characters below U+0700;
// presentation forms are looked up in the rows of presentation_forms.inc.
#include "text/letters.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace isnad::text {

namespace {

struct PresentationForm {
  uint16_t point;
  uint8_t count;
  uint16_t letters[8];
};

constexpr PresentationForm kPresentationForms[] = {
#include "text/presentation_forms.inc"
};

const PresentationForm* presentation_form(uint32_t point) {
  if (point < 0xFB50 || point > 0xFEFC) return nullptr;
  const auto* end = std::end(kPresentationForms);
  const auto* found = std::lower_bound(std::begin(kPresentationForms), end, point,
                                       [](const PresentationForm& f, uint32_t p) { return f.point < p; });
  return found != end && found->point == point ? found : nullptr;
}

constexpr bool skips(uint32_t p) {
  return (p >= 0x064B && p <= 0x065F) || p == 0x0640 || p == 0x0670 || (p >= 0x0610 && p <= 0x061A) || p == 0x061C ||
         (p >= 0x06D6 && p <= 0x06DC) || (p >= 0x06DF && p <= 0x06E8) || (p >= 0x06EA && p <= 0x06ED) ||
         (p >= 0x200B && p <= 0x200F) || (p >= 0x202A && p <= 0x202E) || (p >= 0x2060 && p <= 0x2069) || p == 0xFEFF ||
         p == 0x00AD || (p >= 0xFE00 && p <= 0xFE0F) || (p >= 0xFE70 && p <= 0xFE7F && p != 0xFE73 && p != 0xFE75);
}

// The letter a Persian, Urdu or otherwise dressed letter stands for.
constexpr uint32_t clean_of(uint32_t p) {
  switch (p) {
    case 0x06A9:
    case 0x06AA: return 0x0643;  // keheh
    case 0x06CC:
    case 0x06D0:
    case 0x06CE: return 0x064A;  // farsi yeh
    case 0x06D2: return 0x064A;  // yeh barree
    case 0x06BE:
    case 0x06C1:
    case 0x06C2:
    case 0x06D5: return 0x0647;  // heh variants
    case 0x06C0: return 0x0647;
    case 0x06C3: return 0x0629;
    case 0x0671: return 0x0627;  // alef wasla
    default: break;
  }
  if (p >= 0x0660 && p <= 0x0669) return '0' + (p - 0x0660);
  if (p >= 0x06F0 && p <= 0x06F9) return '0' + (p - 0x06F0);
  return p;
}

constexpr uint32_t fold_of(uint32_t p) {
  switch (p) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0672:
    case 0x0673: return 0x0627;  // alef with madda or hamza
    case 0x0649:
    case 0x0626: return 0x064A;  // alef maqsura, hamza on ya
    case 0x0624: return 0x0648;  // hamza on waw
    case 0x0629: return 0x0647;  // ta marbuta
    default: break;
  }
  if (p >= 'A' && p <= 'Z') return p + 32;
  return p;
}

constexpr CharClass class_of(uint32_t p) {
  if (p < 0x80) {
    if (p == ' ' || (p >= 9 && p <= 13)) return CharClass::kSpace;
    if (p >= '0' && p <= '9') return CharClass::kDigit;
    if ((p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z')) return CharClass::kOtherLetter;
    if (p < 32 || p == 127) return CharClass::kSpace;
    return CharClass::kPunct;
  }
  if (skips(p)) return CharClass::kSkip;
  if ((p >= 0x0660 && p <= 0x0669) || (p >= 0x06F0 && p <= 0x06F9)) return CharClass::kDigit;
  if ((p >= 0x0620 && p <= 0x064A) || (p >= 0x0671 && p <= 0x06D3) || p == 0x06D5 || (p >= 0x06EE && p <= 0x06FF) ||
      (p >= 0x0750 && p <= 0x077F) || (p >= 0x08A0 && p <= 0x08C7) || (p >= 0xFB50 && p <= 0xFBB1) ||
      (p >= 0xFBD3 && p <= 0xFD3D) || (p >= 0xFD50 && p <= 0xFDFB) || (p >= 0xFE80 && p <= 0xFEFC))
    return CharClass::kArabic;
  if (p == 0xA0 || p == 0x1680 || (p >= 0x2000 && p <= 0x200A) || p == 0x2028 || p == 0x2029 || p == 0x202F ||
      p == 0x205F || p == 0x3000 || p == 0x85)
    return CharClass::kSpace;
  if ((p >= 0x0600 && p <= 0x061F) || (p >= 0x066A && p <= 0x066D) || p == 0x06D4 || (p >= 0x2010 && p <= 0x205E) ||
      (p >= 0xA1 && p <= 0xBF && p != 0xAA && p != 0xB5 && p != 0xBA) || (p >= 0x3000 && p <= 0x303F) || p == 0xFD3E ||
      p == 0xFD3F || p == 0xD7 || p == 0xF7)
    return CharClass::kPunct;
  if ((p >= 0xC0 && p <= 0x24F) || (p >= 0x370 && p <= 0x5FF) || (p >= 0x1E00 && p <= 0x1FFF) || p == 0xAA ||
      p == 0xB5 || p == 0xBA || (p >= 0x300 && p <= 0x36F) || (p >= 0x3040 && p <= 0xD7FF) ||
      (p >= 0x900 && p <= 0x1DFF))
    return CharClass::kOtherLetter;
  return CharClass::kOther;
}

// What most characters of a news text are is looked up: ASCII, Latin and the Arabic block.
struct Character {
  CharClass kind = CharClass::kOther;
  bool skipped = false;
  uint16_t clean = 0, fold = 0;  // fold: of the clean letter
};

constexpr uint32_t kTableEnd = 0x0700;

constexpr auto kTable = [] {
  std::array<Character, kTableEnd> table;
  for (uint32_t p = 0; p < kTableEnd; ++p)
    table[p] = {class_of(p), skips(p), static_cast<uint16_t>(clean_of(p)), static_cast<uint16_t>(fold_of(clean_of(p)))};
  return table;
}();

bool is_skipped(uint32_t p) { return p < kTableEnd ? kTable[p].skipped : skips(p); }
uint32_t clean_letter(uint32_t p) { return p < kTableEnd ? kTable[p].clean : clean_of(p); }
// REQUIRES: a clean letter.
uint32_t fold_letter(uint32_t p) { return p < kTableEnd ? kTable[p].fold : fold_of(p); }

// encode() of a character below U+0800.
size_t put_near(uint32_t value, char* out) {
  if (value < 0x80) {
    out[0] = static_cast<char>(value);
    return 1;
  }
  out[0] = static_cast<char>(0xC0 | value >> 6);
  out[1] = static_cast<char>(0x80 | (value & 0x3F));
  return 2;
}

template <class Put>
void each_clean_letter(uint32_t point, Put put) {
  if (const PresentationForm* form = presentation_form(point)) {
    for (uint8_t i = 0; i < form->count; ++i) put(clean_letter(form->letters[i]));
  } else {
    put(clean_letter(point));
  }
}

}  // namespace

CharClass char_class(uint32_t p) { return p < kTableEnd ? kTable[p].kind : class_of(p); }

bool is_quotation_mark(uint32_t p) {
  return p == '"' || p == 0xAB || p == 0xBB || (p >= 0x201C && p <= 0x201F) || p == 0x2033 || p == 0x2039 ||
         p == 0x203A || p == 0x300C || p == 0x300D;
}

Forms normalise(std::string_view raw, Pool& pool) {
  // A presentation form of 3 bytes becomes at most 8 letters of 2.
  char* out = pool.reserve(raw.size() * 6 + 4);
  size_t size = 0;
  bool folds = false;
  for (size_t at = 0; at < raw.size();) {
    const CodePoint point = decode(raw, at);
    at += point.bytes;
    if (point.value < kTableEnd) {
      const Character& c = kTable[point.value];
      if (c.skipped) continue;
      folds |= c.fold != c.clean;
      size += put_near(c.clean, out + size);
      continue;
    }
    if (is_skipped(point.value)) continue;
    each_clean_letter(point.value, [&](uint32_t letter) {
      folds |= fold_letter(letter) != letter;
      size += encode(letter, out + size);
    });
  }
  const std::string_view form = pool.commit(size);
  if (!folds) return {form, form};
  out = pool.reserve(form.size() + 4);
  size = 0;
  for (size_t at = 0; at < form.size();) {
    const CodePoint point = decode(form, at);
    at += point.bytes;
    size += point.value < kTableEnd ? put_near(kTable[point.value].fold, out + size)
                                    : encode(fold_letter(point.value), out + size);
  }
  return {form, pool.commit(size)};
}

namespace {

// The clean form of a text, or with kFold the folded one.
template <bool kFold>
std::string written(std::string_view raw) {
  constexpr size_t kMost = 40;  // bytes that one character can become, and a blank
  std::string out(raw.size() + kMost, '\0');
  size_t size = 0;
  bool space = false;
  for (size_t at = 0; at < raw.size();) {
    const CodePoint point = decode(raw, at);
    at += point.bytes;
    if (is_skipped(point.value)) continue;
    if (char_class(point.value) == CharClass::kSpace) {
      space = size > 0;
      continue;
    }
    if (size + kMost > out.size()) out.resize(2 * out.size());
    if (space) out[size++] = ' ';
    space = false;
    if (point.value < kTableEnd) {
      const Character& c = kTable[point.value];
      size += put_near(kFold ? c.fold : c.clean, out.data() + size);
      continue;
    }
    each_clean_letter(
        point.value, [&](uint32_t letter) { size += encode(kFold ? fold_letter(letter) : letter, out.data() + size); });
  }
  out.resize(size);
  return out;
}

}  // namespace

std::string clean(std::string_view raw) { return written<false>(raw); }
std::string fold(std::string_view raw) { return written<true>(raw); }

uint32_t letter_offset(std::string_view text, Span span, uint32_t letters) {
  uint32_t at = span.begin;
  uint32_t seen = 0;
  while (at < span.end) {
    const CodePoint point = decode(text, at);
    if (!is_skipped(point.value)) {
      if (seen >= letters) return at;
      each_clean_letter(point.value, [&](uint32_t) { ++seen; });
    }
    at += point.bytes;
  }
  return span.end;
}

uint32_t length(std::string_view form) {
  uint32_t points = 0;
  for (char byte : form) points += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return points;
}

}  // namespace isnad::text
