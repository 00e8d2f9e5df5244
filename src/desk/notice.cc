// SPDX-License-Identifier: Apache-2.0
// The store is read outside of the transaction that writes: a look of seconds keeps nobody from writing. Who finds the
// mark moved when he comes to write was overtaken by another look, and leaves it to that one.
#include "desk/notice.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "desk/acts.h"
#include "desk/arrivals.h"
#include "desk/news.h"
#include "desk/pages_news.h"
#include "desk/placing.h"
#include "document/names.h"
#include "reading/json.h"
#include "store/sqlite.h"
#include "store/zstd.h"

namespace isnad::desk {

using store::Statement;

namespace {

constexpr int64_t kBatch = 1000;        // versions a transaction
constexpr size_t kBeside = 60;          // latest documents of a story that new ones are compared with
constexpr size_t kMostKin = 10;         // documents of other stories that acts may go on from
constexpr int64_t kKinEach = 2;         // of one party and type
constexpr int32_t kKinDays = 60;        // between a plan and what came of it
constexpr size_t kMostParties = 3;      // of one side of an act that are looked up
constexpr int64_t kMostNews = 100'000;  // items that are kept; older ones that only tell of new acts go

int64_t hash_of(const std::string& key) { return static_cast<int64_t>(hash64(key)); }

// 1: may still happen or be borne out; 0: told as done; -1: denied.
int openness(const ClaimView& view) {
  Standing standing;
  standing.add(view);
  const std::string word = standing.word();
  return word == "done" ? 0 : word == "denied" ? -1 : 1;
}

std::set<int64_t> parties_of(const ClaimView& view) {
  std::set<int64_t> keys;
  for (const auto* list : {&view.actors, &view.recipients}) {
    size_t taken = 0;
    for (const Who& who : *list)
      if (!who.key.empty() && taken++ < kMostParties) keys.insert(hash_of(who.key));
  }
  return keys;
}

// Adds documents of other stories, for their acts alone.
void append(Claims& to, Claims from) {
  const size_t offset = to.documents.size();
  for (Told& told : from.documents) to.documents.push_back(std::move(told));
  for (size_t i = 0; i < from.views.size(); ++i) {
    if (openness(from.views[i]) == 1) from.tells[i].published = stories::kNoDay;  // a plan is of the day it is kept
    from.tells[i].document += static_cast<uint32_t>(offset);
    to.views.push_back(std::move(from.views[i]));
    to.tells.push_back(std::move(from.tells[i]));
    to.of.push_back(from.of[i] + offset);
    to.at.push_back(from.at[i]);
  }
}

struct Awaited {
  int64_t who, version;
  std::string type;
  int open;
};

class Noticing {
 public:
  Noticing(const Desk& desk, const std::function<void(uint64_t, uint64_t)>& progress, const std::function<bool()>& stop)
      : desk_(desk),
        store_(desk.store),
        progress_(progress),
        stop_(stop),
        owners_(desk.lexicon),
        outlet_notices_(desk.lexicon) {}

  Result<Noticed> run() {
    const Result<std::vector<Change>> all = changes(store_);
    if (!all) return all.error();
    changes_ = *all;
    if (const Result<int64_t> last = last_to_look_at(); !last) return last.error();
    else last_ = *last;
    for (;;) {
      const Result<int64_t> known = ask("SELECT coalesce((SELECT upto FROM noticed WHERE name = 'version'), 0)");
      if (!known) return known.error();
      if (first_ < 0) first_ = *known;
      if (*known >= last_) break;
      const Result<bool> kept = batch(*known);
      if (!kept) return kept.error();
      if (!*kept) return noticed_;
      if (progress_) progress_(noticed_.versions, static_cast<uint64_t>(last_ - first_));
    }
    if (const Result<void> done = left_notices(); !done) return done.error();
    return noticed_;
  }

 private:
  Result<int64_t> ask(std::string_view sql) {
    Result<Statement> select = store_.statement(sql);
    if (!select) return select.error();
    const Result<bool> row = select->step();
    if (!row) return store_.failure(row.error());
    return *row ? select->number(0) : 0;
  }

