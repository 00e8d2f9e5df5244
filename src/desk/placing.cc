// SPDX-License-Identifier: Apache-2.0
// For a day x, the documents of [x - 2r, x] stand beside each other, r being the reach of links. Those older than
// x - r have had all their links before: they stay in the stories they are in, and draw others to them. The younger
// ones are gathered anew each time. So what a day's stories are depends on the documents around it and on little else.
#include "desk/placing.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "base/mapped_file.h"
#include "desk/changes.h"
#include "reading/home.h"
#include "store/sqlite.h"
#include "stories/window.h"

namespace isnad::desk {

using store::Statement;
using stories::kNoDay;

int32_t day_of(std::string_view date) {
  const auto digits = [&](size_t at, size_t n) {
    int value = 0;
    for (size_t i = at; i < at + n; ++i) {
      if (date[i] < '0' || date[i] > '9') return -1;
      value = value * 10 + (date[i] - '0');
    }
    return value;
  };
  if (date.size() < 10 || date[4] != '-' || date[7] != '-' || (date.size() > 10 && date[10] == '/')) return kNoDay;
  const int y = digits(0, 4), m = digits(5, 2), d = digits(8, 2);
  const std::chrono::year_month_day ymd(std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                                        std::chrono::day(static_cast<unsigned>(d)));
  if (y < 0 || m < 0 || d < 0 || !ymd.ok()) return kNoDay;
  return static_cast<int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count());
}

std::string date_of(int32_t day) {
  if (day == kNoDay) return "";
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(day))};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                static_cast<unsigned>(ymd.day()));
  return text;
}

namespace {

constexpr size_t kMostBeside = 10'000;     // latest dated documents that undated ones are compared with
constexpr int64_t kTotalTerm = -1;         // story_terms' row that counts the documents
constexpr size_t kMostOldNodes = 100'000;  // no longer within reach, before their memory is given back
constexpr int32_t kFuture = 2;             // days after it was added from which a date is not believed

struct Waiting {
  int64_t document = 0, version = 0;
  std::string key;
  int32_t day = kNoDay;
  int32_t earliest = kNoDay, latest = kNoDay;  // of an undated one, where its text or its store bounds it
  bool placed = false;
  int64_t base = 0, copy = 0;
};

// A date that was inferred from the text is no ground to keep two documents apart: only given ones count. And a date
// long after the document came in is a fault of the page: the document counts as undated.
int32_t believed(std::string_view published, std::string_view added) {
  const int32_t day = day_of(published), came = day_of(added.substr(0, std::min<size_t>(10, added.size())));
  return came != kNoDay && day != kNoDay && day > came + kFuture ? kNoDay : day;
}

// The days within which an undated document was published: inferred from its text, else by the rest of its store.
void bound(Waiting& w, std::string_view published, std::string_view earliest, std::string_view latest) {
  const size_t slash = published.find('/');
  const bool inside = !published.empty();
  w.earliest = day_of(inside ? published.substr(0, slash) : earliest);
  w.latest = day_of(!inside ? latest : slash == std::string_view::npos ? published : published.substr(slash + 1));
  if (w.latest == kNoDay || w.latest < w.earliest) w.earliest = w.latest = kNoDay;
}

class Placing {
 public:
  Placing(store::Store& store, const std::function<void(uint64_t, uint64_t)>& progress)
      : store_(store), progress_(progress) {}

  Result<Placed> run(std::string_view prior) {
    if (!prior.empty())
      if (Result<void> done = frequencies_.set_prior(prior); !done) return done.error();
    if (Result<void> done = count_terms(); !done) return done.error();
    if (Result<void> done = load(); !done) return done.error();
    std::vector<int32_t> days(dirty_.upper_bound(kNoDay), dirty_.end());
    if (days_.contains(kNoDay) && !(dirty_.empty())) days.push_back(kNoDay);  // last, beside all the others
    for (const int32_t day : days) {
      Result<void> done = store_.begin();
      if (done) done = day == kNoDay ? place_undated() : place_day(day);
      if (done) done = lay_changes_over(store_);
      if (done) done = store_.commit();
      else store_.rollback();
      if (!done) return done.error();
      if (progress_) progress_(placed_.documents, pending_);
    }
    return placed_;
  }

