// SPDX-License-Identifier: Apache-2.0
#include "model/linear.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "model/trainer.h"

namespace isnad::model {

namespace {

// A model of so many labels that knows the features mix(3, 0) to mix(3, 499): weight 1 + label where even, else -1.
std::string file_of(size_t labels) {
  const std::string path = (std::filesystem::temp_directory_path() / "isnad_linear_test.model").string();
  std::vector<std::string> names;
  for (size_t label = 0; label < labels; ++label) names.push_back("label" + std::to_string(label));
  Trainer trainer(names);
  for (uint64_t i = 0; i < 500; ++i)
    for (size_t label = 0; label < labels; ++label)
      trainer.update(mix(3, i), label, i % 2 == 0 ? static_cast<float>(1 + label) : -1.0F);
  REQUIRE(trainer.write(path, 0));
  return path;
}

}  // namespace

TEST_CASE("a linear model gives back the sums of what it knows, for one label and for many") {
  for (const size_t labels : {1U, 2U, 3U, 4U, 7U, 16U}) {
    const auto model = Linear::open(file_of(labels));
    REQUIRE(model);
    CHECK(model->label_index("label" + std::to_string(labels - 1)) == static_cast<int>(labels - 1));
    for (const uint64_t count : {5U, 700U}) {  // a short and a long list; features from 500 on are unknown
      std::vector<uint64_t> features;
      for (uint64_t i = 0; i < count; ++i) features.push_back(mix(3, i));
      std::vector<float> scores(labels, 10);
      model->add(features, scores.data());
      const float even = count == 5 ? 3 : 250, odd = count == 5 ? 2 : 250;
      for (size_t label = 0; label < labels; ++label)
        CHECK(std::abs(scores[label] - (10 + even * static_cast<float>(1 + label) - odd)) < 0.5F);
    }
  }
}

TEST_CASE("a file that is no linear model, or a part of one, is refused by name") {
  const std::string path = file_of(3);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 4);
  CHECK(Linear::open(path).error().message.find(path + ": is damaged") == 0);
  std::ofstream(path) << "something else";
  CHECK(Linear::open(path).error().message.find("train it anew") != std::string::npos);
}

}  // namespace isnad::model
