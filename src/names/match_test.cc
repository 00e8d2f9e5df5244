// SPDX-License-Identifier: Apache-2.0
#include "names/match.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string_view>

#include "base/hash.h"

namespace isnad::names {

namespace {

// Latin stand-ins: a word in capitals is known as a given name, `+` before it stands for `son of`.
NameForm form(std::initializer_list<std::string_view> words) {
  NameForm out;
  for (std::string_view word : words) {
    NameWord& w = out.words[out.size++];
    if (word.starts_with('+')) {
      w.after_kin = true;
      word.remove_prefix(1);
    }
    w.exact = hash64(word);
    if (word[0] >= 'A' && word[0] <= 'Z') w.known = kGivenName;
  }
  return out;
}

}  // namespace

TEST_CASE("a surname fits the full name, a patronymic does not stand for it") {
  CHECK(person_fit(form({"haftar"}), form({"KHALIFA", "haftar"})) == 3);
  CHECK(person_fit(form({"SALMAN"}), form({"MUHAMMAD", "+SALMAN"})) == 1);
  CHECK(person_fit(form({"SALMAN"}), form({"SALMAN", "+AZIZ"})) == 1);
  CHECK(person_fit(form({"AHMAD"}), form({"MUHAMMAD", "+AHMAD", "saleh"})) == 0);
}

TEST_CASE("two persons who share one name of two are two") {
  CHECK(person_fit(form({"MUHAMMAD", "sudani"}), form({"MUHAMMAD", "halbousi"})) == 0);
  CHECK(person_fit(form({"HUSNI", "mubarak"}), form({"JAMAL", "mubarak"})) == 0);
}

TEST_CASE("a middle name may be left out") {
  CHECK(person_fit(form({"ALI", "saleh"}), form({"ALI", "ABDALLAH", "saleh"})) == 3);
}

TEST_CASE("a body's short form needs a head that it leaves out, or adjectives that it drops") {
  NameForm full = form({"government", "accord", "national"});
  CHECK(body_fit(form({"accord"}), full) == 0);
  full.words[0].known = kBodyHead;
  CHECK(body_fit(form({"accord"}), full) == 2);
  full.words[2].known = kNationality;
  CHECK(body_fit(form({"government", "accord"}), full) == 3);
  CHECK(body_fit(form({"national"}), full) < 2);
}

TEST_CASE("the frame of a foreign name survives its spellings") {
  std::string a, b;
  append_frame("\xD8\xAA\xD8\xB4\xD8\xA7\xD9\x88\xD9\x88\xD8\xB4", a);
  append_frame("\xD8\xAC\xD8\xA7\xD9\x88\xD9\x8A\xD8\xB4", b);
  CHECK(a == b);
}

}  // namespace isnad::names