 private:
  // Counts the lemmas of documents that are not counted yet, all in one transaction.
  Result<void> count_terms() {
    Result<Statement> terms = store_.statement("SELECT term, documents FROM story_terms");
    if (!terms) return terms.error();
    uint32_t total = 0;
    for (;;) {
      Result<bool> row = terms->step();
      if (!row) return store_.failure(row.error());
      if (!*row) break;
      if (terms->number(0) == kTotalTerm) total = static_cast<uint32_t>(terms->number(1));
      else frequencies_.set(static_cast<uint32_t>(terms->number(0)), static_cast<uint32_t>(terms->number(1)));
    }
    frequencies_.set_total(total);
    Result<Statement> fresh = store_.statement("SELECT bytes FROM signatures WHERE counted = 0");
    if (!fresh) return fresh.error();
    stories::Frequencies added;
    for (;;) {
      Result<bool> row = fresh->step();
      if (!row) return store_.failure(row.error());
      if (!*row) break;
      const Result<stories::Signature> signature = stories::decode(fresh->blob(0));
      if (!signature) continue;  // placed alone; rereading makes it anew
      frequencies_.add(*signature);
      added.add(*signature);
    }
    fresh->reset();
    if (added.total() == 0) return {};
    return keep_counts(added);
  }

  Result<void> keep_counts(const stories::Frequencies& added) {
    Result<void> done = store_.begin();
    if (!done) return done;
    Result<Statement> put = store_.statement(
        "INSERT INTO story_terms (term, documents) VALUES (?1, ?2) ON CONFLICT (term) DO UPDATE SET documents = "
        "documents + ?2");
    Result<Statement> mark = store_.statement("UPDATE signatures SET counted = 1 WHERE counted = 0");
    done = put ? (mark ? mark->run() : Result<void>(mark.error())) : Result<void>(put.error());
    std::vector<std::pair<uint32_t, uint32_t>> sorted(added.terms().begin(), added.terms().end());
    std::sort(sorted.begin(), sorted.end());  // ascending keys are appended: ten times faster than in disorder
    for (const auto& [term, documents] : sorted)
      if (done) done = put->bind(1, static_cast<int64_t>(term)).bind(2, static_cast<int64_t>(documents)).run();
    if (done) done = put->bind(1, kTotalTerm).bind(2, static_cast<int64_t>(added.total())).run();
    if (done) done = store_.commit();
    else store_.rollback();
    return done ? done : Result<void>(store_.failure(done.error()));
  }

  // All documents by day, in order of keys, and the days to look at.
  Result<void> load() {
    Result<Statement> select = store_.statement(
        "SELECT d.id, v.id, d.key, coalesce(v.published, ''), v.added, p.base, p.day, p.copy, "
        "unicode(substr(s.bytes, 2, 1)), coalesce(t.earliest, ''), coalesce(t.latest, '') FROM documents d JOIN "
        "versions "
        "v ON v.id = d.current_version LEFT JOIN placements p ON p.document = d.id LEFT JOIN signatures s ON s.version "
        "= "
        "v.id LEFT JOIN datings t ON t.version = v.id");
    if (!select) return select.error();
    for (;;) {
      Result<bool> row = select->step();
      if (!row) return store_.failure(row.error());
      if (!*row) break;
      Waiting w;
      w.document = select->number(0);
      w.version = select->number(1);
      w.key = select->text(2);
      w.placed = !select->is_null(5);
      w.day = !w.placed            ? (select->number(8) == 1 ? believed(select->text(3), select->text(4)) : kNoDay)
              : select->is_null(6) ? kNoDay
                                   : static_cast<int32_t>(select->number(6));
      if (w.day == kNoDay) bound(w, select->text(3), select->text(9), select->text(10));
      if (w.placed) {
        w.base = select->number(5);
        w.copy = select->number(7);
      } else {
        ++pending_;
        fresh_days_.insert(w.day);
      }
      days_[w.day].push_back(std::move(w));
    }
    for (auto& [day, list] : days_)
      std::sort(list.begin(), list.end(), [](const Waiting& a, const Waiting& b) { return a.key < b.key; });
    for (const int32_t day : fresh_days_) {
      dirty_.insert(day);
      if (day != kNoDay)
        for (int32_t later = day + 1; later <= day + kReach; ++later)
          if (days_.contains(later)) dirty_.insert(later);
    }
    Result<Statement> left = store_.statement("SELECT day FROM story_days");
    if (!left) return left.error();
    for (;;) {
      Result<bool> row = left->step();
      if (!row) return store_.failure(row.error());
      if (!*row) return {};
      if (const auto day = static_cast<int32_t>(left->number(0)); days_.contains(day)) dirty_.insert(day);
    }
  }

