// SPDX-License-Identifier: Apache-2.0
#include "desk/pages_news.h"

#include <algorithm>
#include <set>

#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr size_t kFirstSentences = 4;  // and as many last ones: where outlets put such lines
constexpr size_t kMostPassages = 3;    // of what came, and of what went

std::vector<std::string> sentences_of(const Document& doc) {
  std::vector<std::string> list;
  for (const Sentence& sentence : doc.sentences) list.emplace_back(doc.str(sentence.span));
  return list;
}

std::string title_of(const Document& doc) {
  return doc.meta.title ? std::string(doc.str(*doc.meta.title)) : std::string();
}

// The sentences of `here` whose words do not stand in `there`.
std::vector<std::string> only_in(const std::vector<std::string>& here, const std::vector<std::string>& there) {
  std::set<std::string> known;
  for (const std::string& sentence : there) known.insert(text::fold(sentence));
  std::vector<std::string> list;
  for (const std::string& sentence : here)
    if (known.insert(text::fold(sentence)).second) list.push_back(sentence);
  return list;
}

void add(NewsItem& item, const std::vector<std::string>& sentences, const char* role) {
  for (size_t i = 0; i < sentences.size() && i < kMostPassages; ++i) {
    NewsPassage passage;
    passage.role = role;
    passage.sentence = sentences[i];
    item.passages.push_back(std::move(passage));
  }
}

// Letters go on behind a phrase: it is a part of a longer word.
bool goes_on(std::string_view line, size_t at) { return at < line.size() && line[at] != ' '; }

bool ends(std::string_view line, size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at == line.size() || std::string_view(":-|/.(").find(line[at]) != std::string_view::npos ||
         line.substr(at).starts_with("\u2013") || line.substr(at).starts_with("\u2026");
}

}  // namespace

OutletNotices::OutletNotices(const lexicon::Lexicon& lexicon) {
  const lexicon::Table table = lexicon.table("stories/notices");
  if (!table.exists()) return;
  const int kind = table.column("kind"), where = table.column("where");
  for (uint32_t row = 0; row < table.rows(); ++row)
    phrases_.push_back(
        {text::fold(table.cell(row, 0U)), table.cell(row, where) == "alone", std::string(table.cell(row, kind))});
}

std::string_view OutletNotices::kind(std::string_view line) const {
  std::string folded = text::fold(line);
  size_t begin = 0;
  while (begin < folded.size() && std::string_view(" *-[(\"").find(folded[begin]) != std::string_view::npos) ++begin;
  const std::string_view words = std::string_view(folded).substr(begin);
  for (const Phrase& phrase : phrases_) {
    if (!words.starts_with(phrase.words)) continue;
    if (phrase.alone ? ends(words, phrase.words.size())
                     : !goes_on(words, phrase.words.size()) || ends(words, phrase.words.size()))
      return phrase.kind;
  }
  return "";
}

std::optional<OutletNotices::Found> OutletNotices::find(const Document& doc) const {
  std::vector<std::string> lines = sentences_of(doc);
  if (lines.size() > 2 * kFirstSentences) lines.erase(lines.begin() + kFirstSentences, lines.end() - kFirstSentences);
  if (doc.meta.title) lines.insert(lines.begin(), title_of(doc));
  for (const std::string& line : lines)
    if (const std::string_view found = kind(line); !found.empty()) return Found{std::string(found), line};
  return std::nullopt;
}

std::optional<NewsItem> page_news(const OutletNotices& notices, const Document& now, const Document* before) {
  const std::optional<OutletNotices::Found> said = notices.find(now);
  NewsItem item;
  if (before == nullptr) {
    if (!said) return std::nullopt;
    item.kind = said->kind == "withdrawal" ? "withdrawn" : "corrected";
    item.by = "outlet";
    add(item, {said->line}, "now");
    return item;
  }
  const std::vector<std::string> here = sentences_of(now), there = sentences_of(*before);
  std::vector<std::string> came = only_in(here, there), went = only_in(there, here);
  const std::string title = title_of(now), old_title = title_of(*before);
  const bool renamed = text::fold(title) != text::fold(old_title);
  if (came.empty() && went.empty() && !renamed) return std::nullopt;
  const bool says_now = said && std::find(came.begin(), came.end(), said->line) != came.end();
  const bool in_title = said && renamed && said->line == title;
  item.kind = !(says_now || in_title) ? "changed" : said->kind == "withdrawal" ? "withdrawn" : "corrected";
  if (item.kind != "changed") {
    item.by = "outlet";
    came.erase(std::remove(came.begin(), came.end(), said->line), came.end());
    came.insert(came.begin(), said->line);
  }
  if (renamed) item.before = old_title;
  add(item, came, "now");
  add(item, went, "before");
  return item;
}

}  // namespace isnad::desk
