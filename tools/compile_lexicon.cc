// SPDX-License-Identifier: Apache-2.0
// compile_lexicon DIRECTORY OUTPUT: compiles all lexicon tables below DIRECTORY into one file.
#include <cstdio>
#include <fstream>

#include "reading/resources.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: isnad_compile_lexicon DIRECTORY OUTPUT\n");
    return 2;
  }
  const auto bytes = isnad::lexicon::compile(argv[1], isnad::reading::derivers());
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().message.c_str());
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << *bytes;
  out.flush();
  if (!out) {
    std::fprintf(stderr, "%s: cannot be written\n", argv[2]);
    return 1;
  }
  return 0;
}
