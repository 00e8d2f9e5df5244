// SPDX-License-Identifier: Apache-2.0
#include "claims/codebook.h"

#include <doctest/doctest.h>

#include <string>

#include "base/hash.h"

using namespace isnad;
using namespace isnad::claims;

namespace {

const std::string kHeader =
    "# columns: lemma:arabic pos mode? actor:list? recipient:list? strength? needs? not? example? note?\n"
    "# licence: Apache-2.0\n# provenance: a test\n";

// What check_codebook says of one table.
std::string faults(const std::string& name, const std::string& rows) {
  lexicon::Builder builder;
  if (Result<void> added = builder.add_table("codebook/" + name, name + ".tsv", kHeader + rows); !added)
    return added.error().message;
  const Result<void> checked = check_codebook(builder);
  return checked ? "" : checked.error().message;
}

bool says(const std::string& message, std::string_view part) { return message.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a good row has no fault") {
  CHECK(faults("consult",
               "\u0632\u0627\u0631\tverb\tvisit\tsubject\tobject\tstrong\tnear:@country|next:\u0625\u0644\u0649+is:"
               "past\n") == "");
}

TEST_CASE("faults name file, line, column and what to do") {
  const std::string row = "\u0632\u0627\u0631\t";
  CHECK(says(faults("consult", row + "verbal\n"), "consult.tsv:4: column 2 (pos) 'verbal' is none of: verb, masdar"));
  CHECK(
      says(faults("consult", row + "verb\tdemo\n"), "column 3 (mode) 'demo' is no mode of this type; known are visit"));
  CHECK(says(faults("agree", row + "verb\tvisit\n"), "this type has no modes; leave it empty"));
  CHECK(says(faults("consult", row + "verb\t-\tsubjects\n"), "column 4 (actor) 'subjects' is no slot; write subject"));
  CHECK(says(faults("consult", row + "verb\t-\t-\t-\tsure\n"), "column 6 (strength) 'sure' is none of: strong, weak"));
  CHECK(says(faults("consult", row + "verb\t-\t-\t-\t-\tby:x\n"), "column 7 (needs) 'by:x' is no condition"));
  CHECK(says(faults("consult", row + "verb\t-\t-\t-\t-\t-\tnear:@town\n"), "column 8 (not) '@town' is no class"));
  CHECK(says(faults("consult", row + "verb\t-\t-\t-\t-\t-\tis:big\n"), "'big' is no form"));
  CHECK(says(faults("consult", row + "phrase\n"), "`phrase` is for several words"));
  CHECK(says(faults("visits", row + "verb\n"), "is named after no event type"));
}

TEST_CASE("entries are found by the lemma of their trigger, and an event leads back to its entry") {
  lexicon::Builder builder;
  REQUIRE(
      builder
          .add_table(
              "codebook/assault", "assault.tsv",
              kHeader + "\u0642\u0635\u0641\tverb\n\u0623\u0637\u0644\u0642 *\u0627\u0644\u0646\u0627\u0631\tphrase\n")
          .has_value());
  const auto lexicon = lexicon::Lexicon::from_bytes(builder.finish());
  REQUIRE(lexicon.has_value());
  const auto codebook = Codebook::open(*lexicon);
  REQUIRE(codebook.has_value());
  CHECK(codebook->size() == 2);
  CHECK(codebook->find("\u0642\u0635\u0641", hash64("\u0642\u0635\u0641")).size() == 1);
  CHECK(codebook->find("\u0627\u0637\u0644\u0642", hash64("\u0627\u0637\u0644\u0642")).empty());
  const auto found =
      codebook->find("\u0646\u0627\u0631", hash64("\u0646\u0627\u0631"));  // the article is left out, hamza is folded
  REQUIRE(found.size() == 1);
  const Entry& entry = codebook->entry(found[0]);
  CHECK(entry.trigger_word == 1);
  Event event;
  CHECK(codebook->entry_of(event) == nullptr);
  event.evidence.push_back({"trigger", entry.table, entry.row, {}});
  CHECK(codebook->entry_of(event) == &entry);
}
