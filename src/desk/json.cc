// SPDX-License-Identifier: Apache-2.0
#include "desk/json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <functional>

namespace isnad::desk {

namespace {

class Json {
 public:
  Json() : writer_(buffer_) {}
  std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

  void value(const std::string& v) {
    if (v.empty()) writer_.Null();
    else writer_.String(v.data(), static_cast<rapidjson::SizeType>(v.size()));
  }
  void value(int64_t v) { writer_.Int64(v); }
  void value(double v) { writer_.Double(v); }
  void value(bool v) { writer_.Bool(v); }
  template <class T>
  void value(const std::vector<T>& list) {
    writer_.StartArray();
    for (const T& item : list) value(item);
    writer_.EndArray();
  }
  template <class T>
  void value(const std::map<std::string, T>& map) {
    writer_.StartObject();
    for (const auto& [name, item] : map) member(name.c_str(), item);
    writer_.EndObject();
  }
  void value(const std::pair<std::string, int64_t>& pair) {
    object([&] {
      member("name", pair.first);
      member("count", pair.second);
    });
  }
  void value(const StoryRow& r);
  void value(const Telling& t);
  void value(const Who& w);
  void value(const ClaimView& c);
  void value(const Version::Passage& p);
  void value(const Version& v);
  void value(const Difference& d);
  void value(const Root& r);
  void value(const Corroboration& c);
  void value(const EventView& e);
  void value(const Wording& w);
  void value(const Coverage& c);
  void value(const StoryView& s);
  void value(const ActorFound& a);
  void value(const Act& a);
  void value(const Point& p);
  void value(const Turn& t);
  void value(const Relation& r);
  void value(const ActorView& v);
  void value(const Change& c);

