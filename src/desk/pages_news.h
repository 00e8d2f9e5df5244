// SPDX-License-Identifier: Apache-2.0
// News of pages themselves: a text that changed after publication, and what an outlet says to correct or take back
// (lexicon/stories/notices.tsv).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "desk/desk.h"
#include "desk/news.h"
#include "document/document.h"
#include "lexicon/lexicon.h"

namespace isnad::desk {

// Recognises the lines with which outlets correct or take back what they published.
class OutletNotices {
 public:
  explicit OutletNotices(const lexicon::Lexicon& lexicon);
  // "correction" or "withdrawal", or empty. `line`: a title or a sentence.
  std::string_view kind(std::string_view line) const;
  // The first such line in the title or the first sentences of a document, and its kind; nothing when there is none.
  struct Found {
    std::string kind, line;
  };
  std::optional<Found> find(const Document& doc) const;

 private:
  struct Phrase {
    std::string words;
    bool alone = false;  // only where the line ends, or a mark stands, behind it
    std::string kind;
  };
  std::vector<Phrase> phrases_;
};

// What a new version of a page changed against the one before: nothing where only clutter did. `before` is empty for a
// new page: it is news of this kind only when it corrects. The item has kind, passages, by and note; the rest is the
// caller's.
std::optional<NewsItem> page_news(const OutletNotices& notices, const Document& now, const Document* before);

}  // namespace isnad::desk
