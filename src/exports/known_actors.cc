// SPDX-License-Identifier: Apache-2.0
#include "exports/known_actors.h"

#include <algorithm>

#include "document/names.h"
#include "text/letters.h"

namespace isnad::exports {

KnownActors::KnownActors(const lexicon::Lexicon& lexicon) {
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
    if (table.name().starts_with("actors/")) actors_.push_back(table);
    if (table.name().starts_with("places/")) places_.push_back(table);
  }
}

bool KnownActors::holds(const Entity& entity) const {
  if (!entity.kb.empty()) return true;
  const std::string key = text::fold(entity.name);
  const bool place = entity.type == EntityType::kGpe || entity.type == EntityType::kLocation;
  return std::any_of((place ? places_ : actors_).begin(), (place ? places_ : actors_).end(),
                     [&](const lexicon::Table& table) {
                       const int type = table.column("type");
                       for (const uint32_t row : table.find(key))
                         if (place || table.cell(row, type) == name_of(entity.type)) return true;
                       return false;
                     });
}

}  // namespace isnad::exports
