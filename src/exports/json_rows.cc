// SPDX-License-Identifier: Apache-2.0
// The project's own rows: one claim a line with all that is known of it, for programs.
#include "document/names.h"
#include "exports/formats.h"
#include "exports/json_line.h"

namespace isnad::exports {

namespace {

void parties(JsonLine& json, std::string_view name, const std::vector<PartyRow>& list) {
  json.array(name, list, [&](const PartyRow& p) {
    json.item([&] {
      json.string("name", p.name);
      json.some("text", p.text);
      json.some("english", p.english);
      json.some("country", p.country);
      json.some("side", p.side);
      json.some("sector", p.sector);
      json.some("wikidata", p.wikidata);
      json.string("known_as", p.masked ? "masked" : p.named ? "named" : "described");
    });
  });
}

}  // namespace

std::string json_row(const ClaimRow& r, const reading::MadeBy& made_by, std::string_view set_aside) {
  JsonLine json;
  json.string("claim", r.claim);
  json.some("set_aside", set_aside);
  json.string("type", r.type);
  json.some("mode", r.mode);
  json.string("status", r.status);
  json.some("qualifier", r.qualifier);
  json.string("basis", r.basis);
  parties(json, "actors", r.actors);
  parties(json, "recipients", r.recipients);
  parties(json, "concerning", r.concerning);
  parties(json, "sources", r.sources);
  json.string("chain", r.chain);
  parties(json, "effective_sources", r.effective_sources);
  json.string("effective_chain", r.effective_chain);
  json.some("place", r.place);
  json.some("place_english", r.place_english);
  json.some("place_country", r.place_country);
  json.some("time_words", r.time_words);
  json.some("date", r.date);
  json.some("first_day", r.first_day);
  json.some("last_day", r.last_day);
  json.some("date_basis", r.date_basis);
  if (r.same != 0) json.number("same", static_cast<uint32_t>(r.same));
  json.array("counts", r.counts, [&](const ClaimRow::Count& count) {
    json.item([&] {
      json.string("unit", name_of(count.unit));
      json.string("text", count.text);
      if (count.low) json.real("low", *count.low);
      if (count.high) json.real("high", *count.high);
    });
  });
  json.string("sentence", r.sentence);
  json.number("sentence_number", r.sentence_number);
  json.string("trigger", r.trigger);
  json.number("start", r.start);
  json.number("end", r.end);
  json.string("rule", r.rule);
  json.string("parse_confidence", r.confidence);
  json.object("page", [&] {
    json.string("document", r.document);
    json.some("outlet", r.outlet);
    json.some("title", r.title);
    json.some("url", r.url);
    json.string("content_sha256", r.content_sha256);
    json.some("published", r.published);
    json.some("published_basis", r.published_basis);
  });
  json.object("made_by", [&] {
    json.string("engine", made_by.engine);
    json.string("lexicon", made_by.lexicon);
    json.string("codebook", made_by.codebook);
    json.string("models", made_by.models);
  });
  json.string("review", r.review);
  return json.end();
}

}  // namespace isnad::exports
