// SPDX-License-Identifier: Apache-2.0
// What is kept: pages behind entries, entries themselves, files of folders.
#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "feeds/sniff.h"
#include "store/given.h"
#include "watch/run.h"

namespace isnad::watch {

namespace {

constexpr int64_t kMostTries = 5;
constexpr double kFirstRetry = 60, kLongestRetry = 6 * 3600.0;  // seconds
constexpr int kUnsettled = 5;        // looks in a row, two seconds apart, at files that are still written
constexpr double kFolderTurn = 0.1;  // seconds of reading before the others have their turn

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

bool blank(std::string_view text) { return trimmed(text).empty(); }

}  // namespace

// Keeps what is read unless its words are those of `before`; returns what the words are known by. Empty: there were
// none, and nothing was kept.
Result<std::string> Run::keep(Followed& by, feeds::Item item, const std::string& before, bool page) {
  if (item.given.outlet.empty()) item.given.outlet = by.source->outlet;
  item.given.retrieved = now_stamp();
  const store::Record record = around_.read(std::move(item));
  // A page with nothing but its title was not understood, or has its words made by a program; an entry may be brief.
  if (blank(record.body_words)) return std::string();
  if (page && trimmed(record.body_words) == trimmed(record.title_words)) return std::string();
  // Not the whole text: what surrounds an article changes from hour to hour.
  std::string article = sha256_hex(record.title_words + "\n" + record.body_words);
  if (article == before) return article;
  const Result<store::Added> added = store_.add(record, now_stamp());
  if (!added) return added.error();
  const int64_t document = *added == store::Added::kNew, version = *added == store::Added::kNewVersion;
  kept_now_.documents += static_cast<uint64_t>(document);
  kept_now_.versions += static_cast<uint64_t>(version);
  if (document + version > 0)
    if (Result<void> done = state_->count(by.memory.id, document, version); !done) return done.error();
  return article;
}

std::optional<int64_t> Run::recheck_at(const Followed& by, int64_t looks) const {
  const std::vector<double>& times = by.source->recheck;
  const auto next = static_cast<size_t>(looks);
  if (by.source->kind == Kind::kPages || next >= times.size()) return std::nullopt;
  const double delay = times[next] - (next == 0 ? 0 : times[next - 1]);
  return now_seconds() + static_cast<int64_t>(std::ceil(std::max(1.0, delay)));
}

// A page of a list that answers makes its source well again.
Result<void> Run::list_recovers(Followed& by) {
  if (by.source->kind != Kind::kPages || by.memory.failures == 0) return {};
  by.memory.failures = 0;
  Look good;
  good.good = true;
  good.at = now_stamp();
  good.now = by.memory;
  return state_->looked(by.memory.id, good);
}

Result<void> Run::page_answered(const Asked& asked, const Answer& answer) {
  Followed& by = *asked.by;
  const Page& page = asked.page;
  --by.pages;
  by.pages_due = 0;
  const bool was_kept = page.state == "kept";
  PageLook look;
  look.state = "kept";
  look.looks = was_kept ? page.looks + 1 : 0;
  look.due = recheck_at(by, look.looks);
  look.drop_teaser = true;
  if (answer.status == 304) {
    look.article = page.article;
    look.etag = page.etag;
    look.last_modified = page.last_modified;
    if (Result<void> done = list_recovers(by); !done) return done;
    return state_->page_looked(page.id, look);
  }
  const std::optional<Address> asked_first = parse_address(page.address);
  if (asked.task.hops > 0 && asked.task.address.path == "/" && asked_first && asked_first->path != "/")
    return page_failed(by, page, "it is redirected to the front page", false, true);
  const feeds::Sniffed sniffed = feeds::sniff(std::string_view(answer.body).substr(0, 16 << 10), "");
  const bool html = sniffed.content == feeds::Content::kHtml;
  if (!html && sniffed.content != feeds::Content::kText)
    return page_failed(by, page, "found " + (sniffed.refusal.empty() ? "no page" : sniffed.refusal), false, false);
  feeds::Item item;
  item.where = page.address;
  item.bytes = answer.body;
  item.kind = html ? feeds::Kind::kHtml : feeds::Kind::kText;
  item.given = store::given_from_json(page.given);
  item.given.url = asked.task.address.whole;
  const Result<std::string> article = keep(by, std::move(item), page.article, true);
  if (!article) return article.error();
  if (article->empty()) return page_failed(by, page, "the page holds no article", false, false);
  look.article = *article;
  look.etag = answer.etag;
  look.last_modified = answer.last_modified;
  if (Result<void> done = list_recovers(by); !done) return done;
  return state_->page_looked(page.id, look);
}

Result<void> Run::page_failed(Followed& by, const Page& page, const std::string& why, bool passing, bool gone) {
  by.pages_due = 0;
  PageLook look{page.state, page.article, page.etag, page.last_modified, why, page.looks, page.tries + 1, {}, false};
  const bool last = gone || !passing || look.tries >= kMostTries;
  std::string more;
  if (!last) {
    const double delay = std::min(kFirstRetry * std::pow(2, static_cast<double>(page.tries)), kLongestRetry);
    look.due = now_seconds() + static_cast<int64_t>(std::ceil(delay * jitter(0.75, 1.25)));
  } else if (page.state == "kept") {
    if (gone) {
      look.state = "gone";
      if (Result<void> done = store_.leave_notice_at(page.address, {"gone", "", "", "", why, now_stamp()}); !done)
        return done;
    }
  } else {
    const Result<bool> kept = keep_teaser(by, page, look.article);
    if (!kept) return kept.error();
    look.state = *kept ? "kept" : gone ? "gone" : "failed";
    look.drop_teaser = *kept;
    if (*kept) more = "; the feed's own text was kept";
  }
  if (last) log(by, page.address + ": " + why + more);
  if (by.source->kind == Kind::kPages) {
    ++by.memory.failures;
    ++ended_.failed;
    Look bad;
    bad.at = now_stamp();
    bad.failure = page.address + ": " + why;
    bad.keep_validators = false;
    bad.now = by.memory;
    if (Result<void> done = state_->looked(by.memory.id, bad); !done) return done;
  }
  return state_->page_looked(page.id, look);
}

Result<bool> Run::keep_teaser(Followed& by, const Page& page, std::string& article) {
  if (page.teaser.empty()) return false;
  feeds::Item item;
  item.where = page.address;
  item.bytes = page.teaser;
  item.kind = page.teaser_html ? feeds::Kind::kHtml : feeds::Kind::kText;
  item.given = store::given_from_json(page.given);
  Result<std::string> kept = keep(by, std::move(item), page.article);
  if (!kept) return kept.error();
  article = std::move(*kept);
  return !article.empty();
}

// The pages of a list are due at each look; their answers come later and count for themselves.
Result<void> Run::list_pages(Followed& by) {
  for (const std::string& address : by.source->address) {
    Entry entry;
    entry.address = address;
    (void)jitter(0, 1);
    entry.stamp = now_stamp() + " " + std::to_string(random_);  // never the last one's
    page::Given given;
    given.url = address;
    given.outlet = by.source->outlet;
    entry.given = store::given_to_json(given);
    if (const Result<Noted> noted = state_->note(by.memory.id, entry, now_seconds()); !noted) return noted.error();
  }
  by.pages_due = 0;
  Look look;
  look.good = by.memory.failures == 0;
  look.failure = "see its pages";
  return look.good ? good_look(by, "") : finish_look(by, std::move(look), by.source->every * jitter(0.97, 1.03));
}

Result<void> Run::folder_step(Followed& by) {
  FolderLook& folder = *by.folder;
  const double end = clock_.now() + kFolderTurn;
  while (clock_.now() < end) {
    feeds::Item item;
    if (!folder.next(item)) {
      for (const auto& [address, stamp] : folder.files()) {
        int64_t id = 0;
        const Result<Noted> noted = state_->note(by.memory.id, {address, stamp, "{}", "", false}, now_seconds(), &id);
        if (!noted) return noted.error();
        PageLook look;
        look.state = "kept";
        if (Result<void> done = state_->page_looked(id, look); !done) return done;
      }
      if (folder.taken > 0)
        log(by, std::to_string(folder.taken) + " documents of " + std::to_string(folder.files().size()) + " files");
      const std::string fault = folder.fault;
      const bool waits = folder.waits();
      by.folder.reset();
      if (Result<void> done = fault.empty() ? good_look(by, "") : bad_look(by, fault); !done) return done;
      if (!waits) by.unsettled = 0;
      if (waits && by.unsettled++ < kUnsettled) {
        by.due = std::min(by.due, clock_.now() + 2);
        by.looked = false;
      }
      return {};
    }
    if (!item.error.empty()) {
      if (folder.fault.empty()) folder.fault = item.where + ": " + item.error;
      continue;
    }
    ++folder.taken;
    if (const Result<std::string> kept = keep(by, std::move(item), ""); !kept) return kept.error();
  }
  return {};
}

}  // namespace isnad::watch
