// SPDX-License-Identifier: Apache-2.0
#include "alerts/message.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <cstdio>

#include "alerts/quiet.h"
#include "desk/placing.h"
#include "text/isolate.h"
#include "text/utf8.h"

namespace isnad::alerts {

namespace {

constexpr size_t kHeadline = 240;  // bytes
constexpr size_t kEncoded = 42;    // bytes of text in one encoded word: 56 letters of base64, 75 with its marks

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void string(Writer& json, const char* key, const std::string& text) {
  json.Key(key);
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// "Sat, 21 Nov 2026 08:30:00 +0000"
std::string mail_date(int64_t now) {
  static constexpr std::array<const char*, 7> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string when = stamp(now);
  const int32_t day = desk::day_of(when);
  return std::string(kDays[static_cast<size_t>(((day % 7) + 7) % 7)]) + ", " + when.substr(8, 2) + " " +
         kMonths[static_cast<size_t>((when[5] - '0') * 10 + when[6] - '0' - 1)] + " " + when.substr(0, 4) + " " +
         when.substr(11, 8) + " +0000";
}

bool plain(std::string_view text) {
  for (const char c : text)
    if (c < 0x20 || c == 0x7F) return false;
  return text.size() <= 60 && text.find("=?") == std::string_view::npos;
}

}  // namespace

std::string base64(std::string_view bytes) {
  static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](size_t k) { return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U; };
    const unsigned bits = (at(i) << 16) | (at(i + 1) << 8) | at(i + 2);
    out += kLetters[bits >> 18];
    out += kLetters[bits >> 12 & 63];
    out += i + 1 < bytes.size() ? kLetters[bits >> 6 & 63] : '=';
    out += i + 2 < bytes.size() ? kLetters[bits & 63] : '=';
  }
  return out;
}

std::string encoded_header(std::string_view given) {
  const std::string text = text::safe(given);
  if (plain(text)) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size()) {
      const uint32_t bytes = text::decode(text, end).bytes;
      if (end + bytes - at > kEncoded) break;
      end += bytes;
    }
    out += (out.empty() ? "" : "\r\n ") + ("=?utf-8?B?" + base64(std::string_view(text).substr(at, end - at)) + "?=");
    at = end;
  }
  return out;
}

std::string json_line(const desk::Delivery& delivery, const desk::NewsWords& words) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  json.Key("id");
  json.Int64(delivery.alert.id);
  json.Key("again");
  json.Bool(delivery.begun || delivery.tries > 0);
  string(json, "watch", delivery.alert.watch);
  string(json, "made", delivery.alert.made);
  string(json, "headline", headline(delivery.alert.item, words, kHeadline));
  string(json, "text", desk::in_words(delivery.alert.item, words));
  json.Key("item");
  const std::string item = desk::to_json(delivery.alert.item);
  json.RawValue(item.data(), item.size(), rapidjson::kObjectType);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string webhook_body(const Channel& channel, const std::vector<desk::Delivery>& deliveries,
                         const desk::NewsWords& words) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  json.Key("version");
  json.Int(1);
  string(json, "channel", channel.name);
  json.Key("alerts");
  json.StartArray();
  for (const desk::Delivery& delivery : deliveries) {
    const std::string alert = json_line(delivery, words);
    json.RawValue(alert.data(), alert.size(), rapidjson::kObjectType);
  }
  json.EndArray();
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

std::string plain_text(const std::vector<desk::Delivery>& deliveries, const desk::NewsWords& words) {
  std::string out;
  for (const desk::Delivery& delivery : deliveries)
    out += "[" + text::isolate(delivery.alert.watch) + "] " + desk::in_words(delivery.alert.item, words) + "\n";
  return out;
}

std::string mail(const Channel& channel, const std::vector<desk::Delivery>& deliveries, const desk::NewsWords& words,
                 int64_t now) {
  const desk::Alert& first = deliveries.front().alert;
  std::string subject = first.watch + ": " + headline(first.item, words, kHeadline);
  if (deliveries.size() > 1) subject += " (+" + std::to_string(deliveries.size() - 1) + ")";
  std::string made;
  for (const char c : first.made)
    if (c >= '0' && c <= '9') made += c;
  std::string out;
  if (!channel.from.empty()) out += "From: " + channel.from + "\r\n";
  out += "To: " + channel.to + "\r\nSubject: " + encoded_header(subject) + "\r\nDate: " + mail_date(now) +
         // The same alerts make the same id, so that what is sent again after a kill can be told from what is new.
         "\r\nMessage-ID: <isnad-" + std::to_string(first.id) + "-" + std::to_string(deliveries.back().alert.id) + "-" +
         made +
         "@isnad.invalid>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
         "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  const std::string body = base64(plain_text(deliveries, words));
  for (size_t at = 0; at < body.size(); at += 76) out += body.substr(at, 76) + "\r\n";
  return out;
}

}  // namespace isnad::alerts
