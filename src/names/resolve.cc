// SPDX-License-Identifier: Apache-2.0
#include "names/resolve.h"

#include <algorithm>

#include "base/hash.h"
#include "text/letters.h"

namespace isnad::names {

class Resolution {
 public:
  Resolution(const Resolver& resolver, Document& doc, const std::vector<Cue>& cues)
      : resolver_(resolver), doc_(doc), cues_(cues) {}

  void run() {
    for (Mention& mention : doc_.mentions) place(mention);
  }

 private:
  void place(Mention& mention) {
    PhraseHash phrase;
    phrase.add(cues_[mention.first_token].core);
    for (uint32_t i = mention.first_token + 1; i < mention.last_token; ++i) phrase.add(doc_.tokens[i].key);
    const uint64_t hash = phrase.finish();
    Entity entity;
    entity.type = mention.type;
    const uint64_t known = describe(hash, entity);
    const uint64_t key = mix(known != 0 ? known : hash, static_cast<uint64_t>(mention.type));
    const auto found = std::find(keys_.begin(), keys_.end(), key);
    mention.entity = static_cast<int32_t>(found - keys_.begin());
    if (found != keys_.end()) return;
    keys_.push_back(key);
    if (entity.name.empty()) entity.name = text::clean(doc_.str(mention.span));
    doc_.entities.push_back(std::move(entity));
  }

  // What the lexicon knows of a phrase. 0: nothing that fits the type.
  uint64_t describe(uint64_t hash, Entity& entity) const {
    const Gazetteer::Entry& entry = *resolver_.gazetteer_.find(hash);
    const uint32_t wanted = entity.type == EntityType::kPerson ? uint32_t{kPerson}
                            : entity.type == EntityType::kOrganisation ? uint32_t{kOrganisation}
                                                                       : kCountry | kCity | kPlace | kSeat;
    if ((entry.known & wanted) == 0 || entry.ref == Gazetteer::kNoRef) return 0;
    const KnownColumns& columns = resolver_.columns_[entry.ref >> 24];
    const uint32_t row = entry.ref & 0xFFFFFF;
    const auto cell = [&](int column) { return columns.table.cell(row, column); };
    entity.name = columns.table.cell(row, 0U);
    entity.en = cell(columns.en);
    entity.country = cell(columns.country);
    entity.sector = cell(columns.sector);
    entity.side = cell(columns.side);
    entity.kb = cell(columns.kb);
    if (columns.table.name() == "places/seats") entity.capital_of = entity.country;
    return entity.en.empty() ? hash64(entity.name) : hash64(entity.en);
  }

  const Resolver& resolver_;
  Document& doc_;
  const std::vector<Cue>& cues_;
  std::vector<uint64_t> keys_;
};

Resolver::Resolver(const lexicon::Lexicon& lexicon, Gazetteer gazetteer) : gazetteer_(gazetteer) {
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    KnownColumns columns;
    columns.table = lexicon.table(static_cast<int32_t>(i));
    columns.en = columns.table.column("en");
    columns.country = std::max(columns.table.column("country"), columns.table.column("iso3"));
    columns.sector = columns.table.column("sector");
    columns.side = columns.table.column("side");
    columns.kb = columns.table.column("kb");
    columns.kind = columns.table.column("kind");
    columns.type = columns.table.column("type");
    columns_.push_back(columns);
  }
}

void Resolver::run(Document& doc, const std::vector<Cue>& cues) const { Resolution(*this, doc, cues).run(); }

}  // namespace isnad::names
