// SPDX-License-Identifier: Apache-2.0
#include "desk/differences.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "desk/placing.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr uint32_t kNear = 900;  // bytes: a count without an event belongs to an act told so near before it

using Passage = Version::Passage;

constexpr uint32_t kNone = UINT32_MAX;

bool counts_of(const std::string& unit, const std::string& type) {
  if (unit == "killed" || unit == "wounded" || unit == "missing")
    return type == "ASSAULT" || type == "PROTEST" || type == "COERCE";
  if (unit == "detained") return type == "COERCE" || type == "RETREAT" || type == "ASSAULT" || type == "AGREE";
  return true;
}

}  // namespace

class Differences {
 public:
  Differences(const Claims& claims, const Disputes& disputes, const std::vector<uint32_t>& members)
      : claims_(claims), members_(members) {
    for (const uint32_t i : members) {
      if (claims.views[i].wrong) continue;
      for (const auto& [from, to] : {std::pair{&disputes.counts_, &counts_}, std::pair{&disputes.figures_, &figures_},
                                     std::pair{&disputes.turned_, &turned_}})
        to->insert((*from)[i].begin(), (*from)[i].end());
    }
  }

  std::vector<Difference> all() {
    numbers();
    figures();
    states();
    days();
    places();
    actors();
    return std::move(found_);
  }

 private:
  static void put(Difference& difference, const std::string& value, Passage passage) {
    for (Version& version : difference.versions)
      if (version.value == value) {
        for (const Passage& p : version.passages)
          if (p.document == passage.document && p.sentence == passage.sentence) return;
        version.passages.push_back(std::move(passage));
        return;
      }
    difference.versions.push_back({value, {std::move(passage)}});
  }

  Passage passage(uint32_t i) const {
    const ClaimView& c = claims_.views[i];
    return {c.id, c.document, c.outlet, c.sources.empty() ? "" : c.sources.front().name, c.sentence};
  }
  Passage passage(size_t document, const std::string& source, const std::string& sentence) const {
    const Telling& t = claims_.documents[document].telling;
    return {"", t.code, t.outlet, source, sentence};
  }

  void numbers() {
    std::map<std::string, std::vector<const Count*>> by_unit;
    for (const uint32_t i : counts_) by_unit[claims_.counts[i].unit].push_back(&claims_.counts[i]);
    for (const auto& [unit, counts] : by_unit) {
      if (!disputed(counts)) continue;
      Difference difference{unit, {}};
      for (const Count* count : counts)
        put(difference, count->value, passage(count->document, count->source, count->sentence));
      found_.push_back(std::move(difference));
    }
  }

  // Two counts that exclude each other, told by different documents or on different words.
  static bool disputed(const std::vector<const Count*>& counts) {
    for (const Count* a : counts)
      for (const Count* b : counts) {
        if (a->high >= b->low && b->high >= a->low) continue;
        if (a->document != b->document || a->source != b->source || a->sentence != b->sentence) return true;
      }
    return false;
  }

  void states() {
    Difference difference{"status", {}};
    std::set<std::string> kinds;
    for (const uint32_t i : members_) {
      const ClaimView& c = claims_.views[i];
      if (c.wrong) continue;
      const bool done = c.status == "happened" || c.status == "ongoing";
      kinds.insert(c.status == "denied" ? "denied" : c.qualifier == "alleged" ? "alleged" : done ? "done" : "coming");
      put(difference, c.qualifier == "alleged" ? "alleged" : c.status, passage(i));
    }
    for (const uint32_t i : turned_) {
      const Turned& turned = claims_.passages.turned[i];
      if (turned.blame) continue;
      kinds.insert("denied");
      put(difference, "denied", passage(turned.document, turned.source, turned.words));
    }
    if (kinds.size() > 1 && (kinds.contains("denied") || kinds.contains("alleged") || documents() > 1))
      found_.push_back(std::move(difference));
  }

