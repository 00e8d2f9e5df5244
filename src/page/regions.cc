// SPDX-License-Identifier: Apache-2.0
// An article is read from its top: what comes before the title is masthead, short lines between title and first
// paragraph are byline, and after a heading such as «related articles» or «leave a comment» nothing counts until prose
// that speaks of the same things resumes. A text without any such sign is title and body and nothing else.
#include "page/regions.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "text/utf8.h"

namespace isnad::page {

namespace {

constexpr uint32_t kMasthead = 20;  // lines in which a title is looked for

// Words of a text that say what it is about: four letters and more, the article and what is written before it left out.
class Vocabulary {
 public:
  void add(std::string_view folded) {
    each(folded, [this](uint64_t word) { words_.insert(word); });
  }
  // Of the content words of a line: how many there are and how many are known.
  std::pair<uint32_t, uint32_t> known(std::string_view folded) const {
    uint32_t all = 0, seen = 0;
    each(folded, [&](uint64_t word) {
      ++all;
      seen += words_.contains(word) ? 1u : 0u;
    });
    return {all, seen};
  }
  bool empty() const { return words_.empty(); }
  void clear() { words_.clear(); }

 private:
  template <class Put>
  static void each(std::string_view folded, Put put) {
    for (size_t at = 0; at < folded.size();) {
      const size_t space = std::min(folded.find(' ', at), folded.size());
      std::string_view word = folded.substr(at, space - at);
      for (const std::string_view lead : {"\xD9\x88", "\xD9\x81", "\xD8\xA8", "\xD9\x84"})  // wa, fa, bi, li
        if (word.size() > 10 && word.starts_with(lead)) {
          word.remove_prefix(2);
          break;
        }
      if (word.size() > 8 && word.starts_with("\xD8\xA7\xD9\x84")) word.remove_prefix(4);  // the article
      if (word.size() >= 8) put(hash64(word));
      at = space + 1;
    }
  }
  std::unordered_set<uint64_t> words_;
};

class Classifier {
 public:
  Classifier(std::string_view text, std::vector<ClassifiedLine>& lines, bool page) : text_(text), lines_(lines) {
    cluttered_ = page || std::any_of(lines.begin(), lines.end(), [](const ClassifiedLine& l) {
                   return l.line.role != LineRole::kNone || l.line.dated;
                 });
  }

  uint32_t run(uint32_t title) {
    if (title == kNoLine) title = find_title();
    const uint32_t begin = title == kNoLine ? 0 : title + 1;
    for (uint32_t i = 0; i < lines_.size() && i < begin; ++i) before_title(lines_[i]);
    if (title != kNoLine) {
      lines_[title].kind = RegionKind::kTitle;
      if (cluttered_) body_words_.add(lines_[title].line.folded);
    }
    uint32_t at = begin;
    bool directly = true;  // nothing but facts about the article since the title
    while (at < lines_.size() && !starts_body(at)) {
      under_title(lines_[at], directly);
      directly = directly && lines_[at].kind != RegionKind::kBody;
      facts_seen_ = facts_seen_ || lines_[at].kind == RegionKind::kMeta || lines_[at].kind == RegionKind::kJunk;
      ++at;
    }
    for (; at < lines_.size(); ++at) in_body(at);
    return title;
  }

 private:
  const Line& line(size_t i) const { return lines_[i].line; }

  // The first line that reads like a headline and has an article under it. Where tickers stand above the headline, the
  // first that shares words with the article.
  uint32_t find_title() const {
    const auto count = static_cast<uint32_t>(std::min<size_t>(lines_.size(), kMasthead));
    std::vector<uint32_t> candidates;
    bool clutter = false;
    uint32_t short_one = kNoLine;
    for (uint32_t i = 0; i + 1 < lines_.size() && i < count; ++i) {
      const Line& l = line(i);
      if (lines_[i].known && *lines_[i].known != RegionKind::kTitle) continue;
      clutter = clutter || l.role == LineRole::kJunk || l.role == LineRole::kEnd;
      if (l.role != LineRole::kNone || l.dated || l.words == 0) continue;
      if (!l.headline_like() || (l.words >= 12 && !candidates.empty() && !clutter)) break;  // the article has begun
      if (l.words < 4 && short_one == kNoLine) short_one = i;
      if (l.words >= 4 && followed_by_body(i)) candidates.push_back(i);
    }
    if (candidates.empty()) return short_one != kNoLine && followed_by_body(short_one) ? short_one : kNoLine;
    if (!clutter || candidates.size() == 1) return candidates.front();
    return first_akin(candidates);
  }

