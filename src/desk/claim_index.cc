// SPDX-License-Identifier: Apache-2.0
// One pass over all claims answers a question. For counting, what a claim fails at is noted as bits: a claim that fails
// at nothing counts everywhere, one that fails at a single filter counts for that filter's own facet.
#include "desk/claim_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdio>
#include <limits>

#include "desk/placing.h"

namespace isnad::desk {

namespace {

constexpr int32_t kNone = std::numeric_limits<int32_t>::min();
constexpr std::array<std::string_view, 4> kRoles = {"actor", "recipient", "concerning", "source"};
constexpr size_t kMostValues = 60;  // of a facet

// Filters by bit. Said and happened have facets of months.
enum Bit : uint32_t {
  kType = 1,
  kStatus = 2,
  kOutlet = 4,
  kLanguage = 8,
  kPlace = 16,
  kRoots = 32,
  kSaid = 64,
  kHappened = 128,
  kCountry = 256,
  kActor = 512,
  kRole = 1024,
  kWords = 2048,
};

std::string month_name(int32_t month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", month / 12, month % 12 + 1);
  return text;
}

int32_t month_of_day(int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

}  // namespace

// One question put to an index.
class ClaimScan {
 public:
  ClaimScan(const ClaimIndex& index, const ClaimFilter& filter) : index_(index), filter_(filter) {
    types_ = wanted(index.types_, filter.types);
    statuses_ = wanted(index.statuses_, filter.statuses);
    outlets_ = wanted(index.outlets_, filter.outlets);
    languages_ = wanted(index.languages_, filter.languages);
    places_ = wanted(index.places_, filter.places);
    countries_ = wanted(index.countries_, filter.countries);
    wanted_actors();
    for (const std::string& role : filter.roles)
      for (size_t i = 0; i < kRoles.size(); ++i)
        if (kRoles[i] == role) roles_ |= 1U << i;
    if (filter.roles.empty()) roles_ = 15;
    for (const std::string& root : filter.roots)
      if (root.size() == 1 && root[0] >= '0' && root[0] <= '3') roots_ |= 1U << (root[0] - '0');
    if (filter.roots.empty()) roots_ = UINT32_MAX;
    said_since_ = filter.said_since.empty() ? kNone : day_of(filter.said_since);
    said_until_ = filter.said_until.empty() ? kNone : day_of(filter.said_until);
    since_ = filter.since.empty() ? kNone : day_of(filter.since);
    until_ = filter.until.empty() ? kNone : day_of(filter.until);
    mark_documents();
  }

  // What the claim fails at. Parties are looked at only when the rest leaves one reason at most.
  uint32_t fails(const ClaimIndex::Claim& claim) const {
    uint32_t bits = doc_fails_[claim.doc];
    if (!has(types_, claim.type)) bits |= kType;
    if (!has(statuses_, claim.status)) bits |= kStatus;
    if (!has(places_, claim.place)) bits |= kPlace;
    if ((roots_ >> std::min<uint32_t>(claim.roots, 4) & 1) == 0) bits |= kRoots;
    if (since_ != kNone && (claim.last == kNone || claim.last < since_)) bits |= kHappened;
    if (until_ != kNone && (claim.first == kNone || claim.first > until_)) bits |= kHappened;
    if (asks_parties() && std::popcount(bits) <= 1) bits |= party_fails(claim);
    return bits;
  }

  bool asks_parties() const {
    return !filter_.actors.empty() || filter_.nobody || !filter_.countries.empty() || !filter_.roles.empty();
  }

  bool role_fits(const ClaimIndex::Party& party) const { return (roles_ >> party.role & 1) != 0; }
  bool actor_fits(const ClaimIndex::Party& party) const { return has(actors_, party.actor); }
  bool country_fits(const ClaimIndex::Party& party) const {
    return has(countries_, index_.actors_[party.actor].country);
  }

 private:
  using Wanted = std::vector<char>;  // empty: everything

  static bool has(const Wanted& wanted, uint32_t number) { return wanted.empty() || wanted[number] != 0; }

  static Wanted wanted(const ClaimIndex::Names& names, const std::vector<std::string>& values) {
    Wanted result;
    if (values.empty()) return result;
    result.resize(names.list.size() + 1);
    for (const std::string& value : values)
      if (const int32_t number = names.find(value); number >= 0) result[static_cast<size_t>(number)] = 1;
    return result;
  }

