// SPDX-License-Identifier: Apache-2.0
// An item of the news for people, in English or Arabic: what is new, how the act stands, every sentence with its
// outlet, chain and status in words. Plain text, each piece from outside in an isolate; nothing planned, denied or
// alleged is shown without saying so.
#pragma once

#include <string>
#include <string_view>

#include "desk/news.h"
#include "lexicon/lexicon.h"

namespace isnad::desk {

// lexicon/interface/labels.tsv.
class NewsWords {
 public:
  NewsWords(const lexicon::Lexicon& lexicon, bool arabic);
  // The label; the key itself when the table does not have it.
  std::string operator()(std::string_view key) const;
  bool arabic() const { return arabic_; }

 private:
  lexicon::Table table_;
  int column_ = -1;
  bool arabic_;
};

// One line, without isolates: "DENIED: use of force, told as done, denied by others - SENTENCE". At most `most` bytes.
std::string headline(const NewsItem& item, const NewsWords& words, size_t most);
// Several lines, each ending with a line break.
std::string in_words(const NewsItem& item, const NewsWords& words);

}  // namespace isnad::desk
