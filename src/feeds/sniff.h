// SPDX-License-Identifier: Apache-2.0
// What do these bytes hold? Told from their beginning; the file's name is a hint only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace isnad::feeds {

enum class Content : uint8_t { kEmpty, kText, kHtml, kJsonLines, kJson, kXmlFeed, kMhtml, kWarc, kCsv, kRefused };

struct Sniffed {
  Content content = Content::kText;
  std::string refusal;  // of kRefused: what was found and what to do
};

// `head`: the first bytes, all of them when they are fewer than some thousands. `name`: of the file.
Sniffed sniff(std::string_view head, std::string_view name);

// Files that stand beside saved pages and are never articles: styles, scripts, pictures, notes.
bool is_companion(std::string_view name);

}  // namespace isnad::feeds
