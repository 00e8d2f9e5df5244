// SPDX-License-Identifier: Apache-2.0
// Sitemaps and their indices as they come, in pieces of any size: one entry is held at a time, so ten million need no
// more memory than ten. gzip is taken off.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace isnad::watch {

struct SitemapEntry {
  std::string address;                 // as written
  std::string modified;                // lastmod as written
  std::string title, published, site;  // of a news sitemap
  bool index = false;                  // the address is a sitemap's
};

class SitemapReader {
 public:
  // `entry` is called for each; false stops the reading. `most`: bytes after gzip.
  SitemapReader(uint64_t most, std::function<bool(SitemapEntry&&)> entry);
  ~SitemapReader();

  // False: nothing more is wanted; error() says why, unless `entry` stopped it.
  bool add(std::string_view bytes);
  // After the last piece. Errors: no sitemap, damaged gzip, or a limit; entries before it were given out.
  Result<void> finish();
  uint64_t entries() const { return entries_; }

 private:
  struct Gzip;
  bool plain(std::string_view bytes);
  bool take_entries();
  void read_entry(std::string_view inside, bool index);

  uint64_t most_, seen_ = 0, entries_ = 0, damaged_ = 0;
  std::function<bool(SitemapEntry&&)> entry_;
  std::string buffer_, error_;
  bool root_ = false;     // <urlset> or <sitemapindex> was seen
  bool ended_ = false;    // its end was seen
  bool stopped_ = false;  // by `entry_`
  std::unique_ptr<Gzip> gzip_;
};

}  // namespace isnad::watch