  // Numbers of one thing that differ, at the act that the first of them is told with.
  void figures() {
    const std::vector<Figure>& all = claims_.passages.figures;
    for (const uint32_t i : figures_) {
      const std::vector<uint32_t>& group = claims_.disputed[i];
      Difference difference{"number", {}};
      for (const uint32_t f : group) {
        char value[32];
        std::snprintf(value, sizeof value, "%.15g", all[f].value);
        if (!all[f].noun.empty() && difference.about == "number") difference.about = "number: " + all[f].noun;
        put(difference, value, passage(all[f].document, all[f].source, all[f].words));
      }
      if (difference.versions.size() > 1) found_.push_back(std::move(difference));
    }
  }

  size_t documents() const {
    std::set<size_t> list;
    for (const uint32_t i : members_) list.insert(claims_.of[i]);
    return list.size();
  }

  void days() {
    Difference difference{"date", {}};
    std::vector<std::pair<int32_t, int32_t>> spans;
    for (const uint32_t i : members_) {
      const stories::Tell& t = claims_.tells[i];
      if (claims_.views[i].wrong || t.from == stories::kNoDay) continue;
      spans.emplace_back(t.from, t.to);
      put(difference, claims_.views[i].date, passage(i));
    }
    for (const auto& a : spans)
      for (const auto& b : spans)
        if (a.second < b.first) {
          found_.push_back(std::move(difference));
          return;
        }
  }

  void places() {
    Difference difference{"place", {}};
    for (const uint32_t i : members_)
      if (!claims_.views[i].wrong && !claims_.views[i].place.empty())
        put(difference, claims_.views[i].place, passage(i));
    if (difference.versions.size() > 1) found_.push_back(std::move(difference));
  }

  // Who did it: named actors that exclude each other, and words of blame.
  void actors() {
    Difference difference{"actor", {}};
    std::vector<std::set<std::string>> sets;
    for (const uint32_t i : members_) {
      const ClaimView& c = claims_.views[i];
      if (c.wrong || c.actors.empty()) continue;
      std::set<std::string> keys;
      for (const Who& w : c.actors) keys.insert(w.key.empty() ? text::fold(w.name) : w.key);
      sets.push_back(keys);
      put(difference, c.actors.front().name, passage(i));
    }
    for (const uint32_t i : turned_) {
      const Turned& turned = claims_.passages.turned[i];
      if (!turned.blame || turned.who.empty()) continue;
      sets.push_back({turned.who});
      put(difference, turned.who, passage(turned.document, turned.source, turned.words));
    }
    for (const auto& a : sets)
      for (const auto& b : sets)
        if (std::none_of(a.begin(), a.end(), [&](const std::string& key) { return b.contains(key); })) {
          found_.push_back(std::move(difference));
          return;
        }
  }

  const Claims& claims_;
  const std::vector<uint32_t>& members_;
  std::set<uint32_t> counts_, figures_, turned_;  // that belong to the members
  std::vector<Difference> found_;
};

Disputes::Disputes(const Claims& claims)
    : claims_(claims), counts_(claims.views.size()), figures_(claims.views.size()), turned_(claims.views.size()) {
  std::unordered_multimap<std::string_view, uint32_t> by_id;
  for (uint32_t i = 0; i < claims.views.size(); ++i) by_id.emplace(claims.views[i].id, i);
  for (uint32_t c = 0; c < claims.counts.size(); ++c) {
    const Count& count = claims.counts[c];
    if (!count.event.empty()) {
      const auto [begin, end] = by_id.equal_range(claims.documents[count.document].telling.code + "." + count.event);
      for (auto at = begin; at != end; ++at) counts_[at->second].push_back(c);
      continue;
    }
    const uint32_t i = owner(count.document, count.at, count.sentence,
                             [&](uint32_t k) { return counts_of(count.unit, claims.views[k].type); });
    if (i != kNone) counts_[i].push_back(c);
  }
  const std::vector<Figure>& all = claims.passages.figures;
  for (uint32_t d = 0; d < claims.disputed.size(); ++d)
    for (const uint32_t f : claims.disputed[d])
      if (const uint32_t i = owner(all[f].document, all[f].at, all[f].words, [](uint32_t) { return true; }); i != kNone)
        figures_[i].push_back(d);
  for (uint32_t t = 0; t < claims.passages.turned.size(); ++t)
    for (const uint32_t i : meant(claims.passages.turned[t])) turned_[i].push_back(t);
}

