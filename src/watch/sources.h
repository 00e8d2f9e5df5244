// SPDX-License-Identifier: Apache-2.0
// The sources file: what is followed, how often, within which limits (docs/watch.md). TOML, checked whole before a
// watch begins.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace isnad::watch {

enum class Kind : uint8_t { kFeed, kSitemap, kPages, kFolder };
std::string_view name_of(Kind kind);

enum class Text : uint8_t {
  kAuto,  // the feed's own text where it is an article's, else the page
  kPage,  // always the page
  kFeed   // never the page
};

struct Source {
  Kind kind = Kind::kFeed;
  std::string name;                  // unique; the address where the file gives no name
  std::vector<std::string> address;  // one; of page lists several; of folders a path
  std::string outlet;                // the outlet's name where its pages' domain does not tell it
  double every = 900;                // seconds between two looks
  Text text = Text::kAuto;
  std::vector<double> recheck = {3600, 86400};  // seconds after which a kept page is looked at again, in order
  int64_t newest = 0;                           // seconds: entries dated older are passed over; 0: none is
};

struct Limits {
  size_t page_bytes = 16 << 20;                // of a page; also the reader's own limit
  size_t list_bytes = 32 << 20;                // of a feed
  uint64_t sitemap_bytes = uint64_t{2} << 30;  // of a sitemap, which is read as it comes and not kept
  size_t entries = 1000;                       // new ones taken from a list in one look; the others wait for the next
  long seconds = 120;                          // for one request, whatever it sends
  long connect_seconds = 15;
  long slow_bytes = 100, slow_seconds = 30;  // fewer bytes a second for so long: given up
  int redirects = 5;
  size_t connections = 32;  // at a time, all hosts together; one to each host
};

struct Sources {
  std::vector<Source> list;
  Limits limits;
  double pace = 2;                 // seconds between two requests to a host, at least
  std::string contact;             // a page or mail address for those who run the hosts; stands in the User-Agent
  std::string proxy;               // http://host:port; empty: none, whatever the environment says
  std::vector<std::string> allow;  // hosts and networks (CIDR) that are private and may be asked all the same
};

// `bytes` of the file `name`. Errors: the first fault, with file and line, and what to do.
Result<Sources> read_sources(std::string_view bytes, const std::string& name);

// "90s", "15m", "2h", "7d", "500ms" as seconds. Errors: it is none of these.
Result<double> read_duration(std::string_view text);

}  // namespace isnad::watch
