// SPDX-License-Identifier: Apache-2.0
#include "desk/relations.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <set>

#include "desk/actors.h"
#include "desk/acts.h"
#include "desk/dictionaries.h"
#include "desk/placing.h"
#include "desk/tellings.h"
#include "store/sqlite.h"

namespace isnad::desk {

using stories::kNoDay;

namespace {

constexpr size_t kMostDocuments = 3000;  // whose claims are read for one answer
constexpr size_t kTurnActs = 5;          // acts on either side of a turning point
constexpr size_t kTurnWindow = 10;       // looked at on either side

struct TypeRow {
  std::string_view type, quad;
  double weight;
};

// Weights in the manner of Goldstein's scale (1992), one a PLOVER type; they are shown wherever they are used.
constexpr std::array<TypeRow, 16> kTypes = {{
    {"AGREE", "verbal-cooperation", 3.0},
    {"CONSULT", "verbal-cooperation", 1.5},
    {"SUPPORT", "verbal-cooperation", 4.0},
    {"CONCEDE", "verbal-cooperation", 5.0},
    {"COOPERATE", "material-cooperation", 6.0},
    {"AID", "material-cooperation", 7.0},
    {"RETREAT", "material-cooperation", 7.0},
    {"REQUEST", "verbal-conflict", -1.0},
    {"ACCUSE", "verbal-conflict", -2.5},
    {"REJECT", "verbal-conflict", -4.0},
    {"THREATEN", "verbal-conflict", -6.0},
    {"PROTEST", "material-conflict", -6.0},
    {"SANCTION", "material-conflict", -6.5},
    {"MOBILIZE", "material-conflict", -7.0},
    {"COERCE", "material-conflict", -7.5},
    {"ASSAULT", "material-conflict", -10.0},
}};

const TypeRow* row_of(std::string_view type) {
  for (const TypeRow& row : kTypes)
    if (row.type == type) return &row;
  return nullptr;
}

bool hostile(const Act& act) { return act.quad.ends_with("conflict"); }
bool done(const Act& act) { return act.standing.starts_with("done"); }

// First day of the step that a day is in.
int32_t begin_of(int32_t day, Step step) {
  if (step == Step::kDay) return day;
  if (step == Step::kWeek) {
    const int32_t monday = (day + 3) % 7;  // 1970-01-01 was a Thursday
    return day - (monday < 0 ? monday + 7 : monday);
  }
  return day_of(date_of(day).substr(0, 8) + "01");
}

int32_t end_of(int32_t begin, Step step) {
  if (step == Step::kDay) return begin;
  if (step == Step::kWeek) return begin + 6;
  int32_t end = begin + 27;
  while (date_of(end + 1).substr(0, 7) == date_of(begin).substr(0, 7)) ++end;
  return end;
}

std::string word_of(const std::string& standing) { return standing.substr(0, standing.find(',')); }

void count(Relation& relation, const RelationOptions& options) {
  std::map<int32_t, Point> points;
  const int32_t since = day_of(options.since), until = day_of(options.until);
  for (const Act& act : relation.acts) {
    const auto [from, to] = days_of(act.date);
    if (from == kNoDay) {
      ++relation.undated;
      continue;
    }
    if ((since != kNoDay && to < since) || (until != kNoDay && from > until)) continue;
    // An act dated by an interval counts where the interval begins, when all of it is inside one step.
    const int32_t begin = begin_of(from, options.step);
    if (to > end_of(begin, options.step) && options.step != Step::kMonth) {
      ++relation.undated;
      continue;
    }
    Point& point = points[begin];
    point.from = date_of(begin);
    point.until = date_of(end_of(begin, options.step));
    point.acts.push_back(act.id);
    if (!done(act)) {
      ++point.other[word_of(act.standing)];
      continue;
    }
    ++(hostile(act) ? point.hostility : point.cooperation);
    ++point.quads[act.quad];
    ++point.types[act.type];
    if (options.weights)
      (hostile(act) ? point.weighted_hostility : point.weighted_cooperation) += std::abs(weight_of(act.type));
  }
  for (auto& [begin, point] : points) relation.points.push_back(std::move(point));
}

std::string phase(const std::vector<const Act*>& acts, size_t begin, size_t end) {
  size_t against = 0;
  for (size_t i = begin; i < end; ++i) against += hostile(*acts[i]) ? 1 : 0;
  return std::to_string(end - begin - against) + " of cooperation, " + std::to_string(against) + " of hostility";
}

double share(const std::vector<const Act*>& acts, size_t begin, size_t end) {
  size_t against = 0;
  for (size_t i = begin; i < end; ++i) against += hostile(*acts[i]) ? 1 : 0;
  return static_cast<double>(against) / static_cast<double>(end - begin);
}

// Where the kind of acts changes: on either side at least five acts, on the later one at least two roots. It says what
// the acts are, not why.
void find_turns(Relation& relation) {
  std::vector<const Act*> acts;
  for (const Act& act : relation.acts)
    if (done(act) && days_of(act.date).first != kNoDay) acts.push_back(&act);
  size_t from = kTurnActs;
  while (from + kTurnActs <= acts.size()) {
    const size_t before = from > kTurnWindow ? from - kTurnWindow : 0;
    const size_t after = std::min(acts.size(), from + kTurnWindow);
    std::set<std::string> roots;
    for (size_t i = from; i < after; ++i) roots.insert(acts[i]->roots.begin(), acts[i]->roots.end());
    if (std::abs(share(acts, before, from) - share(acts, from, after)) < 0.5 || roots.size() < 2 ||
        acts[from]->date == acts[from - 1]->date) {
      ++from;
      continue;
    }
    Turn turn;
    turn.from = acts[from]->date;
    turn.before = phase(acts, before, from);
    turn.after = phase(acts, from, after);
    turn.acts = static_cast<int64_t>(after - before);
    turn.roots = static_cast<int64_t>(roots.size());
    for (size_t i = from; i < std::min(after, from + 5); ++i) turn.examples.push_back(acts[i]->id);
    relation.turns.push_back(std::move(turn));
    from += kTurnActs;
  }
}

class Between {
 public:
  Between(const Desk& desk, const Relation& relation, const RelationOptions& options)
      : a_(desk, relation.a), b_(desk, relation.b), options_(options) {}

