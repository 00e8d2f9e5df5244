// SPDX-License-Identifier: Apache-2.0
// Event records with the field names of the PLOVER manual (draft 0.7, chapter "JSON Data Fields"). Its fields end at
// `comment`; ours that it has no name for stand in `isnad`. Cooperation that is only planned becomes AGREE, dated by
// the publication, as the manual has agreements to cooperate.
#include "document/names.h"
#include "exports/formats.h"
#include "exports/json_line.h"

namespace isnad::exports {

namespace {

// Quad categories as the manual's table gives them; RETREAT and SANCTION stand where it puts them.
uint32_t quad(EventType type) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kConcede: return 1;
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kRetreat: return 2;
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kSanction:
    case EventType::kThreaten: return 3;
    default: return 4;
  }
}

void actors(JsonLine& json, std::string_view name, const std::vector<PartyRow>& list) {
  json.array(name, list, [&](const PartyRow& p) {
    json.item([&] {
      json.some("code", p.country);
      json.some("sector", p.sector);
      json.some("actor_text", p.text);
      json.some("identifier_id", p.wikidata);
      if (p.named) json.string("identifier_text", p.english.empty() ? p.name : p.english);
      json.some("side", p.side);
    });
  });
}

void size_fields(JsonLine& json, const ClaimRow& r) {
  for (const ClaimRow::Count& count : r.counts) {
    if (!count.low) continue;
    if (count.unit == Unit::kKilled) json.real("dead", *count.low);
    if (count.unit == Unit::kWounded) json.real("injured", *count.low);
    if (count.unit == Unit::kDetained) json.real("arrested", *count.low);
  }
}

}  // namespace

std::string plover_record(const ClaimRow& r, const reading::MadeBy& made_by) {
  const bool agreed = is_planned_cooperation(r);
  const EventType type = agreed ? EventType::kAgree : r.event->type;
  JsonLine json;
  json.string("id", r.claim);
  if (agreed) {
    json.string("date", r.published_basis.empty() ? r.first_day : r.published.substr(0, 10));
  } else {
    json.string("date", r.first_day);
    if (r.last_day != r.first_day) json.string("enddate", r.last_day);
  }
  actors(json, "source", r.actors);
  actors(json, "recipient", r.recipients);
  const std::string_view types[] = {name_of(type)};
  json.array("event", types, [&](std::string_view name) { json.value(name); });
  if (!agreed) json.some("mode", r.mode);
  const std::string triggers[] = {r.trigger};
  json.array("event_text", triggers, [&](const std::string& text) { json.value(text); });
  json.number("quad_code", quad(type));
  if (!r.place.empty())
    json.object("event_loc", [&] {
      json.string("name", r.place);
      json.some("asciiname", r.place_english);
      json.some("cc3", r.place_country);
    });
  json.string("text", r.sentence);
  json.object("text_info", [&] {
    json.number("sequence", r.sentence_number);
    json.number("start", r.start);
    json.number("end", r.end);
  });
  if (!r.counts.empty()) json.object("size_info", [&] { size_fields(json, r); });
  json.object("cite_info", [&] {
    json.string("citation", r.document);
    json.some("url", r.url);
    json.some("title", r.title);
    json.string("language", r.language);
    json.some("publication", r.outlet);
    json.string("coder", made_by.engine);
    json.string("codebook", made_by.codebook);
    json.string("version", made_by.lexicon);
  });
  json.string("comment", r.review);
  json.object("isnad", [&] {
    json.string("chain", r.effective_chain);
    json.string("status", r.status);
    if (agreed) json.string("planned", r.type);
    if (agreed && r.date_basis == "text") json.string("planned_for", r.date);
    json.some("edtf", r.date);
    json.string("date_basis", agreed ? "published" : r.date_basis);
    json.string("basis", r.basis);
    if (r.same != 0) json.string("same", r.document + "#same-" + std::to_string(r.same));
    json.string("content_sha256", r.content_sha256);
    json.string("rule", r.rule);
    json.string("parse_confidence", r.confidence);
  });
  return json.end();
}

}  // namespace isnad::exports
