// SPDX-License-Identifier: Apache-2.0
// Every line gets a weight: its letters when it is prose outside links, less than nothing when it is links or a phrase
// of clutter. The article is the element whose lines weigh most together; names such as "sidebar" count against an
// element unless it holds the headline.
#include "page/extract.h"

#include <algorithm>

#include "text/letters.h"

namespace isnad::page {

namespace {

constexpr double kLinkCost = -25;  // a line of links weighs against its element as a short sentence for it
constexpr double kPhraseCost = -40;
constexpr double kNearlyAll = 0.8;
constexpr double kClutterShare = 0.1;  // what prose inside an element named as clutter is worth

class Extractor {
 public:
  Extractor(const Dom& dom, const Laid& laid, const std::vector<std::string>& headlines, const LineReader& reader,
            Trust trust)
      : dom_(dom), laid_(laid), headlines_(headlines), reader_(reader), trust_(trust) {
    for (const std::string& headline : headlines) folded_headlines_.push_back(folded_words(headline));
    ruled_body_ = ruled() && std::any_of(dom.elements.begin(), dom.elements.end(),
                                         [](const Element& e) { return (e.marks & kRuledBody) != 0; });
  }

  Extracted run() {
    take_lines();
    spread_clutter();
    const uint32_t article = best_element();
    classify_by_markup(article);
    return std::move(out_);
  }

 private:
  void take_lines() {
    title_ = ruled() ? ruled_title() : kNoLine;
    if (title_ == kNoLine) title_ = visible_title();
    prepended_ = title_ == kNoLine && !headlines_.empty();
    if (prepended_) {
      out_.text = headlines_.front();
      const Span all{0, static_cast<uint32_t>(out_.text.size())};
      out_.lines.push_back({reader_.read(out_.text, all), {}, RegionKind::kJunk});
      if (!laid_.text.empty()) out_.text += '\n';
      out_.title = 0;
    } else if (title_ != kNoLine) {
      out_.title = title_;
    }
    shift_ = prepended_ ? 1 : 0;
    const auto moved = static_cast<uint32_t>(out_.text.size());
    out_.text += laid_.text;
    out_.lines.reserve(laid_.lines.size() + shift_);
    for (const Line& line : laid_.lines) {
      out_.lines.push_back({line, {}, RegionKind::kJunk});
      out_.lines.back().line.span.begin += moved;
      out_.lines.back().line.span.end += moved;
    }
  }

  bool ruled() const { return trust_ == Trust::kRuled; }

  // The first line of the element that the outlet's rule names.
  uint32_t ruled_title() const {
    for (uint32_t i = 0; i < dom_.lines.size(); ++i)
      if (within(i, kRuledTitle) && laid_.lines[i].words > 0) return i;
    return kNoLine;
  }

  const Element& element_of(size_t line) const { return dom_.elements[dom_.lines[line].element]; }

  bool within(size_t line, uint32_t marks) const {
    for (uint32_t e = dom_.lines[line].element;; e = dom_.elements[e].parent) {
      if ((dom_.elements[e].marks & marks) != 0) return true;
      if (e == dom_.elements[e].parent) return false;
    }
  }

  // 2: the line is a headline, 1: it is the main part of one, 0: neither.
  int matches_headline(const std::string& folded) const {
    if (folded.size() < 8) return 0;
    int best = 0;
    for (const std::string& wanted : folded_headlines_) {
      if (wanted == folded) return 2;
      if (folded.size() * 2 >= wanted.size() && wanted.find(folded) != wanted.npos) best = 1;
      if (wanted.size() * 10 >= folded.size() * 8 && wanted.size() >= 16 && folded.find(wanted) != folded.npos)
        best = 1;
    }
    return best;
  }

  // The visible line that is the headline: one that the page names so, in the highest heading; else its only h1.
  uint32_t visible_title() const {
    uint32_t best = kNoLine;
    int best_score = 0;
    uint32_t h1 = kNoLine;
    int h1s = 0;
    for (uint32_t i = 0; i < dom_.lines.size(); ++i) {
      const VisibleLine& l = dom_.lines[i];
      if (l.text.size() > 600) continue;
      const bool headline = within(i, kHeadline);
      if (headline && l.text.size() >= 16 && !within(i, kNavigation | kFooter | kRelated | kComments)) {
        ++h1s;
        if (h1 == kNoLine || (element_of(h1).marks & kHeadline) == 0) h1 = i;
      }
      const Line& line = laid_.lines[i];
      const int match = matches_headline(line.whole ? line.folded : folded_words(l.text));
      if (match == 0) continue;
      int score = match * 4 + (headline ? 3 : within(i, kHeading) ? 2 : 0);
      if (within(i, kNavigation | kBreadcrumb | kFooter | kRelated | kComments | kAside)) score -= 6;
      if (l.linked * 2 > l.text.size()) score -= 2;
      if (score > best_score) {
        best_score = score;
        best = i;
      }
    }
    if (best != kNoLine) return best;
    return h1s == 1 ? h1 : kNoLine;
  }

