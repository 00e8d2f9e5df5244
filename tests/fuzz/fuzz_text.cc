// SPDX-License-Identifier: Apache-2.0
// Any bytes as plain text; the first line also as what came with it from outside.
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  isnad::page::Given given;
  if (size > 0 && data[0] % 2 == 1) {
    const std::string line(bytes.substr(1, bytes.find('\n')));
    given.title = line;
    given.date = line;
    given.url = line;
    given.outlet = line;
  }
  isnad::fuzz::check_reading(isnad::fuzz::reader().read_text(bytes, given));
  return 0;
}
