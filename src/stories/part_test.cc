// SPDX-License-Identifier: Apache-2.0
#include "stories/part.h"

#include <doctest/doctest.h>

using namespace isnad::stories;

namespace {

// A document of running terms from `first` on, told on `day`.
Waiting document(const std::string& key, int32_t day, uint32_t first, uint32_t words) {
  Waiting made{key, day, {}};
  made.signature.words = words;
  for (uint32_t i = first; i < first + 30; ++i) {
    made.signature.lemmas.push_back({i, 2, static_cast<uint8_t>(i < first + 5 ? 1 : 0)});
    made.signature.names.push_back({1000 + i, 1, 0});
  }
  for (uint32_t i = 0; i < words; ++i) made.signature.prints.push_back({first * 1000 + i, 0});
  return made;
}

}  // namespace

TEST_CASE("Documents placed apart: copies, stories, and what is too many days away") {
  Frequencies frequencies;
  const std::vector<Waiting> documents = {document("c", 12, 1, 20), document("a", 10, 1, 40),
                                          document("b", 11, 3, 0),  document("d", 11, 500, 0),
                                          document("e", 90, 1, 0),  document("f", kNoDay, 500, 0)};
  for (const Waiting& d : documents) frequencies.add(d.signature);
  const std::vector<Place> places = place_part(frequencies, documents);
  CHECK_EQ(places[0].original, 1);
  CHECK_EQ(places[0].share, 1.0F);
  CHECK_EQ(places[1].original, 1);
  CHECK_EQ(places[0].story, places[1].story);
  CHECK_EQ(places[2].story, places[1].story);
  CHECK_NE(places[3].story, places[1].story);
  CHECK_NE(places[4].story, places[1].story);
  CHECK_EQ(places[5].story, places[3].story);
}

TEST_CASE("The products of shared keys add up to nearness") {
  Frequencies frequencies;
  const Waiting a = document("a", 1, 1, 0), b = document("b", 1, 9, 0);
  for (const Waiting* d : {&a, &b, &a}) frequencies.add(d->signature);
  Window window(frequencies);
  window.add(0, 1, a.signature, kReach);
  window.add(1, 1, b.signature, kReach);
  float sum = 0;
  for (const Key& x : keys_of(frequencies, a.signature, 1000))
    for (const Key& y : keys_of(frequencies, b.signature, 1000))
      if (x.key == y.key) sum += x.weight * y.weight;
  CHECK(sum == doctest::Approx(nearness(window.likeness(0, 1))));
  CHECK_EQ(keys_of(frequencies, a.signature, 10).size(), 10);
}