Disputes::Range Disputes::claims_of(size_t document) const {
  const auto [begin, end] = std::equal_range(claims_.of.begin(), claims_.of.end(), document);  // documents in order
  return {static_cast<uint32_t>(begin - claims_.of.begin()), static_cast<uint32_t>(end - claims_.of.begin())};
}

// The claim that a passage without one speaks of: told in the same sentence, else the last one shortly before it;
// kNone: there is none.
uint32_t Disputes::owner(size_t document, uint32_t at, const std::string& sentence, const Wanted& fits) const {
  uint32_t best = kNone;
  const Range range = claims_of(document);
  for (uint32_t i = range.begin; i < range.end; ++i) {
    if (!fits(i)) continue;
    const bool here = claims_.views[i].sentence == sentence;
    if (!here && (claims_.at[i] > at || at - claims_.at[i] > kNear)) continue;
    const bool best_here = best != kNone && claims_.views[best].sentence == sentence;
    if (best == kNone || (here && !best_here) || (here == best_here && claims_.at[i] > claims_.at[best])) best = i;
  }
  return best;
}

// The claims that a denial or blame is about: the likeliest one told elsewhere whose trigger's root stands in it;
// else one told in the same sentence before it, else all of the sentence told just before.
std::vector<uint32_t> Disputes::meant(const Turned& turned) const {
  uint32_t best = kNone;
  size_t most = 0;
  const Range own = claims_of(turned.document);
  const auto begin = turned.back ? own.begin : 0,
             end = turned.back ? own.end : static_cast<uint32_t>(claims_.of.size());
  for (uint32_t i = begin; i < end; ++i) {
    const stories::Tell& t = claims_.tells[i];
    if (!std::binary_search(turned.stems.begin(), turned.stems.end(), t.stem)) continue;
    if (claims_.views[i].sentence == turned.words) continue;
    if (turned.back && !just_before(i, turned)) continue;
    size_t shared = 0;
    for (size_t x = 0, y = 0; x < t.stems.size() && y < turned.stems.size();) {
      if (t.stems[x] < turned.stems[y]) ++x;
      else if (turned.stems[y] < t.stems[x]) ++y;
      else ++shared, ++x, ++y;
    }
    const size_t score = shared * 2 + (claims_.of[i] == turned.document ? 3 : 0);
    if (score > most) {
      most = score;
      best = i;
    }
  }
  if (best != kNone) return {best};
  uint32_t last = kNone;
  for (uint32_t i = own.begin; i < own.end; ++i)
    if (just_before(i, turned) && (last == kNone || claims_.at[i] > claims_.at[last]) &&
        !(turned.back && claims_.views[i].sentence == turned.words))
      last = i;
  if (last == kNone) {
    last = owner(turned.document, turned.at, turned.words, [](uint32_t) { return true; });
    return last == kNone ? std::vector<uint32_t>() : std::vector<uint32_t>{last};
  }
  std::vector<uint32_t> list;
  for (uint32_t i = own.begin; i < own.end; ++i)
    if (claims_.views[i].sentence == claims_.views[last].sentence) list.push_back(i);
  return list;
}

bool Disputes::just_before(uint32_t claim, const Turned& turned) const {
  return claims_.of[claim] == turned.document && claims_.at[claim] < turned.at && turned.at - claims_.at[claim] < kNear;
}

std::vector<Difference> Disputes::of(const std::vector<uint32_t>& members) const {
  return Differences(claims_, *this, members).all();
}

}  // namespace isnad::desk
