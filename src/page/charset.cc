// SPDX-License-Identifier: Apache-2.0
// Two single-byte charsets of Arabic share most places of their letters but not lam and ya, so the share of the article
// (alef, lam) among the letters tells a right reading from a wrong one.
#include "page/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace isnad::page {

namespace {

constexpr size_t kPrescan = 8192;     // HTML asks for 1024; many pages put scripts first
constexpr size_t kSample = 32 << 10;  // enough for a guess; uchardet reads 1 to 2 MB a second

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view bytes) {
  std::string out(bytes);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

// The name after `key` and an equals sign, quoted or not, beginning the search at `at`.
std::string value_after(const std::string& head, std::string_view key, size_t at, size_t limit) {
  at = head.find(key, at);
  if (at == std::string::npos || at >= limit) return {};
  at += key.size();
  while (at < limit && head[at] == ' ') ++at;
  if (at >= limit || head[at] != '=') return {};
  ++at;
  while (at < limit && (head[at] == ' ' || head[at] == '"' || head[at] == '\'')) ++at;
  const size_t begin = at;
  while (at < limit && (isalnum(static_cast<unsigned char>(head[at])) || head[at] == '-' || head[at] == '_')) ++at;
  return head.substr(begin, at - begin);
}

bool is_utf8_name(std::string_view name) { return name == "utf-8" || name == "utf8"; }

struct Converter {
  explicit Converter(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    handle = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status)) handle = nullptr;
  }
  ~Converter() {
    if (handle != nullptr) ucnv_close(handle);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  UConverter* handle;
};

// `bytes` in UTF-8, converted piece by piece; false when the charset is not known.
bool convert(std::string_view bytes, const std::string& charset, std::string& out) {
  Converter from(charset);
  if (from.handle == nullptr) return false;
  out.clear();
  out.reserve(bytes.size() * 2);
  std::array<UChar, 4096> piece{};
  const char* source = bytes.data();
  const char* end = source + bytes.size();
  uint32_t high = 0;
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    UChar* target = piece.data();
    ucnv_toUnicode(from.handle, &target, piece.data() + piece.size(), &source, end, nullptr, true, &status);
    for (const UChar* p = piece.data(); p != target; ++p) {
      const uint32_t unit = *p;
      if (unit >= 0xD800 && unit < 0xDC00) {
        high = unit;
      } else if (unit >= 0xDC00 && unit < 0xE000) {
        if (high != 0) text::append(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        high = 0;
      } else {
        text::append(out, unit);
      }
    }
    if (status != U_BUFFER_OVERFLOW_ERROR) return U_SUCCESS(status);
  }
}

// How much a decoded text looks like Arabic: 0 not at all; an article every tenth letter is usual.
double arabic_look(std::string_view decoded) {
  size_t letters = 0, articles = 0, strange = 0;
  uint32_t before = 0;
  for (size_t at = 0; at < decoded.size();) {
    const text::CodePoint point = text::decode(decoded, at);
    at += point.bytes;
    if (point.value < 0x80) {
      before = 0;
      continue;
    }
    if (point.value >= 0x0621 && point.value <= 0x064A) {
      ++letters;
      if (point.value == 0x0644 && before == 0x0627) ++articles;
    } else if (point.value == 0xFFFD || point.value < 0xA0 || (point.value >= 0xC0 && point.value < 0x250)) {
      ++strange;
    }
    before = point.value;
  }
  if (letters == 0) return 0;
  const double all = static_cast<double>(letters + 2 * strange);
  return static_cast<double>(letters) / all * (0.2 + static_cast<double>(articles) / static_cast<double>(letters) * 8);
}

bool has_arabic(std::string_view utf8) {
  for (size_t at = 0; at + 1 < utf8.size(); ++at) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    if (lead >= 0xD8 && lead <= 0xDB) return true;
    if (lead == 0xEF && static_cast<unsigned char>(utf8[at + 1]) >= 0xAC) return true;  // presentation forms
  }
  return false;
}

// Share of well-formed characters among those beyond ASCII: a page cut in the middle of a letter is still UTF-8.
bool nearly_utf8(std::string_view bytes) {
  size_t good = 0, bad = 0;
  for (size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const text::CodePoint point = text::decode(bytes, at);
    (point.bytes > 1 ? good : bad) += 1;
    at += point.bytes;
  }
  return good > 20 * bad;
}

