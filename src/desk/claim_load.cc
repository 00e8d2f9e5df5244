// SPDX-License-Identifier: Apache-2.0
// Reads the index of claims from the store's tables: a second for some hundred thousand claims.
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "desk/claim_index.h"
#include "desk/placing.h"
#include "store/sqlite.h"
#include "times/edtf.h"

namespace isnad::desk {

using store::Statement;

namespace {
constexpr int32_t kNone = std::numeric_limits<int32_t>::min();
constexpr uint8_t kNotCounted = 4;
}  // namespace

class ClaimLoad {
 public:
  explicit ClaimLoad(const store::Store& store) : store_(store) {}

  Result<ClaimIndex> load() {
    // One state of the store, whatever is written meanwhile.
    if (Result<void> begun = run("BEGIN"); !begun) return begun.error();
    const Result<void> done = steps();
    if (Result<void> ended = run("COMMIT"); !ended) return ended.error();
    if (!done) return done.error();
    index_.claims_.shrink_to_fit();
    index_.parties_.shrink_to_fit();
    index_.events_.shrink_to_fit();
    return std::move(index_);
  }

 private:
  using Claim = ClaimIndex::Claim;

  Result<void> run(std::string_view sql) {
    Result<Statement> statement = store_.statement(sql);
    return statement ? statement->run() : Result<void>(statement.error());
  }

  Result<void> steps() {
    for (auto step :
         {&ClaimLoad::names, &ClaimLoad::actors, &ClaimLoad::documents, &ClaimLoad::claims, &ClaimLoad::parties})
      if (Result<void> done = (this->*step)(); !done) return done;
    return {};
  }

  // Calls `each` with every row.
  template <class Each>
  Result<void> rows(std::string_view sql, Each each) {
    Result<Statement> select = store_.statement(sql);
    if (!select) return select.error();
    for (;;) {
      const Result<bool> row = select->step();
      if (!row) return store_.failure(row.error());
      if (!*row) return {};
      each(*select);
    }
  }

  Result<void> names() {
    for (const auto& [names, sql] :
         {std::pair{&index_.types_, "SELECT DISTINCT type FROM claims"},
          std::pair{&index_.statuses_, "SELECT DISTINCT status FROM claims"},
          std::pair{&index_.outlets_, "SELECT DISTINCT coalesce(outlet, '') FROM documents UNION SELECT '' ORDER BY 1"},
          std::pair{&index_.languages_,
                    "SELECT DISTINCT coalesce(language, '') FROM versions UNION SELECT '' ORDER BY 1"},
          std::pair{&index_.places_, "SELECT DISTINCT coalesce(place, '') FROM claims UNION SELECT '' ORDER BY 1"},
          std::pair{&index_.countries_,
                    "SELECT DISTINCT coalesce(country, '') FROM actors UNION SELECT '' ORDER BY 1"}}) {
      if (Result<void> done = rows(sql, [&](Statement& row) { names->list.emplace_back(row.text(0)); }); !done)
        return done;
      // SQLite and std::string compare bytes alike.
      std::sort(names->list.begin(), names->list.end());
    }
    return {};
  }

  Result<void> actors() {
    return rows(
        "SELECT id, key, name, coalesce(en, ''), coalesce(country, ''), known AND type <> 'STATE' FROM actors WHERE id "
        "IN (SELECT actor FROM parties) ORDER BY id",
        [&](Statement& row) {
          const auto text = [&](int column) { return std::string(row.text(column)); };
          index_.actors_.push_back({row.number(0), text(1), text(2), text(3),
                                    static_cast<uint16_t>(index_.countries_.find(row.text(4))), row.number(5) != 0});
        });
  }

  Result<void> documents() {
    return rows(
        "SELECT v.id, coalesce(v.published, ''), coalesce(d.outlet, ''), coalesce(v.language, ''), d.id FROM documents "
        "d JOIN versions v ON v.id = d.current_version ORDER BY v.published DESC, v.id",
        [&](Statement& row) {
          ClaimIndex::Doc doc;
          doc.version = row.number(0);
          const int32_t day = day_of(row.text(1));
          doc.day = day == stories::kNoDay ? kNone : day;
          const std::string date(row.text(1).substr(0, 7));
          doc.month = date.size() == 7 ? std::atoi(date.c_str()) * 12 + std::atoi(date.c_str() + 5) - 1 : kNone;
          doc.outlet = static_cast<uint16_t>(index_.outlets_.find(row.text(2)));
          doc.language = static_cast<uint16_t>(index_.languages_.find(row.text(3)));
          by_version_[doc.version] = static_cast<uint32_t>(index_.docs_.size());
          index_.docs_.push_back(doc);
        });
  }

