// SPDX-License-Identifier: Apache-2.0
#include "desk/claims.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "base/hash.h"
#include "desk/changes.h"
#include "desk/dictionaries.h"
#include "desk/placing.h"
#include "document/names.h"
#include "reading/json.h"
#include "stories/identity.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr uint32_t kShortLine = 60;  // bytes: datelines, bylines and the like are no first sentences
constexpr size_t kFrontSentences = 3;
constexpr size_t kMostDocuments = 2000;  // of one story whose claims are read

std::string sentence_at(const Document& doc, uint32_t at, Span* place = nullptr) {
  const int32_t index = doc.sentence_at(at);
  if (index == kNoIndex) return "";
  const Span span = doc.sentences[static_cast<size_t>(index)].span;
  if (place != nullptr) *place = span;
  return std::string(doc.str(span));
}

std::string figure(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value == std::floor(value) ? "%.0f" : "%.1f", value);
  return text;
}

std::string value_of(const Quantity& q) {
  if (q.low && q.high) return *q.low == *q.high ? figure(*q.low) : figure(*q.low) + "-" + figure(*q.high);
  if (q.low) return "at least " + figure(*q.low);
  return q.high ? "at most " + figure(*q.high) : "";
}

std::string source_words(const Document& doc, const std::vector<Participant>& sources) {
  return sources.empty() ? std::string() : who(doc, sources.front()).name;
}

using Wanted = std::function<bool(const ClaimView&)>;

class Reading {
 public:
  Reading(Claims& claims, size_t index) : claims_(claims), index_(index), told_(claims.documents[index]) {
    size_t seen = 0;
    for (const Sentence& sentence : told_.doc.sentences)
      if (sentence.span.size() > kShortLine && seen++ < kFrontSentences) front_ = sentence.span.end;
  }

  void take(std::set<std::string>& sentences, const std::set<std::string>& wrong, const Wanted& wanted) {
    const Document& doc = told_.doc;
    for (const Event& event : doc.events) {
      // Of an older version only what the newest no longer has.
      if (told_.older && sentences.contains(text::fold(sentence_at(doc, event.trigger.begin)) +
                                            std::string(isnad::name_of(event.type))))
        continue;
      if (event.qualifier == Qualifier::kAsked) continue;  // an act in a question counts nowhere
      Span place;
      ClaimView view = claim(event, place);
      view.wrong = wrong.contains(view.id);
      if (told_.older) view.id += "-" + std::to_string(told_.telling.versions), view.outdated = true;
      if (!told_.telling.copy_of.empty() || !sentences.insert(text::fold(view.sentence) + view.type).second)
        view.copied = true;
      if (wanted && !wanted(view)) continue;
      claims_.tells.push_back(tell(event, view, place));
      claims_.views.push_back(std::move(view));
      claims_.of.push_back(index_);
      claims_.at.push_back(event.trigger.begin);
    }
  }

  void take_counts() {
    const Document& doc = told_.doc;
    for (const Quantity& q : doc.quantities) {
      if (q.cumulative || (!q.low && !q.high)) continue;
      Count count;
      count.unit = isnad::name_of(q.unit);
      count.value = value_of(q);
      count.low = q.low.value_or(0);
      count.high = q.high.value_or(1e18);
      count.document = index_;
      count.source = source_words(doc, q.sources);
      count.sentence = sentence_at(doc, q.span.begin);
      count.at = q.span.begin;
      count.stems = stories::stems(doc.str(q.span));
      if (q.event != kNoIndex) count.event = doc.events[static_cast<size_t>(q.event)].id;
      claims_.counts.push_back(std::move(count));
    }
  }

