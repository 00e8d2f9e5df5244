// SPDX-License-Identifier: Apache-2.0
// Which part of these bytes is the article, and what does the page say of itself? Fills meta, text and regions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "page/lines.h"
#include "page/outlet_rules.h"
#include "page/outlets.h"

namespace isnad::page {

// What came with the bytes from outside: a JSONL record's fields, a command line's options. Empty: not given.
struct Given {
  std::string id, url, outlet, title, date;  // date: ISO 8601; dd/mm/yyyy where it can mean nothing else
  std::string retrieved;                     // when the bytes were fetched; never taken for the article's date
  std::string site = {};                     // what a feed calls itself: an outlet's name where its domain is not known
};

struct Dom;
struct Laid;
struct PageFacts;
enum class Trust : uint8_t;

inline constexpr size_t kMaxPage = 16 << 20;  // bytes; what a page has beyond is left out and raises an issue

// Immutable after open(); one instance serves all threads.
class Page {
 public:
  // `lexicon` must outlive the instance.
  static Result<Page> open(const lexicon::Lexicon& lexicon);

  // Plain text in UTF-8 (malformed bytes are replaced and raise an issue; bytes in another charset of Arabic are
  // converted). When a title is given and the text does not begin with it, the document's text is title + "\n" + text.
  // Fills meta, text, regions.
  void read_text(std::string_view text, const Given& given, Document& doc) const;

  // A saved HTML page in any charset.
  void read_html(std::string_view bytes, const Given& given, Document& doc) const;

 private:
  struct Article;
  Article read(const Dom& dom, const Laid& laid, const std::vector<std::string>& headlines, Trust trust) const;
  Article read_best(Dom& dom, PageFacts& facts, Document& doc) const;
  void finish(const Given& given, Document& doc) const;
  void language(Document& doc) const;

  const lexicon::Lexicon* lexicon_ = nullptr;
  LineReader lines_;
  Outlets outlets_;
  OutletRules rules_;
  lexicon::Table languages_, marks_;
};

}  // namespace isnad::page
