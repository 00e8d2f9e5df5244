// SPDX-License-Identifier: Apache-2.0
#include "desk/events.h"

#include <algorithm>
#include <map>
#include <set>

#include "desk/changes.h"
#include "desk/claims.h"
#include "desk/dictionaries.h"
#include "desk/differences.h"
#include "desk/roots.h"
#include "desk/tellings.h"
#include "document/names.h"

namespace isnad::desk {

namespace {

// The groups of claims after analysts' changes: events joined, claims taken out.
std::vector<uint32_t> effective_groups(const Claims& claims, const std::vector<Change>& all,
                                       std::vector<uint32_t> groups) {
  std::map<std::string, uint32_t> by_id;
  for (uint32_t i = 0; i < claims.views.size(); ++i) by_id[claims.views[i].id] = i;
  auto fresh = static_cast<uint32_t>(groups.size());
  for (const Change& change : all) {
    if (!change.undone.empty()) continue;
    for (const std::string& subject : change.subjects) {
      const auto at = by_id.find(subject);
      if (at == by_id.end()) continue;
      if (change.action == Action::kPartActs) groups[at->second] = fresh++;
      const auto target = by_id.find(change.target);
      if (change.action != Action::kJoinActs || target == by_id.end()) continue;
      const uint32_t from = groups[at->second], to = groups[target->second];
      for (uint32_t& group : groups)
        if (group == from) group = to;
    }
  }
  return groups;
}

std::vector<std::vector<uint32_t>> lists_of(const std::vector<uint32_t>& groups) {
  std::map<uint32_t, std::vector<uint32_t>> members;
  for (uint32_t i = 0; i < groups.size(); ++i) members[groups[i]].push_back(i);
  std::vector<std::vector<uint32_t>> lists;
  for (auto& [group, list] : members) lists.push_back(std::move(list));
  return lists;
}

// The value that most claims have; the first one of equals.
template <class Of>
std::string most_told(const std::vector<ClaimView>& claims, Of of) {
  std::map<std::string, int> counts;
  std::string best;
  for (const ClaimView& claim : claims)
    if (const std::string value = of(claim); !value.empty()) ++counts[value];
  for (const ClaimView& claim : claims)
    if (const std::string value = of(claim); !value.empty() && (best.empty() || counts[value] > counts[best]))
      best = value;
  return best;
}

std::vector<Who> most_named(const std::vector<ClaimView>& claims, std::vector<Who> ClaimView::*list) {
  std::map<std::string, std::pair<int, const Who*>> counts;
  for (const ClaimView& claim : claims)
    for (const Who& w : claim.*list) {
      auto& [count, example] = counts[w.key.empty() ? w.name : w.key];
      ++count;
      if (example == nullptr) example = &w;
    }
  std::vector<std::pair<int, const Who*>> order;
  for (const auto& [key, value] : counts) order.push_back(value);
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second->named != b.second->named ? a.second->named : a.first > b.first;
  });
  std::vector<Who> out;
  for (const auto& [count, example] : order)
    if (out.size() < 4) out.push_back(*example);
  return out;
}

// The sentence that tells most: of the claim with most parties, place and date; an earlier one of equals.
const ClaimView& fullest(const std::vector<ClaimView>& claims) {
  const auto weight = [](const ClaimView& c) {
    return 2 * c.actors.size() + 2 * c.recipients.size() + (c.place.empty() ? 0 : 1) + (c.date.empty() ? 0 : 1) +
           (c.sentence.size() > 60 ? 2 : 0);
  };
  const ClaimView* best = &claims.front();
  for (const ClaimView& claim : claims)
    if (weight(claim) > weight(*best)) best = &claim;
  return *best;
}

EventView view_of(const Claims& claims, const std::vector<uint32_t>& members, const Disputes& disputes,
                  const Owners& owners, const FirstVoices& first) {
  EventView view;
  for (const uint32_t i : members) view.claims.push_back(claims.views[i]);
  view.id = view.claims.front().id;
  view.type = most_told(view.claims, [](const ClaimView& c) { return c.type; });
  view.mode = most_told(view.claims, [](const ClaimView& c) { return c.mode; });
  view.date = most_told(view.claims, [](const ClaimView& c) { return c.date; });
  view.place = most_told(view.claims, [](const ClaimView& c) { return c.place; });
  for (const ClaimView& c : view.claims)
    if (c.place == view.place && view.place_country.empty()) view.place_country = c.place_country;
  view.actors = most_named(view.claims, &ClaimView::actors);
  view.recipients = most_named(view.claims, &ClaimView::recipients);
  view.sentence = fullest(view.claims).sentence;
  std::set<std::string> statuses;
  for (const ClaimView& claim : view.claims)
    if (!claim.wrong && statuses.insert(claim.status).second) view.statuses.push_back(claim.status);
  view.differences = disputes.of(members);
  view.corroboration = corroboration(claims, members, owners, first);
  return view;
}