// UTF-16 without a mark: a page's markup, spaces and digits have a zero byte on one side.
const char* bare_utf16(std::string_view bytes) {
  const size_t size = std::min<size_t>(bytes.size(), 4096) & ~size_t{1};
  if (size < 16) return nullptr;
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < size; i += 2) {
    even += bytes[i] == 0 || bytes[i] == 6;
    odd += bytes[i + 1] == 0 || bytes[i + 1] == 6;
  }
  if (odd * 10 > size * 4 && even * 10 < size) return "utf-16le";
  if (even * 10 > size * 4 && odd * 10 < size) return "utf-16be";
  return nullptr;
}

std::string guessed(std::string_view bytes) {
  uchardet_t detector = uchardet_new();
  std::string name;
  if (uchardet_handle_data(detector, bytes.data(), std::min(bytes.size(), kSample)) == 0) {
    uchardet_data_end(detector);
    name = lowered(uchardet_get_charset(detector));
  }
  uchardet_delete(detector);
  return name;
}

void as_utf8(std::string_view bytes, Decoded& out) {
  out.charset = "utf-8";
  out.text = text::repair(bytes, &out.faults);
}

void as_charset(std::string_view bytes, const std::string& charset, Decoded& out) {
  out.charset = charset;
  if (!convert(bytes, charset, out.text)) as_utf8(bytes, out);
}

// The single-byte reading that looks most like Arabic.
std::string best_single_byte(std::string_view bytes, const std::string& declared) {
  // Only bytes beyond ASCII speak, so the sample is taken from around the first of them.
  size_t first = 0;
  while (first < bytes.size() && static_cast<unsigned char>(bytes[first]) < 0x80) ++first;
  const std::string_view sample = bytes.substr(first, kSample);
  std::string best;
  double best_look = -1;
  std::string decoded;
  // The declared charset comes first and wins ties, then the commonest.
  for (const std::string& charset :
       {declared, std::string("windows-1256"), std::string("iso-8859-6"), guessed(bytes)}) {
    if (charset.empty() || is_utf8_name(charset) || charset.starts_with("utf-16") || !convert(sample, charset, decoded))
      continue;
    const double look = arabic_look(decoded) * (charset == declared ? 1.25 : 1.0);
    if (look > best_look + 1e-9) {
      best_look = look;
      best = charset;
    }
  }
  return best.empty() ? "windows-1256" : best;
}

bool same_charset(std::string_view a, std::string_view b) {
  if (is_utf8_name(a) && is_utf8_name(b)) return true;
  const auto alias = [](std::string_view name) -> std::string_view {
    if (name == "cp1256" || name == "cp-1256" || name == "x-cp1256") return "windows-1256";
    if (name == "arabic" || name == "iso8859-6" || name == "ecma-114" || name == "asmo-708") return "iso-8859-6";
    if (name == "utf-16") return "utf-16le";
    return name;
  };
  return alias(a) == alias(b);
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  const std::string head = lowered(bytes.substr(0, kPrescan));
  if (head.starts_with("<?xml")) {
    const std::string name = value_after(head, "encoding", 0, std::min(head.size(), head.find("?>")));
    if (!name.empty()) return name;
  }
  for (size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 5)) {
    const size_t end = std::min(head.find('>', at), head.size());
    const std::string name = value_after(head, "charset", at, end);
    if (!name.empty()) return name;
  }
  return {};
}

Decoded decode_bytes(std::string_view bytes, bool html) {
  Decoded out;
  if (html) out.declared = declared_charset(bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    as_utf8(bytes.substr(3), out);
  } else if (bytes.starts_with("\xFF\xFE")) {
    as_charset(bytes.substr(2), "utf-16le", out);
  } else if (bytes.starts_with("\xFE\xFF")) {
    as_charset(bytes.substr(2), "utf-16be", out);
  } else if (const char* wide = bare_utf16(bytes)) {
    as_charset(bytes, wide, out);
    if (html) out.declared = declared_charset(out.text);
  } else if (text::valid(bytes)) {
    // Well-formed UTF-8 beyond ASCII is no chance. Where it holds no Arabic, a declaration may still be right.
    const bool trust = out.declared.empty() || is_utf8_name(out.declared) || has_arabic(bytes) ||
                       std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    if (trust) as_utf8(bytes, out);
    else as_charset(bytes, out.declared, out);
    if (std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) < 0; })) return out;
  } else if (nearly_utf8(bytes)) {
    as_utf8(bytes, out);
  } else {
    as_charset(bytes, best_single_byte(bytes, out.declared), out);
  }
  out.misdeclared = !out.declared.empty() && !same_charset(out.declared, out.charset) &&
                    !(out.charset == "utf-16be" && out.declared == "utf-16");
  return out;
}

}  // namespace isnad::page