  // The last version before the first one that is not placed yet.
  Result<int64_t> last_to_look_at() {
    return ask(
        "SELECT coalesce((SELECT min(v.id) - 1 FROM versions v WHERE v.id > coalesce((SELECT upto FROM noticed WHERE "
        "name = 'version'), 0) AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.document = v.document)), (SELECT "
        "max(id) FROM versions), 0)");
  }

  Result<bool> batch(int64_t known) {
    items_.clear();
    look_ = Look();
    look_.known = known;
    Result<std::map<int64_t, std::vector<Fresh>>> stories = fresh(known);
    if (!stories) return stories.error();
    if (Result<void> done = keep_awaited(); !done) return done.error();
    for (const auto& [story, list] : *stories) {
      if (stop_ && stop_()) return false;
      if (Result<void> done = story_news(story, list); !done) return done.error();
    }
    // In the order in which things came, whichever story they belong to.
    std::stable_sort(items_.begin(), items_.end(), [](const NewsItem& a, const NewsItem& b) { return a.at < b.at; });
    return keep(known);
  }

  Result<std::map<int64_t, std::vector<Fresh>>> fresh(int64_t known) {
    Result<Statement> select = store_.statement(
        "SELECT v.id, v.document, v.number, v.added, p.story FROM versions v JOIN placements p ON p.document = "
        "v.document WHERE v.id > ?1 AND v.id <= ?2 ORDER BY v.id LIMIT ?3");
    if (!select) return select.error();
    select->bind(1, known).bind(2, last_).bind(3, kBatch);
    std::map<int64_t, std::vector<Fresh>> stories;
    int64_t count = 0;
    look_.upto = last_;
    for (;; ++count) {
      const Result<bool> row = select->step();
      if (!row) return store_.failure(row.error());
      if (!*row) break;
      Fresh f{select->number(0), select->number(1), select->number(2), select->number(4), std::string(select->text(3))};
      if (count + 1 == kBatch) look_.upto = f.version;
      look_.added[f.version] = f.added;
      stories[f.story].push_back(std::move(f));
    }
    noticed_.versions += static_cast<uint64_t>(count);
    return stories;
  }

  // The latest documents of a story, and all new ones; of what came later only pages that had other versions before.
  Result<std::vector<Telling>> around(int64_t story, size_t new_ones) {
    Result<Statement> select = store_.statement(
        telling_sql() +
        "p.story = ?1 AND (d.current_version <= ?4 OR v.number > 1) ORDER BY d.current_version > ?2 DESC, "
        "p.day DESC, p.code LIMIT ?3");
    if (!select) return select.error();
    select->bind(1, story).bind(2, look_.known).bind(3, static_cast<int64_t>(kBeside + new_ones)).bind(4, look_.upto);
    Result<std::vector<Telling>> list = read_tellings(store_, *select);
    if (list)
      std::sort(list->begin(), list->end(), [](const Telling& a, const Telling& b) {
        const int32_t x = day_of(a.published), y = day_of(b.published);
        return x != y ? x < y : a.code < b.code;
      });
    return list;
  }

  Result<void> story_news(int64_t story, const std::vector<Fresh>& list) {
    const Result<std::vector<Telling>> tellings = around(story, list.size());
    if (!tellings) return tellings.error();
    if (tellings->empty()) return {};
    Result<Claims> claims = read_claims(desk_, *tellings);
    if (!claims) return claims.error();
    const size_t own = claims->documents.size();
    if (Result<void> done = add_kin(*claims); !done) return done;
    for (ClaimView& view : claims->views)
      if (!outlet_notices_.kind(view.sentence).empty()) view.wrong = true;  // about an article, not about the world
    const size_t first = items_.size();
    page_items(*claims, own, list);
    look_.beside = own;
    for (NewsItem& item : act_news(*claims, owners_, changes_, look_)) items_.push_back(std::move(item));
    for (size_t i = first; i < items_.size(); ++i) {
      items_[i].story = tellings->front().story;
      items_[i].title = title_of(*tellings, items_[i]);
    }
    return {};
  }

