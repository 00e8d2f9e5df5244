// SPDX-License-Identifier: Apache-2.0
#include "page/page.h"

#include <algorithm>

#include "base/hash.h"
#include "page/charset.h"
#include "page/dates.h"
#include "page/dom.h"
#include "page/extract.h"
#include "page/facts.h"
#include "page/html_guard.h"
#include "page/language.h"
#include "page/regions.h"
#include "page/ruled.h"
#include "text/utf8.h"

namespace isnad::page {

namespace {

constexpr size_t kLanguageSample = 2048;
constexpr size_t kHardlyAny = 40;  // words of body below which a page is looked at again
constexpr size_t kFarLess = 4;     // the general reader may keep as much clutter as an article has text, hardly more

void decoded_into(Decoded decoded, Document& doc) {
  doc.text = std::move(decoded.text);
  if (decoded.faults > 0) doc.issue("invalid-utf8", std::to_string(decoded.faults) + " malformed bytes were replaced");
  if (decoded.misdeclared)
    doc.issue("charset-misdeclared", "the page declares " + decoded.declared + " but is written in " + decoded.charset);
}

// The days between two dates YYYY-MM-DD, roughly: enough to tell a time zone from another day.
int days_apart(std::string_view a, std::string_view b) {
  const auto days = [](std::string_view d) {
    const auto number = [&d](size_t at, size_t size) {
      int value = 0;
      for (size_t i = at; i < at + size; ++i) value = value * 10 + (d[i] - '0');
      return value;
    };
    int year = number(0, 4), month = number(5, 2);
    if (month < 3) {
      --year;
      month += 12;
    }
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + number(8, 2);
  };
  return std::abs(days(a) - days(b));
}

size_t body_words(const std::vector<ClassifiedLine>& lines) {
  size_t words = 0;
  for (const ClassifiedLine& l : lines) words += l.kind == RegionKind::kBody ? l.line.words : 0u;
  return words;
}

struct Dated {
  std::string where, value;
};

// The dates that a page gives of itself, best first: markup, the line under the title, its address.
std::vector<Dated> page_dates(const PageFacts& facts, const std::vector<ClassifiedLine>& lines, uint32_t title,
                              uint32_t ruled_date, std::string_view url, Document& doc) {
  std::vector<Dated> out;
  if (ruled_date != kNoLine && !lines[ruled_date].line.ambiguous_date) {
    out.push_back({"the line that the outlet's rule names", lines[ruled_date].line.date});
    doc.meta.published.evidence.push_back(lines[ruled_date].line.span);
  }
  for (const Claim& claim : facts.published)
    if (auto value = machine_date(claim.value)) out.push_back({std::string(claim.where), *value});
  // A date above the title is the day on which the page was shown, not the article's.
  const Line* best = nullptr;
  for (size_t i = title == kNoLine ? 0 : title + 1; i < lines.size(); ++i) {
    const ClassifiedLine& l = lines[i];
    if (l.kind != RegionKind::kMeta || l.line.date.empty() || l.line.topic == "updated") continue;
    if (best == nullptr || (l.line.topic == "date" && best->topic != "date")) best = &l.line;
  }
  if (best == nullptr) {
    for (size_t i = 0; title != kNoLine && i < title; ++i)
      if (lines[i].kind == RegionKind::kMeta && lines[i].line.topic == "date" && !lines[i].line.date.empty())
        best = &lines[i].line;
  }
  if (best != nullptr) {
    if (best->ambiguous_date && out.empty())
      doc.issue("date-ambiguous", "the page's date can mean two days; it was read day first", best->span);
    if (!best->ambiguous_date || out.empty()) out.push_back({"the line under the title", best->date});
    if (doc.meta.published.evidence.empty()) doc.meta.published.evidence.push_back(best->span);
  }
  if (auto value = date_in_url(url)) out.push_back({"the address", *value});
  return out;
}

void choose_date(const std::vector<Dated>& dates, const Given& given, Document& doc) {
  Published& published = doc.meta.published;
  std::string chosen, chosen_where;
  if (!given.date.empty()) {
    if (auto value = given_date(given.date)) {
      chosen = *value;
      chosen_where = "the date given";
      published.basis = DateBasis::kGiven;
    } else {
      doc.issue("date-format", "the date given, \"" + text::repair(given.date.substr(0, 40)) +
                                   "\", is neither ISO 8601 nor an unambiguous dd/mm/yyyy");
    }
  }
  if (chosen.empty() && !dates.empty()) {
    chosen = dates.front().value;
    chosen_where = dates.front().where;
    published.basis = DateBasis::kPage;
  }
  published.value = chosen;
  if (published.basis != DateBasis::kPage) published.evidence.clear();
  for (const Dated& other : dates) {
    if (chosen.size() != 10 || days_apart(other.value, chosen) <= 1) continue;
    doc.issue("date-conflict", chosen_where + " says " + chosen + ", " + other.where + " says " + other.value);
    return;
  }
}

}  // namespace

Result<Page> Page::open(const lexicon::Lexicon& lexicon) {
  Page page;
  page.lexicon_ = &lexicon;
  page.lines_ = LineReader(lexicon);
  page.outlets_ = Outlets(lexicon);
  page.rules_ = OutletRules(lexicon);
  page.languages_ = lexicon.table("page/languages");
  page.marks_ = lexicon.table("page/marks");
  return page;
}

void Page::language(Document& doc) const {
  std::string sample;
  for (const Region& region : doc.regions) {
    if (region.kind != RegionKind::kTitle && region.kind != RegionKind::kBody) continue;
    sample += doc.str(region.span).substr(0, kLanguageSample);
    sample += '\n';
    if (sample.size() >= kLanguageSample) break;
  }
  if (sample.empty()) sample = doc.text.substr(0, kLanguageSample);
  doc.meta.language = language_of(sample, languages_);
  if (doc.meta.language != "ar")
    doc.issue("not-arabic", "the text is not Arabic (" + doc.meta.language + "), so nothing was read from it");
}

// What holds for both kinds of input, once text and regions stand.
void Page::finish(const Given& given, Document& doc) const {
  Meta& meta = doc.meta;
  meta.content_sha256 = sha256_hex(doc.text);
  meta.url = text::repair(given.url);
  meta.retrieved = text::repair(given.retrieved);
  if (!given.url.empty() && !meta.canonical_url.empty() && !same_site(given.url, meta.canonical_url)) {
    doc.issue("address-elsewhere", "the page says that its address is " +
                                       text::repair(meta.canonical_url.substr(0, 200)) +
                                       ", on another site than the one it came from");
    meta.canonical_url.clear();
  }
  if (!given.outlet.empty()) {
    meta.outlet = text::repair(given.outlet);
  } else if (const std::string_view known = outlets_.name_of_url(given.url.empty() ? meta.canonical_url : given.url);
             !known.empty()) {
    meta.outlet = known;
  } else if (!given.site.empty()) {
    meta.outlet = text::repair(given.site);
  } else if (!given.url.empty() && outlets_.is_name(meta.outlet)) {
    // Anybody can write a known name into a page.
    doc.issue("outlet-unproven", "the page calls itself " + meta.outlet + ", but its address, " + host_of(given.url) +
                                     ", is not known to be that outlet's");
    meta.outlet = host_of(given.url);
  }
  if (!meta.author.empty() && folded_words(meta.author) == folded_words(meta.outlet)) meta.author.clear();
  const std::string& address = meta.canonical_url.empty() ? meta.url : meta.canonical_url;
  meta.id = !given.id.empty() ? text::repair(given.id)
            : address.empty() ? meta.content_sha256.substr(0, 16)
                              : sha256_hex(address + "\n" + doc.text).substr(0, 16);
  for (const Region& region : doc.regions)
    if (region.kind == RegionKind::kTitle && !meta.title) meta.title = region.span;
  language(doc);
  if (!meta.agency.empty()) {
    if (const std::string_view name = outlets_.agency(meta.agency); !name.empty()) meta.agency = name;
    return;
  }
  // A sign-off at the end weighs more than a byline, and both more than a dateline.
  Span first_body, last_body;
  for (const Region& region : doc.regions) {
    if (region.kind == RegionKind::kMeta && meta.agency.empty())
      meta.agency = outlets_.agency_in_line(doc.str(region.span));
    if (region.kind != RegionKind::kBody) continue;
    if (first_body.empty()) first_body = region.span;
    last_body = region.span;
  }
  std::string_view tail = doc.str(last_body);
  if (const size_t newline = tail.rfind('\n'); newline != tail.npos) tail.remove_prefix(newline + 1);
  if (tail.ends_with('.')) tail.remove_suffix(1);
  if (tail.ends_with(')'))
    if (const std::string_view name =
            outlets_.agency_in_line(tail.substr(tail.size() - std::min<size_t>(tail.size(), 80)));
        !name.empty())
      meta.agency = name;
  if (meta.agency.empty()) meta.agency = outlets_.dateline_agency(doc.str(first_body));
}

void Page::read_text(std::string_view text, const Given& given, Document& doc) const {
  decoded_into(decode_bytes(text, false), doc);
  if (!given.title.empty() && !doc.text.starts_with(given.title))
    doc.text = text::repair(given.title) + (doc.text.empty() ? "" : "\n") + doc.text;
  std::vector<ClassifiedLine> lines = split_lines(doc.text, lines_);
  const bool title_given = !given.title.empty() && !lines.empty();
  // A given title of several lines is its first line and a rest.
  const uint32_t title = classify(doc.text, lines, title_given ? 0 : kNoLine, false);
  add_regions(doc.text, lines, doc);
  choose_date(page_dates({}, lines, title, kNoLine, given.url, doc), given, doc);
  finish(given, doc);
}

struct Page::Article {
  Extracted extracted;
  uint32_t title = kNoLine;
  size_t words = 0;  // of the body
};

Page::Article Page::read(const Dom& dom, const Laid& laid, const std::vector<std::string>& headlines,
                         Trust trust) const {
  Article article{extract(dom, laid, headlines, lines_, trust), kNoLine, 0};
  article.title = classify(article.extracted.text, article.extracted.lines, article.extracted.title, true);
  article.words = body_words(article.extracted.lines);
  return article;
}

// What the outlet's rules say is taken where it is plausible beside what the page looks like without them: layouts
// change, and a rule that finds a caption or a teaser must not cost the article.
Page::Article Page::read_best(Dom& dom, PageFacts& facts, Document& doc) const {
  const Laid laid = lay_out(dom, lines_);
  const RuledParts ruled = apply_rules(dom);
  Article article = read(dom, laid, facts.headlines, Trust::kNames);
  if (article.words < kHardlyAny) {
    Article lenient = read(dom, laid, facts.headlines, Trust::kLenient);
    if (lenient.words >= kHardlyAny + 3 * article.words) article = std::move(lenient);
  }
  if (dom.rules.empty()) return article;
  if (!ruled.any || (ruled.body_wanted && !ruled.body_found)) {
    doc.issue(
        "outlet-rule-unmatched",
        "the outlet's rules do not find its text on the page, so it was read without them; did its layout change?");
    return article;
  }
  Article by_rule = read(dom, laid, facts.headlines, Trust::kRuled);
  if (by_rule.words * kFarLess < article.words && article.words >= kHardlyAny + by_rule.words) {
    doc.issue("outlet-rule-overruled", "the outlet's rules find " + std::to_string(by_rule.words) +
                                           " words of text where the page seems to have " +
                                           std::to_string(article.words) + ", so it was read without them");
    return article;
  }
  if (!ruled.date.empty()) facts.published.insert(facts.published.begin(), {"the outlet's rule", ruled.date});
  if (!ruled.author.empty()) facts.author = ruled.author;
  return by_rule;
}

void Page::read_html(std::string_view bytes, const Given& given, Document& doc) const {
  const bool cut = bytes.size() > kMaxPage;
  decoded_into(decode_bytes(bytes.substr(0, kMaxPage), true), doc);
  if (cut) doc.issue("page-truncated", "the page is longer than 16 MB; the rest was left out");
  Dom dom = parse_dom(guard_html(doc.text, marks_, rules_, given.url));
  PageFacts facts = page_facts(dom);
  if (!given.title.empty()) facts.headlines.insert(facts.headlines.begin(), text::repair(given.title));
  Article article = read_best(dom, facts, doc);
  const std::vector<ClassifiedLine>& lines = article.extracted.lines;
  doc.text = std::move(article.extracted.text);
  add_regions(doc.text, lines, doc);
  doc.meta.canonical_url = facts.canonical_url;
  doc.meta.author = facts.author.starts_with('(') ? std::string() : std::string(lines_.without_byline(facts.author));
  doc.meta.agency = facts.agency;
  if (!doc.meta.author.empty() && !outlets_.agency(doc.meta.author).empty()) {
    if (doc.meta.agency.empty()) doc.meta.agency = doc.meta.author;
    doc.meta.author.clear();
  }
  doc.meta.outlet = facts.site;
  if (folded_words(doc.meta.author) == folded_words(facts.site)) doc.meta.author.clear();
  for (const Claim& claim : facts.modified)
    if (auto value = machine_time(claim.value); value && doc.meta.modified.empty()) doc.meta.modified = *value;
  for (const ClassifiedLine& l : lines)
    if (l.kind == RegionKind::kMeta && l.line.topic == "updated" && !l.line.date.empty() && doc.meta.modified.empty())
      doc.meta.modified = l.line.date;
  choose_date(page_dates(facts, lines, article.title, article.extracted.ruled_date,
                         given.url.empty() ? facts.canonical_url : given.url, doc),
              given, doc);
  finish(given, doc);
}

}  // namespace isnad::page
