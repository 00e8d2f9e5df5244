// SPDX-License-Identifier: Apache-2.0
#include "watch/state.h"

#include <ctime>

#include "store/zstd.h"
#include "watch/clock.h"

namespace isnad::watch {

namespace {

// A due time further away than any schedule comes from a clock that was wrong: such a row is due now.
constexpr int64_t kFurthest = 400 * 86400;

constexpr const char* kPageColumns =
    "SELECT id, address, state, given, teaser, teaser_html, coalesce(article, ''), coalesce(etag, ''), "
    "coalesce(last_modified, ''), looks, tries FROM watched ";

Result<Page> read_page(const store::Statement& row) {
  Page page;
  page.id = row.number(0);
  page.address = row.text(1);
  page.state = row.text(2);
  page.given = row.text(3);
  if (!row.is_null(4)) {
    Result<std::string> teaser = store::decompress(row.blob(4));
    if (!teaser) return teaser.error();
    page.teaser = std::move(*teaser);
  }
  page.teaser_html = row.number(5) != 0;
  page.article = row.text(6);
  page.etag = row.text(7);
  page.last_modified = row.text(8);
  page.looks = row.number(9);
  page.tries = row.number(10);
  return page;
}

}  // namespace

Result<State> State::open(const store::Store& store) {
  State state(store);
  const std::string page = kPageColumns;
  const std::pair<store::Statement*, std::string> statements[] = {
      {&state.known_, "SELECT 1 FROM watched WHERE address = ?1 AND stamp = ?2"},
      {&state.find_,
       "SELECT w.id, w.stamp, w.source, s.watched FROM watched w JOIN sources s ON s.id = w.source WHERE w.address = "
       "?1"},
      {&state.insert_,
       "INSERT INTO watched (source, address, state, stamp, given, teaser, teaser_html, due) "
       "VALUES (?1, ?2, 'due', ?3, ?4, ?5, ?6, ?7) RETURNING id"},
      {&state.change_,
       "UPDATE watched SET stamp = ?2, given = ?3, teaser = ?4, teaser_html = ?5, due = ?6, tries = 0, "
       "state = iif(state = 'kept', 'kept', 'due'), source = ?7 WHERE id = ?1"},
      {&state.page_looked_,
       "UPDATE watched SET state = ?2, article = ?3, etag = ?4, last_modified = ?5, failure = ?6, looks = ?7, "
       "tries = ?8, due = ?9, teaser = iif(?10, NULL, teaser) WHERE id = ?1"},
      {&state.due_, page + "WHERE source = ?1 AND (due <= ?2 OR due > ?3) ORDER BY due, id LIMIT ?4"},
      {&state.next_due_, "SELECT min(due) FROM watched WHERE source = ?1 AND due IS NOT NULL"},
      {&state.page_, page + "WHERE id = ?1"},
      {&state.looked_,
       "UPDATE sources SET tried = ?2, succeeded = iif(?3, ?2, succeeded), failed = iif(?3, failed, ?2), "
       "failure = iif(?3, failure, ?4), failures = ?5, note = iif(?3, ?6, note), due = ?7, moved_to = ?8, "
       "etag = iif(?11, ?9, etag), last_modified = iif(?11, ?10, last_modified) WHERE id = ?1"},
      {&state.count_, "UPDATE sources SET documents = documents + ?2, versions = versions + ?3 WHERE id = ?1"}};
  for (const auto& [statement, sql] : statements) {
    Result<store::Statement> prepared = store.statement(sql);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  return state;
}

Result<std::vector<Remembered>> State::take_over(const std::vector<Source>& sources) {
  Result<store::Statement> none = store_->statement("UPDATE sources SET watched = 0");
  if (!none) return none.error();
  if (Result<void> done = none->run(); !done) return store_->failure(done.error());
  Result<store::Statement> put = store_->statement(
      "INSERT INTO sources (name, kind, address, every, watched) VALUES (?1, ?2, ?3, ?4, 1) ON CONFLICT (name) DO "
      "UPDATE SET moved_to = iif(address = ?3 AND kind = ?2, moved_to, NULL), "
      "etag = iif(address = ?3 AND kind = ?2, etag, NULL), "
      "last_modified = iif(address = ?3 AND kind = ?2, last_modified, NULL), "
      "failures = iif(address = ?3 AND kind = ?2, failures, 0), "
      "due = iif(address = ?3 AND kind = ?2 AND every = ?4, due, NULL), "
      "kind = ?2, address = ?3, every = ?4, watched = 1 "
      "RETURNING id, coalesce(moved_to, ''), coalesce(etag, ''), coalesce(last_modified, ''), failures, "
      "coalesce(due, '')");
  if (!put) return put.error();
  std::vector<Remembered> all;
  for (const Source& source : sources) {
    put->bind(1, source.name).bind(2, name_of(source.kind)).bind(3, source.address.front());
    put->bind(4, static_cast<int64_t>(source.every));
    const Result<bool> row = put->step();
    if (!row) return store_->failure(row.error());
    Remembered one;
    one.id = put->number(0);
    one.moved_to = put->text(1);
    one.etag = put->text(2);
    one.last_modified = put->text(3);
    one.failures = static_cast<int>(put->number(4));
    one.due = seconds_of(put->text(5));
    // A statement that returns rows takes effect when it has run to its end.
    if (const Result<bool> end = put->step(); !end) return store_->failure(end.error());
    put->reset();
    all.push_back(std::move(one));
  }
  return all;
}

Result<void> State::looked(int64_t source, const Look& look) {
  const std::string due = stamp_of(look.now.due);
  const Result<void> done = looked_.bind(1, source)
                                .bind(2, look.at)
                                .bind(3, static_cast<int64_t>(look.good))
                                .bind(4, look.failure)
                                .bind(5, static_cast<int64_t>(look.now.failures))
                                .bind_or_null(6, look.note)
                                .bind(7, due)
                                .bind_or_null(8, look.now.moved_to)
                                .bind_or_null(9, look.now.etag)
                                .bind_or_null(10, look.now.last_modified)
                                .bind(11, static_cast<int64_t>(look.keep_validators))
                                .run();
  if (!done) return store_->failure(done.error());
  return {};
}

Result<void> State::count(int64_t source, int64_t documents, int64_t versions) {
  if (const Result<void> done = count_.bind(1, source).bind(2, documents).bind(3, versions).run(); !done)
    return store_->failure(done.error());
  return {};
}

Result<bool> State::known(const std::string& address, const std::string& stamp) {
  const Result<bool> row = known_.bind(1, address).bind(2, stamp).step();
  known_.reset();
  if (!row) return store_->failure(row.error());
  return *row;
}

Result<Noted> State::note(int64_t source, const Entry& entry, int64_t due, int64_t* id) {
  const Result<bool> row = find_.bind(1, entry.address).step();
  if (!row) return store_->failure(row.error());
  const int64_t old = *row ? find_.number(0) : 0;
  // Two feeds that name one page differently would else have it fetched at every look.
  const bool others = *row && find_.number(2) != source && find_.number(3) != 0;
  const bool same = *row && (others || find_.text(1) == entry.stamp);
  find_.reset();
  if (id != nullptr) *id = old;
  if (same) return Noted::kKnown;
  const std::string teaser = entry.teaser.empty() ? "" : store::compress(entry.teaser);
  if (old != 0) {
    change_.bind(1, old).bind(2, entry.stamp).bind(3, entry.given);
    if (teaser.empty()) change_.bind_null(4);
    else change_.bind_blob(4, teaser);
    if (Result<void> done = change_.bind(5, static_cast<int64_t>(entry.teaser_html)).bind(6, due).bind(7, source).run();
        !done)
      return store_->failure(done.error());
    return Noted::kChanged;
  }
  insert_.bind(1, source).bind(2, entry.address).bind(3, entry.stamp).bind(4, entry.given);
  if (teaser.empty()) insert_.bind_null(5);
  else insert_.bind_blob(5, teaser);
  const Result<bool> made = insert_.bind(6, static_cast<int64_t>(entry.teaser_html)).bind(7, due).step();
  if (!made) return store_->failure(made.error());
  if (id != nullptr) *id = insert_.number(0);
  if (const Result<bool> end = insert_.step(); !end) return store_->failure(end.error());
  insert_.reset();
  return Noted::kNew;
}

Result<void> State::page_looked(int64_t page, const PageLook& look) {
  page_looked_.bind(1, page)
      .bind(2, look.state)
      .bind_or_null(3, look.article)
      .bind_or_null(4, look.etag)
      .bind_or_null(5, look.last_modified)
      .bind_or_null(6, look.failure)
      .bind(7, look.looks)
      .bind(8, look.tries);
  if (look.due) page_looked_.bind(9, *look.due);
  else page_looked_.bind_null(9);
  if (Result<void> done = page_looked_.bind(10, static_cast<int64_t>(look.drop_teaser)).run(); !done)
    return store_->failure(done.error());
  return {};
}

Result<std::vector<Page>> State::due(int64_t source, int64_t now, size_t most) {
  due_.reset();
  due_.bind(1, source).bind(2, now).bind(3, now + kFurthest).bind(4, static_cast<int64_t>(most));
  std::vector<Page> pages;
  for (;;) {
    const Result<bool> row = due_.step();
    if (!row) return store_->failure(row.error());
    if (!*row) break;
    Result<Page> page = read_page(due_);
    if (!page) return store_->failure(page.error());
    pages.push_back(std::move(*page));
  }
  due_.reset();
  return pages;
}

Result<std::optional<int64_t>> State::next_due(int64_t source) {
  const Result<bool> row = next_due_.bind(1, source).step();
  if (!row) return store_->failure(row.error());
  std::optional<int64_t> due;
  if (*row && !next_due_.is_null(0)) due = next_due_.number(0);
  next_due_.reset();
  return due;
}

Result<Page> State::page(int64_t id) {
  const Result<bool> row = page_.bind(1, id).step();
  if (!row) return store_->failure(row.error());
  if (!*row) return store_->failure(Error{"an address that is watched is gone from the store"});
  Result<Page> page = read_page(page_);
  page_.reset();
  return page;
}

}  // namespace isnad::watch