  uint32_t first_akin(const std::vector<uint32_t>& candidates) const {
    Vocabulary article;
    uint32_t paragraphs = 0;
    for (size_t i = candidates.front(); i < lines_.size() && paragraphs < 6; ++i)
      if (line(i).role == LineRole::kNone && line(i).stops && line(i).words >= 12) {
        article.add(line(i).folded);
        ++paragraphs;
      }
    for (const uint32_t i : candidates) {
      const auto [all, seen] = article.known(line(i).folded);
      if (seen >= 2 && seen * 3 >= all) return i;
    }
    return candidates.front();
  }

  bool followed_by_body(uint32_t i) const {
    const uint32_t title_words = line(i).words;
    uint32_t seen = 0;
    for (size_t j = i + 1; j < lines_.size() && seen < 10; ++j, ++seen) {
      if (line(j).prose() || line(j).stops || line(j).words > title_words + 6) return true;
    }
    return false;
  }

  void before_title(ClassifiedLine& l) const {
    if (l.known) {
      l.kind = *l.known == RegionKind::kBody ? RegionKind::kMeta : *l.known;
      return;
    }
    const LineRole role = l.line.role;
    const bool ticker = role == LineRole::kNone && !l.line.holds_date && l.line.words >= 4;
    const bool junk =
        role == LineRole::kJunk || role == LineRole::kEnd || role == LineRole::kBox || l.line.words == 0 || ticker;
    l.kind = junk && !l.line.dated        ? RegionKind::kJunk
             : role == LineRole::kCaption ? RegionKind::kCaption
                                          : RegionKind::kMeta;
  }

  bool starts_body(size_t i) const {
    const Line& l = line(i);
    if (lines_[i].known) return *lines_[i].known == RegionKind::kBody && l.words >= 4;
    if (l.role != LineRole::kNone || l.dated) return false;
    if (l.holds_date && !l.stops && cluttered_) return false;
    if (l.words >= 12 || (l.stops && l.words >= 4)) return true;
    return !cluttered_ && !byline(l, true);
  }

  // "City - agency" right under the title.
  bool byline(const Line& l, bool directly) const {
    if (!directly || l.words > 6 || l.stops) return false;
    const std::string_view raw = slice(text_, l.span);
    for (size_t at = 0; at < raw.size();) {
      const text::CodePoint point = text::decode(raw, at);
      if (point.value == '|' || point.value == 0x0640 || (point.value >= 0x2012 && point.value <= 0x2015)) {
        if (spaced(raw, at, point.bytes)) return true;
      } else if (point.value == '-') {
        return true;
      }
      at += point.bytes;
    }
    return false;
  }
  static bool spaced(std::string_view raw, size_t at, size_t bytes) {
    return at > 0 && raw[at - 1] == ' ' && (at + bytes >= raw.size() || raw[at + bytes] == ' ');
  }

  // A picture's caption names its source in brackets at the end.
  bool credited(const Line& l) const {
    const std::string_view raw = slice(text_, l.span);
    const size_t open = raw.rfind('(');
    return raw.ends_with(')') && open != raw.npos && open > 0 && raw.size() - open < 50;
  }

  void under_title(ClassifiedLine& l, bool directly) const {
    if (l.known) {
      l.kind = *l.known;
      return;
    }
    switch (l.line.role) {
      case LineRole::kMeta: l.kind = RegionKind::kMeta; return;
      case LineRole::kCaption: l.kind = RegionKind::kCaption; return;
      case LineRole::kNone: break;
      default: l.kind = RegionKind::kJunk; return;
    }
    if (l.line.dated || l.line.holds_date || (cluttered_ && l.line.words <= 3) || byline(l.line, directly))
      l.kind = l.line.words == 0 && !l.line.dated ? RegionKind::kJunk : RegionKind::kMeta;
    else if (cluttered_ && (facts_seen_ || credited(l.line))) l.kind = RegionKind::kCaption;
    else l.kind = RegionKind::kBody;  // a second headline
  }

  void in_body(uint32_t i) {
    ClassifiedLine& l = lines_[i];
    if (l.known && *l.known != RegionKind::kBody) {
      l.kind = *l.known;
      return;
    }
    l.kind = l.known ? marked_body(i) : unmarked(i);
    if (cluttered_ && l.kind == RegionKind::kBody) body_words_.add(l.line.folded);
  }