  // Elements inside one that is named as clutter are clutter, unless it holds the headline. One that holds most of the
  // page's prose is not what its name says, but a thread of comments and a list of stories can be longer than an
  // article.
  void spread_clutter() {
    clutter_.assign(dom_.elements.size(), false);
    if (trust_ == Trust::kLenient) return;
    std::vector<double> prose(dom_.elements.size(), 0);
    for (size_t i = 0; i < dom_.lines.size(); ++i) prose[dom_.lines[i].element] += std::max(0.0, weight(i));
    for (size_t e = dom_.elements.size(); e-- > 1;) prose[dom_.elements[e].parent] += prose[e];
    for (uint32_t e = 1; e < dom_.elements.size(); ++e) {
      const Element& x = dom_.elements[e];
      const bool holds_title = title_ != kNoLine && x.first_line <= title_ && title_ < x.last_line;
      const bool most = prose[e] > prose[0] / 2 && (x.marks & (kComments | kRelated)) == 0;
      clutter_[e] =
          clutter_[x.parent] || ((x.marks & kClutterMarks) != 0 && !holds_title && !most && (x.marks & kBodyMark) == 0);
      if (!ruled()) continue;
      if ((x.marks & (kRuledBody | kRuledLead)) != 0) clutter_[e] = false;
      if ((x.marks & kRuledClutter) != 0) clutter_[e] = true;
    }
  }

  double weight(size_t i) const {
    const VisibleLine& l = dom_.lines[i];
    const Line& line = out_.lines[i + shift_].line;
    const double links = l.text.empty() ? 0 : static_cast<double>(l.linked) / static_cast<double>(l.text.size());
    if (line.role == LineRole::kEnd || line.role == LineRole::kJunk) return kPhraseCost;
    if (links > 0.5) return line.words > 20 && links < 0.8 ? 0 : kLinkCost;
    const double size = static_cast<double>(std::min<size_t>(l.text.size(), 3000)) * (1 - links);
    if (clutter_[l.element]) return line.prose() ? size * kClutterShare : 0;
    if (line.words >= 10 || (line.stops && line.words >= 6)) return size * (line.trails ? 0.3 : 1);
    return 0;
  }

  uint32_t best_element() const {
    std::vector<double> sum(dom_.elements.size(), 0);
    for (size_t i = 0; i < dom_.lines.size(); ++i) sum[dom_.lines[i].element] += weight(i);
    for (size_t e = dom_.elements.size(); e-- > 1;) sum[dom_.elements[e].parent] += sum[e];
    uint32_t best = 0;
    double most = sum.empty() ? 0 : sum[0];
    for (uint32_t e = 1; e < dom_.elements.size(); ++e) {
      const double value = sum[e] * ((dom_.elements[e].marks & kBodyMark) != 0 ? 1.3 : 1.0);
      // Of nested elements that weigh the same the innermost is the article.
      if (value >= most && value > 0 && !clutter_[e]) {
        most = value;
        best = e;
      }
    }
    return tightened(best, sum);
  }

  // Down to the element that holds nearly all of it: a footer beside the article goes, what stands between the title
  // and the article is looked at line by line anyway.
  uint32_t tightened(uint32_t element, const std::vector<double>& sum) const {
    for (uint32_t child = element + 1; child < dom_.elements[element].end;) {
      if (sum[child] >= kNearlyAll * sum[element] && !clutter_[child]) {
        element = child;
        child = element + 1;
      } else {
        child = dom_.elements[child].end;
      }
    }
    return element;
  }

  void classify_by_markup(uint32_t article) {
    const Element box = ruled_body_ ? ruled_box() : dom_.elements[article];
    for (uint32_t i = 0; i < dom_.lines.size(); ++i) {
      ClassifiedLine& l = out_.lines[i + shift_];
      if (i == title_) continue;
      const VisibleLine& v = dom_.lines[i];
      const bool inside = box.first_line <= i && i < box.last_line && (!ruled_body_ || within(i, kRuledBody));
      const bool after_title = title_ == kNoLine || i > title_;
      const bool linked = v.linked * 2 > v.text.size();
      if (ruled() && known_by_rule(i)) continue;
      if (within(i, kCaptionMark)) l.known = inside || after_title ? RegionKind::kCaption : RegionKind::kJunk;
      else if (!inside && (i >= box.last_line || (ruled_body_ && i >= box.first_line))) l.known = RegionKind::kJunk;
      else if (inside) l.known = inside_kind(i, linked);
      else l.known = above_kind(i, linked, after_title);
    }
    if (title_ != kNoLine) repeat_of_title();
  }

