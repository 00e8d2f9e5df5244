// SPDX-License-Identifier: Apache-2.0
#include "page/charset.h"

#include <doctest/doctest.h>
#include <unicode/ucnv.h>

#include <string>

#include "text/utf8.h"

namespace isnad::page {

namespace {

// «The minister said in the council that the government» twice: enough Arabic to tell charsets apart.
const std::string kArabic =
    "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064A\u0631 \u0641\u064A \u0627\u0644\u0645\u062C\u0644\u0633 "
    "\u0625\u0646 \u0627\u0644\u062D\u0643\u0648\u0645\u0629 \u0648\u0627\u0644\u0628\u0631\u0644\u0645\u0627\u0646";

std::string in_charset(const std::string& utf8, const char* charset) {
  std::string out(utf8.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(charset, "utf-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &status);
  REQUIRE(U_SUCCESS(status));
  out.resize(static_cast<size_t>(size));
  return out;
}

std::string page(const std::string& declared) {
  const std::string meta =
      declared.empty() ? "" : "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + declared + "\">";
  return "<html><head>" + meta + "<title>x</title></head><body><p>" + kArabic + "</p></body></html>";
}

}  // namespace

TEST_CASE("every charset of Arabic is read, declared or not") {
  for (const char* charset : {"utf-8", "windows-1256", "iso-8859-6", "utf-16le", "utf-16be"}) {
    for (const bool declared : {true, false}) {
      const Decoded decoded = decode_bytes(in_charset(page(declared ? charset : ""), charset), true);
      CAPTURE(charset);
      CAPTURE(declared);
      CHECK(decoded.text.find(kArabic) != std::string::npos);
      CHECK(decoded.charset == charset);
      CHECK_FALSE(decoded.misdeclared);
    }
  }
}

TEST_CASE("a false declaration is overruled and told") {
  for (const auto& [declared, actual] :
       {std::pair{"windows-1256", "utf-8"}, std::pair{"utf-8", "windows-1256"}, std::pair{"iso-8859-1", "windows-1256"},
        std::pair{"windows-1252", "iso-8859-6"}, std::pair{"iso-8859-6", "windows-1256"},
        std::pair{"utf-8", "utf-16le"}}) {
    const Decoded decoded = decode_bytes(in_charset(page(declared), actual), true);
    CAPTURE(declared);
    CAPTURE(actual);
    CHECK(decoded.text.find(kArabic) != std::string::npos);
    CHECK(decoded.misdeclared);
  }
}

TEST_CASE("a byte order mark decides and goes") {
  CHECK(decode_bytes("\xEF\xBB\xBF" + kArabic, false).text == kArabic);
  CHECK(decode_bytes("\xFF\xFE" + in_charset(kArabic, "utf-16le"), false).text == kArabic);
  CHECK(decode_bytes("\xFE\xFF" + in_charset(kArabic, "utf-16be"), false).text == kArabic);
}

TEST_CASE("UTF-8 with a cut letter stays UTF-8") {
  const Decoded decoded = decode_bytes(kArabic.substr(0, kArabic.size() - 1), false);
  CHECK(decoded.charset == "utf-8");
  CHECK(decoded.faults == 1);
  CHECK(text::valid(decoded.text));
}

TEST_CASE("bytes of any kind become well-formed text") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 37 + i / 7) & 0xFF);
  CHECK(text::valid(decode_bytes(bytes, true).text));
  CHECK(text::valid(decode_bytes(std::string(100, '\0'), true).text));
  CHECK(decode_bytes("", true).text.empty());
}

}  // namespace isnad::page
