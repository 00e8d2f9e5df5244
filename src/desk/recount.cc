// SPDX-License-Identifier: Apache-2.0
#include "desk/recount.h"

#include <map>

#include "desk/claims.h"
#include "desk/roots.h"
#include "store/sqlite.h"

namespace isnad::desk {

using store::Statement;

namespace {

Result<int64_t> one(const store::Store& store, std::string_view sql) {
  Result<Statement> select = store.statement(sql);
  if (!select) return select.error();
  const Result<bool> row = select->step();
  if (!row) return store.failure(row.error());
  return *row ? select->number(0) : 0;
}

Result<void> write(store::Store& store, const std::vector<Telling>& tellings,
                   const std::map<std::string, int64_t>& roots) {
  if (Result<void> begun = store.begin(); !begun) return begun;
  Result<Statement> update = store.statement("UPDATE claims SET roots = ?3 WHERE version = ?1 AND event_id = ?2");
  Result<Statement> rest = store.statement("UPDATE claims SET roots = 0 WHERE version = ?1 AND roots IS NULL");
  Result<void> done = !update ? Result<void>(update.error()) : !rest ? Result<void>(rest.error()) : Result<void>();
  for (const Telling& telling : tellings) {
    const std::string prefix = telling.code + ".";
    for (auto at = roots.lower_bound(prefix); done && at != roots.end() && at->first.starts_with(prefix); ++at)
      done = update->bind(1, telling.version).bind(2, at->first.substr(prefix.size())).bind(3, at->second).run();
    if (done) done = rest->bind(1, telling.version).run();
  }
  if (done) return store.commit();
  store.rollback();
  return store.failure(done.error());
}

}  // namespace

Result<size_t> recount_roots(const Desk& desk, size_t stories) {
  store::Store& store = desk.store;
  const Owners owners(desk.lexicon);
  size_t counted = 0;
  for (; counted < stories; ++counted) {
    const Result<int64_t> story = one(
        store,
        "SELECT p.story FROM claims c JOIN versions v ON v.id = c.version JOIN placements p ON p.document = v.document "
        "WHERE c.roots IS NULL LIMIT 1");
    if (!story) return story.error();
    if (*story == 0) break;
    Result<Statement> select = store.statement(telling_sql() + "p.story = ?1 ORDER BY p.day, p.code");
    if (!select) return select.error();
    select->bind(1, *story);
    const Result<std::vector<Telling>> tellings = read_tellings(store, *select);
    if (!tellings) return tellings.error();
    const Result<Claims> claims = read_claims(desk, *tellings);
    if (!claims) return claims.error();
    const Result<std::vector<Change>> all = changes(store);
    if (!all) return all.error();
    std::map<std::string, int64_t> roots;
    const std::vector<int64_t> words = words_behind(*claims, act_groups(*claims, *all), owners);
    for (size_t i = 0; i < words.size(); ++i)
      if (!claims->views[i].outdated) roots[claims->views[i].id] = words[i];
    if (Result<void> done = write(store, *tellings, roots); !done) return done.error();
  }
  return counted;
}

}  // namespace isnad::desk
