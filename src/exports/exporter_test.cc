// SPDX-License-Identifier: Apache-2.0
#include "exports/exporter.h"

#include <doctest/doctest.h>

#include "exports/formats.h"

using namespace isnad;
using exports::Target;

namespace {

const exports::Words kWords = {"itself", "told by", "unnamed", "somebody", "unchecked", "an analyst"};

// "Omar met Ali in Tunis." with one act, both of them named and known.
Document met() {
  Document doc;
  doc.text = "Omar met Ali in Tunis.";
  doc.meta.id = "d";
  doc.meta.published = {"2020-05-04", DateBasis::kGiven, "", "", {}};
  doc.sentences.push_back({{0, 22}, 0, 0, 0, RegionKind::kBody});
  const auto person = [&](const char* name, const char* en, Span span) {
    Entity entity;
    entity.name = name;
    entity.en = en;
    entity.country = "TUN";
    doc.entities.push_back(entity);
    doc.mentions.push_back({span, 0, 0, EntityType::kPerson, static_cast<int32_t>(doc.entities.size()) - 1});
    Participant p;
    p.span = span;
    p.entity = static_cast<int32_t>(doc.entities.size()) - 1;
    p.country = "TUN";
    return p;
  };
  Event event;
  event.id = "a1";
  event.trigger = {5, 8};
  event.type = EventType::kConsult;
  event.actors.push_back(person("Omar", "Omar", {0, 4}));
  event.recipients.push_back(person("Ali", "Ali", {9, 12}));
  doc.events.push_back(event);
  return doc;
}

exports::ClaimRow only_row(const Document& doc, bool include_private = true,
                           const std::vector<Correction>& corrections = {}, const exports::KnownActors& known = {}) {
  return exports::claim_rows(doc, corrections, {kWords, include_private, known}).at(0);
}

exports::Written written(Target target, const Document& doc) {
  std::string bytes = lexicon::Builder().finish();
  auto lexicon = lexicon::Lexicon::from_bytes(std::move(bytes));
  REQUIRE(lexicon);
  auto exporter = exports::Exporter::open(target, *lexicon, {kWords, true, {}});
  REQUIRE(exporter);
  return exporter->write(doc, {"e", "l", "c", "m"}, {});
}

}  // namespace

TEST_CASE("A row tells on whose word, with the date's basis and the sentence") {
  const Document doc = met();
  const exports::ClaimRow row = only_row(doc);
  CHECK_EQ(row.claim, "d#a1");
  CHECK_EQ(row.chain, "itself");
  CHECK_EQ(row.sentence, doc.text);
  CHECK_EQ(row.first_day, "2020-05-04");
  CHECK_EQ(row.date_basis, "published");
  CHECK_EQ(row.review, "unchecked");
}

TEST_CASE("Background without a date of its own does not get that of the page") {
  Document doc = met();
  doc.events[0].basis = Basis::kBackground;
  CHECK_EQ(only_row(doc).first_day, "");
  CHECK_EQ(exports::why_set_aside(only_row(doc), true), "undated");
}

TEST_CASE("A month becomes its first and last day") {
  Document doc = met();
  doc.times.push_back({{16, 21}, "2020-02", TimeType::kDate, {}});
  doc.events[0].time = 0;
  const exports::ClaimRow row = only_row(doc);
  CHECK_EQ(row.first_day, "2020-02-01");
  CHECK_EQ(row.last_day, "2020-02-29");
  CHECK_EQ(row.date_basis, "text");
}

TEST_CASE("Persons whom no dictionary knows are masked, in the sentence, too, though their names are spelt in Latin") {
  lexicon::Builder builder;
  REQUIRE(builder.add_table("actors/some", "some.tsv",
                            "# Some.\n# columns: name  type:enum(PER|ORG)\n# licence: Apache-2.0\n# provenance: "
                            "known; made for a test\nOmar\tPER\nAli\tORG\n"));
  auto lexicon = lexicon::Lexicon::from_bytes(builder.finish());
  REQUIRE(lexicon);
  const exports::KnownActors known(*lexicon);
  Document doc = met();
  const exports::ClaimRow row = only_row(doc, false, {}, known);
  CHECK_EQ(row.recipients[0].name, "somebody");
  CHECK_EQ(row.recipients[0].text, "[somebody]");
  CHECK_EQ(row.recipients[0].english, "");
  CHECK_EQ(row.sentence, "Omar met [somebody] in Tunis.");
  CHECK_EQ(row.actors[0].name, "Omar");
  CHECK_EQ(only_row(doc, true, {}, known).recipients[0].name, "Ali");
  doc.designations.push_back({});
  doc.designations.back().kind = DesignationKind::kOffice;
  doc.designations.back().entity = 1;
  CHECK_EQ(only_row(doc, false, {}, known).recipients[0].name, "Ali");
}

TEST_CASE("What is not done is set aside with the reason, and only planned cooperation becomes AGREE") {
  for (Target target : {Target::kPlover, Target::kFtm}) {
    Document doc = met();
    CHECK_EQ(written(target, doc).carried, 1);
    doc.events[0].status = Status::kDenied;
    CHECK_EQ(written(target, doc).carried, 0);
    CHECK_EQ(written(target, doc).set_aside, 1);
    CHECK(written(target, doc).aside.find("\"set_aside\":\"denied\"") != std::string::npos);
    doc.events[0].status = Status::kHappened;
    doc.events[0].qualifier = Qualifier::kAlleged;
    CHECK_EQ(written(target, doc).carried, 0);
  }
  Document doc = met();
  doc.events[0].status = Status::kPlanned;
  CHECK(written(Target::kPlover, doc).rows.find("\"event\":[\"AGREE\"]") != std::string::npos);
  CHECK_EQ(written(Target::kFtm, doc).carried, 0);
  doc.events[0].type = EventType::kAssault;
  CHECK_EQ(written(Target::kPlover, doc).carried, 0);
}

TEST_CASE("A claim that an analyst marked wrong is not carried, and the row says who said so") {
  const Document doc = met();
  const exports::ClaimRow row = only_row(doc, true, {{"a1", "verdict", "wrong", "", "2020-06-01"}});
  CHECK_EQ(exports::why_set_aside(row, true), "marked wrong by an analyst");
  CHECK_EQ(row.review, "verdict = wrong, an analyst, 2020-06-01");
}

TEST_CASE("Cells of CSV that a spreadsheet would run are made harmless") {
  Document doc = met();
  doc.meta.outlet = "=HYPERLINK(1)";
  CHECK(exports::csv_row(only_row(doc), {}).find("\"'=HYPERLINK(1)\"") != std::string::npos);
}

TEST_CASE("CAMEO without its table of codes is refused") {
  auto lexicon = lexicon::Lexicon::from_bytes(lexicon::Builder().finish());
  REQUIRE(lexicon);
  CHECK_FALSE(exports::Exporter::open(Target::kCameo, *lexicon, {kWords, true, {}}));
}
