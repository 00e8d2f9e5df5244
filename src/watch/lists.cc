// SPDX-License-Identifier: Apache-2.0
// Feeds and sitemaps: which entries are new, and which of them are articles already.
#include <algorithm>

#include "base/hash.h"
#include "feeds/containers.h"
#include "feeds/sniff.h"
#include "store/given.h"
#include "watch/run.h"

namespace isnad::watch {

namespace {

constexpr size_t kArticleWords = 120;  // a feed's text of so many is the article, a shorter one announces it
constexpr size_t kMostChildren = 50;   // sitemaps of an index asked for in one look, the newest

// Words outside of markup.
size_t count_words(std::string_view text, bool html) {
  size_t words = 0;
  bool tag = false, inside = false;
  for (const char c : text) {
    if (html && c == '<') tag = true;
    const bool letter = !tag && static_cast<unsigned char>(c) > ' ';
    if (letter && !inside) ++words;
    inside = letter;
    if (c == '>') tag = false;
  }
  return words;
}

size_t count_entry_ends(std::string_view feed) {
  size_t count = 0;
  for (const std::string_view end : {"</item>", "</entry>", "</url>"})
    for (size_t at = feed.find(end); at != feed.npos; at = feed.find(end, at + end.size())) ++count;
  return count;
}

std::string stamp_for(std::string_view title, std::string_view date, std::string_view text = {}) {
  return hex64(mix(mix(hash64(title), hash64(date)), hash64(text)));
}

Result<std::vector<feeds::Item>> read_feed(std::string_view body) {
  const feeds::Sniffed sniffed = feeds::sniff(body.substr(0, 16 << 10), "");
  if (sniffed.content == feeds::Content::kXmlFeed) return feeds::read_xml_feed(body, true);
  if (sniffed.content == feeds::Content::kJson || sniffed.content == feeds::Content::kJsonLines) {
    std::vector<feeds::Item> items;
    if (feeds::read_json_archive(body, items)) return items;
    return Error{"found JSON that is no feed"};
  }
  if (sniffed.content == feeds::Content::kHtml) return Error{"found a page, no feed; is the address right?"};
  if (sniffed.content == feeds::Content::kEmpty) return Error{"found nothing"};
  return Error{"found no feed; expected RSS, Atom or JSON Feed"};
}

}  // namespace

void Run::start_list(Followed& by) {
  Asked asked;
  asked.what = What::kList;
  asked.by = &by;
  asked.look = std::make_shared<ListLook>();
  const std::string& address = by.memory.moved_to.empty() ? by.source->address.front() : by.memory.moved_to;
  asked.task.address = parse_address(address).value_or(Address());
  if (by.source->kind == Kind::kSitemap) {
    asked.sitemap = std::make_shared<SitemapReader>(
        sources_.limits.sitemap_bytes,
        [this, look = asked.look, followed = &by, base = asked.task.address](SitemapEntry&& entry) {
          return sitemap_entry(*look, *followed, base, std::move(entry));
        });
  }
  ask(std::move(asked));
}

Result<void> Run::list_answered(Asked asked, const Answer& answer) {
  Followed& by = *asked.by;
  ListLook& look = *asked.look;
  const bool root = asked.what == What::kList;
  const Address& base = asked.task.address;
  // Only what serves there is a move: an answer that turns out to be no feed does not come to the end of a look.
  if (root && asked.task.hops > 0 && asked.task.moved) look.moved_to = base.whole;
  if (answer.status == 304) {
    if (!root) return list_done(by, look);
    note_move(by, look);
    return good_look(by, "");
  }
  if (root) {
    look.etag = answer.etag;
    look.last_modified = answer.last_modified;
  }
  if (!answer.error.empty()) {
    look.whole = false;
    look.note = answer.error + "; what came before was taken";
  }
  if (!asked.sitemap) {
    if (Result<void> done = feed_answered(by, look, answer, base); !done) return done;
    return by.looking ? list_done(by, look) : Result<void>();
  }
  if (const Result<void> read = asked.sitemap->finish(); !read) {
    if (asked.sitemap->entries() == 0) return failed(asked, read.error().message, true);
    look.whole = false;
    look.note = read.error().message;
  }
  ask_children(asked);
  return list_done(by, look);
}

Result<void> Run::feed_answered(Followed& by, ListLook& look, const Answer& answer, const Address& base) {
  Result<std::vector<feeds::Item>> items = read_feed(answer.body);
  if (!items) return bad_look(by, answer.error.empty() ? items.error().message : answer.error);
  const int64_t oldest = by.source->newest == 0 ? 0 : clock_.wall() - by.source->newest;
  // The last entry before a damage may have been cut, even in its address: a whole feed will bring it.
  const bool damaged = items->size() > 1 && items->back().error.find("damaged") != std::string::npos;
  if (damaged && count_entry_ends(answer.body) < items->size() - 1) items->erase(items->end() - 2);
  // Feeds begin with the newest; stories are told from the oldest on.
  std::reverse(items->begin(), items->end());
  for (feeds::Item& item : *items) {
    if (!item.error.empty()) {
      if (item.error.find("damaged") == std::string::npos) continue;  // an entry without words
      look.note += (look.note.empty() ? "" : "; ") + item.error;
      look.whole = false;
      continue;
    }
    ++look.entries;
    if (const int64_t date = seconds_of_date(item.given.date); date > 0 && date < oldest) {
      ++look.old;
      continue;
    }
    const std::optional<Address> address = item.given.url.empty() ? std::nullopt : resolve(base, item.given.url);
    const bool page = address && (address->scheme == "http" || address->scheme == "https");
    item.given.url = page ? address->whole : "";
    if (item.given.outlet.empty()) item.given.outlet = by.source->outlet;
    const bool html = item.kind == feeds::Kind::kHtml;
    const bool direct = !page || by.source->text == Text::kFeed ||
                        (by.source->text == Text::kAuto && count_words(item.bytes, html) >= kArticleWords);
    Entry entry;
    entry.address = page ? item.given.url
                         : "feed:" + sha256_hex(by.source->name + "\n" + item.given.id + "\n" + item.given.title +
                                                "\n" + item.given.date + "\n" + item.bytes);
    entry.stamp = stamp_for(item.given.title, item.given.date, direct ? item.bytes : "");
    if (!look.seen.insert(entry.address).second) continue;
    entry.given = store::given_to_json(item.given);
    if (!direct && item.bytes != item.given.title) {
      entry.teaser = item.bytes;
      entry.teaser_html = html;
    }
    if (Result<void> done = take(by, look, std::move(entry), direct ? &item : nullptr); !done) return done;
  }
  return {};
}

Result<void> Run::take(Followed& by, ListLook& look, Entry entry, const feeds::Item* item) {
  if (look.taken >= sources_.limits.entries) {
    const Result<bool> known = state_->known(entry.address, entry.stamp);
    if (!known) return known.error();
    if (!*known) ++look.left_out;
    return {};
  }
  int64_t id = 0;
  const Result<Noted> noted = state_->note(by.memory.id, entry, now_seconds(), &id);
  if (!noted) return noted.error();
  if (*noted == Noted::kKnown) return {};
  ++look.taken;
  if (item == nullptr) {
    by.pages_due = 0;
    return {};
  }
  Result<Page> page = state_->page(id);
  if (!page) return page.error();
  const Result<std::string> article = keep(by, *item, page->article);
  if (!article) return article.error();
  PageLook kept;
  kept.state = "kept";
  kept.article = *article;
  kept.drop_teaser = true;
  return state_->page_looked(id, kept);
}

// Called while the sitemap comes in, between two transactions: it only looks into the store.
bool Run::sitemap_entry(ListLook& look, const Followed& by, const Address& base, SitemapEntry&& entry) {
  constexpr size_t kMostListed = 50'000;  // of an index, as the protocol has it
  if (entry.index) {
    if (look.children.size() < kMostListed) look.children.push_back(std::move(entry));
    return true;
  }
  ++look.entries;
  const std::string& date = entry.published.empty() ? entry.modified : entry.published;
  if (by.source->newest > 0)
    if (const int64_t at = seconds_of_date(date); at > 0 && at < clock_.wall() - by.source->newest) {
      ++look.old;
      return true;
    }
  // Once some are left out, the others are counted only: a sitemap of millions is not looked up line by line.
  if (look.left_out > 0) {
    ++look.left_out;
    return true;
  }
  const std::optional<Address> address = resolve(base, entry.address);
  if (!address || (address->scheme != "http" && address->scheme != "https")) return true;
  Entry fresh;
  fresh.address = address->whole;
  fresh.stamp = stamp_for(entry.title, date);
  const Result<bool> known = state_->known(fresh.address, fresh.stamp);
  if (known && *known) return true;
  if (look.fresh.size() + look.taken >= sources_.limits.entries) {
    ++look.left_out;
    return true;
  }
  page::Given given;
  given.url = fresh.address;
  given.title = std::move(entry.title);
  // lastmod is no date of publication.
  given.date = entry.published.substr(0, 10);
  given.site = std::move(entry.site);
  given.outlet = by.source->outlet;
  fresh.given = store::given_to_json(given);
  look.fresh.push_back(std::move(fresh));
  return true;
}

void Run::ask_children(const Asked& asked) {
  Followed& by = *asked.by;
  ListLook& look = *asked.look;
  std::vector<SitemapEntry> children;
  children.swap(look.children);
  if (children.empty() || asked.what == What::kChild) return;  // an index of indices is no sitemap
  look.whole = false;  // what an index lists may change while the index does not
  std::stable_sort(children.begin(), children.end(),
                   [](const SitemapEntry& a, const SitemapEntry& b) { return a.modified > b.modified; });
  size_t taken = 0;
  for (const SitemapEntry& child : children) {
    const int64_t date = seconds_of_date(child.modified);
    if (by.source->newest > 0 && date > 0 && date < clock_.wall() - by.source->newest) continue;
    const std::optional<Address> address = resolve(asked.task.address, child.address);
    if (!address || (address->scheme != "http" && address->scheme != "https")) continue;
    std::string& last = by.children[address->whole];
    if (!child.modified.empty() && last == child.modified) continue;
    if (++taken > kMostChildren) {
      look.note = "the index names more than " + std::to_string(kMostChildren) + " changed sitemaps; the others wait";
      break;
    }
    last = child.modified;
    Asked one;
    one.what = What::kChild;
    one.by = &by;
    one.look = asked.look;
    one.task.address = *address;
    one.page.address = address->whole;
    one.sitemap = std::make_shared<SitemapReader>(
        sources_.limits.sitemap_bytes,
        [this, kept = asked.look, followed = &by, base = *address](SitemapEntry&& entry) {
          return sitemap_entry(*kept, *followed, base, std::move(entry));
        });
    ++look.open;
    ask(std::move(one));
  }
}

void Run::note_move(Followed& by, const ListLook& look) const {
  if (look.moved_to.empty() || look.moved_to == by.memory.moved_to) return;
  by.memory.moved_to = look.moved_to;
  log(by, "has moved for good to " + look.moved_to + "; write that into the sources file");
}

Result<void> Run::list_done(Followed& by, ListLook& look) {
  std::vector<Entry> fresh;
  fresh.swap(look.fresh);
  for (Entry& entry : fresh)
    if (Result<void> done = take(by, look, std::move(entry), nullptr); !done) return done;
  if (--look.open > 0) return {};
  note_move(by, look);
  if (look.left_out > 0) {
    look.whole = false;
    look.note += (look.note.empty() ? "" : "; ") + std::to_string(look.left_out) + " entries wait for the next look";
  }
  by.memory.etag = look.whole ? look.etag : "";
  by.memory.last_modified = look.whole ? look.last_modified : "";
  if (look.taken > 0 || !look.note.empty())
    log(by, std::to_string(look.taken) + " new of " + std::to_string(look.entries) + " entries" +
                (look.note.empty() ? "" : "; " + look.note));
  return good_look(by, look.note);
}

}  // namespace isnad::watch
