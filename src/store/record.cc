// SPDX-License-Identifier: Apache-2.0
#include "store/record.h"

#include <map>

#include "document/names.h"
#include "store/zstd.h"
#include "stories/identity.h"
#include "stories/signature.h"

namespace isnad::store {

namespace {

std::string without_junk(const Document& doc) {
  std::string words;
  for (const Region& region : doc.regions) {
    if (region.kind == RegionKind::kJunk) continue;
    words += doc.str(region.span);
    words += '\n';
  }
  return words;
}

// Entities and states that parties stand for, by key.
std::map<std::string, Record::Actor> actors_of(const Document& doc) {
  std::map<std::string, Record::Actor> actors;
  for (size_t i = 0; i < doc.entities.size(); ++i) {
    const Entity& entity = doc.entities[i];
    std::string key = stories::key_of(entity);
    if (key.empty()) continue;
    Record::Actor& actor =
        actors
            .try_emplace(key, Record::Actor{key, std::string(name_of(entity.type)), entity.name, entity.en,
                                            entity.country, entity.side, entity.sector, 0, false})
            .first->second;
    actor.known = actor.known || !stories::is_private(doc, static_cast<int32_t>(i));
  }
  for (const Event& event : doc.events)
    for (const auto* list : {&event.actors, &event.recipients, &event.concerning})
      for (const Participant& party : *list) {
        for (const int32_t index : {party.entity, party.of})
          if (index != kNoIndex)
            if (const auto at = actors.find(stories::key_of(doc.entities[static_cast<size_t>(index)]));
                at != actors.end())
              ++at->second.acts;
        if (party.country.empty()) continue;
        const std::string key = "@" + party.country;
        ++actors.try_emplace(key, Record::Actor{key, "STATE", party.country, "", party.country, "", "", 0, true})
              .first->second.acts;
      }
  return actors;
}

std::vector<Record::Party> parties_of(const Document& doc, const Event& event,
                                      const std::map<std::string, Record::Actor>& actors) {
  std::vector<Record::Party> parties;
  const auto put = [&](std::string_view role, const std::string& key) {
    if (actors.contains(key)) parties.push_back({role, key});
  };
  for (const auto& [role, list] :
       {std::pair{"actor", &event.actors}, std::pair{"recipient", &event.recipients},
        std::pair{"concerning", &event.concerning}, std::pair{"source", &event.effective_sources}})
    for (const Participant& party : *list) {
      for (const int32_t index : {party.entity, party.of})
        if (index != kNoIndex) put(role, stories::key_of(doc.entities[static_cast<size_t>(index)]));
      if (!party.country.empty()) put(role, "@" + party.country);
    }
  return parties;
}

}  // namespace

void put_claims(const Document& doc, Record& record) {
  std::map<std::string, Record::Actor> actors = actors_of(doc);
  record.language = doc.meta.language;
  for (const Event& event : doc.events) {
    const std::string date = event.time == kNoIndex ? "" : doc.times[static_cast<size_t>(event.time)].value;
    const std::string place = event.place == kNoIndex ? "" : doc.entities[static_cast<size_t>(event.place)].name;
    record.claims.push_back({event.id, std::string(name_of(event.type)), event.mode, std::string(name_of(event.status)),
                             std::string(name_of(event.qualifier)), std::string(name_of(event.basis)),
                             date == "?" ? "" : date, place, parties_of(doc, event, actors)});
  }
  for (auto& [key, actor] : actors) record.actors.push_back(std::move(actor));
}

Record make_record(const Document& doc, const Input& input, std::string_view reading_json, std::string made_by) {
  Record record;
  const Meta& meta = doc.meta;
  const std::string& address = meta.canonical_url.empty() ? meta.url : meta.canonical_url;
  record.key = address.empty() ? meta.content_sha256 : address;
  record.given_id = meta.id;
  record.outlet = meta.outlet;
  record.url = meta.url;
  record.content_sha256 = meta.content_sha256;
  record.published = meta.published.value;
  if (meta.title) record.title = doc.str(*meta.title);
  record.kind = input.html ? "html" : "text";
  record.given = input.given;
  if (input.bytes != doc.text) record.page = compress(input.bytes);
  record.text = compress(doc.text);
  record.reading = compress(reading_json);
  record.made_by = std::move(made_by);
  record.title_words = record.title;
  record.body_words = without_junk(doc);
  record.indexed = compress(record.body_words);
  put_claims(doc, record);
  record.signature = stories::encode(stories::make_signature(doc));
  return record;
}

}  // namespace isnad::store
