// SPDX-License-Identifier: Apache-2.0
#include "desk/news_text.h"

#include <algorithm>

#include "text/isolate.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::desk {

namespace {

std::string names(const std::vector<Who>& list) {
  std::string out;
  for (const Who& who : list) out += (out.empty() ? "" : ", ") + text::isolate(who.name);
  return out;
}

// "planned", "happened, alleged".
std::string status_of(const NewsPassage& passage, const NewsWords& words) {
  if (passage.status.empty()) return "";
  std::string out = words("status." + passage.status);
  if (!passage.qualifier.empty()) out += ", " + words("qualifier." + passage.qualifier);
  return out;
}

std::string chain(const NewsPassage& passage, const NewsWords& words) {
  std::string out;
  for (size_t i = 0; i < passage.sources.size(); ++i)
    out +=
        (i == 0 ? words("on-the-word-of") + " " : ", " + words("as-told-by") + " ") + text::isolate(passage.sources[i]);
  return out;
}

std::string told_as(const std::string& standing, const NewsWords& words) {
  return standing.empty() ? std::string() : words("standing." + standing);
}

std::string passage_text(const NewsItem& item, const NewsPassage& passage, const NewsWords& words) {
  std::string line;
  const auto put = [&](const std::string& part) {
    if (!part.empty()) line += (line.empty() ? "" : " - ") + part;
  };
  if (item.kind == "parting") put(text::isolate(passage.role));
  else if (passage.role == "before") put(words("news.before"));
  put(status_of(passage, words));
  put(passage.outlet.empty() ? "" : text::isolate(passage.outlet));
  put(passage.published);
  put(chain(passage, words));
  std::string out = "   * " + line + "\n     " + text::isolate(passage.sentence) + "\n";
  if (!passage.url.empty()) out += "     " + text::safe(passage.url) + "\n";
  return out;
}

std::string roots_text(const NewsItem& item, const NewsWords& words) {
  if (!words.arabic() || item.in_words.empty()) return item.in_words;
  std::string out;
  for (const auto& [key, count] : {std::pair{"roots.outlets", item.outlets},
                                   {"roots.texts", item.texts},
                                   {"roots.named", item.named},
                                   {"roots.parties", item.parties},
                                   {"roots.unnamed", item.unnamed},
                                   {"roots.own", item.own}})
    if (count > 0) out += (out.empty() ? "" : " - ") + words(key) + ": " + std::to_string(count);
  return out;
}

std::string cut(std::string line, size_t most) {
  if (line.size() <= most) return line;
  size_t end = 0;
  while (end < line.size()) {
    const text::CodePoint point = text::decode(line, end);
    if (end + point.bytes + 3 > most) break;
    end += point.bytes;
  }
  line.resize(end);
  return line + "...";
}

}  // namespace

NewsWords::NewsWords(const lexicon::Lexicon& lexicon, bool arabic)
    : table_(lexicon.table("interface/labels")), arabic_(arabic) {
  column_ = table_.exists() ? table_.column(arabic ? "ar" : "en") : -1;
}

std::string NewsWords::operator()(std::string_view key) const {
  if (!table_.exists()) return std::string(key);
  const auto rows = table_.find(text::fold(key));
  return std::string(rows.empty() ? key : table_.cell(rows[0], column_));
}

std::string headline(const NewsItem& item, const NewsWords& words, size_t most) {
  std::string line = words("news." + item.kind);
  if (!item.type.empty()) line += ": " + words("type." + item.type);
  if (item.by != "analyst" && !item.standing.empty()) line += " (" + told_as(item.standing, words) + ")";
  const std::string& says = !item.passages.empty() ? item.passages.front().sentence : item.title;
  if (!says.empty()) line += " - " + text::safe(says);
  return cut(std::move(line), most);
}

std::string in_words(const NewsItem& item, const NewsWords& words) {
  std::string out = words("news." + item.kind);
  const auto part = [&](const std::string& piece) {
    if (!piece.empty()) out += "  " + piece;
  };
  if (!item.type.empty()) part(words("type." + item.type) + (item.mode.empty() ? "" : "/" + item.mode));
  part(item.date);
  part(item.place.empty() ? "" : text::isolate(item.place));
  if (!item.by.empty() && item.kind == "corrected") part(words("news.by-" + item.by));
  out += "\n";
  if (!item.actors.empty() || !item.recipients.empty())
    out += "   " + names(item.actors) + (item.recipients.empty() ? "" : " -> " + names(item.recipients)) + "\n";
  if (item.by == "analyst") {
    out += "   " + text::safe(item.about) + ": " + text::safe(item.standing) + "\n";
  } else if (item.event.empty()) {
    if (!item.before.empty()) out += "   " + words("news.before") + ": " + text::isolate(item.before) + "\n";
  } else if (!item.standing.empty()) {
    out += "   " + told_as(item.standing, words) +
           (item.before.empty() ? "" : "; " + words("news.before") + ": " + told_as(item.before, words)) + "\n";
  } else if (!item.before.empty()) {
    out += "   " + words("news.before") + ": " + told_as(item.before, words) + "\n";
  }
  if (!item.about.empty() && item.kind == "parting")
    out += "   " + words("news.differ-in") + ": " + text::isolate(item.about) + "\n";
  if (!item.note.empty()) out += "   " + text::isolate(item.note) + "\n";
  for (const NewsPassage& passage : item.passages) out += passage_text(item, passage, words);
  if (const std::string roots = roots_text(item, words); !roots.empty()) out += "   " + roots + "\n";
  out += "   " + words("news.story") + " " + item.story + "  " + text::isolate(item.title);
  if (!item.event.empty()) out += "  " + item.event;
  return out + "  " + item.at + "\n";
}

}  // namespace isnad::desk