  void wanted_actors() {
    if (filter_.actors.empty() && !filter_.nobody) return;
    actors_.resize(index_.actors_.size() + 1);
    for (const int64_t id : filter_.actors) {
      const auto at =
          std::lower_bound(index_.actors_.begin(), index_.actors_.end(), id,
                           [](const ClaimIndex::Actor& actor, int64_t wanted) { return actor.id < wanted; });
      if (at != index_.actors_.end() && at->id == id) actors_[static_cast<size_t>(at - index_.actors_.begin())] = 1;
    }
  }

  void mark_documents() {
    doc_fails_.resize(index_.docs_.size());
    for (size_t i = 0; i < index_.docs_.size(); ++i) {
      const ClaimIndex::Doc& doc = index_.docs_[i];
      uint32_t bits = 0;
      if (!has(outlets_, doc.outlet)) bits |= kOutlet;
      if (!has(languages_, doc.language)) bits |= kLanguage;
      if (said_since_ != kNone && (doc.day == kNone || doc.day < said_since_)) bits |= kSaid;
      if (said_until_ != kNone && (doc.day == kNone || doc.day > said_until_)) bits |= kSaid;
      if (filter_.versions && !std::binary_search(filter_.versions->begin(), filter_.versions->end(), doc.version))
        bits |= kWords;
      doc_fails_[i] = bits;
    }
  }

  // One party must fit actor, country and role together. Where none does, the bits of what would have to be given up.
  uint32_t party_fails(const ClaimIndex::Claim& claim) const {
    bool without_role = false, without_actor = false, without_country = false;
    for (uint32_t i = claim.parties; i < claim.parties + claim.party_count; ++i) {
      const ClaimIndex::Party party = index_.parties_[i];
      const bool role = role_fits(party), actor = actor_fits(party), country = country_fits(party);
      if (role && actor && country) return 0;
      without_role |= actor && country;
      without_actor |= role && country;
      without_country |= role && actor;
    }
    // Without anybody asked for, a claim of nobody has no role either.
    const bool only_role = actors_.empty() && countries_.empty();
    if (without_role || (only_role && claim.party_count == 0)) return kRole;
    if (without_actor || (countries_.empty() && filter_.roles.empty())) return kActor;
    if (without_country || (actors_.empty() && filter_.roles.empty())) return kCountry;
    return kRole | kActor | kCountry;
  }

  const ClaimIndex& index_;
  const ClaimFilter& filter_;
  Wanted types_, statuses_, outlets_, languages_, places_, countries_, actors_;
  uint32_t roles_ = 0, roots_ = 0;
  int32_t said_since_ = kNone, said_until_ = kNone, since_ = kNone, until_ = kNone;
  std::vector<uint32_t> doc_fails_;
};

namespace {

void put(Facet& facet, const std::vector<int64_t>& counts, const std::vector<std::string>& names) {
  for (size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0 && !names[i].empty()) facet.values.push_back({names[i], names[i], "", counts[i]});
}

void shorten(Facet& facet) {
  std::stable_sort(facet.values.begin(), facet.values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.claims > b.claims; });
  if (facet.values.size() > kMostValues) facet.values.resize(kMostValues);
}

// Counts by month, from the earliest.
class Months {
 public:
  void add(int32_t month) {
    if (month == kNone || month < 0 || month >= 12 * 3000) return;
    const auto at = static_cast<size_t>(month);
    if (at >= counts_.size()) counts_.resize(at + 1);
    ++counts_[at];
  }
  Facet facet(const char* name) const {
    Facet facet{name, {}};
    for (size_t i = 0; i < counts_.size(); ++i)
      if (counts_[i] > 0) {
        const std::string month = month_name(static_cast<int32_t>(i));
        facet.values.push_back({month, month, "", counts_[i]});
      }
    // The latest ones, when there are many.
    if (facet.values.size() > kMostValues)
      facet.values.erase(facet.values.begin(), facet.values.end() - static_cast<std::ptrdiff_t>(kMostValues));
    return facet;
  }

