// SPDX-License-Identifier: Apache-2.0
#include "model/trees.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>

#include "model/tree_trainer.h"

namespace isnad::model {

TEST_CASE("trees learn what no single number tells, and are the same after writing and opening") {
  std::vector<float> values;
  std::vector<uint8_t> labels;
  for (int i = 0; i < 400; ++i) {  // label 1 where exactly one of two numbers is high; the third says nothing
    const bool a = i % 2 != 0, b = i / 2 % 2 != 0;
    values.insert(values.end(), {a ? 5.0F : 1.0F, b ? 0.9F : 0.2F, static_cast<float>(i % 7)});
    labels.push_back(a != b ? 1 : 0);
  }
  TreeSettings settings;
  settings.rounds = 30;
  settings.depth = 2;
  settings.least = 5;
  settings.share_numbers = 1;
  const Trees trees = learn_trees(values, labels, 3, 2, settings);
  const std::string path = (std::filesystem::temp_directory_path() / "isnad_trees_test.model").string();
  REQUIRE(trees.write(path).has_value());
  const auto opened = Trees::open(path);
  REQUIRE(opened.has_value());
  CHECK(opened->version() == trees.version());
  for (size_t i = 0; i < labels.size(); ++i) {
    float scores[2] = {}, again[2] = {};
    trees.add({&values[i * 3], 3}, scores);
    opened->add({&values[i * 3], 3}, again);
    CHECK((scores[1] > scores[0]) == (labels[i] == 1));
    CHECK(scores[1] == again[1]);
  }
  std::filesystem::resize_file(path, 40);
  const auto damaged = Trees::open(path);
  REQUIRE_FALSE(damaged.has_value());
  CHECK(damaged.error().message.find("is damaged") != std::string::npos);
  std::remove(path.c_str());
}

}  // namespace isnad::model
