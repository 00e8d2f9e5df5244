// SPDX-License-Identifier: Apache-2.0
#include "speech/lexicon.h"

#include <array>
#include <string>

#include "document/names.h"

namespace isnad::speech {

namespace {

using lexicon::Table;

constexpr std::array<std::pair<std::string_view, uint32_t>, 19> kFrames = {{{"clause", kClause},
                                                                            {"clause-only", kClauseOnly},
                                                                            {"direct", kDirect},
                                                                            {"bi", kFrameBi},
                                                                            {"ila", kFrameIla},
                                                                            {"ala", kFrameAla},
                                                                            {"an", kFrameAn},
                                                                            {"min", kFrameMin},
                                                                            {"li", kFrameLi},
                                                                            {"fi", kFrameFi},
                                                                            {"object", kObject},
                                                                            {"object-masdar", kObjectMasdar},
                                                                            {"call", kCall},
                                                                            {"describe", kDescribe},
                                                                            {"relay", kRelay},
                                                                            {"if", kIf},
                                                                            {"document", kDocument},
                                                                            {"weak", kWeak},
                                                                            {"addressee", kAddressee}}};

constexpr std::string_view kWords[] = {
    "",      "complementizer", "relative",    "if",         "bi",   "ila", "ala",      "an",          "min",   "li",
    "fi",    "with",           "preposition", "title_link", "time", "aux", "negation", "conjunction", "break", "idle",
    "place", "anaphor",        "clause-noun", "conjoiner"};
constexpr std::string_view kUses[] = {"accord", "accord-weak", "accord-doc", "accord-ma",
                                      "relay",  "tongue",      "tag",        "pretext"};
constexpr std::string_view kNounUses[] = {"cue", "vehicle", "news"};
constexpr std::string_view kSpeakers[] = {"anonymous", "document", "outlet", "body", "person"};

// Index of `name`; the source parser has checked enum cells, so it is there.
template <class Enum, size_t N>
Enum index_of(const std::string_view (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return static_cast<Enum>(0);
}

CueClass class_of(std::string_view name) { return named<CueClass>(name).value_or(CueClass::kNeutral); }

Result<uint32_t> frames_of(const lexicon::Lexicon& lexicon, const Table& table, uint32_t row, uint32_t column) {
  uint32_t frames = 0;
  std::string_view list = table.cell(row, column);
  while (!list.empty()) {
    const size_t bar = list.find('|');
    const std::string_view item = list.substr(0, bar);
    list = bar == std::string_view::npos ? std::string_view{} : list.substr(bar + 1);
    uint32_t bit = 0;
    for (const auto& [name, value] : kFrames)
      if (name == item) bit = value;
    if (bit == 0) return Error{lexicon.where(table.index(), row) + ": \"" + std::string(item) + "\" is no frame"};
    frames |= bit;
  }
  return frames;
}

}  // namespace

Result<Reporting> Reporting::open(const lexicon::Lexicon& lexicon) {
  Reporting r;
  Result<Forms> forms = Forms::open(lexicon);
  if (!forms) return forms.error();
  r.forms_ = *forms;
  Table tables[std::size(kTables)];
  for (size_t i = 0; i < std::size(kTables); ++i) {
    tables[i] = lexicon.table(kTables[i]);
    if (!tables[i].exists()) return Error{"lexicon: the table " + std::string(kTables[i]) + " is missing"};
    r.tables_[i] = tables[i].index();
  }
  const Table& verbs = tables[static_cast<size_t>(Part::kVerb)];
  const int frames = verbs.column("frames"), cue_class = verbs.column("class");
  for (uint32_t row = 0; row < verbs.rows(); ++row) {
    const Result<uint32_t> bits = frames_of(lexicon, verbs, row, static_cast<uint32_t>(frames));
    if (!bits) return bits.error();
    r.verbs_.push_back({class_of(verbs.cell(row, cue_class)), *bits});
  }
  const Table& phrases = tables[static_cast<size_t>(Part::kPhrase)];
  for (uint32_t row = 0; row < phrases.rows(); ++row)
    r.phrases_.push_back({index_of<Use>(kUses, phrases.cell(row, phrases.column("use"))),
                          class_of(phrases.cell(row, phrases.column("class"))),
                          phrases.cell(row, phrases.column("loose")) == "loose"});
  const Table& nouns = tables[static_cast<size_t>(Part::kNoun)];
  for (uint32_t row = 0; row < nouns.rows(); ++row)
    r.nouns_.push_back({index_of<NounUse>(kNounUses, nouns.cell(row, nouns.column("use"))),
                        class_of(nouns.cell(row, nouns.column("class")))});
  const Table& speakers = tables[static_cast<size_t>(Part::kSpeaker)];
  for (uint32_t row = 0; row < speakers.rows(); ++row)
    r.speakers_.push_back(index_of<SpeakerKind>(kSpeakers, speakers.cell(row, speakers.column("kind"))));
  const Table& words = tables[static_cast<size_t>(Part::kWord)];
  for (uint32_t row = 0; row < words.rows(); ++row)
    r.words_.push_back(index_of<Word>(kWords, words.cell(row, words.column("role"))));
  const Table letters = lexicon.table("reporting/letters");
  if (!letters.exists()) return Error{"lexicon: the table reporting/letters is missing"};
  const std::pair<std::string_view, std::string_view Letters::*> kNames[] = {
      {"wa", &Letters::wa}, {"fa", &Letters::fa},           {"bi", &Letters::bi},
      {"li", &Letters::li}, {"article", &Letters::article}, {"li-article", &Letters::li_article},
      {"ha", &Letters::ha}, {"alef", &Letters::alef}};
  for (const auto& [name, member] : kNames)
    for (uint32_t row = 0; row < letters.rows(); ++row)
      if (letters.cell(row, letters.column("role")) == name) r.letters_.*member = letters.cell(row, 0U);
  return r;
}

}  // namespace isnad::speech
