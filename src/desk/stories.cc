// SPDX-License-Identifier: Apache-2.0
#include "desk/stories.h"

#include <map>

#include "desk/placing.h"
#include "store/sqlite.h"
#include "stories/window.h"
#include "text/letters.h"

namespace isnad::desk {

using store::Statement;
using stories::kNoDay;

namespace {

struct Values {
  std::string actor, place, outlet, last_word;
  int32_t since = kNoDay, until = kNoDay;

  bool none() const { return actor.empty() && place.empty() && outlet.empty() && since == kNoDay && until == kNoDay; }
};

Result<Values> values_of(const Filter& filter) {
  Values values{text::fold(filter.actor), text::fold(filter.place), filter.outlet, {}, kNoDay, kNoDay};
  values.last_word = values.actor.substr(values.actor.rfind(' ') + 1);
  for (const auto& [given, day] : {std::pair{&filter.since, &values.since}, std::pair{&filter.until, &values.until}}) {
    if (given->empty()) continue;
    *day = day_of(*given);
    if (*day == kNoDay) return Error{"'" + *given + "' is no day; write it as 2020-09-30"};
  }
  return values;
}

// The condition of a filter on a document `d` with placement `p`: only of what is asked for, so that indices answer it
// (the last word of a name is one of actors).
std::string fits(const Values& values) {
  static constexpr std::string_view kNaming =
      " AND p.document IN (SELECT e.id FROM documents e WHERE e.current_version IN (SELECT x.version FROM appearances "
      "x "
      "WHERE x.actor IN (SELECT a.id FROM actors a WHERE ";
  std::string sql = " 1";
  if (values.since != kNoDay) sql += " AND p.day >= ?1";
  if (values.until != kNoDay) sql += " AND p.day <= ?2";
  if (!values.actor.empty())
    sql += std::string(kNaming) +
           "a.folded = ?3 OR (a.folded > ?3 || ' ' AND a.folded < ?3 || '!') OR (replace(a.folded, rtrim(a.folded, "
           "replace(a.folded, ' ', '')), '') = ?8 AND a.folded LIKE '% ' || ?3) OR lower(a.en) = lower(?3))))";
  if (!values.place.empty())
    sql += std::string(kNaming) + "a.type IN ('GPE', 'LOC') AND (a.folded = ?4 OR lower(a.en) = lower(?4)))))";
  if (!values.outlet.empty()) sql += " AND (d.outlet = ?5 OR instr(coalesce(d.url, ''), ?5) > 0)";
  return sql + " ";
}

void bind(Statement& statement, const Values& values) {
  if (values.since != kNoDay) statement.bind(1, static_cast<int64_t>(values.since));
  if (values.until != kNoDay) statement.bind(2, static_cast<int64_t>(values.until));
  if (!values.actor.empty()) statement.bind(3, values.actor).bind(8, values.last_word);
  if (!values.place.empty()) statement.bind(4, values.place);
  if (!values.outlet.empty()) statement.bind(5, values.outlet);
}

std::string day_text(const Statement& row, int column) {
  return row.is_null(column) ? std::string() : date_of(static_cast<int32_t>(row.number(column)));
}

constexpr std::string_view kTelling =
    "SELECT d.id, v.id, p.code, coalesce(d.given_id, d.key), coalesce(d.url, ''), coalesce(d.outlet, ''), "
    "coalesce(v.published, ''), coalesce(v.title, ''), (SELECT q.code FROM placements q WHERE q.story = p.story ORDER "
    "BY "
    "q.day, q.code LIMIT 1), CASE WHEN p.copy = p.document THEN '' ELSE (SELECT q.code FROM placements q WHERE "
    "q.document = p.copy) END, p.share, v.number FROM placements p JOIN documents d ON d.id = p.document JOIN versions "
    "v ON v.id = d.current_version WHERE ";

}  // namespace

std::string telling_sql() { return std::string(kTelling); }

Result<std::vector<Telling>> read_tellings(const store::Store& store, Statement& select) {
  std::vector<Telling> list;
  for (;;) {
    Result<bool> row = select.step();
    if (!row) return store.failure(row.error());
    if (!*row) return list;
    Telling t;
    t.document = select.number(0);
    t.version = select.number(1);
    t.code = select.text(2);
    t.id = select.text(3);
    t.url = select.text(4);
    t.outlet = select.text(5);
    t.published = select.text(6);
    t.title = select.text(7);
    t.story = select.text(8);
    t.copy_of = select.text(9);
    t.share = select.real(10);
    t.versions = select.number(11);
    list.push_back(std::move(t));
  }
}

Result<std::vector<StoryRow>> stories(const store::Store& store, const Filter& filter) {
  const Result<Values> values = values_of(filter);
  if (!values) return values.error();
  // A story fits when one of its documents does; it is shown with all of them. Which stories are on the page is found
  // first, by the order of an index alone; the rest is asked for these few.
  Result<Statement> select = store.statement(
      (values->none()
           ? "WITH page AS (SELECT p.story, max(p.day) AS last, count(*) AS documents, min(p.code) AS code, "
             "count(DISTINCT p.copy) AS texts, count(DISTINCT d.outlet) AS outlets FROM placements p JOIN "
             "documents d ON d.id = p.document"
           : "WITH fit AS (SELECT p.story FROM placements p JOIN documents d ON d.id = p.document WHERE" +
                 fits(*values) +
                 "), page AS (SELECT p.story, max(p.day) AS last, count(*) AS documents, min(p.code) AS "
                 "code, count(DISTINCT p.copy) AS texts, count(DISTINCT d.outlet) AS outlets FROM "
                 "placements p JOIN documents d ON d.id = p.document WHERE p.story IN (SELECT story FROM fit)") +
      std::string(
          " GROUP BY p.story ORDER BY last DESC, outlets DESC, texts DESC, code LIMIT ?6 OFFSET ?7) SELECT (SELECT "
          "q.code FROM "
          "placements q WHERE q.story = page.story ORDER BY q.day, q.code LIMIT 1), (SELECT coalesce(v.title, '') FROM "
          "placements q JOIN documents d ON d.id = q.document JOIN versions v ON v.id = d.current_version WHERE "
          "q.story = page.story ORDER BY q.copy <> q.document, q.day, q.code LIMIT 1), (SELECT min(q.day) FROM "
          "placements q WHERE q.story = page.story), page.last, page.documents, page.texts, page.outlets FROM page "
          "ORDER BY page.last DESC, page.outlets DESC, page.texts DESC, page.code"));
  if (!select) return select.error();
  bind(*select, *values);
  select->bind(6, static_cast<int64_t>(filter.most)).bind(7, static_cast<int64_t>(filter.skip));
  std::vector<StoryRow> rows;
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return rows;
    rows.push_back({std::string(select->text(0)), std::string(select->text(1)), day_text(*select, 2),
                    day_text(*select, 3), select->number(4), select->number(5), select->number(6)});
  }
}

