// SPDX-License-Identifier: Apache-2.0
#include "alerts/message.h"

#include <doctest/doctest.h>

#include "alerts/match.h"

using namespace isnad;
using namespace isnad::alerts;

namespace {

Result<std::string> no_file(const std::string& path) { return Error{path + ": cannot be read"}; }

std::string fault(const std::string& toml) {
  const Result<Watchlist> list = read_watchlist(toml, "w.toml", no_file);
  return list ? std::string() : list.error().message;
}

}  // namespace

TEST_CASE("headers hold no line of their own, and stay short") {
  CHECK(encoded_header("plain words") == "plain words");
  const std::string evil = encoded_header("a\r\nBcc: x@example.org\r\n\r\nbody");
  CHECK(evil.find('\r') == std::string::npos);
  CHECK(evil.find('\n') == std::string::npos);
  std::string arabic;
  for (int i = 0; i < 40; ++i) arabic += "\xD8\xAE\xD8\xA8\xD8\xB1 ";
  const std::string folded = encoded_header(arabic);
  CHECK(folded.starts_with("=?utf-8?B?"));
  for (size_t begin = 0, end = 0; end != std::string::npos; begin = end + 2) {
    end = folded.find("\r\n", begin);
    const std::string line = folded.substr(begin, end == std::string::npos ? end : end - begin);
    CHECK(line.size() <= 76);
    CHECK(line.ends_with("?="));
    CHECK((begin == 0 || line.starts_with(" =?utf-8?B?")));
  }
}

TEST_CASE("base64") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("an upper class of acts covers the lower ones") {
  CHECK(covers("ASSAULT", "ASSAULT", "heavy-weapons"));
  CHECK(covers("ASSAULT/heavy-weapons", "ASSAULT", "heavy-weapons"));
  CHECK_FALSE(covers("ASSAULT/heavy-weapons", "ASSAULT", ""));
  CHECK(covers("material-conflict", "ASSAULT", ""));
  CHECK(covers("conflict", "ASSAULT", ""));
  CHECK(covers("conflict", "ACCUSE", ""));
  CHECK(covers("cooperation", "AID", ""));
  CHECK_FALSE(covers("cooperation", "ASSAULT", ""));
  CHECK_FALSE(covers("verbal-conflict", "ASSAULT", ""));
  CHECK_FALSE(covers("conflict", "", ""));
}

TEST_CASE("words are found with article and particles and in other spellings") {
  const std::string text =
      "\xD9\x88\xD8\xA8\xD8\xA7\xD9\x84\xD9\x82\xD8\xA7\xD9\x87\xD8\xB1\xD8\xA9 x";  // "wa-bi-al-qahira"
  CHECK(holds_words(text, words_of("\xD8\xA7\xD9\x84\xD9\x82\xD8\xA7\xD9\x87\xD8\xB1\xD9\x87")));
  CHECK(holds_words(text, words_of("\xD9\x82\xD8\xA7\xD9\x87\xD8\xB1\xD8\xA9")));
  CHECK_FALSE(holds_words(text, words_of("y")));
  CHECK_FALSE(holds_words(text, words_of("")));
}

TEST_CASE("a watchlist names its faults by line") {
  CHECK(fault("[[watch]]\nname = 'a'\nwords = 'b'\n").empty());
  CHECK(fault("x = 1").starts_with("w.toml:1: 'x' is not known"));
  CHECK(fault("\n[[watch]]\nname = 'a'").find("w.toml:2: 'a' watches nothing") == 0);
  CHECK(fault("timezone = 'Nowhere'\n[[watch]]\nname = 'a'\nwords = 'b'").find("no time zone") != std::string::npos);
  CHECK(fault("[[watch]]\nname = 'a'\nwords = 'b'\nto = ['x']").find("no [[to]]") != std::string::npos);
  CHECK(fault("[[watch]]\nname = 'a'\ntype = 'HUG'").find("no type of act") != std::string::npos);
  CHECK(fault("[[watch]]\nname = 'a'\npair = ['x']").find("two names") != std::string::npos);
  for (const char* address : {"a", "@b", "a@", "a@b\\nBcc: c@d", "a b@c", "a@b,c@d", "-oX@b", "<a@b>"})
    CHECK(fault("[[to]]\nname = 'm'\nmail = \"" + std::string(address) + "\"\n[[watch]]\nname = 'a'\nwords = 'b'") !=
          "");
  for (const char* url : {"ftp://a/", "file:///etc/passwd", "https://a b/", "x"})
    CHECK(fault("[[to]]\nname = 'h'\nwebhook = '" + std::string(url) + "'\n[[watch]]\nname = 'a'\nwords = 'b'") != "");
  CHECK(fault("[[to]]\nname = 'h'\nwebhook = 'https://a/'\nheader = 'X: y'\n[[watch]]\nname = 'a'\nwords = 'b'") != "");
  CHECK(fault("[[to]]\nname = 'h'\nwebhook = 'https://a/'\nsecret_file = 's'\n[[watch]]\nname = 'a'\nwords = 'b'")
            .find("s: cannot be read") != std::string::npos);
}