 private:
  ClaimView claim(const Event& event, Span& sentence) const {
    const Document& doc = told_.doc;
    ClaimView view;
    view.document = told_.telling.code;
    view.id = view.document + "." + event.id;
    view.outlet = told_.telling.outlet;
    view.published = told_.telling.published;
    view.type = isnad::name_of(event.type);
    view.mode = event.mode;
    view.status = isnad::name_of(event.status);
    view.qualifier = isnad::name_of(event.qualifier);
    view.basis = isnad::name_of(event.basis);
    if (event.time != kNoIndex) view.date = doc.times[static_cast<size_t>(event.time)].value;
    if (view.date == "?") view.date.clear();
    for (const Participant& p : event.actors) view.actors.push_back(who(doc, p));
    for (const Participant& p : event.recipients) view.recipients.push_back(who(doc, p));
    for (const Participant& p : event.effective_sources) view.sources.push_back(who(doc, p));
    if (event.place != kNoIndex) {
      view.place = doc.entities[static_cast<size_t>(event.place)].name;
      view.place_country = doc.entities[static_cast<size_t>(event.place)].country;
    }
    view.sentence = sentence_at(doc, event.trigger.begin, &sentence);
    view.trigger = {event.trigger.begin - sentence.begin, event.trigger.end - sentence.begin};
    return view;
  }

  stories::Tell tell(const Event& event, const ClaimView& view, Span sentence) const {
    const Document& doc = told_.doc;
    stories::Tell t;
    t.document = static_cast<uint32_t>(index_);
    t.same = event.same;
    t.type = event.type;
    t.rule = static_cast<uint32_t>(hash64(event.rule));
    t.stem = stories::hashed_stem(doc.str(event.trigger));
    const auto keys = [](const std::vector<Who>& list, std::vector<uint32_t>& out) {
      for (const Who& w : list) {
        if (!w.key.empty()) out.push_back(static_cast<uint32_t>(hash64(w.key)));
        else
          for (uint32_t s : stories::stems(w.name)) out.push_back(s);
      }
      std::sort(out.begin(), out.end());
      out.erase(std::unique(out.begin(), out.end()), out.end());
    };
    keys(view.actors, t.actors);
    keys(view.recipients, t.recipients);
    if (event.place != kNoIndex)
      t.place = static_cast<uint32_t>(hash64(stories::key_of(doc.entities[static_cast<size_t>(event.place)])));
    const size_t slash = view.date.find('/');
    t.from = day_of(view.date.substr(0, std::min(slash, view.date.size())).substr(0, 10));
    t.to = slash == std::string::npos ? t.from : day_of(view.date.substr(slash + 1));
    if (t.to == stories::kNoDay) t.from = stories::kNoDay;
    if (t.from == stories::kNoDay) t.to = stories::kNoDay;
    t.published = day_of(told_.telling.published);
    t.background = event.basis != Basis::kReport;
    t.title = doc.meta.title && doc.meta.title->contains(event.trigger);
    t.front = t.title || event.trigger.begin < front_;
    t.stems = stories::stems(doc.str(sentence));
    return t;
  }

  Claims& claims_;
  size_t index_;
  const Told& told_;
  uint32_t front_ = 0;  // end of the first sentences
};

}  // namespace

Owners::Owners(const lexicon::Lexicon& lexicon) {
  const lexicon::Table outlets = lexicon.table("outlets/outlets");
  const int name = outlets.column("name_ar"), owner = outlets.column("owner");
  for (uint32_t row = 0; row < outlets.rows(); ++row) {
    const std::string_view of = outlets.cell(row, owner);
    const std::string title = text::fold(outlets.cell(row, name));
    // Many newspapers belong to one state and still are not one newsroom.
    const std::string voice = of.empty() || of == "-" || of == "state" ? std::string() : std::string(of);
    by_domain_[std::string(outlets.cell(row, 0U))] = voice;
    by_name_[title] = voice;
  }
  const lexicon::Table agencies = lexicon.table("page/agencies");
  const int agency = agencies.column("name");
  for (uint32_t row = 0; row < agencies.rows(); ++row) by_name_.try_emplace(text::fold(agencies.cell(row, agency)), "");
}

std::string Owners::voice(const std::string& url, const std::string& outlet) const {
  const size_t scheme = url.find("://");
  std::string host = scheme == std::string::npos ? "" : url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  for (std::string part = host; !part.empty();) {
    if (const auto at = by_domain_.find(part); at != by_domain_.end() && !at->second.empty()) return at->second;
    const size_t dot = part.find('.');
    part = dot == std::string::npos ? "" : part.substr(dot + 1);
  }
  if (const auto at = by_name_.find(text::fold(outlet)); at != by_name_.end() && !at->second.empty()) return at->second;
  return outlet.empty() ? host : outlet;
}

bool Owners::is_outlet(const std::string& name) const { return by_name_.contains(text::fold(name)); }

