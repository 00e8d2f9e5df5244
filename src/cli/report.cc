// SPDX-License-Identifier: Apache-2.0
// Order of acts: what the headline and the lead tell comes first, then what is told often and with its parties; an
// act that only the background knows comes last. All from the reading itself; nothing is guessed about importance.
#include "cli/report.h"

#include <algorithm>
#include <map>

#include "document/names.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::cli {

namespace {

using std::string;
using std::string_view;

constexpr string_view kDot = " \xC2\xB7 ";  // middle dot

bool folded(const Event& event) { return event.basis != Basis::kReport || event.qualifier == Qualifier::kAsked; }

// A word-for-word title stands for the passage that it sums up, so place in the text counts, not the headline's voice.
double newsworthiness(const Document& doc, const std::vector<uint32_t>& tellings) {
  double worth = 0;
  for (uint32_t index : tellings) {
    const Event& event = doc.events[index];
    const int32_t sentence = doc.sentence_at(event.trigger.begin);
    double one = sentence == kNoIndex ? 0.0 : 3.0 / (1.0 + sentence);
    one += 0.5 * static_cast<double>(!event.actors.empty()) + 0.5 * static_cast<double>(!event.recipients.empty());
    one += 0.5 * static_cast<double>(event.confidence);
    if (event.basis != Basis::kReport) one -= 1.5;
    worth = std::max(worth, one);
  }
  return worth + 0.2 * static_cast<double>(std::min<size_t>(tellings.size(), 5));
}

class Report {
 public:
  Report(const Document& doc, const Labels& labels, const ReportOptions& options)
      : doc_(doc), labels_(labels), options_(options) {}

  string write() {
    head();
    acts();
    quotations();
    issues();
    return std::move(out_);
  }

 private:
  void line(string_view indent, const string& text) { out_.append(indent).append(text).append("\n"); }
  string label(string_view key) const { return string(labels_(key)); }

  void head() {
    const Meta& meta = doc_.meta;
    const string headline = meta.title ? isolate(doc_.str(*meta.title)) : label("no-headline");
    line("", bold("## " + headline, options_.style));
    string about = label("outlet") + ": " + (meta.outlet.empty() ? label("date-unknown") : isolate(meta.outlet));
    if (!meta.agency.empty()) about += string(kDot) + label("agency") + ": " + isolate(meta.agency);
    if (!meta.author.empty()) about += string(kDot) + label("author") + ": " + isolate(meta.author);
    about += string(kDot) + label("date") + ": " + date();
    line("   ", about);
  }

  string date() const {
    const Published& published = doc_.meta.published;
    const string basis = " (" + label("basis." + string(name_of(published.basis))) + ")";
    if (!published.value.empty()) return published.value + basis;
    if (published.earliest.empty() && published.latest.empty()) return label("date-unknown");
    const string from = published.earliest.empty() ? "?" : published.earliest;
    const string to = published.latest.empty() ? "?" : published.latest;
    return label("between") + " " + from + " " + label("and") + " " + to + basis;
  }

  void acts() {
    const auto groups = acts_by_newsworthiness(doc_);
    line("", "\n" + bold(label("acts"), options_.style));
    size_t shown = 0, hidden = 0;
    for (const auto& group : groups) {
      const bool fold = std::all_of(group.begin(), group.end(), [&](uint32_t i) { return folded(doc_.events[i]); });
      if (fold) ++hidden;
      else act(++shown, group);
    }
    if (groups.empty()) line("   ", label("no-acts"));
    if (hidden == 0) return;
    if (!options_.all) {
      line("   ", faint("+ " + std::to_string(hidden) + " " + label("folded"), options_.style));
      return;
    }
    line("", "\n" + bold(label("background"), options_.style));
    for (const auto& group : groups)
      if (std::all_of(group.begin(), group.end(), [&](uint32_t i) { return folded(doc_.events[i]); }))
        act(++shown, group);
  }

