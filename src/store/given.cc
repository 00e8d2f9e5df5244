// SPDX-License-Identifier: Apache-2.0
#include "store/given.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>

namespace isnad::store {

std::string given_to_json(const page::Given& given) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.StartObject();
  const auto field = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    json.Key(name);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  field("id", given.id);
  field("url", given.url);
  field("outlet", given.outlet);
  field("title", given.title);
  field("date", given.date);
  field("retrieved", given.retrieved);
  field("site", given.site);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

page::Given given_from_json(std::string_view json) {
  page::Given given;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(simdjson::padded_string(json)).get(root) != simdjson::SUCCESS) return given;
  const auto field = [&](const char* name) {
    std::string_view value;
    return root[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  given.id = field("id");
  given.url = field("url");
  given.outlet = field("outlet");
  given.title = field("title");
  given.date = field("date");
  given.retrieved = field("retrieved");
  given.site = field("site");
  return given;
}

}  // namespace isnad::store
