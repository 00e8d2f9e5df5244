// SPDX-License-Identifier: Apache-2.0
#include "desk/differences.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>

#include "desk/placing.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr uint32_t kNear = 900;  // bytes: a count without an event belongs to an act told so near before it

using Passage = Version::Passage;

class Differences {
 public:
  Differences(const Claims& claims, const std::vector<uint32_t>& members) : claims_(claims), members_(members) {
    for (const uint32_t i : members)
      if (!claims.views[i].wrong) ids_.insert(claims.views[i].id);
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

  // The claim that a passage without one speaks of: told in the same sentence, else the last one shortly before it.
  // kNone where that is no claim of this event.
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t owner(size_t document, uint32_t at, const std::string& sentence,
                 const std::function<bool(uint32_t)>& fits) const {
    uint32_t best = kNone;
    for (uint32_t i = 0; i < claims_.views.size(); ++i) {
      if (claims_.of[i] != document || !fits(i)) continue;
      const bool here = claims_.views[i].sentence == sentence;
      if (!here && (claims_.at[i] > at || at - claims_.at[i] > kNear)) continue;
      const bool best_here = best != kNone && claims_.views[best].sentence == sentence;
      if (best == kNone || (here && !best_here) || (here == best_here && claims_.at[i] > claims_.at[best])) best = i;
    }
    return best;
  }
  bool own(uint32_t i) const { return i != kNone && ids_.contains(claims_.views[i].id); }

  static bool counts_of(const std::string& unit, const std::string& type) {
    if (unit == "killed" || unit == "wounded" || unit == "missing")
      return type == "ASSAULT" || type == "PROTEST" || type == "COERCE";
    if (unit == "detained") return type == "COERCE" || type == "RETREAT" || type == "ASSAULT" || type == "AGREE";
    return true;
  }

  void numbers() {
    std::map<std::string, std::vector<const Count*>> by_unit;
    for (const Count& count : claims_.counts) {
      const std::string code = claims_.documents[count.document].telling.code;
      uint32_t of = kNone;
      if (!count.event.empty()) {
        if (!ids_.contains(code + "." + count.event)) continue;
      } else {
        of = owner(count.document, count.at, count.sentence,
                   [&](uint32_t i) { return counts_of(count.unit, claims_.views[i].type); });
        if (!own(of)) continue;
      }
      by_unit[count.unit].push_back(&count);
    }
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
    for (const Turned& turned : claims_.passages.turned) {
      if (turned.blame || !means_us(turned)) continue;
      kinds.insert("denied");
      put(difference, "denied", passage(turned.document, turned.source, turned.words));
    }
    if (kinds.size() > 1 && (kinds.contains("denied") || kinds.contains("alleged") || documents() > 1))
      found_.push_back(std::move(difference));
  }

  // Numbers of one thing that differ, at the act that the first of them is told with.
  void figures() {
    for (const std::vector<uint32_t>& group : claims_.disputed) {
      const std::vector<Figure>& all = claims_.passages.figures;
      if (std::none_of(group.begin(), group.end(), [&](uint32_t f) {
            return own(owner(all[f].document, all[f].at, all[f].words, [](uint32_t) { return true; }));
          }))
        continue;
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

  // The claims that a denial or blame is about: the likeliest one told elsewhere whose trigger's root stands in it;
  // else one told in the same sentence before it, else all of the sentence told just before.
  bool means_us(const Turned& turned) const {
    uint32_t best = kNone;
    size_t most = 0;
    for (uint32_t i = 0; i < claims_.tells.size(); ++i) {
      const stories::Tell& t = claims_.tells[i];
      if (claims_.views[i].sentence == turned.words) continue;
      if (turned.back && !just_before(i, turned)) continue;
      if (!std::binary_search(turned.stems.begin(), turned.stems.end(), t.stem)) continue;
      std::vector<uint32_t> shared;
      std::set_intersection(t.stems.begin(), t.stems.end(), turned.stems.begin(), turned.stems.end(),
                            std::back_inserter(shared));
      const size_t score = shared.size() * 2 + (claims_.of[i] == turned.document ? 3 : 0);
      if (score > most) {
        most = score;
        best = i;
      }
    }
    if (best != kNone) return own(best);
    uint32_t last = kNone;
    for (uint32_t i = 0; i < claims_.views.size(); ++i)
      if (claims_.of[i] == turned.document && claims_.at[i] < turned.at && turned.at - claims_.at[i] < kNear &&
          (last == kNone || claims_.at[i] > claims_.at[last]) &&
          !(turned.back && claims_.views[i].sentence == turned.words))
        last = i;
    if (last == kNone) return own(owner(turned.document, turned.at, turned.words, [](uint32_t) { return true; }));
    for (uint32_t i = 0; i < claims_.views.size(); ++i)
      if (claims_.of[i] == turned.document && claims_.views[i].sentence == claims_.views[last].sentence && own(i))
        return true;
    return false;
  }

  bool just_before(uint32_t i, const Turned& turned) const {
    return claims_.of[i] == turned.document && claims_.at[i] < turned.at && turned.at - claims_.at[i] < kNear;
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
    for (const Turned& turned : claims_.passages.turned) {
      if (!turned.blame || turned.who.empty() || !means_us(turned)) continue;
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
  std::set<std::string> ids_;
  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(const Claims& claims, const std::vector<uint32_t>& members) {
  return Differences(claims, members).all();
}

}  // namespace isnad::desk