  Result<stories::Signature> signature(int64_t version) {
    if (!bytes_) {
      Result<Statement> select = store_.statement("SELECT bytes FROM signatures WHERE version = ?1");
      if (!select) return select.error();
      bytes_.emplace(std::move(*select));
    }
    Result<bool> row = bytes_->bind(1, version).step();
    if (!row) return store_.failure(row.error());
    stories::Signature found;  // stays empty where an older isnad read the document: it is placed alone
    if (*row)
      if (Result<stories::Signature> decoded = stories::decode(bytes_->blob(0)); decoded) found = std::move(*decoded);
    bytes_->reset();
    return found;
  }

  // `settled`: as they were placed before, so that a window begun here is like one that has come all the way.
  Result<void> add_day(int32_t day, bool settled = false) {
    const auto at = days_.find(day);
    if (at == days_.end()) return {};
    for (Waiting& w : at->second) {
      if (settled && w.placed && w.copy != w.document) {
        (void)window_->add_copy(w.document, day, w.copy);
        by_node_.push_back(&w);
        continue;
      }
      Result<stories::Signature> made = signature(w.version);
      if (!made) return made.error();
      (void)(day == kNoDay ? window_->add_undated(w.document, w.earliest, w.latest, *made, kReach)
                           : window_->add(w.document, day, *made, kReach));
      by_node_.push_back(&w);
    }
    return {};
  }

  Result<void> place_day(int32_t day) {
    const int32_t oldest = day - 2 * kReach;
    const size_t old = static_cast<size_t>(
        std::count_if(by_node_.begin(), by_node_.end(), [&](const Waiting* w) { return w->day < oldest; }));
    if (!window_ || last_day_ < oldest || last_day_ >= day || old > kMostOldNodes) {
      window_ = std::make_unique<stories::Window>(frequencies_);
      by_node_.clear();
      last_day_ = oldest - 1;
    }
    while (last_day_ < day) {
      ++last_day_;
      if (Result<void> done = add_day(last_day_, last_day_ < day); !done) return done;
    }
    const auto first = static_cast<uint32_t>(
        std::find_if(by_node_.begin(), by_node_.end(), [&](const Waiting* w) { return w->day >= oldest; }) -
        by_node_.begin());
    const auto young = static_cast<uint32_t>(
        std::find_if(by_node_.begin(), by_node_.end(), [&](const Waiting* w) { return w->day >= day - kReach; }) -
        by_node_.begin());
    if (Result<void> done = settle(first, young, day); !done) return done;
    window_->forget(first);
    return note_days(day);
  }

  // Undated documents are compared with each other and with the latest dated ones, whose stories stay as they are.
  Result<void> place_undated() {
    window_ = std::make_unique<stories::Window>(frequencies_);
    by_node_.clear();
    size_t beside = 0;
    auto from = days_.end();
    while (from != days_.begin() && std::prev(from)->first != kNoDay && beside < kMostBeside)
      beside += (--from)->second.size();
    for (auto at = from; at != days_.end(); ++at)
      if (Result<void> done = add_day(at->first, true); !done) return done;
    const auto dated = static_cast<uint32_t>(by_node_.size());
    if (Result<void> done = add_day(kNoDay); !done) return done;
    Result<void> done = settle(0, dated, kNoDay);
    window_.reset();
    by_node_.clear();
    last_day_ = kNoDay;
    return done;
  }

  // The groups of the nodes from `first` on, as stories; those before `young` stay in theirs.
  Result<void> settle(uint32_t first, uint32_t young, int32_t day) {
    const std::vector<stories::Node>& nodes = window_->nodes();
    std::vector<uint32_t> settled;
    std::unordered_map<int64_t, uint32_t> head;  // of a story: its first settled node
    for (uint32_t i = first; i < young; ++i)
      settled.push_back(head.try_emplace(by_node_[i]->base, i - first).first->second);
    const std::vector<uint32_t> labels = stories::gather(nodes, first, settled, stories::kOneStory, day == kNoDay);
    std::map<uint32_t, std::vector<uint32_t>> groups;
    for (uint32_t i = 0; i < labels.size(); ++i) groups[labels[i]].push_back(i + first);
    std::unordered_set<int64_t> taken;
    for (uint32_t i = first; i < young; ++i) taken.insert(by_node_[i]->base);
    for (const auto& [label, members] : groups)
      if (Result<void> done = name_story(members, young, day, taken); !done) return done;
    return {};
  }

