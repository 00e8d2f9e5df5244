// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <algorithm>
#include <unordered_map>

#include "document/names.h"
#include "reading/json.h"
#include "text/utf8.h"

namespace isnad::reading {

namespace {

using simdjson::dom::element;

// Reads the layers of one object; a fault is kept as the first message and the rest is read all the same.
class LayerReader {
 public:
  LayerReader(Document& doc, const element& root) : doc_(doc), root_(root), bytes_(text::byte_offsets(doc.text)) {}

  Result<void> read() {
    meta();
    each(root_, "sentences", [&](const element& x) {
      doc_.sentences.push_back({range(x), 0, 0, 0, RegionKind::kBody});
    });
    each(root_, "regions", [&](const element& x) {
      doc_.regions.push_back({start_end(x), enumeration<RegionKind>(x, "kind").value_or(RegionKind::kBody)});
    });
    entities();
    each(root_, "times", [&](const element& x) {
      TimeExpression t;
      t.span = start_end(x);
      t.value = string(x, "value");
      t.type = enumeration<TimeType>(x, "type").value_or(TimeType::kDate);
      each(x, "candidates", [&](const element& c) {
        std::string_view value;
        if (c.get(value) == simdjson::SUCCESS) t.candidates.emplace_back(value);
      });
      doc_.times.push_back(std::move(t));
    });
    each(root_, "quotes", [&](const element& x) { quote(x); });
    each(root_, "events", [&](const element& x) { event(x); });
    each(root_, "designations", [&](const element& x) {
      Designation d;
      d.span = start_end(x);
      d.entity = entity(x, "entity");
      d.stance = enumeration<Stance>(x, "stance").value_or(Stance::kPlain);
      d.kind = enumeration<DesignationKind>(x, "kind").value_or(DesignationKind::kOffice);
      d.voice = enumeration<VoiceOf>(x, "voice").value_or(VoiceOf::kOutlet);
      doc_.designations.push_back(d);
    });
    // Denials and counts name events by id, so they come when all events are known.
    size_t index = 0;
    each(root_, "events", [&](const element& x) { doc_.events[index++].denies = event_index(x, "denies"); });
    each(root_, "quantities", [&](const element& x) { quantity(x); });
    each(root_, "issues", [&](const element& x) {
      doc_.issues.push_back({string(x, "code"), string(x, "message"), start_end(x)});
    });
    if (!fault_.empty()) return Error{fault_};
    return {};
  }

 private:
  template <class Each>
  void each(const element& from, const char* name, Each f) {
    simdjson::dom::array list;
    if (from[name].get(list) != simdjson::SUCCESS) return;
    for (const element item : list) f(item);
  }
  std::string string(const element& from, const char* name) {
    std::string_view found;
    return from[name].get(found) == simdjson::SUCCESS ? std::string(found) : std::string();
  }
  template <class Enum>
  std::optional<Enum> enumeration(const element& from, const char* name) {
    std::string_view found;
    if (from[name].get(found) != simdjson::SUCCESS) return {};
    const std::optional<Enum> value = named<Enum>(found);
    if (!value && fault_.empty()) fault_ = std::string(name) + ": unknown value '" + std::string(found) + "'";
    return value;
  }
  uint32_t offset(const element& x) {
    uint64_t point = 0;
    if (x.get(point) != simdjson::SUCCESS || point >= bytes_.size()) {
      if (fault_.empty()) fault_ = "an offset lies outside the text";
      return 0;
    }
    return bytes_[point];
  }
  Span range(const element& x) {
    element a, b;
    if (x.at(0).get(a) != simdjson::SUCCESS || x.at(1).get(b) != simdjson::SUCCESS) return {};
    return {offset(a), offset(b)};
  }
  Span start_end(const element& x) {
    element a, b;
    if (x["start"].get(a) != simdjson::SUCCESS || x["end"].get(b) != simdjson::SUCCESS) return {};
    return {offset(a), offset(b)};
  }
  int32_t event_index(const element& x, const char* name) {
    const std::string id = string(x, name);
    if (id.empty()) return kNoIndex;
    for (size_t i = 0; i < doc_.events.size(); ++i)
      if (doc_.events[i].id == id) return static_cast<int32_t>(i);
    return kNoIndex;
  }
  std::optional<double> number(const element& x, const char* name) {
    double value = 0;
    if (x[name].get(value) == simdjson::SUCCESS) return value;
    return {};
  }
  bool flag(const element& x, const char* name) {
    bool value = false;
    return x[name].get(value) == simdjson::SUCCESS && value;
  }
  int32_t entity(const element& x, const char* name) {
    const auto found = ids_.find(string(x, name));
    return found == ids_.end() ? kNoIndex : found->second;
  }
  Participant participant(const element& x) {
    Participant p;
    element span;
    if (x["span"].get(span) == simdjson::SUCCESS && span.is_array()) p.span = range(span);
    p.entity = entity(x, "entity");
    p.of = entity(x, "of");
    p.country = string(x, "country");
    p.side = string(x, "side");
    p.sector = string(x, "sector");
    return p;
  }
  std::vector<Participant> participants(const element& x, const char* name) {
    std::vector<Participant> list;
    each(x, name, [&](const element& item) { list.push_back(participant(item)); });
    return list;
  }

