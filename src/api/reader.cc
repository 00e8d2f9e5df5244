// SPDX-License-Identifier: Apache-2.0
// include/isnad/isnad.h over the rooms: opens them, and copies what a Document knows into the public structs, so that
// nothing of a room's layout shows through.
#include "reading/reader.h"

#include "document/names.h"
#include "isnad/isnad.h"
#include "reading/home.h"

namespace isnad {

struct Reading::Parts {
  Document doc;
  std::vector<Claim> claims;
  std::vector<Quotation> quotations;
  std::vector<NamedEntity> entities;
  std::string json;
};

struct Reader::Parts {
  reading::Reader reader;
};

namespace {

Party party_of(const Document& doc, const Participant& p) {
  Party party;
  party.span = p.span;
  party.entity = p.entity;
  party.country = p.country;
  party.side = p.side;
  party.sector = p.sector;
  if (p.entity != kNoIndex) party.name = doc.entities[static_cast<size_t>(p.entity)].name;
  else if (p.span) party.name = doc.str(*p.span);
  else party.name = p.country;
  return party;
}

std::vector<Party> parties_of(const Document& doc, const std::vector<Participant>& list) {
  std::vector<Party> parties;
  for (const Participant& p : list) parties.push_back(party_of(doc, p));
  return parties;
}

Claim claim_of(const Document& doc, const Event& e) {
  Claim claim;
  claim.id = e.id;
  claim.type = name_of(e.type);
  claim.mode = e.mode;
  claim.status = name_of(e.status);
  claim.qualifier = name_of(e.qualifier);
  claim.basis = name_of(e.basis);
  claim.sources = parties_of(doc, e.sources);
  claim.effective_sources = parties_of(doc, e.effective_sources);
  claim.actors = parties_of(doc, e.actors);
  claim.recipients = parties_of(doc, e.recipients);
  claim.concerning = parties_of(doc, e.concerning);
  claim.place = e.place;
  if (e.time != kNoIndex && doc.times[static_cast<size_t>(e.time)].value != "?")
    claim.date = doc.times[static_cast<size_t>(e.time)].value;
  claim.same = e.same;
  claim.parse_confidence = e.confidence;
  claim.rule = e.rule;
  claim.trigger = e.trigger;
  const int32_t sentence = doc.sentence_at(e.trigger.begin);
  if (sentence != kNoIndex) claim.sentence = doc.str(doc.sentences[static_cast<size_t>(sentence)].span);
  return claim;
}

Quotation quotation_of(const Document& doc, const Quote& q) {
  Quotation quotation;
  if (q.source) quotation.source = party_of(doc, *q.source);
  quotation.via = parties_of(doc, q.via);
  quotation.cue_class = name_of(q.cue_class);
  quotation.kind = name_of(q.kind);
  quotation.named = q.named;
  quotation.cue = q.cue;
  quotation.content = q.content;
  return quotation;
}

std::vector<NamedEntity> entities_of(const Document& doc) {
  std::vector<NamedEntity> entities;
  for (const Entity& e : doc.entities)
    entities.push_back({std::string(name_of(e.type)), e.name, e.en, e.country, e.side, e.kb, {}});
  for (const Mention& m : doc.mentions)
    if (m.entity != kNoIndex) entities[static_cast<size_t>(m.entity)].mentions.push_back(m.span);
  return entities;
}

page::Given given_of(const Known& known) {
  page::Given given;
  given.id = known.id;
  given.url = known.url;
  given.outlet = known.outlet;
  given.title = known.title;
  given.date = known.published;
  return given;
}

}  // namespace

Reading::Reading(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
  const Document& doc = parts_->doc;
  for (const Event& e : doc.events) parts_->claims.push_back(claim_of(doc, e));
  for (const Quote& q : doc.quotes) parts_->quotations.push_back(quotation_of(doc, q));
  parts_->entities = entities_of(doc);
}

Reading::Reading(Reading&&) noexcept = default;
Reading& Reading::operator=(Reading&&) noexcept = default;
Reading::~Reading() = default;

std::string_view Reading::id() const { return parts_->doc.meta.id; }
std::string_view Reading::text() const { return parts_->doc.text; }
std::string_view Reading::published() const { return parts_->doc.meta.published.value; }
const std::vector<Claim>& Reading::claims() const { return parts_->claims; }
const std::vector<Quotation>& Reading::quotations() const { return parts_->quotations; }
const std::vector<NamedEntity>& Reading::entities() const { return parts_->entities; }
const std::string& Reading::json() const { return parts_->json; }

Result<Reader> Reader::open(const std::string& home) {
  std::string folder = home;
  if (folder.empty()) {
    Result<std::string> found = reading::find_home();
    if (!found) return found.error();
    folder = std::move(*found);
  }
  Result<reading::Reader> reader = reading::Reader::open(folder);
  if (!reader) return reader.error();
  return Reader(std::make_unique<Parts>(Parts{std::move(*reader)}));
}

Reader::Reader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Reading Reader::read_text(std::string_view text, const Known& known) const {
  auto parts = std::make_unique<Reading::Parts>();
  parts->doc = parts_->reader.read_text(text, given_of(known));
  parts->json = reading::to_json(parts->doc, parts_->reader.made_by());
  return Reading(std::move(parts));
}

Reading Reader::read_page(std::string_view bytes, const Known& known) const {
  auto parts = std::make_unique<Reading::Parts>();
  parts->doc = parts_->reader.read_html(bytes, given_of(known));
  parts->json = reading::to_json(parts->doc, parts_->reader.made_by());
  return Reading(std::move(parts));
}

}  // namespace isnad
