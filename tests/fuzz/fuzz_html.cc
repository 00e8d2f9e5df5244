// SPDX-License-Identifier: Apache-2.0
// Any bytes as a saved page.
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  isnad::fuzz::check_reading(isnad::fuzz::reader().read_html(bytes, {}));
  return 0;
}
