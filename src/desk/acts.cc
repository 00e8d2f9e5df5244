// SPDX-License-Identifier: Apache-2.0
#include "desk/acts.h"

#include <algorithm>
#include <set>

#include "desk/placing.h"
#include "store/sqlite.h"

namespace isnad::desk {

using store::Statement;
using stories::kNoDay;

namespace {

constexpr int32_t kCoarse = 31;  // days: an act dated no closer than a month has no place in a series

std::string first_names(const std::vector<Who>& list) {
  std::string text;
  for (size_t i = 0; i < list.size() && i < 3; ++i) text += (i == 0 ? "" : ", ") + list[i].name;
  return text;
}

std::string standing_of(const EventView& event) {
  Standing standing;
  for (const ClaimView& claim : event.claims) standing.add(claim);
  return standing.word();
}

std::string camp_of(const Root& root, const EventView& event) {
  if (root.kind == "unnamed" || root.kind == "outlet") return root.kind;
  for (const ClaimView& c : event.claims)
    for (const Who& w : c.sources)
      if (w.name == root.name && !w.country.empty()) return w.country + (w.side.empty() ? "" : "/" + w.side);
  return root.name;
}

Act act_of(const EventView& event) {
  Act act;
  act.id = event.id;
  act.type = event.type;
  act.mode = event.mode;
  act.quad = quad_of(event.type);
  act.from = first_names(event.actors);
  act.to = first_names(event.recipients);
  act.standing = standing_of(event);
  const bool background =
      std::all_of(event.claims.begin(), event.claims.end(), [](const ClaimView& c) { return c.basis != "report"; });
  if (background) act.background = "background";
  act.date = event.date;
  const ClaimView& first = event.claims.front();
  // A report without a day is of the day it was published, or shortly before; background without one is of any day.
  if (act.date.empty() && !background) {
    const auto report =
        std::find_if(event.claims.begin(), event.claims.end(), [](const ClaimView& c) { return c.basis == "report"; });
    const bool coming = act.standing == "planned" || act.standing == "possible" || act.standing == "asked";
    if (!coming) act.date = report->published.substr(0, 10);
  }
  act.sentence = event.sentence;
  act.document = first.document;
  act.outlet = first.outlet;
  act.published = first.published;
  act.claims = static_cast<int64_t>(event.claims.size());
  std::set<std::string> camps;
  for (const Root& root : event.corroboration.roots) {
    act.roots.push_back(root.name);
    camps.insert(camp_of(root, event));
  }
  act.camps.assign(camps.begin(), camps.end());
  return act;
}

}  // namespace

bool still_to_come(const ClaimView& claim) {
  if (claim.status != "happened" && claim.status != "ongoing") return false;
  const int32_t published = day_of(claim.published), day = days_of(claim.date).first;
  return published != kNoDay && day != kNoDay && day > published;
}

void Standing::add(const ClaimView& c) {
  if (c.wrong) return;
  if (c.status == "denied" || c.qualifier == "negated") denied_ = true;
  else if (c.qualifier == "alleged") alleged_ = true;
  else if (c.qualifier == "wanted" || c.status == "called-for") asked_ = true;
  else if (c.status == "planned" || still_to_come(c)) planned_ = true;
  else if (c.status == "happened" || c.status == "ongoing") done_ = true;
  else possible_ = true;
}

std::string Standing::word() const {
  if (done_) return denied_ ? "done, denied by others" : "done";
  if (denied_) return "denied";
  if (alleged_) return "alleged";
  return planned_ ? "planned" : asked_ ? "asked" : possible_ ? "possible" : "wrong";
}

std::pair<int32_t, int32_t> days_of(std::string_view edtf) {
  const size_t slash = edtf.find('/');
  const auto day = [](std::string_view text, bool last) {
    if (text.size() == 7) {  // a month
      const std::string first = std::string(text) + "-01";
      const int32_t begin = day_of(first);
      if (!last || begin == kNoDay) return begin;
      int32_t end = begin + 27;
      while (date_of(end + 1).substr(0, 7) == text) ++end;
      return end;
    }
    return text.size() < 10 ? kNoDay : day_of(text.substr(0, 10));
  };
  const int32_t from = day(edtf.substr(0, slash), false);
  const int32_t to = day(slash == std::string_view::npos ? edtf : edtf.substr(slash + 1), true);
  if (from == kNoDay || to == kNoDay || to < from || to - from > kCoarse) return {kNoDay, kNoDay};
  return {from, to};
}

Result<std::vector<Telling>> documents_naming(const Desk& desk, const std::vector<ActorFound>& actors,
                                              const std::string& since, const std::string& until, size_t most,
                                              size_t skip) {
  std::string sql = "p.document IN (SELECT id FROM documents WHERE current_version IN (";
  for (size_t i = 0; i < actors.size(); ++i)
    sql += (i == 0 ? "" : " INTERSECT ") +
           std::string("SELECT x.version FROM actors a JOIN appearances x ON x.actor = a.id WHERE x.acts > 0 AND a.") +
           (actors[i].key.starts_with("@") ? "country" : "key") + " = ?" + std::to_string(i + 1);
  sql +=
      ")) AND (?8 IS NULL OR p.day IS NULL OR p.day >= ?8) AND (?9 IS NULL OR p.day IS NULL OR p.day <= ?9) ORDER BY "
      "p.day DESC, p.code LIMIT ?7 OFFSET ?6";
  Result<Statement> select = desk.store.statement(telling_sql() + sql);
  if (!select) return select.error();
  for (size_t i = 0; i < actors.size(); ++i)
    select->bind(static_cast<int>(i + 1),
                 std::string_view(actors[i].key.starts_with("@") ? actors[i].country : actors[i].key));
  select->bind(6, static_cast<int64_t>(skip)).bind(7, static_cast<int64_t>(most));
  for (const auto& [text, index] : {std::pair{&since, 8}, std::pair{&until, 9}}) {
    const int32_t day = day_of(*text);
    if (!text->empty() && day == kNoDay) return Error{"'" + *text + "' is no day; write it as 2020-09-30"};
    if (text->empty()) select->bind_null(index);
    // What was published later may tell of earlier acts, and not the other way round.
    else if (index == 8) select->bind(index, static_cast<int64_t>(day));
    else select->bind_null(index);
  }
  Result<std::vector<Telling>> list = read_tellings(desk.store, *select);
  if (list) std::reverse(list->begin(), list->end());
  return list;
}

Claims only(Claims claims, const std::function<bool(const ClaimView&)>& wanted) {
  Claims kept;
  for (size_t i = 0; i < claims.views.size(); ++i) {
    if (!wanted(claims.views[i])) continue;
    kept.views.push_back(std::move(claims.views[i]));
    kept.tells.push_back(std::move(claims.tells[i]));
    kept.of.push_back(claims.of[i]);
    kept.at.push_back(claims.at[i]);
  }
  kept.documents = std::move(claims.documents);
  kept.counts = std::move(claims.counts);
  kept.passages = std::move(claims.passages);
  kept.disputed = std::move(claims.disputed);
  return kept;
}

std::vector<Act> acts_of(const Claims& claims, const Owners& owners, const std::vector<Change>& changes) {
  return acts_of(events_of(claims, owners, changes));
}

std::vector<Act> acts_of(const std::vector<EventView>& events) {
  std::vector<Act> acts;
  for (const EventView& event : events) {
    Act act = act_of(event);
    if (act.standing != "wrong") acts.push_back(std::move(act));
  }
  std::stable_sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) {
    if (a.date.empty() != b.date.empty()) return b.date.empty();
    return a.date < b.date;
  });
  return acts;
}

}  // namespace isnad::desk