 private:
  std::vector<int64_t> counts_;
};

}  // namespace

int32_t ClaimIndex::Names::find(std::string_view name) const {
  const auto at = std::lower_bound(list.begin(), list.end(), name);
  return at != list.end() && *at == name ? static_cast<int32_t>(at - list.begin()) : -1;
}

bool ClaimIndex::is_role(std::string_view name) {
  return std::find(kRoles.begin(), kRoles.end(), name) != kRoles.end();
}

FoundClaims ClaimIndex::find(const ClaimFilter& filter, size_t skip, size_t most) const {
  const ClaimScan scan(*this, filter);
  FoundClaims found;
  for (const Claim& claim : claims_) {
    if (scan.fails(claim) != 0) continue;
    const auto number = static_cast<size_t>(found.total++);
    if (number >= skip && number - skip < most)
      found.claims.push_back(
          {docs_[claim.doc].version, std::string_view(events_).substr(claim.event, claim.event_size)});
  }
  return found;
}

ClaimCounts ClaimIndex::count(const ClaimFilter& filter) const {
  const ClaimScan scan(*this, filter);
  ClaimCounts counts;
  const auto zeros = [](const Names& names) { return std::vector<int64_t>(names.list.size()); };
  std::vector<int64_t> types = zeros(types_), statuses = zeros(statuses_), outlets = zeros(outlets_),
                       languages = zeros(languages_), places = zeros(places_), countries = zeros(countries_),
                       actors(actors_.size()), roots(5), roles(kRoles.size());
  std::vector<uint32_t> actor_seen(actors_.size()), country_seen(countries_.list.size());
  Months said, happened;
  uint32_t number = 0, last_doc = UINT32_MAX;
  for (const Claim& claim : claims_) {
    ++number;
    const uint32_t fails = scan.fails(claim);
    if (fails != 0 && std::popcount(fails) > 1) continue;
    const auto counted = [&](uint32_t bit) { return (fails & ~bit) == 0; };
    const Doc& doc = docs_[claim.doc];
    if (fails == 0) {
      ++counts.claims;
      if (claim.doc != last_doc) ++counts.documents;
      last_doc = claim.doc;
    }
    if (counted(kType)) ++types[claim.type];
    if (counted(kStatus)) ++statuses[claim.status];
    if (counted(kOutlet)) ++outlets[doc.outlet];
    if (counted(kLanguage)) ++languages[doc.language];
    if (counted(kPlace)) ++places[claim.place];
    if (counted(kRoots)) ++roots[std::min<size_t>(claim.roots, 4)];
    if (counted(kSaid)) said.add(doc.month);
    if (counted(kHappened) && claim.first != kNone) happened.add(month_of_day(claim.first));
    if (!counted(kActor | kCountry | kRole)) continue;
    uint32_t seen_roles = 0;
    for (uint32_t i = claim.parties; i < claim.parties + claim.party_count; ++i) {
      const Party party = parties_[i];
      const Actor& actor = actors_[party.actor];
      const bool role = scan.role_fits(party), named = scan.actor_fits(party), there = scan.country_fits(party);
      if (counted(kActor) && role && there && actor_seen[party.actor] != number) {
        actor_seen[party.actor] = number;
        ++actors[party.actor];
      }
      if (counted(kCountry) && role && named && country_seen[actor.country] != number) {
        country_seen[actor.country] = number;
        ++countries[actor.country];
      }
      if (counted(kRole) && named && there) seen_roles |= 1U << party.role;
    }
    for (size_t i = 0; i < kRoles.size(); ++i) roles[i] += seen_roles >> i & 1;
  }
  Facet facet;
  const auto take = [&](const char* name, const std::vector<int64_t>& list, const Names& names) {
    facet = {name, {}};
    put(facet, list, names.list);
    shorten(facet);
    counts.facets.push_back(std::move(facet));
  };
  take("type", types, types_);
  take("status", statuses, statuses_);
  take("outlet", outlets, outlets_);
  take("country", countries, countries_);
  facet = {"actor", {}};
  for (size_t i = 0; i < actors.size(); ++i)
    if (actors[i] > 0 && actors_[i].known)
      facet.values.push_back({actors_[i].key, actors_[i].name, actors_[i].en, actors[i]});
  shorten(facet);
  counts.facets.push_back(std::move(facet));
  facet = {"role", {}};
  for (size_t i = 0; i < kRoles.size(); ++i)
    if (roles[i] > 0) facet.values.push_back({std::string(kRoles[i]), std::string(kRoles[i]), "", roles[i]});
  counts.facets.push_back(std::move(facet));
  take("place", places, places_);
  facet = {"roots", {}};
  for (size_t i = 0; i < 4; ++i)
    if (roots[i] > 0) facet.values.push_back({std::to_string(i), std::to_string(i), "", roots[i]});
  counts.facets.push_back(std::move(facet));
  take("language", languages, languages_);
  counts.facets.push_back(said.facet("said"));
  counts.facets.push_back(happened.facet("happened"));
  return counts;
}

}  // namespace isnad::desk