  // From the first to the last element that is the body, or a paragraph of it.
  Element ruled_box() const {
    Element box;
    box.first_line = kNoLine;
    for (uint32_t e = 1; e < dom_.elements.size(); ++e) {
      const Element& x = dom_.elements[e];
      if ((x.marks & kRuledBody) == 0) continue;
      box.first_line = std::min(box.first_line, x.first_line);
      box.last_line = std::max(box.last_line, x.last_line);
    }
    return box;
  }

  bool known_by_rule(uint32_t i) {
    ClassifiedLine& l = out_.lines[i + shift_];
    if (within(i, kRuledClutter)) {
      l.known = RegionKind::kJunk;
    } else if (within(i, kRuledDate | kRuledAuthor)) {
      l.known = RegionKind::kMeta;
      if (within(i, kRuledDate) && out_.ruled_date == kNoLine && !l.line.date.empty()) out_.ruled_date = i + shift_;
    } else if (within(i, kRuledLead)) {
      l.known = RegionKind::kBody;
    }
    return l.known.has_value();
  }

  std::optional<RegionKind> inside_kind(uint32_t i, bool linked) const {
    const Line& line = out_.lines[i + shift_].line;
    if (title_ != kNoLine && i < title_)
      return line.dated || within(i, kDate | kByline | kSection) ? RegionKind::kMeta : RegionKind::kJunk;
    const VisibleLine& v = dom_.lines[i];
    if (clutter_[v.element] && (line.words < 25 || linked || within(i, kComments | kRelated))) return RegionKind::kJunk;
    if (within(i, kDate | kByline | kSection) && line.words <= 14 && !line.stops) return RegionKind::kMeta;
    if (v.linked * 10 > v.text.size() * 9 && !line.stops && (element_of(i).marks & kHeading) == 0)
      return RegionKind::kJunk;
    return {};
  }

  // Between the headline and an article that begins below it: deck, byline, date, or clutter.
  std::optional<RegionKind> above_kind(uint32_t i, bool linked, bool after_title) const {
    const Line& line = out_.lines[i + shift_].line;
    if (!after_title || linked || clutter_[dom_.lines[i].element]) return RegionKind::kJunk;
    if (line.dated || within(i, kDate | kByline | kSection)) return RegionKind::kMeta;
    if (within(i, kDeck) || line.words >= 10) return std::nullopt;
    return line.words >= 5 ? std::optional<RegionKind>{} : RegionKind::kMeta;
  }

  // A page often repeats its headline in the path of links or under the picture.
  void repeat_of_title() {
    const std::string& title = out_.lines[title_ + shift_].line.folded;
    for (uint32_t i = 0; i < out_.lines.size(); ++i)
      if (i != title_ + shift_ && out_.lines[i].line.folded == title) out_.lines[i].known = RegionKind::kJunk;
  }

  const Dom& dom_;
  const Laid& laid_;
  const std::vector<std::string>& headlines_;
  const LineReader& reader_;
  const Trust trust_;
  std::vector<std::string> folded_headlines_;
  Extracted out_;
  uint32_t title_ = kNoLine;  // number of the visible line
  uint32_t shift_ = 0;        // 1 when a headline was put before the visible lines
  bool prepended_ = false;
  bool ruled_body_ = false;  // the outlet's rules found the body
  std::vector<bool> clutter_;
};

}  // namespace

Laid lay_out(const Dom& dom, const LineReader& reader) {
  Laid laid;
  size_t size = 0;
  for (const VisibleLine& l : dom.lines) size += l.text.size() + 1;
  laid.text.reserve(size);
  for (const VisibleLine& l : dom.lines) {
    laid.text += l.text;
    laid.text += '\n';
  }
  if (!laid.text.empty()) laid.text.pop_back();
  laid.lines.reserve(dom.lines.size());
  uint32_t begin = 0;
  for (const VisibleLine& l : dom.lines) {
    const auto end = begin + static_cast<uint32_t>(l.text.size());
    laid.lines.push_back(reader.read(laid.text, {begin, end}));
    begin = end + 1;
  }
  return laid;
}

Extracted extract(const Dom& dom, const Laid& laid, const std::vector<std::string>& headlines, const LineReader& reader,
                  Trust trust) {
  return Extractor(dom, laid, headlines, reader, trust).run();
}

}  // namespace isnad::page
