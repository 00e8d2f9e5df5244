// SPDX-License-Identifier: Apache-2.0
#include "model/packed.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "base/hash.h"

namespace isnad::model {

namespace {

std::string file_of(const std::vector<PackedRow>& rows) {
  const std::string path = (std::filesystem::temp_directory_path() / "isnad_packed_test.model").string();
  REQUIRE(write_packed(path, rows));
  return path;
}

PackedRow row(uint64_t feature, float weight) {
  PackedRow out{feature, {}};
  for (size_t i = 0; i < out.second.size(); ++i) out.second[i] = weight * static_cast<float>(i + 1);
  return out;
}

}  // namespace

TEST_CASE("a packed model gives back the sums of each set, nearly as they were") {
  std::vector<PackedRow> rows;
  for (uint64_t i = 0; i < 1000; ++i) rows.push_back(row(mix(7, i), i % 2 == 0 ? 0.11F : -0.002F));
  const auto model = Packed::open(file_of(rows));
  REQUIRE(model);
  const std::vector<uint64_t> features = {mix(7, 4), mix(7, 5), mix(7, 2000)};  // the last one is unknown
  for (size_t set = 0; set < Packed::kSets; ++set) {
    Packed::Sums sums{};
    model->add(features, set, sums);
    for (size_t label = 0; label < Packed::kLabels; ++label) {
      const float place = static_cast<float>(set * Packed::kLabels + label + 1);
      CHECK(std::abs(static_cast<float>(sums[label]) * model->scale() - (0.11F - 0.002F) * place) < 0.02F);
    }
  }
}

TEST_CASE("a file that is no packed model, or a part of one, is refused by name") {
  const std::string path = file_of({row(1, 1)});
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 5);
  CHECK(Packed::open(path).error().message.find(path + ": is damaged") == 0);
  std::ofstream(path) << "something else";
  CHECK(Packed::open(path).error().message.find("train it anew") != std::string::npos);
}

}  // namespace isnad::model
