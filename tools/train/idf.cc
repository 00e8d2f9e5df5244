// SPDX-License-Identifier: Apache-2.0
// idf STORE OUT: in how many documents of a store each lemma, name and act stands, at least five: models/idf.model.
#include <algorithm>
#include <cstdio>
#include <fstream>

#include "store/sqlite.h"
#include "store/store.h"
#include "stories/signature.h"
#include "stories/window.h"

using namespace isnad;

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "idf STORE OUT\n"), 2;
  Result<store::Store> store = store::Store::open(argv[1], store::Access::kRead);
  if (!store) return std::fprintf(stderr, "%s\n", store.error().message.c_str()), 1;
  Result<store::Statement> select = store->statement("SELECT bytes FROM signatures");
  if (!select) return std::fprintf(stderr, "%s\n", select.error().message.c_str()), 1;
  stories::Frequencies frequencies;
  for (;;) {
    const Result<bool> row = select->step();
    if (!row || !*row) break;
    if (const Result<stories::Signature> signature = stories::decode(select->blob(0)); signature)
      frequencies.add(*signature);
  }
  std::vector<std::pair<uint32_t, uint32_t>> terms;
  for (const auto& [term, documents] : frequencies.terms())
    if (documents >= 5) terms.emplace_back(term, documents);
  std::sort(terms.begin(), terms.end());
  std::ofstream out(argv[2], std::ios::binary);
  const uint32_t head[2] = {frequencies.total(), static_cast<uint32_t>(terms.size())};
  out.write("isnadidf", 8).write(reinterpret_cast<const char*>(head), sizeof head);
  for (const auto& [term, documents] : terms) {
    const uint32_t pair[2] = {term, documents};
    out.write(reinterpret_cast<const char*>(pair), sizeof pair);
  }
  std::printf("%u documents, %zu terms\n", frequencies.total(), terms.size());
  return out.good() ? 0 : 1;
}
