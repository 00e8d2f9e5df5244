// SPDX-License-Identifier: Apache-2.0
// Reads a text from standard input and prints its claims, one a line: id, status, type, on whose word.
#include <isnad/isnad.h>

#include <iostream>
#include <iterator>

int main() {
  const auto reader = isnad::Reader::open();
  if (!reader) {
    std::cerr << reader.error().message << '\n';
    return 1;
  }
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const isnad::Reading reading = reader->read_text(text, {.published = "2021-03-16"});
  for (const isnad::Claim& claim : reading.claims())
    std::cout << claim.id << '\t' << claim.status << '\t' << claim.type << '\t'
              << (claim.sources.empty() ? "the outlet itself" : claim.sources.front().name) << '\n';
}
