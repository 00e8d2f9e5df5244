// SPDX-License-Identifier: Apache-2.0
// story_pairs STORE [EVERY]: likeness of pairs of documents in a store, one pair a line, for judging by hand whether
// both tell one story and for choosing weights and thresholds (src/stories/window.cc). Copies are left out. EVERY: of
// the pairs in each band of likeness, one in so many.
#include <cstdio>
#include <cstdlib>
#include <map>

#include "desk/placing.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "stories/window.h"

using namespace isnad;

namespace {

struct Row {
  int64_t document;
  int32_t day;
  std::string id, outlet, title;
  stories::Signature signature;
};

int run(const char* path, uint64_t every) {
  Result<store::Store> store = store::Store::open(path, store::Access::kRead);
  if (!store) return std::fprintf(stderr, "%s\n", store.error().message.c_str()), 1;
  Result<store::Statement> select = store->statement(
      "SELECT d.id, coalesce(v.published, ''), coalesce(d.given_id, d.key), coalesce(d.outlet, ''), coalesce(v.title, "
      "''), s.bytes FROM documents d JOIN versions v ON v.id = d.current_version JOIN signatures s ON s.version = "
      "v.id");
  if (!select) return std::fprintf(stderr, "%s\n", select.error().message.c_str()), 1;
  std::multimap<int32_t, Row> rows;
  stories::Frequencies frequencies;
  for (;;) {
    const Result<bool> more = select->step();
    if (!more || !*more) break;
    Result<stories::Signature> signature = stories::decode(select->blob(5));
    if (!signature) continue;
    frequencies.add(*signature);
    const int32_t day = desk::day_of(select->text(1));
    rows.emplace(day, Row{select->number(0), day, std::string(select->text(2)), std::string(select->text(3)),
                          std::string(select->text(4)), std::move(*signature)});
  }
  stories::Window window(frequencies);
  std::vector<const Row*> by_node;
  std::map<int, uint64_t> seen;
  for (const auto& [day, row] : rows) {
    const uint32_t at = window.add(row.document, day, row.signature, desk::kReach);
    by_node.push_back(&row);
    for (const stories::Link& link : window.nodes()[at].links) {
      const stories::Likeness l = window.likeness(link.node, at);
      if (seen[static_cast<int>(link.value * 20)]++ % every != 0) continue;
      std::printf("%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.0f\t%s\t%s\t%s\t%s\t%s\t%s\n", static_cast<double>(link.value),
                  static_cast<double>(l.lemmas), static_cast<double>(l.title), static_cast<double>(l.names),
                  static_cast<double>(l.acts), static_cast<double>(l.days), by_node[link.node]->id.c_str(),
                  by_node[at]->id.c_str(), by_node[link.node]->outlet.c_str(), by_node[at]->outlet.c_str(),
                  by_node[link.node]->title.c_str(), by_node[at]->title.c_str());
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "story_pairs STORE [EVERY]\n"), 2;
  return run(argv[1], argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
}