  // Markup says body: only what a phrase says plainly is taken out of it.
  RegionKind marked_body(uint32_t i) { return unmarked(i); }

  RegionKind unmarked(uint32_t i) {
    const Line& l = line(i);
    switch (l.role) {
      case LineRole::kEnd: ended_ = true; return RegionKind::kJunk;
      case LineRole::kBox:
        boxed_ = true;
        teaser_.clear();
        return RegionKind::kJunk;
      case LineRole::kJunk: return RegionKind::kJunk;
      case LineRole::kMeta: return ended_ || boxed_ ? RegionKind::kJunk : RegionKind::kMeta;
      case LineRole::kCaption: return ended_ || boxed_ ? RegionKind::kJunk : RegionKind::kCaption;
      case LineRole::kNone: break;
    }
    if (ended_) {
      if (!resumes_after_end(i)) return RegionKind::kJunk;
      ended_ = boxed_ = false;
    }
    if (boxed_) {
      if (!resumes_after_box(i)) {
        if (l.headline_like() || l.trails) {
          teaser_.clear();
          teaser_.add(l.folded);
        }
        return RegionKind::kJunk;
      }
      boxed_ = false;
    }
    if (l.words == 0 && cluttered_) return RegionKind::kJunk;
    if (sign_off(l)) return RegionKind::kMeta;
    if (l.dated && cluttered_) return RegionKind::kMeta;
    return RegionKind::kBody;
  }

  // "(AGENCY)" on its own, perhaps with dashes before it or the initials of an editor after it.
  bool sign_off(const Line& l) const {
    std::string_view raw = slice(text_, l.span);
    raw.remove_prefix(std::min(raw.find_first_not_of("- "), raw.size()));
    return l.words <= 6 && raw.starts_with('(') && raw.find(')') < 60 && l.span.size() < 80 && !l.stops;
  }

  bool full(size_t i, uint32_t words) const {
    return i < lines_.size() && line(i).role == LineRole::kNone && line(i).stops && line(i).words >= words;
  }

  // Three paragraphs in a row that speak of the article's things.
  bool resumes_after_end(size_t i) const {
    if (!full(i, 18) || !full(i + 1, 18) || !full(i + 2, 18)) return false;
    uint32_t akin_lines = 0;
    for (size_t j = i; j < i + 3; ++j) akin_lines += akin(j) ? 1u : 0u;
    return akin_lines >= 2;
  }

  bool resumes_after_box(size_t i) const {
    if (!full(i, 8)) return false;
    if (full(i, 12) && full(i + 1, 12)) return true;  // teasers alternate with their headlines
    const auto [all, seen] = teaser_.known(line(i).folded);
    if (!teaser_.empty() && all > 0 && seen * 4 >= all) return false;  // the summary of the teaser above it
    return akin(i);
  }

  bool akin(size_t i) const {
    const auto [all, seen] = body_words_.known(line(i).folded);
    return all > 0 && seen * 5 >= all;
  }

  std::string_view text_;
  std::vector<ClassifiedLine>& lines_;
  bool cluttered_ = false;
  bool facts_seen_ = false;  // byline, date or buttons since the title
  bool ended_ = false;       // after a heading that ends the article
  bool boxed_ = false;       // inside a box of other stories
  Vocabulary body_words_;
  Vocabulary teaser_;
};

}  // namespace

uint32_t classify(std::string_view text, std::vector<ClassifiedLine>& lines, uint32_t title, bool page) {
  return Classifier(text, lines, page).run(title);
}

std::vector<ClassifiedLine> split_lines(std::string_view text, const LineReader& reader) {
  std::vector<ClassifiedLine> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t newline = std::min(text.find('\n', at), text.size());
    const Span span = {static_cast<uint32_t>(at), static_cast<uint32_t>(newline)};
    if (!trimmed(text, span).empty()) lines.push_back({reader.read(text, span), {}, RegionKind::kBody});
    at = newline + 1;
  }
  return lines;
}

void add_regions(std::string_view text, const std::vector<ClassifiedLine>& lines, Document& doc) {
  for (const ClassifiedLine& l : lines) {
    const bool joins =
        !doc.regions.empty() && doc.regions.back().kind == l.kind && l.kind != RegionKind::kTitle &&
        std::count(text.begin() + doc.regions.back().span.end, text.begin() + l.line.span.begin, '\n') <= 1;
    if (joins) doc.regions.back().span.end = l.line.span.end;
    else doc.regions.push_back({l.line.span, l.kind});
  }
}

}  // namespace isnad::page
