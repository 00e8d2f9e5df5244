// SPDX-License-Identifier: Apache-2.0
// Archives keep what the server sent, or what the crawler made of it: a body may be in chunks or not whatever its
// header says, so a body that does not read as chunks is taken as it stands.
#include "feeds/http_message.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>

namespace isnad::feeds {

namespace {

constexpr size_t kMaxFields = 400;
constexpr int kAnyFraming = 15 + 32;  // zlib finds out whether gzip or zlib

std::string_view trim(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

// The chunks of `raw` joined; false when it is not made of chunks. A missing last chunk is a cut body and still read.
bool join_chunks(std::string_view raw, std::string& out) {
  size_t at = 0;
  bool any = false;
  while (at < raw.size()) {
    size_t size = 0;
    const char* begin = raw.data() + at;
    const auto [end, fault] = std::from_chars(begin, raw.data() + raw.size(), size, 16);
    if (fault != std::errc() || end == begin) return any;
    const size_t line = raw.find('\n', at);
    if (line == raw.npos || line - at > 200) return any;
    if (size == 0) return true;
    const size_t taken = std::min(size, raw.size() - line - 1);
    out.append(raw, line + 1, taken);
    any = true;
    at = line + 1 + taken;
    if (taken < size) return true;
    while (at < raw.size() && (raw[at] == '\r' || raw[at] == '\n')) ++at;
  }
  return any;
}

Result<std::string> inflate_all(std::string_view packed, size_t most, int framing) {
  z_stream zlib{};
  if (inflateInit2(&zlib, framing) != Z_OK) return Error{"no memory for unpacking"};
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write to it
  zlib.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  char piece[32 << 10];
  int status = Z_OK;
  while (status == Z_OK && out.size() <= most) {
    zlib.next_out = reinterpret_cast<Bytef*>(piece);
    zlib.avail_out = sizeof piece;
    status = inflate(&zlib, Z_NO_FLUSH);
    out.append(piece, sizeof piece - zlib.avail_out);
  }
  inflateEnd(&zlib);
  if (out.size() > most) return Error{"the page unpacks to more than is allowed"};
  if (status != Z_STREAM_END && out.empty()) return Error{"the packed page is damaged"};
  return out;
}

}  // namespace

std::string lower_case(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view Fields::operator[](std::string_view name) const {
  for (const auto& [key, value] : all)
    if (key == name) return value;
  return {};
}

Fields read_fields(std::string_view header) {
  Fields out;
  while (!header.empty() && out.all.size() < kMaxFields) {
    const size_t newline = std::min(header.find('\n'), header.size());
    const std::string_view line = header.substr(0, newline);
    header.remove_prefix(std::min(newline + 1, header.size()));
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
      if (!out.all.empty()) out.all.back().second += " " + std::string(trim(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon != line.npos) out.all.emplace_back(lower_case(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
  }
  return out;
}

size_t header_end(std::string_view bytes, size_t from) {
  for (size_t at = bytes.find('\n', from); at != bytes.npos; at = bytes.find('\n', at + 1)) {
    if (at + 1 < bytes.size() && bytes[at + 1] == '\n') return at + 2;
    if (at + 2 < bytes.size() && bytes[at + 1] == '\r' && bytes[at + 2] == '\n') return at + 3;
  }
  return bytes.npos;
}

Result<HttpResponse> read_response(std::string_view bytes, size_t most) {
  if (!bytes.starts_with("HTTP/")) return Error{"no HTTP response"};
  HttpResponse out;
  const size_t space = bytes.find(' ');
  if (space == bytes.npos || space > 10) return Error{"no HTTP response"};
  std::from_chars(bytes.data() + space + 1, bytes.data() + bytes.size(), out.status);
  const size_t end = std::min(header_end(bytes, 0), bytes.size());
  const size_t first = bytes.find('\n');
  if (first < end) out.fields = read_fields(bytes.substr(first + 1, end - first - 1));
  const std::string_view raw = bytes.substr(end);
  std::string joined;
  if (lower_case(out.fields["transfer-encoding"]).find("chunked") == std::string::npos || !join_chunks(raw, joined))
    joined.assign(raw);
  const std::string packing = lower_case(out.fields["content-encoding"]);
  const bool gzip = joined.starts_with("\x1F\x8B");
  if (gzip || packing == "deflate") {
    Result<std::string> plain = inflate_all(joined, most, kAnyFraming);
    if (!plain && packing == "deflate") plain = inflate_all(joined, most, -15);  // servers often leave zlib's frame out
    if (!plain && gzip) return plain.error();
    if (plain) joined = std::move(*plain);
  } else if (packing == "br" || packing == "zstd") {
    // Crawlers often unpack the body and keep the header: what begins like markup is plain.
    if (trim(joined).substr(0, 1) != "<") return Error{"the page is packed with " + packing + ", which is not read"};
  }
  if (joined.size() > most) return Error{"the page is longer than is allowed"};
  out.body = std::move(joined);
  return out;
}

}  // namespace isnad::feeds
