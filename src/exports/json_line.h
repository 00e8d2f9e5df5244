// SPDX-License-Identifier: Apache-2.0
// One JSON object a line, built member by member.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>

namespace isnad::exports {

class JsonLine {
 public:
  JsonLine() : json_(buffer_) { json_.StartObject(); }

  std::string end() {
    json_.EndObject();
    return std::string(buffer_.GetString(), buffer_.GetSize()) + "\n";
  }
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void value(std::string_view text) { json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void string(std::string_view name, std::string_view text) {
    key(name);
    value(text);
  }
  // Left out when empty.
  void some(std::string_view name, std::string_view text) {
    if (!text.empty()) string(name, text);
  }
  void number(std::string_view name, uint32_t figure) {
    key(name);
    json_.Uint(figure);
  }
  void real(std::string_view name, double figure) {
    key(name);
    json_.Double(figure);
  }
  template <class List, class Each>
  void array(std::string_view name, const List& list, Each each) {
    key(name);
    json_.StartArray();
    for (const auto& item : list) each(item);
    json_.EndArray();
  }
  template <class Body>
  void object(std::string_view name, Body body) {
    key(name);
    item(body);
  }
  template <class Body>
  void item(Body body) {
    json_.StartObject();
    body();
    json_.EndObject();
  }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_;
};

}  // namespace isnad::exports
