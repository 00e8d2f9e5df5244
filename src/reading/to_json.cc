// SPDX-License-Identifier: Apache-2.0
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <map>

#include "document/names.h"
#include "reading/json.h"
#include "text/utf8.h"

namespace isnad::reading {

namespace {

class Writer {
 public:
  explicit Writer(const Document& doc) : doc_(doc), points_(doc.text), json_(buffer_) {
    for (size_t i = 0; i < doc.entities.size(); ++i) mentions_.emplace_back();
    for (const Mention& mention : doc.mentions)
      if (mention.entity != kNoIndex) mentions_[static_cast<size_t>(mention.entity)].push_back(mention.span);
    buffer_.Reserve(doc.text.size() * 3);
  }

  std::string write(const MadeBy& made_by) {
    json_.StartObject();
    string("schema", "isnad-reading/1");
    meta();
    layers();
    key("made_by");
    json_.StartObject();
    string("engine", made_by.engine);
    string("lexicon", made_by.lexicon);
    string("codebook", made_by.codebook);
    string("models", made_by.models);
    json_.EndObject();
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void value(std::string_view text) { json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void string(std::string_view name, std::string_view text) {
    key(name);
    value(text);
  }
  void nullable(std::string_view name, std::string_view text) {
    key(name);
    if (text.empty()) json_.Null();
    else value(text);
  }
  void range(Span span) {
    json_.StartArray();
    json_.Uint(points_.at(span.begin));
    json_.Uint(points_.at(span.end));
    json_.EndArray();
  }
  void start_end(Span span) {
    key("start");
    json_.Uint(points_.at(span.begin));
    key("end");
    json_.Uint(points_.at(span.end));
  }
  void entity(std::string_view name, int32_t index) {
    key(name);
    if (index == kNoIndex) json_.Null();
    else value("e" + std::to_string(index + 1));
  }
  void number(std::string_view name, const std::optional<double>& figure) {
    key(name);
    if (!figure) json_.Null();
    else if (*figure == std::floor(*figure) && std::abs(*figure) < 9e15) json_.Int64(static_cast<int64_t>(*figure));
    else json_.Double(*figure);
  }
  void event_id(std::string_view name, int32_t index) {
    key(name);
    if (index == kNoIndex) json_.Null();
    else value(doc_.events[static_cast<size_t>(index)].id);
  }

  void participant(const Participant& p) {
    json_.StartObject();
    key("span");
    if (p.span) range(*p.span);
    else json_.Null();
    entity("entity", p.entity);
    entity("of", p.of);
    nullable("country", p.country);
    nullable("side", p.side);
    nullable("sector", p.sector);
    json_.EndObject();
  }
  void participant(std::string_view name, const std::optional<Participant>& p) {
    key(name);
    if (p) participant(*p);
    else json_.Null();
  }
  void participants(std::string_view name, const std::vector<Participant>& list) {
    key(name);
    json_.StartArray();
    for (const Participant& p : list) participant(p);
    json_.EndArray();
  }

  void meta() {
    const Meta& m = doc_.meta;
    string("id", m.id);
    nullable("url", m.url);
    nullable("canonical_url", m.canonical_url);
    nullable("outlet", m.outlet);
    nullable("author", m.author);
    nullable("agency", m.agency);
    nullable("retrieved", m.retrieved);
    string("content_sha256", m.content_sha256);
    key("published");
    json_.StartObject();
    nullable("value", m.published.value);
    nullable("basis", name_of(m.published.basis));
    nullable("earliest", m.published.earliest);
    nullable("latest", m.published.latest);
    key("evidence");
    json_.StartArray();
    for (Span span : m.published.evidence) range(span);
    json_.EndArray();
    json_.EndObject();
    nullable("modified", m.modified);
    nullable("language", m.language);
    key("title");
    if (m.title) range(*m.title);
    else json_.Null();
    string("text", doc_.text);
  }

  template <class List, class Each>
  void array(std::string_view name, const List& list, Each each) {
    key(name);
    json_.StartArray();
    for (const auto& item : list) each(item);
    json_.EndArray();
  }

  void layers() {
    array("regions", doc_.regions, [&](const Region& region) {
      json_.StartObject();
      start_end(region.span);
      string("kind", name_of(region.kind));
      json_.EndObject();
    });
    array("sentences", doc_.sentences, [&](const Sentence& sentence) { range(sentence.span); });
    size_t index = 0;
    array("entities", doc_.entities, [&](const Entity& e) {
      json_.StartObject();
      entity("id", static_cast<int32_t>(index));
      string("type", name_of(e.type));
      string("name", e.name);
      nullable("en", e.en);
      nullable("country", e.country);
      nullable("side", e.side);
      nullable("kb", e.kb);
      array("mentions", mentions_[index++], [&](Span span) { range(span); });
      json_.EndObject();
    });
    array("times", doc_.times, [&](const TimeExpression& t) {
      json_.StartObject();
      start_end(t.span);
      string("value", t.value);
      string("type", name_of(t.type));
      array("candidates", t.candidates, [&](const std::string& c) { value(c); });
      json_.EndObject();
    });
    array("quantities", doc_.quantities, [&](const Quantity& q) {
      json_.StartObject();
      start_end(q.span);
      number("low", q.low);
      number("high", q.high);
      string("unit", name_of(q.unit));
      participant("who", q.who);
      event_id("event", q.event);
      participants("sources", q.sources);
      key("cumulative");
      json_.Bool(q.cumulative);
      json_.EndObject();
    });
    array("quotes", doc_.quotes, [&](const Quote& q) {
      json_.StartObject();
      participant("source", q.source);
      participants("via", q.via);
      key("cue");
      range(q.cue);
      string("cue_class", name_of(q.cue_class));
      array("content", q.content, [&](Span span) { range(span); });
      string("kind", name_of(q.kind));
      key("named");
      json_.Bool(q.named);
      json_.EndObject();
    });
    array("events", doc_.events, [&](const Event& e) { event(e); });
    array("designations", doc_.designations, [&](const Designation& d) {
      json_.StartObject();
      start_end(d.span);
      entity("entity", d.entity);
      string("stance", name_of(d.stance));
      string("kind", name_of(d.kind));
      string("voice", name_of(d.voice));
      json_.EndObject();
    });
    array("issues", doc_.issues, [&](const Issue& issue) {
      json_.StartObject();
      string("code", issue.code);
      string("message", issue.message);
      start_end(issue.span);
      json_.EndObject();
    });
  }

  void event(const Event& e) {
    json_.StartObject();
    string("id", e.id);
    key("trigger");
    range(e.trigger);
    string("type", name_of(e.type));
    nullable("mode", e.mode);
    participants("actors", e.actors);
    participants("recipients", e.recipients);
    participants("concerning", e.concerning);
    entity("place", e.place);
    key("time");
    if (e.time == kNoIndex) json_.Null();
    else json_.Int(e.time);
    const std::string_view date =
        e.time == kNoIndex ? std::string_view{} : std::string_view(doc_.times[static_cast<size_t>(e.time)].value);
    nullable("date", date == "?" ? std::string_view{} : date);
    string("status", name_of(e.status));
    nullable("qualifier", name_of(e.qualifier));
    string("basis", name_of(e.basis));
    participants("sources", e.sources);
    participants("effective_sources", e.effective_sources);
    event_id("denies", e.denies);
    key("same");
    if (e.same == 0) json_.Null();
    else json_.Int(e.same);
    key("parse_confidence");
    json_.Double(std::round(static_cast<double>(e.confidence) * 1000) / 1000);
    string("rule", e.rule);
    json_.EndObject();
  }

  const Document& doc_;
  text::CodePoints points_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
  std::vector<std::vector<Span>> mentions_;
};

}  // namespace

std::string to_json(const Document& doc, const MadeBy& made_by) { return Writer(doc).write(made_by); }

}  // namespace isnad::reading
