// SPDX-License-Identifier: Apache-2.0
// One JSON record of an article.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "feeds/inputs.h"

namespace isnad::feeds {

// Keeps the parser's memory between records. Not shared between threads.
class RecordReader {
 public:
  RecordReader();
  ~RecordReader();

  // Reads {text or html, id?, title?, outlet?, date?, url?, retrieved?} into `item`, or sets its error: what was found
  // and what was expected.
  void read(std::string_view json, Item& item);
  // The records of one JSON object or of a list of objects. Errors: what is wrong with the whole.
  Result<std::vector<Item>> read_all(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isnad::feeds