  static std::string title_of(const std::vector<Telling>& tellings, const NewsItem& item) {
    for (const Telling& telling : tellings)
      if (!item.passages.empty() && telling.code == item.passages.front().document && item.event.empty())
        return telling.title;
    for (const Telling& telling : tellings)
      if (telling.code == telling.story) return telling.title;
    return tellings.front().title;
  }

  // Documents of other stories that tell of a plan, or of an act that is denied now, of the same parties.
  Result<void> add_kin(Claims& claims) {
    Result<Statement> find = store_.statement(
        "SELECT version FROM awaited WHERE who = ?1 AND type = ?2 AND open = ?3 AND version < ?4 ORDER BY version DESC "
        "LIMIT ?5");
    if (!find) return find.error();
    std::set<int64_t> here, kin;
    int32_t day = stories::kNoDay;
    for (const Told& told : claims.documents) here.insert(told.telling.version);
    for (size_t i = 0; i < claims.views.size(); ++i) {
      const ClaimView& view = claims.views[i];
      const Telling& telling = claims.documents[claims.of[i]].telling;
      const int open = openness(view);
      if (view.basis != "report" || open == 1 || !look_.added.contains(telling.version)) continue;
      day = std::max(day, day_of(telling.published));
      for (const int64_t who : parties_of(view))
        for (int which = open == 0 ? 1 : 0; which <= 1; ++which) {
          find->bind(1, who).bind(2, view.type).bind(3, static_cast<int64_t>(which)).bind(4, telling.version);
          find->bind(5, kKinEach);
          for (;;) {
            const Result<bool> row = find->step();
            if (!row) return store_.failure(row.error());
            if (!*row || kin.size() >= kMostKin) break;
            if (!here.contains(find->number(0))) kin.insert(find->number(0));
          }
          find->reset();
        }
    }
    std::vector<Telling> others;
    for (const int64_t version : kin) {
      Result<Statement> select = store_.statement(telling_sql() + "d.current_version = ?1");
      if (!select) return select.error();
      select->bind(1, version);
      Result<std::vector<Telling>> found = read_tellings(store_, *select);
      if (!found) return found.error();
      for (Telling& telling : *found) {
        const int32_t then = day_of(telling.published);
        const bool near = then == stories::kNoDay || day == stories::kNoDay || std::abs(day - then) <= kKinDays;
        telling.versions = 1;  // its present text is enough
        if (near) others.push_back(std::move(telling));
      }
    }
    if (others.empty()) return {};
    Result<Claims> more = read_claims(desk_, others);
    if (!more) return more.error();
    append(claims, only(std::move(*more), [](const ClaimView& view) { return view.basis == "report"; }));
    return {};
  }

  // Who is told to do what in the new versions, before any story is looked at: a plan and what came of it may come in
  // together, and be of two stories.
  Result<void> keep_awaited() {
    std::vector<Awaited> rows;
    for (const auto& [version, added] : look_.added) {
      const Result<store::Stored> stored = store_.version(version);
      if (!stored) return stored.error();
      Document doc;
      if (!reading::from_json(stored->reading, doc)) continue;  // kept, but not shown
      for (const Event& event : doc.events) {
        if (event.basis != Basis::kReport || event.qualifier == Qualifier::kAsked) continue;
        ClaimView view;
        view.status = isnad::name_of(event.status);
        view.qualifier = isnad::name_of(event.qualifier);
        view.published = doc.meta.published.value;
        if (event.time != kNoIndex) view.date = doc.times[static_cast<size_t>(event.time)].value;
        for (const Participant& p : event.actors) view.actors.push_back(who(doc, p));
        for (const Participant& p : event.recipients) view.recipients.push_back(who(doc, p));
        const int open = openness(view);
        for (const int64_t party : parties_of(view))
          if (open >= 0) rows.push_back({party, version, std::string(isnad::name_of(event.type)), open});
      }
    }
    std::sort(rows.begin(), rows.end(), [](const Awaited& x, const Awaited& y) {
      return std::tie(x.who, x.type, x.open, x.version) < std::tie(y.who, y.type, y.open, y.version);
    });
    Result<void> done = store_.begin();
    if (!done) return done;
    Result<Statement> put =
        store_.statement("INSERT OR IGNORE INTO awaited (who, type, open, version) VALUES (?1, ?2, ?3, ?4)");
    if (!put) done = put.error();
    for (const Awaited& row : rows)
      if (done)
        done =
            put->bind(1, row.who).bind(2, row.type).bind(3, static_cast<int64_t>(row.open)).bind(4, row.version).run();
    if (done) done = store_.commit();
    else store_.rollback();
    return done;
  }

