// SPDX-License-Identifier: Apache-2.0
// The one place that names the stages. The table is checked at compile time: a stage that needs a layer which none
// before it gives does not compile.
#include "reading/reader.h"

#include <array>

#include "base/hash.h"
#include "document/segment.h"
#include "document/verify.h"
#include "reading/resources.h"

namespace isnad::reading {

namespace {

constexpr std::array kStages = {
    Stage{"segment", kText, kTokens, [](const Resources&, Document& d) { segment(d); }},
    Stage{"words", kTokens, kAnalyses, [](const Resources& r, Document& d) { r.words.run(d); }},
    Stage{"names", kTokens | kAnalyses, kEntities,
          [](const Resources& r, Document& d) {
            r.names.run(d);
            r.local.apply(d);
          }},
    Stage{"times", kTokens | kAnalyses, kTimes, [](const Resources& r, Document& d) { r.times.run(d); }},
    Stage{"speech", kAnalyses | kEntities, kQuotes, [](const Resources& r, Document& d) { r.speech.run(d); }},
    Stage{"claims", kAnalyses | kEntities | kTimes | kQuotes, kEvents,
          [](const Resources& r, Document& d) { r.claims.run(d); }},
    Stage{"quantities", kAnalyses | kEntities | kQuotes | kEvents, kQuantities,
          [](const Resources& r, Document& d) { r.quantities.run(d); }},
    Stage{"framing", kAnalyses | kEntities | kQuotes, kDesignations,
          [](const Resources& r, Document& d) { r.framing.run(d); }},
    Stage{"holders", kEntities | kQuotes | kEvents, 0, [](const Resources& r, Document& d) { r.roles.apply(d); }},
};

constexpr bool ordered() {
  uint32_t have = kText;
  for (const Stage& stage : kStages) {
    if ((stage.needs & ~have) != 0) return false;
    have |= stage.gives;
  }
  return true;
}
static_assert(ordered(), "a stage runs before what it needs");

template <class Room>
Result<void> open_room(Room& room, const lexicon::Lexicon& lexicon, const model::Models& models) {
  Result<Room> opened = Room::open(lexicon, models);
  if (!opened) return opened.error();
  room = std::move(*opened);
  return {};
}

// Hash over the rows of all codebook tables.
std::string codebook_version(const lexicon::Lexicon& lexicon) {
  uint64_t hash = 0;
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
    if (!table.name().starts_with("codebook/")) continue;
    hash = mix(hash, hash64(table.name()));
    for (uint32_t row = 0; row < table.rows(); ++row)
      for (uint32_t column = 0; column < table.columns(); ++column) hash = mix(hash, hash64(table.cell(row, column)));
  }
  return hex64(hash);
}

}  // namespace

Reader::Reader(std::unique_ptr<Resources> resources) : resources_(std::move(resources)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::string& home, const std::string& local) {
  auto resources = std::make_unique<Resources>();
  Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::open(home + "/lexicon.bin");
  if (!lexicon) return lexicon.error();
  resources->lexicon = std::make_unique<lexicon::Lexicon>(std::move(*lexicon));
  const model::Models models(home + "/models");
  Result<page::Page> page = page::Page::open(*resources->lexicon);
  if (!page) return page.error();
  resources->page = std::move(*page);
  Resources& r = *resources;
  for (Result<void> opened : {open_room(r.words, *r.lexicon, models), open_room(r.names, *r.lexicon, models),
                              open_room(r.times, *r.lexicon, models), open_room(r.quantities, *r.lexicon, models),
                              open_room(r.speech, *r.lexicon, models), open_room(r.claims, *r.lexicon, models),
                              open_room(r.framing, *r.lexicon, models)})
    if (!opened) return opened.error();
  Result<names::LocalActors> said = names::LocalActors::open(local, *r.lexicon);
  if (!said) return said.error();
  r.local = std::move(*said);
  r.roles = names::Roles(*r.lexicon);
  r.made_by = {"isnad " ISNAD_VERSION, std::string(r.lexicon->version()), codebook_version(*r.lexicon),
               models.version()};
  if (!r.local.version().empty()) r.made_by.lexicon += " local " + r.local.version();
  return Reader(std::move(resources));
}

Document Reader::prepare(std::string_view text, const page::Given& given) const {
  Document doc;
  resources_->page.read_text(text, given, doc);
  return doc;
}

Document Reader::read_text(std::string_view text, const page::Given& given) const {
  Document doc = prepare(text, given);
  run(doc);
  return doc;
}

Document Reader::read_html(std::string_view bytes, const page::Given& given) const {
  Document doc;
  resources_->page.read_html(bytes, given, doc);
  run(doc);
  return doc;
}

void Reader::run(Document& doc, std::string_view until) const {
  // A text in another language has its words cut and nothing said of them.
  const bool arabic = doc.meta.language == "ar";
  for (const Stage& stage : kStages) {
    if (stage.name == until || (!arabic && stage.needs != kText)) return;
    stage.run(*resources_, doc);
    check(doc, stage.name);
  }
}

bool Reader::run_stage(Document& doc, std::string_view name) const {
  for (const Stage& stage : kStages) {
    if (stage.name != name) continue;
    stage.run(*resources_, doc);
    check(doc, stage.name);
    return true;
  }
  return false;
}

const MadeBy& Reader::made_by() const { return resources_->made_by; }
const lexicon::Lexicon& Reader::lexicon() const { return *resources_->lexicon; }
const claims::Claims& Reader::claims() const { return resources_->claims; }

}  // namespace isnad::reading
