// SPDX-License-Identifier: Apache-2.0
// Which lines of a parsed page are its article? Sets what the markup makes known; regions.h decides the rest.
#pragma once

#include <string>
#include <vector>

#include "page/dom.h"
#include "page/lines.h"
#include "page/regions.h"

namespace isnad::page {

struct Extracted {
  std::string text;                   // all visible lines, each ended by a newline but the last
  std::vector<ClassifiedLine> lines;  // one for each, `known` set where the markup says
  uint32_t title = kNoLine;
};

// `headlines`: what the page calls its article, best first (JSON-LD, OpenGraph, <title>). Where none of them stands
// among the visible lines and no heading does either, the first is put before the text.
// `lenient`: what the names of elements say of clutter is not believed, for pages whose article would be lost else.
Extracted extract(const Dom& dom, const std::vector<std::string>& headlines, const LineReader& reader,
                  bool lenient = false);

}  // namespace isnad::page
