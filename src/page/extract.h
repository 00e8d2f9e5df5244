// SPDX-License-Identifier: Apache-2.0
// Which lines of a parsed page are its article? Sets what the markup makes known; regions.h decides the rest.
#pragma once

#include <string>
#include <vector>

#include "page/dom.h"
#include "page/lines.h"
#include "page/regions.h"

namespace isnad::page {

// The visible lines, each ended by a newline but the last, and what they look like: read once, however often the page
// is looked at.
struct Laid {
  std::string text;
  std::vector<Line> lines;  // one for each visible line
};

struct Extracted {
  std::string text;
  std::vector<ClassifiedLine> lines;  // `known` set where the markup says
  uint32_t title = kNoLine;
  uint32_t ruled_date = kNoLine;  // the line that the outlet's rule names
};

// kLenient: what the names of elements say of clutter is not believed, for pages whose article would be lost else.
// kRuled: the outlet's rules are followed (apply_rules() has marked the elements).
enum class Trust : uint8_t { kNames, kLenient, kRuled };

Laid lay_out(const Dom& dom, const LineReader& reader);

// `headlines`: what the page calls its article, best first (JSON-LD, OpenGraph, <title>). Where none of them stands
// among the visible lines and no heading does either, the first is put before the text.
Extracted extract(const Dom& dom, const Laid& laid, const std::vector<std::string>& headlines, const LineReader& reader,
                  Trust trust);

}  // namespace isnad::page