  // The telling that says most stands for the act: with a source before one without, with parties, in the body.
  const Event& fullest(const std::vector<uint32_t>& group) const {
    const auto fullness = [&](uint32_t i) {
      const Event& e = doc_.events[i];
      return 4 * !e.sources.empty() + 2 * (!e.actors.empty() + !e.recipients.empty()) + (e.time != kNoIndex) +
             (e.place != kNoIndex) + 2 * !folded(e);
    };
    return doc_.events[*std::max_element(group.begin(), group.end(),
                                         [&](uint32_t a, uint32_t b) { return fullness(a) < fullness(b); })];
  }

  void act(size_t number, const std::vector<uint32_t>& group) {
    const Event& event = fullest(group);
    const std::vector<Participant>& chain = event.sources.empty() ? event.effective_sources : event.sources;
    string first = label("on-the-word-of") + ": " + chain_in_words(doc_, labels_, chain);
    first += string(kDot) + bold(label("status." + string(name_of(event.status))), options_.style);
    if (event.qualifier != Qualifier::kNone)
      first += string(kDot) + label("qualifier." + string(name_of(event.qualifier)));
    line("\n", "");
    out_.pop_back();
    line(" ", std::to_string(number) + ". " + first);

    string second = bold(kind(event), options_.style);
    second += field("who", event.actors) + field("to-whom", event.recipients) + field("concerning", event.concerning);
    if (event.place != kNoIndex)
      second += string(kDot) + label("where") + ": " + isolate(doc_.entities[static_cast<size_t>(event.place)].name);
    if (event.time != kNoIndex) {
      const TimeExpression& time = doc_.times[static_cast<size_t>(event.time)];
      second += string(kDot) + label("when") + ": " + isolate(doc_.str(time.span));
      if (time.value != "?") second += " = " + time.value;
    }
    if (event.denies != kNoIndex)
      second += string(kDot) + label("denies") + ": " +
                isolate(doc_.str(doc_.events[static_cast<size_t>(event.denies)].trigger));
    line("    ", second + counts(group));
    line("    ", sentence(event));
    if (group.size() > 1)
      line("    ", faint(label("told-times") + ": " + std::to_string(group.size()), options_.style));
    line("    ", faint("[" + event.id + "]", options_.style));
  }

  string kind(const Event& event) const {
    const string type(name_of(event.type));
    const string key = "act." + type + "." + event.mode;
    const string act = event.mode.empty() ? key : label(key);
    return act == key ? label("type." + type) : act;
  }

  string field(string_view name, const std::vector<Participant>& list) const {
    if (list.empty()) return {};
    string text = string(kDot) + label(name) + ": ";
    for (size_t i = 0; i < list.size(); ++i) {
      if (i > 0) text += " + ";
      text += isolate(participant_name(doc_, list[i]));
    }
    return text;
  }

  string counts(const std::vector<uint32_t>& group) const {
    string text;
    for (const Quantity& q : doc_.quantities) {
      if (std::none_of(group.begin(), group.end(), [&](uint32_t i) { return q.event == static_cast<int32_t>(i); }))
        continue;
      text += string(kDot) + label("unit." + string(name_of(q.unit))) + ": " + isolate(doc_.str(q.span));
    }
    return text;
  }

  string sentence(const Event& event) const {
    const int32_t index = doc_.sentence_at(event.trigger.begin);
    if (index == kNoIndex) return {};
    const Span whole = doc_.sentences[static_cast<size_t>(index)].span;
    std::vector<Span> marks;
    const auto mark = [&](Span span) {
      if (whole.contains(span)) marks.push_back({span.begin - whole.begin, span.end - whole.begin});
    };
    mark(event.trigger);
    for (const auto* list : {&event.actors, &event.recipients, &event.sources})
      for (const Participant& p : *list) mark_participant(p, whole, mark);
    if (event.time != kNoIndex) mark(doc_.times[static_cast<size_t>(event.time)].span);
    return isolate_marked(doc_.str(whole), std::move(marks), options_.style);
  }

  template <class Mark>
  void mark_participant(const Participant& p, Span within, Mark mark) const {
    if (p.span) return mark(*p.span);
    for (const Mention& m : doc_.mentions)
      if (m.entity == p.entity && p.entity != kNoIndex && within.contains(m.span)) return mark(m.span);
  }

