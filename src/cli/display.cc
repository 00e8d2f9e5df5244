// SPDX-License-Identifier: Apache-2.0
#include "cli/display.h"

#include <algorithm>

#include "text/isolate.h"
#include "text/utf8.h"

namespace isnad::cli {

namespace {

constexpr uint32_t kIsolate = 0x2068, kPopIsolate = 0x2069;

std::string styled(std::string_view text, Style style, std::string_view code) {
  if (style == Style::kPlain) return std::string(text);
  std::string out = "\x1b[";
  return out.append(code).append("m").append(text).append("\x1b[0m");
}

}  // namespace

std::string safe(std::string_view piece) { return text::safe(piece); }

std::string isolate(std::string_view piece) { return text::isolate(piece); }

std::string isolate_marked(std::string_view text, std::vector<Span> marks, Style style) {
  std::sort(marks.begin(), marks.end());
  std::string out;
  text::append(out, kIsolate);
  uint32_t at = 0;
  for (size_t i = 0; i < marks.size(); ++i) {
    Span mark = marks[i];
    while (i + 1 < marks.size() && marks[i + 1].begin <= mark.end) mark.end = std::max(mark.end, marks[++i].end);
    mark.begin = std::max(mark.begin, at);
    mark.end = std::min<uint32_t>(mark.end, static_cast<uint32_t>(text.size()));
    if (mark.empty()) continue;
    text::append_safe(out, slice(text, {at, mark.begin}));
    out += style == Style::kTerminal ? "\x1b[1;4m" : "[";
    text::append_safe(out, slice(text, mark));
    out += style == Style::kTerminal ? "\x1b[0m" : "]";
    at = mark.end;
  }
  if (at < text.size()) text::append_safe(out, text.substr(at));
  text::append(out, kPopIsolate);
  return out;
}

std::string bold(std::string_view text, Style style) { return styled(text, style, "1"); }
std::string faint(std::string_view text, Style style) { return styled(text, style, "2"); }

}  // namespace isnad::cli
