// SPDX-License-Identifier: Apache-2.0
#include "desk/alerts.h"

#include "store/sqlite.h"
#include "store/zstd.h"

namespace isnad::desk {

using store::Statement;

namespace {

// Columns from `first` on: id, watch, made, item, body.
Result<Alert> alert_of(const store::Store& store, const Statement& row, int first) {
  const Result<std::string> body = store::decompress(row.blob(first + 4));
  if (!body) return store.failure(body.error());
  Result<NewsItem> item = news_from_json(*body);
  if (!item) return store.failure(item.error());
  item->id = row.number(first + 3);
  return Alert{row.number(first), std::string(row.text(first + 1)), std::string(row.text(first + 2)), std::move(*item)};
}

}  // namespace

Result<WatchState> watch_state(const store::Store& store, std::string_view name) {
  Result<Statement> select = store.statement("SELECT seen FROM watches WHERE name = ?1");
  if (!select) return select.error();
  const Result<bool> row = select->bind(1, name).step();
  if (!row) return store.failure(row.error());
  return WatchState{std::string(name), *row ? select->number(0) : 0, *row};
}

Result<void> keep_watch_state(store::Store& store, const WatchState& state) {
  Result<Statement> put = store.statement("INSERT OR REPLACE INTO watches (name, seen) VALUES (?1, ?2)");
  if (!put) return put.error();
  return put->bind(1, state.name).bind(2, state.seen).run();
}

Result<int64_t> add_alert(store::Store& store, const Alert& alert) {
  Result<Statement> put = store.statement(
      "INSERT INTO alerts (watch, item, made, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING id");
  if (!put) return put.error();
  const std::string body = store::compress(to_json(alert.item));
  put->bind(1, alert.watch).bind(2, alert.item.id).bind(3, alert.made).bind_blob(4, body);
  Result<bool> row = put->step();
  if (!row) return store.failure(row.error());
  const int64_t id = *row ? put->number(0) : 0;
  while (row && *row) row = put->step();
  if (!row) return store.failure(row.error());
  return id;
}

Result<void> add_delivery(store::Store& store, int64_t alert, std::string_view channel, std::string_view due) {
  Result<Statement> put = store.statement("INSERT INTO deliveries (alert, channel, due) VALUES (?1, ?2, ?3)");
  if (!put) return put.error();
  return put->bind(1, alert).bind(2, channel).bind(3, due).run();
}

Result<std::vector<Delivery>> due_deliveries(const store::Store& store, std::string_view channel, std::string_view now,
                                             size_t most) {
  Result<Statement> select = store.statement(
      "SELECT l.id, l.tries, l.begun, a.id, a.watch, a.made, a.item, a.body FROM deliveries l JOIN alerts a ON a.id = "
      "l.alert WHERE l.channel = ?1 AND l.state = 'waits' AND l.due <= ?2 ORDER BY l.id LIMIT ?3");
  if (!select) return select.error();
  select->bind(1, channel).bind(2, now).bind(3, static_cast<int64_t>(most));
  std::vector<Delivery> list;
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return list;
    Result<Alert> alert = alert_of(store, *select, 3);
    if (!alert) return alert.error();
    list.push_back({select->number(0), select->number(1), select->number(2) != 0, std::move(*alert)});
  }
}

Result<void> note_outcome(store::Store& store, const std::vector<Delivery>& deliveries, Outcome outcome,
                          std::string_view when, std::string_view failure) {
  Result<void> done = store.begin();
  if (!done) return done;
  const char* sql = outcome == Outcome::kBegun  ? "UPDATE deliveries SET begun = 1 WHERE id = ?1"
                    : outcome == Outcome::kSent ? "UPDATE deliveries SET state = 'sent', begun = 0, sent = ?2, failure "
                                                  "= nullif(?3, '') WHERE id = ?1"
                    : outcome == Outcome::kLater
                        ? "UPDATE deliveries SET tries = tries + 1, begun = 0, due = ?2, failure = ?3 WHERE id = ?1"
                        : "UPDATE deliveries SET tries = tries + 1, begun = 0, state = 'failed', sent = ?2, failure = "
                          "?3 WHERE id = ?1";
  Result<Statement> update = store.statement(sql);
  if (!update) done = update.error();
  for (const Delivery& delivery : deliveries) {
    if (!done) break;
    update->bind(1, delivery.id);
    if (outcome != Outcome::kBegun) update->bind(2, when).bind(3, failure);
    done = update->run();
  }
  if (done) done = store.commit();
  else store.rollback();
  return done;
}

Result<int64_t> drop_overflow(store::Store& store, std::string_view channel, int64_t most) {
  Result<Statement> update = store.statement(
      "UPDATE deliveries SET state = 'dropped' WHERE id IN (SELECT id FROM deliveries WHERE channel = ?1 AND state = "
      "'waits' ORDER BY id DESC LIMIT -1 OFFSET ?2) RETURNING id");
  if (!update) return update.error();
  update->bind(1, channel).bind(2, most);
  for (int64_t dropped = 0;; ++dropped) {
    const Result<bool> row = update->step();
    if (!row) return store.failure(row.error());
    if (!*row) return dropped;
  }
}

Result<std::vector<Alert>> alerts(const store::Store& store, std::string_view watch, size_t most) {
  Result<Statement> select = store.statement(
      watch.empty() ? "SELECT id, watch, made, item, body FROM alerts WHERE ?1 = '' ORDER BY id DESC LIMIT ?2"
                    : "SELECT id, watch, made, item, body FROM alerts WHERE watch = ?1 ORDER BY id DESC LIMIT ?2");
  if (!select) return select.error();
  select->bind(1, watch).bind(2, static_cast<int64_t>(most));
  std::vector<Alert> list;
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return list;
    Result<Alert> alert = alert_of(store, *select, 0);
    if (!alert) return alert.error();
    list.push_back(std::move(*alert));
  }
}

}  // namespace isnad::desk
