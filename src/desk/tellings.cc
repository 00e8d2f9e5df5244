// SPDX-License-Identifier: Apache-2.0
#include "desk/tellings.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "document/names.h"
#include "stories/identity.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr size_t kMostEvents = 40;  // of a story that coverage is told of: those that most outlets tell

std::string sentence_of(const Document& doc, uint32_t at) {
  const int32_t index = doc.sentence_at(at);
  return index == kNoIndex ? "" : std::string(doc.str(doc.sentences[static_cast<size_t>(index)].span));
}

}  // namespace

void WordingCounts::add(const Told& told) {
  const Document& doc = told.doc;
  for (const Designation& d : doc.designations) {
    if (d.voice != VoiceOf::kOutlet || d.entity == kNoIndex) continue;  // perhaps a speaker's word
    const Entity& entity = doc.entities[static_cast<size_t>(d.entity)];
    add({told.telling.outlet, entity.name, stories::key_of(entity), std::string(doc.str(d.span)),
         std::string(isnad::name_of(d.stance)), 1, told.telling.code, sentence_of(doc, d.span.begin)});
  }
}

void WordingCounts::add(Wording wording) {
  Wording& w = found_[{wording.about, wording.outlet, text::fold(wording.word)}];
  if (w.count++ == 0) w = std::move(wording);
}

std::vector<Wording> WordingCounts::list() {
  std::vector<Wording> list;
  for (auto& [key, wording] : found_) list.push_back(std::move(wording));
  return list;
}

std::vector<Wording> wordings(const Claims& claims) {
  WordingCounts counts;
  for (const Told& told : claims.documents) counts.add(told);
  for (size_t i = 0; i < claims.views.size(); ++i) {
    const ClaimView& claim = claims.views[i];
    if (!claim.sources.empty() || claim.wrong) continue;
    const std::string word = claim.sentence.substr(claim.trigger.begin, claim.trigger.size());
    counts.add({claim.outlet, claim.type, "", word, "", 1, claim.document, claim.sentence});
  }
  return counts.list();
}

std::vector<Coverage> coverage(const Claims& claims, const std::vector<EventView>& events) {
  std::map<std::string, Coverage> by_outlet;
  std::map<std::string, std::map<std::string, int64_t>> quoted;
  for (const Told& told : claims.documents) {
    by_outlet[told.telling.outlet].outlet = told.telling.outlet;
    for (const Quote& quote : told.doc.quotes)
      if (quote.source)
        if (const Who w = who(told.doc, *quote.source); !w.name.empty()) ++quoted[told.telling.outlet][w.name];
  }
  size_t seen = 0;
  for (const EventView& event : events) {
    std::set<std::string> tellers;
    for (const ClaimView& claim : event.claims) tellers.insert(claim.outlet);
    if (tellers.size() < 2 || seen++ == kMostEvents) continue;  // what one alone tells is no gap of the others
    for (auto& [outlet, c] : by_outlet) (tellers.contains(outlet) ? c.told : c.left_out).push_back(event.id);
  }
  std::unordered_map<std::string_view, const EventView*> event_of;  // by the claim's id
  for (const EventView& event : events)
    for (const ClaimView& claim : event.claims) event_of.emplace(claim.id, &event);
  for (size_t i = 0; i < claims.views.size(); ++i) {
    if (!claims.tells[i].title || claims.views[i].wrong) continue;
    const auto event = event_of.find(claims.views[i].id);
    const bool below =
        event != event_of.end() &&
        std::any_of(event->second->claims.begin(), event->second->claims.end(), [&](const ClaimView& claim) {
          return claim.document == claims.views[i].document && claim.sentence != claims.views[i].sentence;
        });
    if (!below) by_outlet[claims.views[i].outlet].headline_only.push_back(claims.views[i].id);
  }
  std::vector<Coverage> list;
  for (auto& [outlet, c] : by_outlet) {
    c.quoted.assign(quoted[outlet].begin(), quoted[outlet].end());
    std::stable_sort(c.quoted.begin(), c.quoted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    list.push_back(std::move(c));
  }
  return list;
}

}  // namespace isnad::desk
