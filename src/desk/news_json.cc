// SPDX-License-Identifier: Apache-2.0
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>

#include "desk/news.h"

namespace isnad::desk {

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void put(Writer& json, const std::string& text) {
  if (text.empty()) json.Null();
  else json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void put(Writer& json, const char* key, const std::string& text) {
  json.Key(key);
  put(json, text);
}

void put(Writer& json, const char* key, const std::vector<Who>& list) {
  json.Key(key);
  json.StartArray();
  for (const Who& who : list) {
    json.StartObject();
    put(json, "name", who.name);
    put(json, "key", who.key);
    put(json, "country", who.country);
    put(json, "side", who.side);
    json.Key("named");
    json.Bool(who.named);
    json.EndObject();
  }
  json.EndArray();
}

void put(Writer& json, const NewsPassage& passage) {
  json.StartObject();
  put(json, "role", passage.role);
  put(json, "claim", passage.claim);
  put(json, "document", passage.document);
  put(json, "url", passage.url);
  put(json, "outlet", passage.outlet);
  put(json, "published", passage.published);
  put(json, "status", passage.status);
  put(json, "qualifier", passage.qualifier);
  json.Key("sources");
  json.StartArray();
  for (const std::string& source : passage.sources) put(json, source);
  json.EndArray();
  json.Key("copied");
  json.Bool(passage.copied);
  put(json, "sentence", passage.sentence);
  json.EndObject();
}

using Element = simdjson::dom::element;

std::string text(const Element& object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

bool truth(const Element& object, const char* key) {
  bool value = false;
  return object[key].get(value) == simdjson::SUCCESS && value;
}

template <class Each>
void each(const Element& object, const char* key, Each take) {
  simdjson::dom::array list;
  if (object[key].get(list) != simdjson::SUCCESS) return;
  for (const Element item : list) take(item);
}

std::vector<Who> parties(const Element& object, const char* key) {
  std::vector<Who> list;
  each(object, key, [&](const Element& item) {
    list.push_back(
        {text(item, "key"), text(item, "name"), text(item, "country"), text(item, "side"), truth(item, "named")});
  });
  return list;
}

}  // namespace

std::string to_json(const NewsItem& item) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  json.Key("id");
  json.Int64(item.id);
  for (const auto& [key, value] : {std::pair{"kind", &item.kind},
                                   {"at", &item.at},
                                   {"story", &item.story},
                                   {"title", &item.title},
                                   {"event", &item.event},
                                   {"type", &item.type},
                                   {"mode", &item.mode},
                                   {"date", &item.date},
                                   {"place", &item.place}})
    put(json, key, *value);
  put(json, "actors", item.actors);
  put(json, "recipients", item.recipients);
  for (const auto& [key, value] : {std::pair{"standing", &item.standing},
                                   {"before", &item.before},
                                   {"about", &item.about},
                                   {"by", &item.by},
                                   {"note", &item.note},
                                   {"in_words", &item.in_words}})
    put(json, key, *value);
  for (const auto& [key, value] : {std::pair{"outlets", item.outlets},
                                   {"texts", item.texts},
                                   {"named", item.named},
                                   {"parties", item.parties},
                                   {"unnamed", item.unnamed},
                                   {"own", item.own}}) {
    json.Key(key);
    json.Int64(value);
  }
  json.Key("passages");
  json.StartArray();
  for (const NewsPassage& passage : item.passages) put(json, passage);
  json.EndArray();
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

Result<NewsItem> news_from_json(std::string_view bytes) {
  simdjson::dom::parser parser;
  Element root;
  if (parser.parse(simdjson::padded_string(bytes)).get(root) != simdjson::SUCCESS || !root.is_object())
    return Error{"an item of the news is damaged"};
  NewsItem item;
  for (const auto& [key, value] : {std::pair{"kind", &item.kind},
                                   {"at", &item.at},
                                   {"story", &item.story},
                                   {"title", &item.title},
                                   {"event", &item.event},
                                   {"type", &item.type},
                                   {"mode", &item.mode},
                                   {"date", &item.date},
                                   {"place", &item.place},
                                   {"standing", &item.standing},
                                   {"before", &item.before},
                                   {"about", &item.about},
                                   {"by", &item.by},
                                   {"note", &item.note},
                                   {"in_words", &item.in_words}})
    *value = text(root, key);
  for (const auto& [key, value] : {std::pair{"outlets", &item.outlets},
                                   {"texts", &item.texts},
                                   {"named", &item.named},
                                   {"parties", &item.parties},
                                   {"unnamed", &item.unnamed},
                                   {"own", &item.own}})
    if (root[key].get(*value) != simdjson::SUCCESS) *value = 0;
  item.actors = parties(root, "actors");
  item.recipients = parties(root, "recipients");
  each(root, "passages", [&](const Element& object) {
    NewsPassage passage;
    for (const auto& [key, value] : {std::pair{"role", &passage.role},
                                     {"claim", &passage.claim},
                                     {"document", &passage.document},
                                     {"url", &passage.url},
                                     {"outlet", &passage.outlet},
                                     {"published", &passage.published},
                                     {"status", &passage.status},
                                     {"qualifier", &passage.qualifier},
                                     {"sentence", &passage.sentence}})
      *value = text(object, key);
    passage.copied = truth(object, "copied");
    each(object, "sources", [&](const Element& source) {
      std::string_view name;
      if (source.get(name) == simdjson::SUCCESS) passage.sources.emplace_back(name);
    });
    item.passages.push_back(std::move(passage));
  });
  return item;
}

}  // namespace isnad::desk
