// SPDX-License-Identifier: Apache-2.0
#include "feeds/record.h"

#include <simdjson.h>

#include "text/utf8.h"

namespace isnad::feeds {

namespace {

namespace dom = simdjson::dom;

constexpr size_t kShownFields = 6;

std::string_view type_name(const dom::element& value) {
  switch (value.type()) {
    case dom::element_type::ARRAY: return "a list";
    case dom::element_type::OBJECT: return "an object";
    case dom::element_type::STRING: return "a string";
    case dom::element_type::BOOL: return "true or false";
    case dom::element_type::NULL_VALUE: return "null";
    default: return "a number";
  }
}

// A \uD800-\uDBFF that no \uDC00-\uDFFF follows, or one of the latter alone.
bool lone_surrogate(std::string_view json) {
  const auto unit = [&](size_t at) -> int {
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
    int value = 0;
    for (size_t i = at + 2; i < at + 6; ++i) {
      const char c = json[i];
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  };
  for (size_t at = json.find('\\'); at != json.npos && at + 1 < json.size(); at = json.find('\\', at)) {
    const int first = unit(at);
    if (first >= 0xDC00 && first <= 0xDFFF) return true;
    if (first >= 0xD800 && first <= 0xDBFF) {
      const int second = unit(at + 6);
      if (second < 0xDC00 || second > 0xDFFF) return true;
      at += 12;
    } else {
      at += 2;
    }
  }
  return false;
}

size_t first_fault(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const text::CodePoint point = text::decode(bytes, at);
    if (point.bytes == 1 && static_cast<unsigned char>(bytes[at]) >= 0x80) return at;
    at += point.bytes;
  }
  return bytes.size();
}

std::string shown_start(std::string_view json) {
  size_t size = std::min<size_t>(json.size(), 24);
  while (size > 0 && size < json.size() && (static_cast<unsigned char>(json[size]) & 0xC0) == 0x80) --size;
  return "\"" + text::repair(json.substr(0, size)) + (size < json.size() ? "...\"" : "\"");
}

std::string fault_of(std::string_view json, simdjson::error_code error) {
  if (!text::valid(json))
    return "found bytes that are not UTF-8 (byte " + std::to_string(first_fault(json) + 1) + "); expected UTF-8";
  if (lone_surrogate(json))
    return "found half of a surrogate pair (\\uD800 to \\uDFFF alone) in a string; expected whole characters";
  return "found no JSON, but " + shown_start(json) + "; expected one object a line with \"text\" or \"html\" (" +
         simdjson::error_message(error) + ")";
}

std::string found_fields(const dom::object& object) {
  std::string out;
  size_t count = 0;
  for (const auto& field : object) {
    if (count == kShownFields) {
      out += ", ...";
      break;
    }
    if (count++ > 0) out += ", ";
    out += "\"" + std::string(field.key.substr(0, 40)) + "\"";
  }
  return count == 0 ? "an empty object" : "only " + text::repair(out);
}

// The string field `name` into `slot`. Missing and null leave it empty; a number is taken as written for ids.
bool take(const dom::object& object, std::string_view name, std::string& slot, Item& item) {
  dom::element value;
  if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) return true;
  std::string_view string;
  if (value.get(string) == simdjson::SUCCESS) {
    slot.assign(string);
    return true;
  }
  int64_t number = 0;
  if (name == "id" && value.get(number) == simdjson::SUCCESS) {
    slot = std::to_string(number);
    return true;
  }
  // A reading given back as input has its title as a span of its text.
  if (name == "title" && value.is_array()) return true;
  item.error =
      "found " + std::string(type_name(value)) + " in the field \"" + std::string(name) + "\"; expected a string";
  return false;
}

void take_record(const dom::element& root, Item& item) {
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    item.error = "found " + std::string(type_name(root)) + "; expected an object with \"text\" or \"html\"";
    return;
  }
  std::string html;
  for (const auto& [name, slot] : {std::pair<std::string_view, std::string*>{"id", &item.given.id},
                                   {"url", &item.given.url},
                                   {"outlet", &item.given.outlet},
                                   {"title", &item.given.title},
                                   {"date", &item.given.date},
                                   {"retrieved", &item.given.retrieved},
                                   {"text", &item.bytes},
                                   {"html", &html}})
    if (!take(object, name, *slot, item)) return;
  std::string_view date;
  if (item.given.date.empty() && object["published"]["value"].get(date) == simdjson::SUCCESS)
    item.given.date.assign(date);
  if (!item.bytes.empty()) return;
  if (!html.empty()) {
    item.kind = Kind::kHtml;
    item.bytes = std::move(html);
    return;
  }
  const bool there = object["text"].error() == simdjson::SUCCESS || object["html"].error() == simdjson::SUCCESS;
  item.error = there ? "found an empty text; expected words in \"text\" or \"html\""
                     : "found " + found_fields(object) + "; the field \"text\" (or \"html\") is missing";
}

}  // namespace

struct RecordReader::State {
  dom::parser parser;
  simdjson::padded_string padded;

  simdjson::error_code parse(std::string_view json, dom::element& root) {
    padded = simdjson::padded_string(json);
    return parser.parse(padded).get(root);
  }
};

RecordReader::RecordReader() : state_(std::make_unique<State>()) {}
RecordReader::~RecordReader() = default;

void RecordReader::read(std::string_view json, Item& item) {
  dom::element root;
  if (const auto error = state_->parse(json, root); error != simdjson::SUCCESS) item.error = fault_of(json, error);
  else take_record(root, item);
  if (!item.error.empty()) item.bytes.clear();
}

Result<std::vector<Item>> RecordReader::read_all(std::string_view json) {
  dom::element root;
  if (const auto error = state_->parse(json, root); error != simdjson::SUCCESS) return Error{fault_of(json, error)};
  std::vector<Item> out;
  dom::array list;
  if (root.get(list) == simdjson::SUCCESS) {
    for (const dom::element one : list) take_record(one, out.emplace_back());
  } else {
    take_record(root, out.emplace_back());
  }
  for (Item& item : out)
    if (!item.error.empty()) item.bytes.clear();
  return out;
}

}  // namespace isnad::feeds
