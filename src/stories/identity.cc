// SPDX-License-Identifier: Apache-2.0
#include "stories/identity.h"

#include <algorithm>

#include "document/names.h"
#include "text/letters.h"

namespace isnad::stories {

namespace {

void put(std::vector<Identity>& list, Identity who) {
  if (std::none_of(list.begin(), list.end(), [&](const Identity& other) { return other.key == who.key; }))
    list.push_back(std::move(who));
}

void put_state(std::vector<Identity>& list, const std::string& country, const std::string& side) {
  if (country.empty() || country == "INT") return;
  put(list, {"@" + country, "STATE", country, country, ""});
  if (!side.empty()) put(list, {"@" + country + "/" + side, "SIDE", country + " " + side, country, side});
}

}  // namespace

std::string key_of(const Entity& entity) {
  if (!entity.kb.empty()) return entity.kb;
  const std::string folded = text::fold(entity.name);
  return folded.empty() ? std::string() : std::string(name_of(entity.type)) + ":" + folded;
}

bool acts_for_state(std::string_view sector) {
  for (std::string_view s : {"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
    if (sector == s) return true;
  return false;
}

bool is_private(const Document& doc, int32_t entity) {
  const Entity& e = doc.entities[static_cast<size_t>(entity)];
  if (e.type != EntityType::kPerson || !e.kb.empty() || !e.sector.empty()) return false;
  // A reading from JSON does not carry an entity's sector: its participants do.
  const auto of_him = [&](const Participant& p) { return p.entity == entity && !p.sector.empty(); };
  for (const Event& event : doc.events)
    for (const auto* list : {&event.actors, &event.recipients, &event.sources})
      if (std::any_of(list->begin(), list->end(), of_him)) return false;
  return std::none_of(doc.designations.begin(), doc.designations.end(), [&](const Designation& d) {
    return d.entity == entity && (d.kind == DesignationKind::kOffice || d.kind == DesignationKind::kRecognition);
  });
}

std::vector<Identity> identities(const Document& doc, const Participant& party) {
  std::vector<Identity> list;
  std::string country = party.country, side = party.side, sector = party.sector;
  bool state = false;
  for (const int32_t index : {party.entity, party.of}) {
    if (index == kNoIndex || static_cast<size_t>(index) >= doc.entities.size()) continue;
    const Entity& entity = doc.entities[static_cast<size_t>(index)];
    if (std::string key = key_of(entity); !key.empty())
      put(list, {key, std::string(name_of(entity.type)), entity.name, entity.country, entity.side});
    if (country.empty()) country = entity.country;
    if (side.empty()) side = entity.side;
    if (sector.empty()) sector = entity.sector;
    // A country or its capital as a party is the state.
    if (entity.type == EntityType::kGpe && (!entity.capital_of.empty() || !party.country.empty())) state = true;
  }
  if (party.entity == kNoIndex && party.of == kNoIndex && !party.country.empty() && party.sector.empty() && !party.span)
    state = true;
  if (state || acts_for_state(sector)) put_state(list, country, side);
  return list;
}

}  // namespace isnad::stories