 private:
  template <class T>
  void member(const char* name, const T& item) {
    writer_.Key(name);
    value(item);
  }
  void object(const std::function<void()>& members) {
    writer_.StartObject();
    members();
    writer_.EndObject();
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

void Json::value(const StoryRow& r) {
  object([&] {
    member("id", r.id);
    member("title", r.title);
    member("first", r.first);
    member("last", r.last);
    member("documents", r.documents);
    member("texts", r.texts);
    member("outlets", r.outlets);
  });
}

void Json::value(const Telling& t) {
  object([&] {
    member("id", t.id);
    member("code", t.code);
    member("url", t.url);
    member("outlet", t.outlet);
    member("published", t.published);
    member("title", t.title);
    member("story", t.story);
    member("copy_of", t.copy_of);
    member("share", t.share);
    member("versions", t.versions);
  });
}

void Json::value(const Who& w) {
  object([&] {
    member("name", w.name);
    member("key", w.key);
    member("country", w.country);
    member("side", w.side);
    member("named", w.named);
  });
}

void Json::value(const ClaimView& c) {
  object([&] {
    member("id", c.id);
    member("document", c.document);
    member("outlet", c.outlet);
    member("published", c.published);
    member("copied", c.copied);
    member("type", c.type);
    member("mode", c.mode);
    member("status", c.status);
    member("qualifier", c.qualifier);
    member("basis", c.basis);
    member("date", c.date);
    member("actors", c.actors);
    member("recipients", c.recipients);
    member("sources", c.sources);
    member("place", c.place);
    member("sentence", c.sentence);
    member("outdated", c.outdated);
    member("wrong", c.wrong);
  });
}

void Json::value(const Version::Passage& p) {
  object([&] {
    member("claim", p.claim);
    member("document", p.document);
    member("outlet", p.outlet);
    member("source", p.source);
    member("sentence", p.sentence);
  });
}

void Json::value(const Version& v) {
  object([&] {
    member("value", v.value);
    member("passages", v.passages);
  });
}

void Json::value(const Difference& d) {
  object([&] {
    member("about", d.about);
    member("versions", d.versions);
  });
}

void Json::value(const Root& r) {
  object([&] {
    member("name", r.name);
    member("kind", r.kind);
    member("outlets", r.outlets);
    member("claims", r.claims);
  });
}

void Json::value(const Corroboration& c) {
  object([&] {
    member("in_words", c.in_words);
    member("outlets", c.outlets);
    member("voices", c.voices);
    member("texts", c.texts);
    member("named", c.named);
    member("parties", c.parties);
    member("unnamed", c.unnamed);
    member("own", c.own);
    member("roots", c.roots);
  });
}

void Json::value(const EventView& e) {
  object([&] {
    member("id", e.id);
    member("type", e.type);
    member("mode", e.mode);
    member("date", e.date);
    member("place", e.place);
    member("actors", e.actors);
    member("recipients", e.recipients);
    member("sentence", e.sentence);
    member("statuses", e.statuses);
    member("corroboration", e.corroboration);
    member("differences", e.differences);
    member("claims", e.claims);
  });
}

void Json::value(const Wording& w) {
  object([&] {
    member("outlet", w.outlet);
    member("about", w.about);
    member("key", w.key);
    member("word", w.word);
    member("stance", w.stance);
    member("count", w.count);
    member("document", w.document);
    member("sentence", w.sentence);
  });
}

void Json::value(const Coverage& c) {
  object([&] {
    member("outlet", c.outlet);
    member("told", c.told);
    member("left_out", c.left_out);
    member("quoted", c.quoted);
    member("headline_only", c.headline_only);
  });
}

void Json::value(const StoryView& s) {
  object([&] {
    member("id", s.id);
    member("title", s.title);
    member("first", s.first);
    member("last", s.last);
    member("corroboration", s.corroboration);
    member("documents", s.tellings);
    member("events", s.events);
    member("wordings", s.wordings);
    member("coverage", s.coverage);
  });
}

void Json::value(const ActorFound& a) {
  object([&] {
    member("key", a.key);
    member("type", a.type);
    member("name", a.name);
    member("en", a.en);
    member("country", a.country);
    member("side", a.side);
    member("documents", a.documents);
    member("acts", a.acts);
    member("sides", a.sides);
  });
}

void Json::value(const Act& a) {
  object([&] {
    member("id", a.id);
    member("date", a.date);
    member("type", a.type);
    member("mode", a.mode);
    member("quad", a.quad);
    member("from", a.from);
    member("to", a.to);
    member("standing", a.standing);
    member("background", a.background);
    member("sentence", a.sentence);
    member("document", a.document);
    member("outlet", a.outlet);
    member("published", a.published);
    member("claims", a.claims);
    member("roots", a.roots);
    member("camps", a.camps);
  });
}

void Json::value(const Point& p) {
  object([&] {
    member("from", p.from);
    member("until", p.until);
    member("cooperation", p.cooperation);
    member("hostility", p.hostility);
    member("weighted_cooperation", p.weighted_cooperation);
    member("weighted_hostility", p.weighted_hostility);
    member("quads", p.quads);
    member("types", p.types);
    member("other", p.other);
    member("acts", p.acts);
  });
}

void Json::value(const Turn& t) {
  object([&] {
    member("from", t.from);
    member("before", t.before);
    member("after", t.after);
    member("acts", t.acts);
    member("roots", t.roots);
    member("examples", t.examples);
  });
}

void Json::value(const Relation& r) {
  object([&] {
    member("a", r.a);
    member("b", r.b);
    member("warnings", r.warnings);
    member("documents", r.documents);
    member("undated", r.undated);
    member("by_camp", r.by_camp);
    member("points", r.points);
    member("turns", r.turns);
    member("acts", r.acts);
  });
}

void Json::value(const ActorView& v) {
  object([&] {
    member("actor", v.actor);
    writer_.Key("with");
    writer_.StartArray();
    for (const auto& [other, counts] : v.with)
      object([&, &other = other, &counts = counts] {
        member("actor", other);
        member("cooperation", counts.first);
        member("hostility", counts.second);
      });
    writer_.EndArray();
    member("acts", v.acts);
    member("wordings", v.wordings);
  });
}

void Json::value(const Change& c) {
  object([&] {
    member("id", c.id);
    member("action", std::string(name_of(c.action)));
    member("subjects", c.subjects);
    member("target", c.target);
    member("note", c.note);
    member("made", c.made);
    member("undone", c.undone);
    member("who", c.who);
    member("undone_by", c.undone_by);
  });
}

template <class T>
std::string one(const T& item) {
  Json json;
  json.value(item);
  return json.text();
}

}  // namespace

std::string to_json(const StoryRow& row) { return one(row); }
std::string to_json(const Telling& telling) { return one(telling); }
std::string to_json(const EventView& event) { return one(event); }
std::string to_json(const StoryView& story) { return one(story); }
std::string to_json(const ActorFound& actor) { return one(actor); }
std::string to_json(const Act& act) { return one(act); }
std::string to_json(const Relation& relation) { return one(relation); }
std::string to_json(const ActorView& view) { return one(view); }
std::string to_json(const Change& change) { return one(change); }

}  // namespace isnad::desk