  Result<void> claims() {
    std::vector<std::vector<Claim>> by_doc(index_.docs_.size());
    Result<void> done = rows(
        "SELECT version, event_id, type, status, basis, coalesce(date, ''), coalesce(place, ''), roots FROM claims "
        "ORDER BY version, event_id",
        [&](Statement& row) {
          const auto at = by_version_.find(row.number(0));
          if (at != by_version_.end()) by_doc[at->second].push_back(claim(row, at->second));
        });
    if (!done) return done;
    for (const std::vector<Claim>& list : by_doc) {
      starts_.push_back(static_cast<uint32_t>(index_.claims_.size()));
      index_.claims_.insert(index_.claims_.end(), list.begin(), list.end());
    }
    starts_.push_back(static_cast<uint32_t>(index_.claims_.size()));
    return {};
  }

  Claim claim(const Statement& row, uint32_t doc) {
    Claim claim;
    claim.doc = doc;
    claim.event = static_cast<uint32_t>(index_.events_.size());
    claim.event_size = static_cast<uint8_t>(std::min<size_t>(row.text(1).size(), 255));
    index_.events_ += row.text(1).substr(0, 255);
    claim.type = static_cast<uint8_t>(index_.types_.find(row.text(2)));
    claim.status = static_cast<uint8_t>(index_.statuses_.find(row.text(3)));
    claim.place = static_cast<uint32_t>(index_.places_.find(row.text(6)));
    claim.roots = row.is_null(7) ? kNotCounted : static_cast<uint8_t>(std::min<int64_t>(row.number(7), 3));
    // What the text does not date is of the day it was published, unless it is background.
    const std::optional<times::Days> days = times::read_value(row.text(5));
    const int32_t said = row.text(4) == "report" ? index_.docs_[doc].day : kNone;
    claim.first = days ? days->first : said;
    claim.last = days ? days->last : said;
    return claim;
  }

  // Parties come in the order of versions, claims lie in that of publication.
  Result<void> parties() {
    std::vector<std::vector<std::pair<uint32_t, ClaimIndex::Party>>> by_doc(index_.docs_.size());
    std::unordered_map<int64_t, uint32_t> numbers;
    for (uint32_t i = 0; i < index_.actors_.size(); ++i) numbers[index_.actors_[i].id] = i;
    uint32_t at = 0, doc = UINT32_MAX;
    Result<void> done =
        rows("SELECT version, event_id, role, actor FROM parties ORDER BY version, event_id", [&](Statement& row) {
          const auto found = by_version_.find(row.number(0));
          const auto actor = numbers.find(row.number(3));
          if (found == by_version_.end() || actor == numbers.end()) return;
          if (found->second != doc) doc = found->second, at = starts_[doc];
          while (at < starts_[doc + 1] && event_of(at) < row.text(1)) ++at;
          if (at == starts_[doc + 1] || event_of(at) != row.text(1)) return;
          const std::string_view name = row.text(2);
          const uint32_t role = name == "actor" ? 0 : name == "recipient" ? 1 : name == "concerning" ? 2 : 3;
          by_doc[doc].push_back({at, {actor->second & 0x1FFFFFFFU, role & 7U}});
        });
    if (!done) return done;
    for (const auto& list : by_doc)
      for (const auto& [number, party] : list) {
        Claim& claim = index_.claims_[number];
        if (claim.party_count == 255) continue;
        if (claim.party_count++ == 0) claim.parties = static_cast<uint32_t>(index_.parties_.size());
        index_.parties_.push_back(party);
      }
    return {};
  }

  std::string_view event_of(uint32_t number) const {
    const Claim& claim = index_.claims_[number];
    return std::string_view(index_.events_).substr(claim.event, claim.event_size);
  }

  const store::Store& store_;
  ClaimIndex index_;
  std::unordered_map<int64_t, uint32_t> by_version_;
  std::vector<uint32_t> starts_;
};

Result<ClaimIndex> ClaimIndex::load(const store::Store& store) { return ClaimLoad(store).load(); }

}  // namespace isnad::desk
