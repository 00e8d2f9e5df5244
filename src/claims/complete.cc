// SPDX-License-Identifier: Apache-2.0
// One pass over the events in the order of the text: each part leans on those before it (the parties on the parties of
// earlier acts, the sources on the parties), then a second look at the whole for tellings of one act.
#include "claims/complete.h"

#include <algorithm>
#include <unordered_map>

#include "base/hash.h"
#include "claims/allegation.h"
#include "claims/chain.h"
#include "claims/outlook.h"
#include "claims/place_time.h"
#include "claims/roles.h"
#include "claims/same.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::claims {

namespace {

void open_if_there(model::Linear& model, const model::Models& models, std::string_view name) {
  if (Result<model::Linear> found = models.open(name)) model = std::move(*found);
}

std::string hex12(uint64_t hash) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string id(12, '0');
  for (size_t i = 0; i < 12; ++i) id[i] = kDigits[hash >> (60 - 4 * i) & 15];
  return id;
}

}  // namespace

Result<Completion> Completion::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  Completion c;
  c.tables_ = SceneTables::open(lexicon);
  c.status_ = StatusReader::open(lexicon);
  c.concerning_ = Concerning(lexicon);
  open_if_there(c.judges_.roles, models, "claims_roles");
  if (auto trees = models.open_trees("claims_roles_again")) c.judges_.roles_again = std::move(*trees);
  open_if_there(c.judges_.place, models, "claims_place");
  open_if_there(c.judges_.time, models, "claims_time");
  open_if_there(c.judges_.status, models, "claims_status");
  open_if_there(c.judges_.report, models, "claims_report");
  open_if_there(c.judges_.same, models, "claims_same");
  return c;
}

void Completion::complete_events(Document& doc, const Codebook& codebook) const {
  if (doc.events.empty()) return;
  const Scene scene(doc, tables_);
  const Grammar grammar(scene);
  RoleScratch scratch;
  for (size_t i = 0; i < doc.events.size(); ++i) {
    Event& event = doc.events[i];
    const ActView act = view_act(scene, grammar, codebook, i);
    if (judges_.status.labels() != 0) status_.assign(judges_.status, act, scratch.features, event);
    if (judges_.roles.labels() != 0) assign_roles({judges_.roles, judges_.roles_again}, act, scratch, event);
    if (judges_.place.labels() != 0) assign_place(judges_.place, act, scratch.features, event);
    if (judges_.time.labels() != 0) assign_time(judges_.time, act, scratch.features, event);
    assign_sources(judges_.report, act, scratch.features, event);
  }
  tell_allegations(scene, doc.events);
  concerning_.tell(scene, doc.events);
  join_tellings(judges_.same, scene, doc.events);
  take_over_chains(scene, doc.events);
  tell_basis(scene, doc.events);
  link_denials(scene, doc.events);
  give_ids(doc, doc.events);
}

void give_ids(const Document& doc, std::vector<Event>& events) {
  std::unordered_map<uint64_t, uint32_t> seen;
  std::string key;
  uint32_t sentence = UINT32_MAX;
  uint64_t sentence_hash = 0;
  for (Event& event : events) {
    const Token& token = doc.tokens[event.trigger_token];
    if (token.sentence != sentence) {
      sentence = token.sentence;
      key.clear();
      for (uint32_t t = doc.sentences[sentence].first_token; t < doc.sentences[sentence].last_token; ++t)
        key.append(doc.tokens[t].key).push_back(' ');
      sentence_hash = hash64(key);
    }
    const uint64_t base = mix(mix(sentence_hash, static_cast<uint64_t>(event.type)), hash64(token.key));
    event.id = hex12(mix(base, seen[base]++));
  }
}

}  // namespace isnad::claims