Result<int64_t> count_stories(const store::Store& store, const Filter& filter) {
  const Result<Values> values = values_of(filter);
  if (!values) return values.error();
  Result<Statement> select = store.statement(
      values->none() ? "SELECT count(DISTINCT story) FROM placements"
                     : "SELECT count(DISTINCT p.story) FROM placements p JOIN documents d ON d.id = p.document WHERE" +
                           fits(*values));
  if (!select) return select.error();
  bind(*select, *values);
  Result<bool> row = select->step();
  if (!row) return store.failure(row.error());
  return select->number(0);
}

Result<std::vector<Telling>> tellings(const store::Store& store, const Filter& filter) {
  const Result<Values> values = values_of(filter);
  if (!values) return values.error();
  const std::string which =
      filter.latest
          ? "p.document IN (SELECT p.document FROM placements p JOIN documents d ON d.id = p.document WHERE" +
                fits(*values) + "ORDER BY p.day DESC, p.code LIMIT ?6 OFFSET ?7) ORDER BY p.story, p.day, p.code"
          : fits(*values) + "ORDER BY p.story, p.day, p.code LIMIT ?6 OFFSET ?7";
  Result<Statement> select = store.statement(std::string(kTelling) + which);
  if (!select) return select.error();
  bind(*select, *values);
  select->bind(6, static_cast<int64_t>(filter.most)).bind(7, static_cast<int64_t>(filter.skip));
  return read_tellings(store, *select);
}

Result<std::vector<Telling>> story_tellings(const store::Store& store, std::string_view name) {
  Result<Statement> select =
      store.statement(std::string(kTelling) +
                      "p.story = (SELECT story FROM (SELECT story, 0 AS rank FROM placements WHERE code = ?1 UNION ALL "
                      "SELECT q.story, 1 FROM documents e JOIN placements q ON q.document = e.id WHERE e.given_id = ?1 "
                      "OR e.key = ?1 OR e.url = ?1) ORDER BY rank LIMIT 1) ORDER BY p.day, p.code");
  if (!select) return select.error();
  select->bind(1, name);
  Result<std::vector<Telling>> list = read_tellings(store, *select);
  if (list && list->empty())
    return store.failure(Error{"has no story '" + std::string(name) + "'; `isnad stories` lists them"});
  return list;
}

Result<std::vector<Telling>> older_versions(const store::Store& store, const Telling& telling) {
  Result<Statement> select = store.statement(
      "SELECT id, number, coalesce(published, ''), coalesce(title, '') FROM versions WHERE document = ?1 AND id <> ?2 "
      "ORDER BY number DESC");
  if (!select) return select.error();
  select->bind(1, telling.document).bind(2, telling.version);
  std::vector<Telling> list;
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return list;
    Telling older = telling;
    older.version = select->number(0);
    older.versions = select->number(1);
    older.published = select->text(2);
    older.title = select->text(3);
    list.push_back(std::move(older));
  }
}

}  // namespace isnad::desk