  void page_items(const Claims& claims, size_t own, const std::vector<Fresh>& list) {
    std::map<int64_t, const Told*> by_version;
    std::map<std::string, std::vector<const Told*>> by_page;
    for (size_t d = 0; d < own; ++d) {
      by_version[claims.documents[d].telling.version] = &claims.documents[d];
      by_page[claims.documents[d].telling.code].push_back(&claims.documents[d]);
    }
    for (const Fresh& f : list) {
      const auto at = by_version.find(f.version);
      if (at == by_version.end()) continue;
      const Told* before = nullptr;
      for (const Told* other : by_page[at->second->telling.code])
        if (other->telling.version < f.version &&
            (before == nullptr || other->telling.version > before->telling.version))
          before = other;
      std::optional<NewsItem> item =
          page_news(outlet_notices_, at->second->doc, before == nullptr ? nullptr : &before->doc);
      if (!item) continue;
      item->at = f.added;
      const Telling& telling = at->second->telling;
      if (item->passages.empty())
        item->passages.push_back({"now", "", "", "", "", "", "", "", {}, false, telling.title});
      for (NewsPassage& passage : item->passages) {
        passage.document = telling.code;
        passage.url = telling.url;
        passage.outlet = telling.outlet;
        passage.published =
            passage.role == "before" && before != nullptr ? before->telling.published : telling.published;
      }
      items_.push_back(std::move(*item));
    }
  }

  Result<bool> keep(int64_t known) {
    Result<void> done = store_.begin();
    if (!done) return done.error();
    const Result<int64_t> mark = ask("SELECT coalesce((SELECT upto FROM noticed WHERE name = 'version'), 0)");
    if (!mark || *mark != known) {
      store_.rollback();
      if (!mark) return mark.error();
      return false;
    }
    done = put_items();
    Result<Statement> move = store_.statement("INSERT OR REPLACE INTO noticed (name, upto) VALUES ('version', ?1)");
    if (done) done = move ? move->bind(1, look_.upto).run() : Result<void>(move.error());
    if (done) done = forget_old();
    if (done) done = store_.commit();
    else store_.rollback();
    if (!done) return done.error();
    return true;
  }

  Result<void> put_items() {
    Result<Statement> put = store_.statement("INSERT INTO news (kind, at, story, body) VALUES (?1, ?2, ?3, ?4)");
    if (!put) return put.error();
    for (const NewsItem& item : items_) {
      const std::string body = store::compress(to_json(item));
      Result<void> done = put->bind(1, item.kind).bind(2, item.at).bind(3, item.story).bind_blob(4, body).run();
      if (!done) return store_.failure(done.error());
    }
    noticed_.items += items_.size();
    return {};
  }

  Result<void> forget_old() {
    Result<Statement> drop =
        store_.statement("DELETE FROM news WHERE id <= (SELECT max(id) FROM news) - ?1 AND kind = 'new'");
    if (!drop) return drop.error();
    return drop->bind(1, kMostNews).run();
  }