  void quotations() {
    if (doc_.quotes.empty()) return;
    line("", "\n" + bold(label("quotations"), options_.style));
    for (const Quote& quote : doc_.quotes) {
      std::vector<Participant> chain;
      if (quote.source) chain.push_back(*quote.source);
      string who = quote.source ? isolate(participant_name(doc_, *quote.source)) : label("unnamed");
      who += " (" + label(quote.named ? "named" : "unnamed") + ")";
      for (const Participant& p : quote.via)
        who += ", " + label("to-outlet") + " " + isolate(participant_name(doc_, p));
      string content;
      for (Span span : quote.content) content += (content.empty() ? "" : " ") + string(doc_.str(span));
      line("  - ", who + ": " + isolate(content));
    }
  }

  void issues() {
    if (doc_.issues.empty()) return;
    line("", "\n" + bold(label("issues"), options_.style));
    for (const Issue& issue : doc_.issues) {
      string text = issue.code + ": " + safe(issue.message);
      if (!issue.span.empty() && issue.span.size() < 200) text += " " + isolate(doc_.str(issue.span));
      line("  - ", text);
    }
  }

  const Document& doc_;
  const Labels& labels_;
  const ReportOptions& options_;
  string out_;
};

// Quotation marks around a part of a name would stand there unbalanced.
string without_marks(string_view name) {
  string out;
  for (size_t at = 0; at < name.size();) {
    const text::CodePoint point = text::decode(name, at);
    if (!text::is_quotation_mark(point.value)) out.append(name, at, point.bytes);
    at += point.bytes;
  }
  return out;
}

}  // namespace

std::string participant_name(const Document& doc, const Participant& participant) {
  if (participant.span) return without_marks(doc.str(*participant.span));
  if (participant.entity != kNoIndex) return doc.entities[static_cast<size_t>(participant.entity)].name;
  if (participant.country.empty()) return "?";
  for (const Entity& entity : doc.entities)
    if (entity.country == participant.country && entity.type == EntityType::kGpe) return entity.name;
  return participant.country;
}

namespace {

// A speaker is named when his quotation says so; somebody who passes it on (an outlet) when his words hold a name.
bool is_named(const Document& doc, const Participant& p) {
  if (p.entity != kNoIndex || !p.span) return true;
  for (const Quote& quote : doc.quotes) {
    if (quote.source && quote.source->span && *quote.source->span == *p.span) return quote.named;
    for (const Participant& via : quote.via)
      if (via.span && *via.span == *p.span)
        return std::any_of(doc.mentions.begin(), doc.mentions.end(), [&](const Mention& m) {
          return m.type == EntityType::kOrganisation && m.span.overlaps(*p.span);
        });
  }
  return false;
}

}  // namespace

std::string chain_in_words(const Document& doc, const Labels& labels, const std::vector<Participant>& chain) {
  if (chain.empty()) return string(labels("outlet-itself"));
  string words;
  for (const Participant& p : chain) {
    if (!words.empty()) words += ", " + string(labels("as-told-by")) + " ";
    words += isolate(participant_name(doc, p));
    if (!is_named(doc, p)) words += " (" + string(labels("unnamed")) + ")";
  }
  return words;
}

std::vector<std::vector<uint32_t>> acts_by_newsworthiness(const Document& doc) {
  std::vector<std::vector<uint32_t>> groups;
  std::map<int32_t, size_t> by_number;
  for (uint32_t i = 0; i < doc.events.size(); ++i) {
    const int32_t same = doc.events[i].same;
    const auto [found, is_new] =
        same == 0 ? std::pair{by_number.end(), true} : by_number.try_emplace(same, groups.size());
    if (is_new) groups.push_back({i});
    else groups[found->second].push_back(i);
  }
  std::vector<double> worth;
  for (const auto& group : groups) worth.push_back(newsworthiness(doc, group));
  std::vector<size_t> order(groups.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return worth[a] > worth[b]; });
  std::vector<std::vector<uint32_t>> sorted;
  for (size_t i : order) sorted.push_back(std::move(groups[i]));
  return sorted;
}

std::string report(const Document& doc, const Labels& labels, const ReportOptions& options) {
  return Report(doc, labels, options).write();
}

}  // namespace isnad::cli
