// SPDX-License-Identifier: Apache-2.0
#include "exports/claim_row.h"

#include <algorithm>
#include <cstdio>

#include "document/names.h"
#include "text/letters.h"
#include "times/calendar.h"
#include "times/edtf.h"

namespace isnad::exports {

namespace {

using std::string;
using std::string_view;

string iso(times::Day day) {
  const times::Civil date = times::civil_of(day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

class Rows {
 public:
  Rows(const Document& doc, const std::vector<Correction>& corrections, const Options& options)
      : doc_(doc), corrections_(corrections), options_(options), points_(doc.text) {
    for (size_t i = 0; i < doc.entities.size(); ++i)
      masked_.push_back(!options.include_private && is_private(doc, static_cast<int32_t>(i), options.known));
  }

  std::vector<ClaimRow> write() {
    std::vector<ClaimRow> rows;
    rows.reserve(doc_.events.size());
    for (size_t i = 0; i < doc_.events.size(); ++i) rows.push_back(row(static_cast<int32_t>(i)));
    return rows;
  }

 private:
  ClaimRow row(int32_t index) {
    const Event& e = doc_.events[static_cast<size_t>(index)];
    ClaimRow row;
    row.event = &e;
    row.claim = doc_.meta.id + "#" + e.id;
    page(row);
    row.type = name_of(e.type);
    row.mode = e.mode;
    row.status = name_of(e.status);
    row.qualifier = name_of(e.qualifier);
    row.basis = name_of(e.basis);
    row.actors = parties(e.actors);
    row.recipients = parties(e.recipients);
    row.concerning = parties(e.concerning);
    row.sources = parties(e.sources);
    row.effective_sources = parties(e.effective_sources);
    row.chain = in_words(row.sources);
    row.effective_chain = in_words(row.effective_sources);
    place(e, row);
    date(e, row);
    row.same = e.same;
    sentence(e, row);
    row.rule = e.rule;
    char sureness[16];
    std::snprintf(sureness, sizeof sureness, "%.3f", static_cast<double>(e.confidence));
    row.confidence = sureness;
    review(e, row);
    for (const Quantity& q : doc_.quantities)
      if (q.event == index) row.counts.push_back({q.unit, string(doc_.str(q.span)), q.low, q.high});
    return row;
  }

  void page(ClaimRow& row) const {
    const Meta& m = doc_.meta;
    row.document = m.id;
    row.outlet = m.outlet;
    row.url = m.canonical_url.empty() ? m.url : m.canonical_url;
    row.content_sha256 = m.content_sha256;
    if (m.title) row.title = masked(*m.title);
    row.language = m.language;
    row.published = m.published.value;
    row.published_basis = name_of(m.published.basis);
  }

  std::vector<PartyRow> parties(const std::vector<Participant>& list) const {
    std::vector<PartyRow> rows;
    for (const Participant& p : list) {
      PartyRow party;
      party.entity = p.entity;
      party.country = p.country;
      party.side = p.side;
      party.sector = p.sector;
      if (p.span) party.text = masked(*p.span);
      if (p.entity != kNoIndex) {
        const Entity& entity = doc_.entities[static_cast<size_t>(p.entity)];
        party.named = true;
        party.known = options_.known.holds(entity);
        party.type = entity.type;
        party.masked = masked_[static_cast<size_t>(p.entity)];
        party.name = party.masked ? string(options_.words.private_person) : entity.name;
        if (!party.masked) {
          party.english = entity.en;
          party.wikidata = entity.kb;
        }
      } else {
        party.name = party.text.empty() ? p.country : party.text;
      }
      rows.push_back(std::move(party));
    }
    return rows;
  }

  string in_words(const std::vector<PartyRow>& chain) const {
    if (chain.empty()) return string(options_.words.outlet_itself);
    string words;
    for (const PartyRow& p : chain) {
      if (!words.empty()) words += ", " + string(options_.words.as_told_by) + " ";
      words += p.name;
      if (!p.named) words += " (" + string(options_.words.unnamed) + ")";
    }
    return words;
  }

  void place(const Event& e, ClaimRow& row) const {
    if (e.place == kNoIndex) return;
    const Entity& entity = doc_.entities[static_cast<size_t>(e.place)];
    row.place = entity.name;
    row.place_english = entity.en;
    row.place_country = entity.country;
  }

  void date(const Event& e, ClaimRow& row) const {
    if (e.time != kNoIndex) {
      const TimeExpression& time = doc_.times[static_cast<size_t>(e.time)];
      row.time_words = doc_.str(time.span);
      if (time.value != "?") row.date = time.value;
    }
    std::optional<times::Days> days;
    if (!row.date.empty() && (days = times::read_value(row.date))) row.date_basis = "text";
    // Background has its own date, which is not that of the page, even where the text does not say it.
    if (!days && e.basis == Basis::kReport && (days = times::read_value(row.published))) row.date_basis = "published";
    if (!days) return;
    row.first_day = iso(days->first);
    row.last_day = iso(days->last);
  }

  void sentence(const Event& e, ClaimRow& row) {
    row.start = points_.at(e.trigger.begin);
    row.end = points_.at(e.trigger.end);
    row.trigger = doc_.str(e.trigger);
    const int32_t index = doc_.sentence_at(e.trigger.begin);
    if (index == kNoIndex) return;
    row.sentence = masked(doc_.sentences[static_cast<size_t>(index)].span);
    row.sentence_number = static_cast<uint32_t>(index) + 1;
  }

  void review(const Event& e, ClaimRow& row) const {
    for (const Correction& check : corrections_) {
      if (check.event_id != e.id) continue;
      row.marked_wrong = check.field == "verdict" ? check.value == "wrong" : row.marked_wrong;
      row.review += (row.review.empty() ? "" : "; ") + check.field + " = " + check.value + ", " +
                    string(options_.words.checked) + ", " + check.made;
    }
    if (row.review.empty()) row.review = options_.words.unchecked;
  }

  // The words of a span, with the names of masked persons left out.
  string masked(Span span) const {
    string out;
    uint32_t at = span.begin;
    for (const Mention& m : doc_.mentions) {
      if (m.span.begin < at || m.span.end > span.end || m.entity == kNoIndex) continue;
      if (!masked_[static_cast<size_t>(m.entity)]) continue;
      out += doc_.str({at, m.span.begin});
      out += "[" + string(options_.words.private_person) + "]";
      at = m.span.end;
    }
    out += doc_.str({at, span.end});
    return out;
  }

  const Document& doc_;
  const std::vector<Correction>& corrections_;
  const Options& options_;
  text::CodePoints points_;
  std::vector<bool> masked_;
};

}  // namespace

Words words_in(const lexicon::Lexicon& lexicon, std::string_view language) {
  const lexicon::Table table = lexicon.table("interface/labels");
  const int column = table.exists() ? table.column(language) : -1;
  const auto label = [&](string_view key) -> string_view {
    if (column < 0) return key;
    const auto rows = table.find(text::fold(key));
    return rows.empty() ? key : table.cell(rows[0], column);
  };
  return {label("outlet-itself"),          label("as-told-by"),        label("unnamed"), label("private-person"),
          label("machine-read-unchecked"), label("checked-by-analyst")};
}

std::vector<ClaimRow> claim_rows(const Document& doc, const std::vector<Correction>& corrections,
                                 const Options& options) {
  return Rows(doc, corrections, options).write();
}

bool is_private(const Document& doc, int32_t entity, const KnownActors& known) {
  const Entity& e = doc.entities[static_cast<size_t>(entity)];
  if (e.type != EntityType::kPerson || known.holds(e)) return false;
  return std::none_of(doc.designations.begin(), doc.designations.end(), [&](const Designation& d) {
    return d.entity == entity && (d.kind == DesignationKind::kOffice || d.kind == DesignationKind::kRecognition);
  });
}

Options options_of(const lexicon::Lexicon& lexicon, std::string_view language, bool include_private) {
  return {words_in(lexicon, language), include_private, KnownActors(lexicon)};
}

bool is_planned_cooperation(const ClaimRow& row) {
  if (row.event->status != Status::kPlanned || row.event->qualifier != Qualifier::kNone) return false;
  switch (row.event->type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kConcede:
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kRetreat: return true;
    default: return false;
  }
}

std::string_view why_set_aside(const ClaimRow& row, bool planned_as_agree) {
  if (row.marked_wrong) return "marked wrong by an analyst";
  if (row.first_day.empty()) return "undated";
  if (planned_as_agree && is_planned_cooperation(row)) return {};
  if (row.event->qualifier != Qualifier::kNone) return row.qualifier;
  if (row.event->status != Status::kHappened && row.event->status != Status::kOngoing) return row.status;
  return {};
}

}  // namespace isnad::exports