  Result<void> name_story(const std::vector<uint32_t>& members, uint32_t young, int32_t day,
                          std::unordered_set<int64_t>& taken) {
    std::map<int64_t, uint32_t> settled;  // stories that older members are in, with how many
    for (const uint32_t node : members)
      if (node < young) ++settled[by_node_[node]->base];
    int64_t story = 0;
    if (settled.empty()) {
      for (const uint32_t node : members) {
        story = by_node_[node]->document;
        if (!taken.contains(story)) break;
      }
      taken.insert(story);
    } else {
      story = std::max_element(settled.begin(), settled.end(), [](const auto& a, const auto& b) {
                return a.second != b.second ? a.second < b.second : a.first > b.first;
              })->first;
      for (const auto& [other, count] : settled)
        if (other != story)
          if (Result<void> done = merge(other, story); !done) return done;
    }
    for (const uint32_t node : members)
      if (Result<void> done = keep(node, story, day); !done) return done;
    return {};
  }

  // Two settled stories have grown together: the documents out of sight go along.
  Result<void> merge(int64_t from, int64_t to) {
    Result<Statement> update = store_.statement("UPDATE placements SET base = ?2, story = ?2 WHERE base = ?1");
    if (!update) return update.error();
    Result<void> done = update->bind(1, from).bind(2, to).run();
    return done ? done : Result<void>(store_.failure(done.error()));
  }

  Result<void> keep(uint32_t node, int64_t story, int32_t day) {
    Waiting& w = *by_node_[node];
    const stories::Node& found = window_->nodes()[node];
    const bool of_today = w.day == day || !w.placed;
    const int64_t copy = of_today ? by_node_[found.original]->document : w.copy;
    if (w.placed && w.base == story && w.copy == copy) return {};
    if (!put_) {
      Result<Statement> put = store_.statement(
          "INSERT INTO placements (document, code, day, copy, share, base, story) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) "
          "ON CONFLICT (document) DO UPDATE SET copy = ?4, base = ?6, story = ?6, share = ?5");
      if (!put) return put.error();
      put_.emplace(std::move(*put));
    }
    const std::string code = hex64(hash64(w.key)).substr(0, 10);
    put_->bind(1, w.document).bind(2, code).bind(4, copy).bind(6, story);
    put_->bind_real(5, static_cast<double>(found.share));
    if (w.day == kNoDay) put_->bind_null(3);
    else put_->bind(3, static_cast<int64_t>(w.day));
    if (Result<void> done = put_->run(); !done) return store_.failure(done.error());
    if (!w.placed) ++placed_.documents;
    else if (w.base != story) ++placed_.moved;
    w.placed = true;
    w.base = story;
    w.copy = copy;
    return {};
  }

  // This day is done; the days after it are to be looked at, and a run that is killed must not forget it.
  Result<void> note_days(int32_t day) {
    Result<Statement> remove = store_.statement("DELETE FROM story_days WHERE day = ?1");
    Result<Statement> insert = store_.statement("INSERT OR IGNORE INTO story_days (day) VALUES (?1)");
    if (!remove || !insert) return (remove ? insert : remove).error();
    Result<void> done = remove->bind(1, static_cast<int64_t>(day)).run();
    if (fresh_days_.contains(day))
      for (int32_t later = day + 1; done && later <= day + kReach; ++later)
        if (days_.contains(later)) done = insert->bind(1, static_cast<int64_t>(later)).run();
    return done ? done : Result<void>(store_.failure(done.error()));
  }

  store::Store& store_;
  const std::function<void(uint64_t, uint64_t)>& progress_;
  stories::Frequencies frequencies_;
  std::map<int32_t, std::vector<Waiting>> days_;
  std::set<int32_t> fresh_days_, dirty_;
  std::unique_ptr<stories::Window> window_;
  std::vector<Waiting*> by_node_;
  int32_t last_day_ = kNoDay;
  std::optional<Statement> bytes_, put_;
  uint64_t pending_ = 0;
  Placed placed_;
};

}  // namespace

Result<Placed> place(store::Store& store, std::string_view prior,
                     const std::function<void(uint64_t, uint64_t)>& progress) {
  return Placing(store, progress).run(prior);
}

Result<Placed> place(store::Store& store, const std::function<void(uint64_t, uint64_t)>& progress) {
  const Result<std::string> home = reading::find_home();
  if (!home) return home.error();
  const Result<MappedFile> prior = MappedFile::open(*home + "/models/idf.model");
  if (!prior) return prior.error();
  return place(store, prior->bytes(), progress);
}

Result<bool> anything_to_place(const store::Store& store) {
  Result<Statement> select = store.statement(
      "SELECT EXISTS (SELECT 1 FROM documents d LEFT JOIN placements p ON p.document = d.id WHERE p.document IS NULL) "
      "OR EXISTS (SELECT 1 FROM story_days)");
  if (!select) return select.error();
  Result<bool> row = select->step();
  if (!row) return store.failure(row.error());
  return select->number(0) != 0;
}

}  // namespace isnad::desk