  void meta() {
    Meta& m = doc_.meta;
    m.id = string(root_, "id");
    m.url = string(root_, "url");
    m.canonical_url = string(root_, "canonical_url");
    m.outlet = string(root_, "outlet");
    m.author = string(root_, "author");
    m.agency = string(root_, "agency");
    m.retrieved = string(root_, "retrieved");
    m.modified = string(root_, "modified");
    m.content_sha256 = string(root_, "content_sha256");
    element published, title, language;
    if (root_["language"].get(language) == simdjson::SUCCESS) m.language = string(root_, "language");
    if (root_["published"].get(published) == simdjson::SUCCESS) {
      m.published.value = string(published, "value");
      if (!m.published.value.empty())
        m.published.basis = enumeration<DateBasis>(published, "basis").value_or(DateBasis::kGiven);
      else if (!string(published, "earliest").empty() || !string(published, "latest").empty())
        m.published.basis = DateBasis::kInferred;
      m.published.earliest = string(published, "earliest");
      m.published.latest = string(published, "latest");
      each(published, "evidence", [&](const element& span) { m.published.evidence.push_back(range(span)); });
    }
    if (root_["title"].get(title) == simdjson::SUCCESS && title.is_array()) m.title = range(title);
  }

  void entities() {
    each(root_, "entities", [&](const element& x) {
      const auto index = static_cast<int32_t>(doc_.entities.size());
      ids_[string(x, "id")] = index;
      Entity e;
      e.type = enumeration<EntityType>(x, "type").value_or(EntityType::kPerson);
      e.name = string(x, "name");
      e.en = string(x, "en");
      e.country = string(x, "country");
      e.side = string(x, "side");
      e.kb = string(x, "kb");
      each(x, "mentions", [&](const element& span) {
        Mention m;
        m.span = range(span);
        m.type = e.type;
        m.entity = index;
        doc_.mentions.push_back(m);
      });
      doc_.entities.push_back(std::move(e));
    });
    std::sort(doc_.mentions.begin(), doc_.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span < b.span; });
  }

  void quote(const element& x) {
    Quote q;
    element source, cue;
    if (x["source"].get(source) == simdjson::SUCCESS && source.is_object()) q.source = participant(source);
    q.via = participants(x, "via");
    if (x["cue"].get(cue) == simdjson::SUCCESS && cue.is_array()) q.cue = range(cue);
    each(x, "content", [&](const element& span) { q.content.push_back(range(span)); });
    q.kind = enumeration<QuoteKind>(x, "kind").value_or(QuoteKind::kIndirect);
    q.cue_class = enumeration<CueClass>(x, "cue_class").value_or(CueClass::kNeutral);
    q.named = flag(x, "named");
    doc_.quotes.push_back(std::move(q));
  }

  void quantity(const element& x) {
    Quantity q;
    q.span = start_end(x);
    q.low = number(x, "low");
    q.high = number(x, "high");
    q.unit = enumeration<Unit>(x, "unit").value_or(Unit::kOther);
    element who;
    if (x["who"].get(who) == simdjson::SUCCESS && who.is_object()) q.who = participant(who);
    q.event = event_index(x, "event");
    q.sources = participants(x, "sources");
    q.cumulative = flag(x, "cumulative");
    doc_.quantities.push_back(std::move(q));
  }

  void event(const element& x) {
    Event e;
    element trigger;
    if (x["trigger"].get(trigger) == simdjson::SUCCESS) e.trigger = range(trigger);
    e.id = string(x, "id");
    e.type = enumeration<EventType>(x, "type").value_or(EventType::kConsult);
    e.mode = string(x, "mode");
    e.actors = participants(x, "actors");
    e.recipients = participants(x, "recipients");
    e.concerning = participants(x, "concerning");
    e.effective_sources = participants(x, "effective_sources");
    if (!string(x, "qualifier").empty())
      e.qualifier = enumeration<Qualifier>(x, "qualifier").value_or(Qualifier::kNone);
    e.basis = enumeration<Basis>(x, "basis").value_or(Basis::kReport);
    e.confidence = static_cast<float>(number(x, "parse_confidence").value_or(0));
    e.place = entity(x, "place");
    int64_t number = 0;
    if (x["time"].get(number) == simdjson::SUCCESS) e.time = static_cast<int32_t>(number);
    if (x["same"].get(number) == simdjson::SUCCESS) e.same = static_cast<int32_t>(number);
    e.status = enumeration<Status>(x, "status").value_or(Status::kHappened);
    e.sources = participants(x, "sources");
    e.rule = string(x, "rule");
    doc_.events.push_back(std::move(e));
  }

  Document& doc_;
  const element& root_;
  std::vector<uint32_t> bytes_;
  std::unordered_map<std::string, int32_t> ids_;
  std::string fault_;
};

}  // namespace

Result<void> from_json(std::string_view json, Document& doc) {
  simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(simdjson::padded_string(json)).get(root); error != simdjson::SUCCESS)
    return Error{std::string("is no JSON: ") + simdjson::error_message(error)};
  std::string_view text;
  if (root["text"].get(text) != simdjson::SUCCESS) return Error{"has no string \"text\""};
  doc.text = text;
  return LayerReader(doc, root).read();
}

MadeBy made_by_of(std::string_view json) {
  simdjson::dom::parser parser;
  element root;
  MadeBy made;
  if (parser.parse(simdjson::padded_string(json)).get(root) != simdjson::SUCCESS) return made;
  const auto get = [&](const char* name, std::string& into) {
    std::string_view value;
    if (root["made_by"][name].get(value) == simdjson::SUCCESS) into = value;
  };
  get("engine", made.engine);
  get("lexicon", made.lexicon);
  get("codebook", made.codebook);
  get("models", made.models);
  return made;
}

}  // namespace isnad::reading
