// SPDX-License-Identifier: Apache-2.0
#include "desk/news.h"

#include "store/sqlite.h"
#include "store/zstd.h"

namespace isnad::desk {

using store::Statement;

namespace {

std::string lines(const std::vector<std::string>& list) {
  std::string text = "\n";
  for (const std::string& line : list) text += line + "\n";
  return text;
}

// ?1 since, ?2 after, ?3 kinds, each between line breaks.
constexpr std::string_view kFits =
    " WHERE at >= ?1 AND id > ?2 AND (?3 = char(10) OR instr(?3, char(10) || kind || "
    "char(10)) > 0)";

Result<void> count(const store::Store& store, const NewsQuery& query, NewsPage& page) {
  Result<Statement> select = store.statement("SELECT kind, count(*) FROM news" + std::string(kFits) + " GROUP BY kind");
  if (!select) return select.error();
  select->bind(1, query.since).bind(2, query.after).bind(3, std::string_view("\n"));
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return {};
    page.counts[std::string(select->text(0))] = select->number(1);
  }
}

}  // namespace

Result<NewsPage> news(const store::Store& store, const NewsQuery& query) {
  NewsPage page;
  if (Result<void> done = count(store, query, page); !done) return done.error();
  Result<Statement> last = store.statement("SELECT coalesce(max(id), 0) FROM news");
  if (!last) return last.error();
  if (const Result<bool> row = last->step(); !row) return store.failure(row.error());
  page.upto = last->number(0);
  Result<Statement> select = store.statement("SELECT id, body FROM news" + std::string(kFits) + " ORDER BY id " +
                                             (query.newest_first ? "DESC" : "ASC") + " LIMIT ?4 OFFSET ?5");
  if (!select) return select.error();
  const std::string kinds = lines(query.kinds);
  select->bind(1, query.since).bind(2, query.after).bind(3, kinds);
  select->bind(4, static_cast<int64_t>(query.most)).bind(5, static_cast<int64_t>(query.skip));
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return page;
    const Result<std::string> body = store::decompress(select->blob(1));
    if (!body) return store.failure(body.error());
    Result<NewsItem> item = news_from_json(*body);
    if (!item) return store.failure(item.error());
    item->id = select->number(0);
    page.items.push_back(std::move(*item));
  }
}

Result<std::optional<NewsReader>> news_reader(const store::Store& store, std::string_view name) {
  Result<Statement> select = store.statement("SELECT name, at, seen FROM readers WHERE name = ?1");
  if (!select) return select.error();
  const Result<bool> row = select->bind(1, name).step();
  if (!row) return store.failure(row.error());
  if (!*row) return std::optional<NewsReader>();
  return std::optional(NewsReader{std::string(select->text(0)), std::string(select->text(1)), select->number(2)});
}

Result<void> keep_news_reader(store::Store& store, const NewsReader& reader) {
  Result<void> done = store.begin();
  if (!done) return done;
  Result<Statement> put = store.statement("INSERT OR REPLACE INTO readers (name, seen, at) VALUES (?1, ?2, ?3)");
  done = put ? put->bind(1, reader.name).bind(2, reader.seen).bind(3, reader.at).run() : Result<void>(put.error());
  if (done) done = store.commit();
  else store.rollback();
  return done;
}

}  // namespace isnad::desk
