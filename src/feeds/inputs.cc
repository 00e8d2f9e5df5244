// SPDX-License-Identifier: Apache-2.0
#include "feeds/inputs.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace isnad::feeds {

struct Inputs::State {
  std::vector<std::string> files;
  size_t next_file = 0;
  std::ifstream lines;  // of the JSONL file being read
  std::string lines_path;
  size_t line = 0;
  simdjson::dom::parser parser;

  void record(const std::string& json, Item& item) {
    simdjson::dom::element root;
    if (const auto error = parser.parse(simdjson::padded_string(json)).get(root); error != simdjson::SUCCESS) {
      item.error = std::string("expected a JSON object a line, found: ") + simdjson::error_message(error);
      return;
    }
    const auto string = [&](const char* name) {
      std::string_view found;
      return root[name].get(found) == simdjson::SUCCESS ? std::string(found) : std::string();
    };
    item.bytes = string("text");
    item.given = {string("id"), string("url"), string("outlet"), string("title"), string("date"), {}};
    if (item.bytes.empty()) item.error = "expected a string field \"text\"";
  }
};

Inputs::Inputs(std::vector<std::string> paths, Limits) : state_(std::make_unique<State>()) {
  namespace fs = std::filesystem;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      state_->files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& entry : fs::recursive_directory_iterator(path))
      if (entry.is_regular_file()) inside.push_back(entry.path().string());
    std::sort(inside.begin(), inside.end());
    state_->files.insert(state_->files.end(), inside.begin(), inside.end());
  }
}

Inputs::Inputs(Inputs&&) noexcept = default;
Inputs::~Inputs() = default;

bool Inputs::next(Item& item) {
  item = Item();
  State& s = *state_;
  if (s.lines.is_open()) {
    std::string json;
    while (std::getline(s.lines, json)) {
      ++s.line;
      if (json.empty()) continue;
      item.where = s.lines_path + ":" + std::to_string(s.line);
      s.record(json, item);
      return true;
    }
    s.lines.close();
  }
  if (s.next_file >= s.files.size()) return false;
  const std::string path = s.files[s.next_file++];
  if (path.ends_with(".jsonl")) {
    s.lines_path = path;
    s.lines = std::ifstream(path);
    s.line = 0;
    return next(item);
  }
  std::ifstream in(path, std::ios::binary);
  item.where = path;
  item.given.id = std::filesystem::path(path).filename().string();
  item.kind = path.ends_with(".html") ? Kind::kHtml : Kind::kText;
  if (in) item.bytes.assign(std::istreambuf_iterator<char>(in), {});
  else item.error = "cannot be opened";
  return true;
}

uint64_t Inputs::total_bytes() const { return 0; }
uint64_t Inputs::read_bytes() const { return 0; }

}  // namespace isnad::feeds