  // Analysts' corrections, and pages that were taken away.
  Result<void> left_notices() {
    Result<Statement> select = store_.statement(
        "SELECT n.id, n.kind, d.id, coalesce(n.event_id, ''), coalesce(n.field, ''), coalesce(n.value, ''), "
        "coalesce(n.note, ''), n.made FROM notices n JOIN documents d ON d.id = n.document JOIN placements p ON "
        "p.document = d.id ORDER BY n.id LIMIT ?1");
    if (!select) return select.error();
    items_.clear();
    int64_t last = 0;
    select->bind(1, kBatch);
    for (;;) {
      const Result<bool> row = select->step();
      if (!row) return store_.failure(row.error());
      if (!*row) break;
      last = select->number(0);
      const store::Notice notice{std::string(select->text(1)), std::string(select->text(3)),
                                 std::string(select->text(4)), std::string(select->text(5)),
                                 std::string(select->text(6)), std::string(select->text(7))};
      if (Result<void> done = notice_item(select->number(2), notice); !done) return done;
    }
    if (last == 0) return {};
    Result<void> done = store_.begin();
    if (!done) return done;
    Result<Statement> drop = store_.statement("DELETE FROM notices WHERE id <= ?1 RETURNING id");
    int64_t dropped = 0;
    if (drop) {
      drop->bind(1, last);
      for (Result<bool> row = drop->step(); row && *row; row = drop->step()) ++dropped;
      drop->reset();
    }
    // Another look may have taken them meanwhile.
    if (!drop) done = drop.error();
    else if (dropped > 0) done = put_items();
    if (done) done = store_.commit();
    else store_.rollback();
    return done;
  }

  Result<void> notice_item(int64_t document, const store::Notice& notice) {
    Result<Statement> select = store_.statement(telling_sql() + "d.id = ?1");
    if (!select) return select.error();
    select->bind(1, document);
    Result<std::vector<Telling>> tellings = read_tellings(store_, *select);
    if (!tellings) return tellings.error();
    if (tellings->empty()) return {};
    Telling& telling = tellings->front();
    telling.versions = 1;
    NewsItem item;
    item.at = notice.made;
    item.story = telling.story;
    item.title = telling.title;
    if (notice.kind == "gone") {
      item.kind = "withdrawn";
      item.by = "outlet";
      item.note = notice.note;
      item.passages.push_back({"before",
                               "",
                               telling.code,
                               telling.url,
                               telling.outlet,
                               telling.published,
                               "",
                               "",
                               {},
                               false,
                               telling.title});
      items_.push_back(std::move(item));
      return {};
    }
    const Result<Claims> claims = read_claims(desk_, {telling});
    if (!claims) return claims.error();
    item.kind = "corrected";
    item.by = "analyst";
    item.about = notice.field;
    item.standing = notice.value;
    item.note = notice.note;
    for (uint32_t i = 0; i < claims->views.size(); ++i) {
      const ClaimView& view = claims->views[i];
      if (view.id != telling.code + "." + notice.event_id) continue;
      item.event = view.id;
      item.type = view.type;
      item.mode = view.mode;
      item.date = view.date;
      item.place = view.place;
      item.actors = view.actors;
      item.recipients = view.recipients;
      item.passages.push_back(passage_of(*claims, i, "now"));
    }
    items_.push_back(std::move(item));
    return {};
  }

  const Desk& desk_;
  store::Store& store_;
  const std::function<void(uint64_t, uint64_t)>& progress_;
  const std::function<bool()>& stop_;
  const Owners owners_;
  const OutletNotices outlet_notices_;
  std::vector<Change> changes_;
  int64_t first_ = -1, last_ = 0;
  Look look_;
  std::vector<NewsItem> items_;
  Noticed noticed_;
};

}  // namespace

Result<Noticed> notice(const Desk& desk, const std::function<void(uint64_t, uint64_t)>& progress,
                       const std::function<bool()>& stop) {
  return Noticing(desk, progress, stop).run();
}

Result<bool> anything_to_notice(const store::Store& store) {
  Result<Statement> select = store.statement(
      "SELECT EXISTS (SELECT 1 FROM notices) OR coalesce((SELECT max(id) FROM versions), 0) > coalesce((SELECT upto "
      "FROM noticed WHERE name = 'version'), 0)");
  if (!select) return select.error();
  const Result<bool> row = select->step();
  if (!row) return store.failure(row.error());
  return select->number(0) != 0;
}

}  // namespace isnad::desk
