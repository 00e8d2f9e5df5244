// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "feeds/containers.h"
#include "feeds/http_message.h"

namespace isnad::feeds {

namespace {

constexpr size_t kMaxParts = 5000;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = static_cast<char>(c | 32);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string quoted_printable(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (size_t at = 0; at < s.size(); ++at) {
    if (s[at] != '=') {
      out += s[at];
    } else if (at + 2 < s.size() && hex(s[at + 1]) >= 0 && hex(s[at + 2]) >= 0) {
      out += static_cast<char>(hex(s[at + 1]) * 16 + hex(s[at + 2]));
      at += 2;
    } else {
      const size_t newline = s.find('\n', at);  // a soft line break
      if (newline != s.npos && newline - at <= 2) at = newline;
    }
  }
  return out;
}

std::string base64(std::string_view s) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  static const std::array<signed char, 256> kValues = [] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    for (size_t i = 0; i < kLetters.size(); ++i)
      values[static_cast<unsigned char>(kLetters[i])] = static_cast<signed char>(i);
    return values;
  }();
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : s) {
    const int value = kValues[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    bits = bits << 6 | static_cast<uint32_t>(value);
    if ((count += 6) < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string boundary_of(std::string_view content_type) {
  const size_t at = lower_case(content_type).find("boundary=");
  if (at == std::string::npos) return {};
  std::string_view value = content_type.substr(at + 9);
  if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
  return std::string(value.substr(0, value.find_first_of("; \t")));
}

std::string decoded(std::string_view body, std::string_view encoding) {
  const std::string how = lower_case(encoding);
  return how == "base64" ? base64(body) : how == "quoted-printable" ? quoted_printable(body) : std::string(body);
}

}  // namespace

Result<Item> read_mhtml(std::string_view bytes) {
  const size_t end = header_end(bytes, 0);
  if (end == bytes.npos) return Error{"found an MHTML page whose header has no end"};
  const Fields top = read_fields(bytes.substr(0, end));
  Item item;
  item.kind = Kind::kHtml;
  item.given.url.assign(top["snapshot-content-location"]);
  const std::string boundary = boundary_of(top["content-type"]);
  if (boundary.empty()) {
    if (lower_case(top["content-type"]).find("text/html") == std::string::npos)
      return Error{"found an MHTML file without parts; expected a page"};
    item.bytes = decoded(bytes.substr(end), top["content-transfer-encoding"]);
    if (item.given.url.empty()) item.given.url.assign(top["content-location"]);
    return item;
  }
  const std::string mark = "--" + boundary;
  size_t at = bytes.find(mark, end);
  for (size_t parts = 0; at != bytes.npos && parts < kMaxParts; ++parts) {
    const size_t header = bytes.find('\n', at);
    const size_t body = header == bytes.npos ? header : header_end(bytes, header);
    if (body == bytes.npos) break;
    const size_t next = bytes.find(mark, body);
    const Fields part = read_fields(bytes.substr(header + 1, body - header - 1));
    if (lower_case(part["content-type"]).starts_with("text/html")) {
      item.bytes = decoded(bytes.substr(body, std::min(next, bytes.size()) - body), part["content-transfer-encoding"]);
      if (item.given.url.empty()) item.given.url.assign(part["content-location"]);
      return item;
    }
    at = next;
  }
  return Error{"found an MHTML file without an HTML part; expected a page"};
}

void saved_page_facts(std::string_view html, page::Given& given) {
  const std::string_view head = html.substr(0, 4096);
  const auto line_after = [&head](std::string_view label) -> std::string_view {
    const size_t at = head.find(label);
    if (at == head.npos) return {};
    std::string_view value = head.substr(at + label.size());
    value = value.substr(0, std::min(value.find('\n'), value.find("-->")));
    while (!value.empty() && static_cast<unsigned char>(value.front()) <= ' ') value.remove_prefix(1);
    while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
    return value;
  };
  if (head.find("Page saved with SingleFile") != head.npos) {
    if (given.url.empty()) given.url.assign(line_after("url:"));
    if (given.retrieved.empty()) given.retrieved.assign(line_after("saved date:"));
  } else if (std::string_view from = line_after("<!-- saved from url="); from.starts_with('(')) {
    from = from.substr(std::min(from.find(')') + 1, from.size()));
    if (given.url.empty() && from.starts_with("http")) given.url.assign(from);
  }
}

}  // namespace isnad::feeds