Who who(const Document& doc, const Participant& p) {
  Who w;
  w.country = p.country;
  w.side = p.side;
  if (p.entity != kNoIndex) {
    const Entity& entity = doc.entities[static_cast<size_t>(p.entity)];
    w.key = stories::key_of(entity);
    w.name = entity.name;
    w.named = true;
    if (w.country.empty()) w.country = entity.country;
    if (w.side.empty()) w.side = entity.side;
    return w;
  }
  if (p.span) w.name = std::string(doc.str(*p.span));
  if (p.of != kNoIndex) {
    const Entity& entity = doc.entities[static_cast<size_t>(p.of)];
    if (w.country.empty()) w.country = entity.country;
    if (w.side.empty()) w.side = entity.side;
    w.key = "of:" + stories::key_of(entity);
    if (w.name.empty()) w.name = entity.name;
  } else if (!p.span && !p.country.empty()) {
    w.key = "@" + p.country;
    w.name = p.country;
    w.named = true;
  }
  return w;
}

namespace {

// Reads documents one after the other into claims.
class Gathering {
 public:
  Gathering(const Desk& desk, std::shared_ptr<const Dictionaries> dictionaries)
      : desk_(desk), dictionaries_(std::move(dictionaries)) {}

  Result<void> read(const std::vector<Telling>& tellings) {
    const Result<std::vector<Change>> all = changes(desk_.store);
    if (!all) return all.error();
    for (const Change& change : *all)
      if (change.action == Action::kWrong && change.undone.empty())
        wrong_.insert(change.subjects.begin(), change.subjects.end());
    for (const Telling& telling : tellings) {
      if (!acts_only && claims.documents.size() >= kMostDocuments) break;
      if (Result<void> done = take(telling, false); !done) return done;
      if (telling.versions < 2) continue;
      const Result<std::vector<Telling>> before = older_versions(desk_.store, telling);
      if (!before) return before.error();
      for (const Telling& version : *before)
        if (Result<void> done = take(version, true); !done) return done;
    }
    if (!acts_only) claims.disputed = disputed_figures(claims.passages.figures);
    return {};
  }

  Claims claims;
  bool acts_only = false;
  Wanted wanted;
  std::function<void(const Told&)> look;

 private:
  Result<void> take(const Telling& telling, bool older) {
    const Result<store::Stored> stored = desk_.store.reading_of(telling.version);
    if (!stored) return stored.error();
    Told told;
    told.telling = telling;
    told.older = older;
    if (Result<void> read = reading::from_json(stored->reading, told.doc); !read) return {};  // kept, but not shown
    told.voice = dictionaries_->owners().voice(telling.url, telling.outlet);
    told.agency = told.doc.meta.agency;
    for (const store::Correction& c : stored->corrections)
      if (c.field == "verdict" && c.value == "wrong") wrong_.insert(telling.code + "." + c.event_id);
    claims.documents.push_back(std::move(told));
    const size_t index = claims.documents.size() - 1;
    Reading reading(claims, index);
    reading.take(sentences_, wrong_, wanted);
    Told& kept = claims.documents.back();
    if (look) look(kept);
    if (acts_only) {
      kept.doc = Document();
      return {};
    }
    reading.take_counts();
    if (telling.copy_of.empty())
      add_passages(kept.doc, index, dictionaries_->words(), dictionaries_->numbers(), claims.passages);
    return {};
  }

  const Desk& desk_;
  std::shared_ptr<const Dictionaries> dictionaries_;
  std::set<std::string> wrong_, sentences_;
};

}  // namespace

Result<Claims> read_claims(const Desk& desk, const std::vector<Telling>& tellings) {
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  Gathering gathering(desk, *dictionaries);
  if (Result<void> done = gathering.read(tellings); !done) return done.error();
  return std::move(gathering.claims);
}

Result<Claims> read_acts(const Desk& desk, const std::vector<Telling>& tellings, const Wanted& wanted,
                         const std::function<void(const Told&)>& look) {
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  Gathering gathering(desk, *dictionaries);
  gathering.acts_only = true;
  gathering.wanted = wanted;
  gathering.look = look;
  if (Result<void> done = gathering.read(tellings); !done) return done.error();
  return std::move(gathering.claims);
}

}  // namespace isnad::desk