size_t outlets_of(const EventView& event) {
  std::set<std::string> outlets;
  for (const ClaimView& claim : event.claims) outlets.insert(claim.outlet);
  return outlets.size();
}

}  // namespace

std::vector<std::vector<uint32_t>> act_groups(const Claims& claims, const std::vector<Change>& changes) {
  return lists_of(effective_groups(claims, changes, stories::join_acts(claims.tells)));
}

std::vector<std::vector<uint32_t>> act_groups_of(const Claims& claims, const std::vector<Change>& changes,
                                                 const std::vector<uint32_t>& some) {
  std::set<EventType> types;
  std::set<uint32_t> stems;
  for (const uint32_t i : some) {
    types.insert(claims.tells[i].type);
    stems.insert(claims.tells[i].stem);
  }
  std::vector<stories::Tell> near;
  std::vector<uint32_t> of;
  for (uint32_t i = 0; i < claims.tells.size(); ++i)
    if (types.contains(claims.tells[i].type) || stems.contains(claims.tells[i].stem)) {
      near.push_back(claims.tells[i]);
      of.push_back(i);
    }
  const std::vector<uint32_t> joined = stories::join_acts(near);
  std::vector<uint32_t> groups(claims.tells.size());
  const auto size = static_cast<uint32_t>(groups.size());
  for (uint32_t i = 0; i < size; ++i) groups[i] = size + i;  // alone
  for (size_t k = 0; k < of.size(); ++k) groups[of[k]] = joined[k];
  std::vector<std::vector<uint32_t>> lists = lists_of(effective_groups(claims, changes, std::move(groups)));
  const std::set<uint32_t> wanted(some.begin(), some.end());
  std::erase_if(lists, [&](const std::vector<uint32_t>& list) {
    return std::none_of(list.begin(), list.end(), [&](uint32_t i) { return wanted.contains(i); });
  });
  return lists;
}

std::vector<EventView> events_of(const Claims& claims, const Owners& owners, const std::vector<Change>& changes) {
  const Disputes disputes(claims);
  const FirstVoices first = first_voices(claims);
  std::vector<std::pair<size_t, EventView>> ranked;  // by the number of outlets
  for (const std::vector<uint32_t>& list : act_groups(claims, changes)) {
    EventView view = view_of(claims, list, disputes, owners, first);
    const size_t outlets = outlets_of(view);
    ranked.emplace_back(outlets, std::move(view));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second.claims.size() > b.second.claims.size();
  });
  std::vector<EventView> events;
  events.reserve(ranked.size());
  for (auto& [outlets, view] : ranked) events.push_back(std::move(view));
  return events;
}

Result<StoryView> story(const Desk& desk, std::string_view name) {
  Result<std::vector<Telling>> tellings = story_tellings(desk.store, name);
  if (!tellings) return tellings.error();
  Result<Claims> claims = read_claims(desk, *tellings);
  if (!claims) return claims.error();
  const Result<std::vector<Change>> all = changes(desk.store);
  if (!all) return all.error();
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  const Owners& owners = (*dictionaries)->owners();
  StoryView view;
  view.tellings = std::move(*tellings);
  view.id = view.tellings.front().code;
  view.title = view.tellings.front().title;
  for (const Telling& telling : view.tellings) {
    if (view.first.empty()) view.first = telling.published.substr(0, 10);
    if (!telling.published.empty()) view.last = telling.published.substr(0, 10);
  }
  view.events = events_of(*claims, owners, *all);
  view.wordings = wordings(*claims);
  view.coverage = coverage(*claims, view.events);
  view.corroboration = carriers(*claims);
  return view;
}

Result<EventView> event(const Desk& desk, std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos)
    return Error{"'" + std::string(name) + "' names no event; write DOCUMENT.EVENT, as `isnad story` shows it"};
  Result<StoryView> whole = story(desk, name.substr(0, dot));
  if (!whole) return whole.error();
  for (EventView& event : whole->events)
    for (const ClaimView& claim : event.claims)
      if (claim.id.starts_with(name)) return std::move(event);
  return Error{"has no event '" + std::string(name) + "'; `isnad story` lists them"};
}

}  // namespace isnad::desk
