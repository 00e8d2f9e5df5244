// SPDX-License-Identifier: Apache-2.0
#include "stories/window.h"

#include <doctest/doctest.h>

#include "stories/acts.h"

using namespace isnad;
using stories::Node;
using stories::Signature;

namespace {

// A document with the given lemmas, and fingerprints from `first` on.
Signature signature(std::vector<uint32_t> lemmas, uint32_t first, size_t prints) {
  Signature s;
  for (uint32_t id : lemmas) s.lemmas.push_back({id, 3, 1});
  for (uint32_t i = 0; i < prints; ++i) s.prints.push_back({first + i, 1});
  return s;
}

}  // namespace

TEST_CASE("a signature survives coding, and damaged bytes are refused") {
  Signature s = signature({1, 2, 3}, 100, 5);
  s.dated = true;
  s.words = 77;
  const std::string bytes = stories::encode(s);
  const auto back = stories::decode(bytes);
  REQUIRE(back);
  CHECK(back->words == 77);
  CHECK(back->dated);
  CHECK(back->lemmas.size() == 3);
  CHECK(back->prints.back().hash == 104);
  for (size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(stories::decode(bytes.substr(0, size)));
  CHECK_FALSE(stories::decode(bytes + "x"));
  std::string wrong = bytes;
  wrong[6] = '\xFF';  // says that there are more terms than bytes
  wrong[9] = '\xFF';
  CHECK_FALSE(stories::decode(wrong));
}

TEST_CASE("a text that stands in an earlier one is its copy; likeness links the others within reach") {
  stories::Frequencies frequencies;
  for (uint32_t i = 0; i < 50; ++i) frequencies.add(signature({1000 + i}, 0, 0));
  stories::Window window(frequencies);
  (void)window.add(1, 10, signature({1, 2, 3, 4}, 0, 40), 3);
  (void)window.add(2, 10, signature({1, 2, 3, 9}, 20, 20), 3);   // the later half of the first
  (void)window.add(3, 11, signature({1, 2, 3, 5}, 500, 40), 3);  // the same event in other words
  (void)window.add(4, 20, signature({1, 2, 3, 4}, 900, 40), 3);  // the same words out of reach
  const auto& nodes = window.nodes();
  CHECK(nodes[1].original == 0);
  CHECK(nodes[1].share == doctest::Approx(1.0));
  REQUIRE(nodes[2].links.size() == 1);
  CHECK(nodes[2].links[0].node == 0);
  CHECK(nodes[3].links.empty());
  const auto groups = stories::gather(nodes, 0, {}, stories::kOneStory);
  CHECK(groups[0] == groups[1]);
  CHECK(groups[0] == groups[2]);
  CHECK(groups[0] != groups[3]);
}

TEST_CASE("settled groups stay together and draw others to them") {
  std::vector<Node> nodes(4);
  for (uint32_t i = 0; i < 4; ++i) nodes[i].original = i;
  nodes[3].links = {{0, 0.6F}, {1, 0.6F}};
  const auto groups = stories::gather(nodes, 0, {0, 0, 2}, stories::kOneStory);
  CHECK(groups[0] == groups[1]);
  CHECK(groups[3] == groups[0]);
  CHECK(groups[2] != groups[0]);
}

TEST_CASE("forms of one root mostly have one stem") {
  // "breached", "the breaches"; "arrested", "the arrests"; "talks", "the talks"
  CHECK(stories::hashed_stem("\u062E\u0631\u0642\u062A") ==
        stories::hashed_stem("\u0627\u0644\u062E\u0631\u0648\u0642"));
  CHECK(stories::hashed_stem("\u0627\u0639\u062A\u0642\u0644\u062A") ==
        stories::hashed_stem("\u0627\u0644\u0627\u0639\u062A\u0642\u0627\u0644\u0627\u062A"));
  CHECK(stories::stems("").empty());
}
