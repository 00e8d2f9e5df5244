// SPDX-License-Identifier: Apache-2.0
// The command `who`: the holder of an office at a date.
#include <cstdio>

#include "cli/commands.h"
#include "cli/display.h"
#include "cli/open.h"
#include "names/roles.h"

namespace isnad::cli {

int who(const WhoOptions& options) {
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  const std::vector<names::Holder> holders = names::Roles(*lexicon).find(options.office, options.day);
  if (holders.empty())
    return fail("nobody is known to hold '" + options.office + "' on '" + options.day +
                "'; write the office with its state or body, and the day as 2020-06-03");
  for (const names::Holder& h : holders) {
    std::string line = isolate(h.holder) + "  " + std::string(h.en) + "  " + std::string(h.country);
    if (!h.side.empty()) line += "/" + std::string(h.side);
    line += "  " + std::string(h.from.empty() ? "?" : h.from) + " to " + std::string(h.to.empty() ? "today" : h.to);
    if (!h.body.empty()) line += "  " + isolate(h.body);
    std::printf("%s  %s\n", line.c_str(), lexicon->where(h.table, h.row).c_str());
  }
  return kDone;
}

}  // namespace isnad::cli
