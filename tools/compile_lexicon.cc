// SPDX-License-Identifier: Apache-2.0
// compile_lexicon DIRECTORY OUTPUT: compiles all lexicon tables below DIRECTORY into one file.
#include <cstdio>
#include <fstream>
#include <string>

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
  // Written beside and renamed: a program that has the old file mapped keeps it whole.
  const std::string beside = std::string(argv[2]) + ".new";
  std::ofstream out(beside, std::ios::binary);
  out << *bytes;
  out.close();
  if (!out || std::rename(beside.c_str(), argv[2]) != 0) {
    std::fprintf(stderr, "%s: cannot be written\n", argv[2]);
    return 1;
  }
  return 0;
}
