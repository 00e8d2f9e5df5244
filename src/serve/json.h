// SPDX-License-Identifier: Apache-2.0
// JSON for answers, written as it goes. Keys are chained: json.key("id"); json.string(x).
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace isnad::serve {

class Json {
 public:
  Json() : out_(buffer_) {}

  void begin_object() { out_.StartObject(); }
  void end_object() { out_.EndObject(); }
  void begin_array() { out_.StartArray(); }
  void end_array() { out_.EndArray(); }
  void key(std::string_view name) { out_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void string(std::string_view text) { out_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void number(int64_t figure) { out_.Int64(figure); }
  void real(double figure) { out_.Double(figure); }
  void boolean(bool value) { out_.Bool(value); }
  void null() { out_.Null(); }
  // JSON that is known to be well formed.
  void raw(std::string_view json) { out_.RawValue(json.data(), json.size(), rapidjson::kObjectType); }

  void string(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }
  // null when empty.
  void nullable(std::string_view name, std::string_view text) {
    key(name);
    if (text.empty()) null();
    else string(text);
  }
  void boolean_field(std::string_view name, bool value) {
    key(name);
    boolean(value);
  }
  void number(std::string_view name, int64_t figure) {
    key(name);
    number(figure);
  }
  template <class Body>
  void object(Body body) {
    begin_object();
    body();
    end_object();
  }
  template <class Body>
  void object(std::string_view name, Body body) {
    key(name);
    object(body);
  }
  template <class List, class Each>
  void array(std::string_view name, const List& list, Each each) {
    key(name);
    begin_array();
    for (const auto& item : list) each(item);
    end_array();
  }

  std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> out_;
};

}  // namespace isnad::serve
