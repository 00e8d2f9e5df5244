// SPDX-License-Identifier: Apache-2.0
// What every fuzz target does with a document: the whole reading, the checks of verify(), and its JSON.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "document/verify.h"
#include "reading/json.h"
#include "reading/reader.h"
#include "text/utf8.h"

namespace isnad::fuzz {

inline const reading::Reader& reader() {
  static const reading::Reader* const kReader = [] {
    auto opened = reading::Reader::open(ISNAD_HOME);
    if (!opened) {
      std::fprintf(stderr, "%s\n", opened.error().message.c_str());
      std::abort();
    }
    return new reading::Reader(std::move(*opened));
  }();
  return *kReader;
}

inline void check_reading(const Document& doc) {
  std::string fault = verify(doc);
  if (fault.empty() && !text::valid(doc.text)) fault = "the text is not UTF-8";
  if (fault.empty() && !text::valid(reading::to_json(doc, reader().made_by()))) fault = "the JSON is not UTF-8";
  if (fault.empty()) return;
  std::fprintf(stderr, "%s\n", fault.c_str());
  std::abort();
}

}  // namespace isnad::fuzz
