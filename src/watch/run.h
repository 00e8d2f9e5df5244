// SPDX-License-Identifier: Apache-2.0
// A watch at work. One thread: what answers brought is written in one transaction a turn, so that documents and what is
// remembered of them never part.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "watch/clock.h"
#include "watch/fetcher.h"
#include "watch/folder.h"
#include "watch/hosts.h"
#include "watch/sitemap.h"
#include "watch/state.h"
#include "watch/watcher.h"

namespace isnad::watch {

// One look at a feed or sitemap: what it brought, over all files of an index.
struct ListLook {
  std::vector<Entry> fresh;    // not noted yet
  std::set<std::string> seen;  // addresses of a feed: one that stands there twice counts once
  uint64_t entries = 0, taken = 0, left_out = 0, old = 0;
  std::vector<SitemapEntry> children;
  size_t open = 1;   // requests that are not answered
  std::string note;  // what was damaged, or left out
  std::string etag, last_modified;
  std::string moved_to;  // where permanent redirects led
  bool whole = true;     // false: it is read again whole the next time
};

struct Followed {
  const Source* source = nullptr;
  Remembered memory;
  double due = 0;  // the next look, by Clock::now()
  bool looking = false;
  bool looked = false;
  int unsettled = 0;     // looks in a row at a folder with files that are still written
  size_t pages = 0;      // asked for, not answered
  double pages_due = 0;  // when to ask the store for pages again
  std::unique_ptr<FolderLook> folder;
  std::map<std::string, std::string> children;  // of an index of sitemaps: lastmod as last read
};

class Run {
 public:
  Run(store::Store& store, const Sources& sources, const Surroundings& around, bool once);
  Result<Ended> follow();

 private:
  enum class What : uint8_t { kRobots, kList, kChild, kPage };
  struct Asked {
    What what = What::kRobots;
    Followed* by = nullptr;
    Task task;
    Page page;                       // of kPage
    std::shared_ptr<ListLook> look;  // of kList and kChild
    std::shared_ptr<SitemapReader> sitemap;
  };

  // run.cc: the loop, looks and their schedule
  Result<void> begin();
  void start_looks();
  Result<void> start_pages();
  void dispatch();
  bool closed_behind_proxy(const Task& task);
  bool idle() const;
  int patience() const;
  Result<void> turn();
  Result<void> work();
  Result<void> answered(Asked asked, Answer answer);
  void receive(Answer answer);
  void wait_for_turn(Answer answer);
  int64_t wanted_pause(const Answer& answer) const;
  void redirected(Asked asked, const Answer& answer);
  void robots_answered(const Asked& asked, const Answer& answer);
  Result<void> put_off(const Asked& asked, const Answer& answer);
  Result<void> failed(const Asked& asked, const std::string& why, bool passing, int status = 0);
  Result<void> good_look(Followed& by, const std::string& note);
  Result<void> bad_look(Followed& by, const std::string& why, double at_least = 0);
  Result<void> finish_look(Followed& by, Look look, double delay);
  void ask(Asked asked, bool first = false);
  double jitter(double least, double most);
  std::string now_stamp() const { return stamp_of(clock_.wall()); }
  int64_t now_seconds() const { return static_cast<int64_t>(clock_.now()); }
  void log(const Followed& by, const std::string& what) const;

  // lists.cc: feeds and sitemaps
  void start_list(Followed& by);
  Result<void> list_answered(Asked asked, const Answer& answer);
  Result<void> feed_answered(Followed& by, ListLook& look, const Answer& answer, const Address& base);
  bool sitemap_entry(ListLook& look, const Followed& by, const Address& base, SitemapEntry&& entry);
  void ask_children(const Asked& asked);
  void note_move(Followed& by, const ListLook& look) const;
  Result<void> list_done(Followed& by, ListLook& look);
  Result<void> take(Followed& by, ListLook& look, Entry entry, const feeds::Item* item);

  // pages.cc: what is kept
  Result<void> list_recovers(Followed& by);
  Result<void> page_answered(const Asked& asked, const Answer& answer);
  Result<void> page_failed(Followed& by, const Page& page, const std::string& why, bool passing, bool gone);
  Result<bool> keep_teaser(Followed& by, const Page& page, std::string& article);
  std::optional<int64_t> recheck_at(const Followed& by, int64_t looks) const;
  Result<std::string> keep(Followed& by, feeds::Item item, const std::string& before, bool page = false);
  Result<void> folder_step(Followed& by);
  Result<void> list_pages(Followed& by);

  store::Store& store_;
  const Sources& sources_;
  const Surroundings& around_;
  const bool once_;
  Clock clock_;
  Allowed allowed_;
  Hosts hosts_;
  std::optional<Fetcher> fetcher_;
  std::optional<State> state_;
  std::vector<std::unique_ptr<Followed>> followed_;
  std::map<uint64_t, Asked> asked_;  // waiting at hosts or in flight
  std::vector<Answer> answers_;      // not worked on yet
  double answered_at_ = 0;           // when the first of them came
  uint64_t last_id_ = 0;
  uint64_t random_;
  int store_faults_ = 0;
  Kept kept_now_;
  Ended ended_;
};

}  // namespace isnad::watch
