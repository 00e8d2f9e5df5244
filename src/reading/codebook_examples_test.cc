// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "claims/codebook.h"
#include "reading/reader.h"

using namespace isnad;

// `isnad codebook test` asks for all of them; here a few may fail, since a change in any lower stage can move one.
TEST_CASE("the examples of the codebook are read as their authors meant them") {
  const auto reader = reading::Reader::open(ISNAD_HOME);
  REQUIRE(reader.has_value());
  const auto codebook = claims::Codebook::open(reader->lexicon());
  REQUIRE(codebook.has_value());
  const auto failures =
      claims::test_codebook(*codebook, [&](std::string_view sentence) { return reader->read_text(sentence, {}); });
  for (const claims::Failure& failure : failures)
    MESSAGE(failure.example.file << ":" << failure.example.line << ": " << failure.example.lemma << ": found "
                                 << failure.found << " in: " << failure.example.sentence);
  CHECK(failures.size() * 40 <= codebook->examples().size());
}
