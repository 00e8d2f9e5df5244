// SPDX-License-Identifier: Apache-2.0
// Any bytes as what a watch takes from outside: robots.txt, a sitemap in pieces, an OPML list, addresses, dates, and
// a sources file.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/utf8.h"
#include "watch/address.h"
#include "watch/clock.h"
#include "watch/opml.h"
#include "watch/robots.h"
#include "watch/sitemap.h"
#include "watch/sources.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace isnad::watch;
  if (size == 0) return 0;
  const size_t piece = data[0] + size_t{1};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Robots robots = Robots::parse(bytes, "isnad");
  (void)robots.allows(bytes.substr(0, 200));
  SitemapReader sitemap(1 << 20, [](SitemapEntry&& entry) {
    if (!isnad::text::valid(entry.address) || !isnad::text::valid(entry.title)) std::abort();
    return true;
  });
  for (size_t at = 0; at < bytes.size(); at += piece)
    if (!sitemap.add(bytes.substr(at, piece))) break;
  (void)sitemap.finish();
  if (const auto toml = sources_of_opml(bytes))
    if (!read_sources(*toml, "x.toml")) std::abort();
  (void)read_sources(bytes, "x.toml");
  if (const auto address = parse_address(bytes)) {
    const auto again = parse_address(address->whole);
    if ((address->scheme == "http" || address->scheme == "https") && !again) std::abort();
    (void)resolve(*address, bytes);
  }
  (void)seconds_of_date(bytes);
  (void)retry_after(bytes, 0);
  return 0;
}
