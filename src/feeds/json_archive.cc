// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include "feeds/containers.h"

namespace isnad::feeds {

namespace {

namespace dom = simdjson::dom;

std::string string_at(const dom::object& object, std::string_view key) {
  std::string_view value;
  int64_t number = 0;
  if (object[key].get(value) == simdjson::SUCCESS) return std::string(value);
  if (object[key].get(number) == simdjson::SUCCESS) return std::to_string(number);
  return {};
}

// A message's text is a string, or a list of strings and of objects with a text: links, bold words, mentions.
std::string message_text(const dom::object& message) {
  std::string_view whole;
  if (message["text"].get(whole) == simdjson::SUCCESS) return std::string(whole);
  std::string out;
  dom::array pieces;
  if (message["text"].get(pieces) != simdjson::SUCCESS) return out;
  for (const dom::element piece : pieces) {
    std::string_view text;
    dom::object object;
    if (piece.get(text) == simdjson::SUCCESS) out += text;
    else if (piece.get(object) == simdjson::SUCCESS) out += string_at(object, "text");
  }
  return out;
}

bool telegram(const dom::object& root, std::vector<Item>& out) {
  dom::array messages;
  if (root["messages"].get(messages) != simdjson::SUCCESS) return false;
  const std::string channel = string_at(root, "name"), id = string_at(root, "id");
  if (channel.empty() && id.empty()) return false;
  for (const dom::element one : messages) {
    dom::object message;
    if (one.get(message) != simdjson::SUCCESS || string_at(message, "type") != "message") continue;
    Item item;
    item.bytes = message_text(message);
    if (item.bytes.find_first_not_of(" \t\r\n") == std::string::npos) continue;  // a picture alone
    item.given.id = "telegram:" + (id.empty() ? channel : id) + "/" + string_at(message, "id");
    item.given.date = string_at(message, "date");
    item.given.outlet = channel;
    item.kind = Kind::kText;
    out.push_back(std::move(item));
  }
  return true;
}

bool json_feed(const dom::object& root, std::vector<Item>& out) {
  dom::array entries;
  if (string_at(root, "version").find("jsonfeed.org/version/") == std::string::npos) return false;
  if (root["items"].get(entries) != simdjson::SUCCESS) return true;
  for (const dom::element one : entries) {
    dom::object entry;
    if (one.get(entry) != simdjson::SUCCESS) continue;
    Item item;
    item.given.title = string_at(entry, "title");
    item.given.url = string_at(entry, "url");
    item.given.date = string_at(entry, "date_published");
    item.given.site = string_at(root, "title");
    item.bytes = string_at(entry, "content_html");
    item.kind = item.bytes.empty() ? Kind::kText : Kind::kHtml;
    for (const char* key : {"content_text", "summary", "title"})
      if (item.bytes.empty()) item.bytes = string_at(entry, key);
    if (item.bytes.empty()) item.error = "found an entry without words";
    out.push_back(std::move(item));
  }
  return true;
}

}  // namespace

bool read_json_archive(std::string_view json, std::vector<Item>& out) {
  dom::parser parser;
  dom::element root;
  dom::object object;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get(root) != simdjson::SUCCESS || root.get(object) != simdjson::SUCCESS) return false;
  // The export of all of an account holds its chats in a list.
  dom::array chats;
  if (object["chats"]["list"].get(chats) == simdjson::SUCCESS) {
    bool any = false;
    for (const dom::element one : chats) {
      dom::object chat;
      if (one.get(chat) == simdjson::SUCCESS) any = telegram(chat, out) || any;
    }
    return any;
  }
  return telegram(object, out) || json_feed(object, out);
}

}  // namespace isnad::feeds