  bool operator()(const ClaimView& claim) {
    const bool forth = any(claim.actors, a_, true) && any(claim.recipients, b_, false);
    const bool back = any(claim.actors, b_, true) && any(claim.recipients, a_, false);
    // Two who act together: a meeting, an accord. Force that both use is not between them.
    const bool together = claim.recipients.empty() && !std::string_view(quad_of(claim.type)).ends_with("conflict") &&
                          any(claim.actors, a_, true) && any(claim.actors, b_, true);
    return forth || back || together;
  }
  int64_t left_out = 0;  // of one side of a state, where totals were not asked for

 private:
  bool any(const std::vector<Who>& list, const Recognising& actor, bool acts) {
    bool side = false;
    for (const Who& w : list) {
      const Fit fit = actor.fit(w, acts);
      if (fit == Fit::kYes || (fit == Fit::kSide && options_.all_sides)) return true;
      side = side || fit == Fit::kSide;
    }
    if (side) ++left_out;
    return false;
  }
  Recognising a_, b_;
  const RelationOptions& options_;
};

std::string list_of(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

void warn(Relation& relation, const RelationOptions& options, int64_t left_out) {
  for (const ActorFound* actor : {&relation.a, &relation.b}) {
    if (actor->type != "STATE" || actor->sides.empty()) continue;
    if (options.all_sides)
      relation.warnings.push_back(actor->name + " has rival authorities (" + list_of(actor->sides) +
                                  "): these totals add up what they do against each other's will");
    else if (left_out > 0)
      relation.warnings.push_back("acts of sides of " + actor->name + " (" + list_of(actor->sides) +
                                  ") are left out; ask for one as " + actor->country + "/" + actor->sides.front() +
                                  ", or for all with --all-sides");
  }
  if (relation.undated > 0)
    relation.warnings.push_back(std::to_string(relation.undated) +
                                " acts have no date as close as the step, and stand in no point");
  if (relation.documents == static_cast<int64_t>(kMostDocuments))
    relation.warnings.push_back("only the latest " + std::to_string(kMostDocuments) + " documents were looked at");
}

Result<ActorFound> first_actor(const Desk& desk, std::string_view name) {
  Result<std::vector<ActorFound>> found = find_actors(desk, name);
  if (!found) return found.error();
  return std::move(found->front());
}

}  // namespace

double weight_of(std::string_view type) {
  const TypeRow* row = row_of(type);
  return row == nullptr ? 0 : row->weight;
}

std::string_view quad_of(std::string_view type) {
  const TypeRow* row = row_of(type);
  return row == nullptr ? std::string_view() : row->quad;
}

Result<Relation> relation(const Desk& desk, std::string_view a, std::string_view b, const RelationOptions& options) {
  Relation relation;
  for (const auto& [name, actor] : {std::pair{a, &relation.a}, std::pair{b, &relation.b}}) {
    Result<ActorFound> found = first_actor(desk, name);
    if (!found) return found.error();
    *actor = std::move(*found);
  }
  if (relation.a.key == relation.b.key) return Error{"both names mean " + relation.a.name};
  Result<std::vector<Telling>> tellings =
      documents_naming(desk, {relation.a, relation.b}, options.since, options.until, kMostDocuments);
  if (!tellings) return tellings.error();
  relation.documents = static_cast<int64_t>(tellings->size());
  const Result<std::vector<Change>> all = changes(desk.store);
  if (!all) return all.error();
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  Between between(desk, relation, options);
  const Result<Claims> claims = read_acts(desk, *tellings, std::ref(between));
  if (!claims) return claims.error();
  relation.acts = acts_of(*claims, (*dictionaries)->owners(), *all);
  for (const Act& act : relation.acts)
    for (const std::string& camp : act.camps) ++relation.by_camp[camp];
  if (!options.camp.empty())
    std::erase_if(relation.acts, [&](const Act& act) {
      return std::find(act.camps.begin(), act.camps.end(), options.camp) == act.camps.end();
    });
  count(relation, options);
  find_turns(relation);
  warn(relation, options, between.left_out);
  return relation;
}

Result<ActorView> actor(const Desk& desk, std::string_view name, const RelationOptions& options) {
  Result<ActorFound> found = first_actor(desk, name);
  if (!found) return found.error();
  ActorView view;
  view.actor = std::move(*found);
  const Result<std::vector<Telling>> tellings =
      documents_naming(desk, {view.actor}, options.since, options.until, kActorDocuments + 1, options.skip);
  if (!tellings) return tellings.error();
  view.more = tellings->size() > kActorDocuments;
  const Result<std::vector<Change>> all = changes(desk.store);
  if (!all) return all.error();
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  const Recognising recognising(desk, view.actor);
  const auto is_he = [&](const Who& w, bool acts) {
    const Fit fit = recognising.fit(w, acts);
    return fit == Fit::kYes || (fit == Fit::kSide && options.all_sides);
  };
  std::map<std::string, std::pair<ActorFound, std::pair<int64_t, int64_t>>> others;
  WordingCounts words;
  const Result<Claims> claims = read_acts(
      desk, {tellings->begin() + (view.more ? 1 : 0), tellings->end()},
      [&](const ClaimView& c) {
        return std::any_of(c.actors.begin(), c.actors.end(), [&](const Who& w) { return is_he(w, true); }) ||
               std::any_of(c.recipients.begin(), c.recipients.end(), [&](const Who& w) { return is_he(w, false); });
      },
      [&](const Told& told) { words.add(told); });
  if (!claims) return claims.error();
  for (Wording& w : words.list())
    if (w.key == view.actor.key) view.wordings.push_back(std::move(w));
  const Owners& owners = (*dictionaries)->owners();
  const std::vector<EventView> events = events_of(*claims, owners, *all);
  for (const EventView& event : events) {
    std::set<std::string> seen;
    for (const auto* list : {&event.actors, &event.recipients})
      for (const Who& w : *list) {
        if (w.key.empty() || !w.named || is_he(w, true) || !seen.insert(w.key).second) continue;
        auto& [other, counts] = others[w.key];
        other.key = w.key;
        other.name = w.name;
        other.country = w.country;
        other.side = w.side;
        ++(quad_of(event.type).ends_with("conflict") ? counts.second : counts.first);
      }
  }
  view.acts = acts_of(events);
  for (auto& [key, other] : others) view.with.push_back(std::move(other));
  std::stable_sort(view.with.begin(), view.with.end(), [](const auto& x, const auto& y) {
    return x.second.first + x.second.second > y.second.first + y.second.second;
  });
  return view;
}

Result<std::vector<Act>> timeline(const Desk& desk, const TimelineOptions& options) {
  Filter filter;
  filter.since = options.since;
  filter.until = options.until;
  filter.actor = options.actor;
  filter.place = options.place;
  filter.most = kActorDocuments;
  filter.latest = true;
  Result<std::vector<Telling>> tellings = desk::tellings(desk.store, filter);
  if (!tellings) return tellings.error();
  const Result<std::vector<Change>> all = changes(desk.store);
  if (!all) return all.error();
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  const Owners& owners = (*dictionaries)->owners();
  std::vector<Act> acts;
  for (size_t begin = 0; begin < tellings->size();) {  // one story after the other
    size_t end = begin;
    while (end < tellings->size() && (*tellings)[end].story == (*tellings)[begin].story) ++end;
    const std::vector<Telling> story(tellings->begin() + static_cast<std::ptrdiff_t>(begin),
                                     tellings->begin() + static_cast<std::ptrdiff_t>(end));
    const Result<Claims> claims = read_acts(desk, story, {});
    if (!claims) return claims.error();
    const std::vector<EventView> events = events_of(*claims, owners, *all);
    std::map<std::string, int64_t> outlets;
    for (const EventView& event : events) outlets[event.id] = event.corroboration.outlets;
    for (Act& act : acts_of(events))
      if (outlets[act.id] >= options.outlets && !act.date.empty()) acts.push_back(std::move(act));
    begin = end;
  }
  std::stable_sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) { return a.date < b.date; });
  if (acts.size() > options.most) acts.erase(acts.begin(), acts.end() - static_cast<std::ptrdiff_t>(options.most));
  return acts;
}

}  // namespace isnad::desk
