// SPDX-License-Identifier: Apache-2.0
// The command `actors`: who is in a store.
#include <unistd.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/display.h"
#include "desk/roster.h"
#include "store/store.h"

namespace isnad::cli {

namespace {

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string entry_text(const desk::RosterEntry& entry, Style style) {
  std::string out = bold(isolate(entry.name), style);
  if (!entry.en.empty()) out += "  " + isolate(entry.en);
  out += "  " + entry.type;
  if (!entry.country.empty()) out += "  " + entry.country + (entry.side.empty() ? "" : "/" + safe(entry.side));
  if (!entry.sector.empty()) out += "  " + safe(entry.sector);
  out += "\n   " + std::to_string(entry.documents) + (entry.documents == 1 ? " document, " : " documents, ") +
         std::to_string(entry.mentions) + " mentions, " + std::to_string(entry.acts) + " acts  " + isolate(entry.key) +
         "\n";
  std::string names;
  for (const auto& [name, count] : entry.names)
    names += (names.empty() ? "" : ", ") + isolate(name) + " " + std::to_string(count);
  return names.empty() ? out : out + "   " + names + "\n";
}

}  // namespace

int actors(const ActorsOptions& options) {
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return fail(store.error().message);
  const Result<std::vector<desk::RosterEntry>> entries = desk::roster(*store, options.how);
  if (!entries) return fail(entries.error().message);
  const Style style = ::isatty(STDOUT_FILENO) == 1 ? Style::kTerminal : Style::kPlain;
  if (options.format == Format::kCsv) put(desk::roster_csv_header());
  for (const desk::RosterEntry& entry : *entries) {
    if (options.format == Format::kJsonl) put(desk::to_json(entry) + "\n");
    else if (options.format == Format::kCsv) put(desk::to_csv(entry));
    else put(entry_text(entry, style));
  }
  std::fprintf(stderr, "isnad: %zu actors\n", entries->size());
  return kDone;
}

}  // namespace isnad::cli
