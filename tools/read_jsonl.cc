// SPDX-License-Identifier: Apache-2.0
// read_jsonl HOME < records.jsonl > readings.jsonl: the whole reading of each record, on one thread. With
// `--gold LAYERS` the named layers (entities, times, quotes, events, or the events' triggers alone) come from the
// record itself, and the stages that make them are left out: shows how good a stage is when the ones before it are
// perfect.
#include <simdjson.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "document/segment.h"
#include "reading/gold.h"
#include "reading/reader.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: isnad_read_jsonl HOME [--gold entities,times,quotes]\n");
    return 2;
  }
  const auto reader = isnad::reading::Reader::open(argv[1]);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 1;
  }
  const std::string gold = argc > 3 ? argv[3] : "";
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    auto doc = isnad::reading::read_with_gold(*reader, line, gold);
    if (!doc) {
      std::fprintf(stderr, "%s\n", doc.error().message.c_str());
      return 1;
    }
    std::cout << isnad::reading::to_json(*doc, reader->made_by()) << '\n';
  }
  return 0;
}
