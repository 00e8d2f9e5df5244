// SPDX-License-Identifier: Apache-2.0
#include "feeds/sniff.h"

#include <algorithm>
#include <array>

#include "feeds/containers.h"

namespace isnad::feeds {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Extension in lower case without the dot, .gz and .zst taken off before.
std::string extension(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  std::string out;
  for (int i = 0; i < 2; ++i) {
    const size_t dot = name.rfind('.');
    if (dot == name.npos) return {};
    out.assign(name.substr(dot + 1));
    std::transform(out.begin(), out.end(), out.begin(), lower);
    if (out != "gz" && out != "zst") return out;
    name = name.substr(0, dot);
  }
  return out;
}

struct Magic {
  std::string_view bytes;
  std::string_view refusal;
};

constexpr std::array<Magic, 11> kMagics = {{
    {"%PDF", "a PDF document; save it as text or HTML"},
    {"PK\x03\x04", "a zip archive or office document; unpack it, or save it as text or HTML"},
    {"\xFD"
     "7zXZ",
     "xz-compressed data; unpack it first (xz -d)"},
    {"BZh", "bzip2-compressed data; unpack it first (bunzip2)"},
    {"7z\xBC\xAF", "a 7z archive; unpack it first"},
    {"\x89PNG", "a picture"},
    {"\xFF\xD8\xFF", "a picture"},
    {"GIF8", "a picture"},
    {"\x7F"
     "ELF",
     "a program"},
    {"SQLite format 3", "an SQLite database"},
    {"Rar!", "a rar archive; unpack it first"},
}};

std::string_view without_blanks(std::string_view s) {
  if (s.starts_with("\xEF\xBB\xBF")) s.remove_prefix(3);
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ' && s.front() != 0) s.remove_prefix(1);
  return s;
}

bool holds(const std::string& lowered, std::initializer_list<std::string_view> tags) {
  return std::any_of(tags.begin(), tags.end(),
                     [&](std::string_view tag) { return lowered.find(tag) != std::string::npos; });
}

// UTF-16 of either order: byte order mark, or zeros on one side only. As 8-bit text for the tests below.
bool wide(std::string_view head, std::string& narrow) {
  const bool mark = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  size_t zeros[2] = {0, 0};
  const size_t size = std::min<size_t>(head.size(), 4096);
  for (size_t i = 0; i < size; ++i) zeros[i % 2] += head[i] == 0;
  // An even share of blanks, digits and markup has its zero on one side; program code has zeros on both.
  const size_t most = std::max(zeros[0], zeros[1]), least = std::min(zeros[0], zeros[1]);
  if (!mark && (most * 20 < size || least * 8 > most)) return false;
  for (char c : head)
    if (c != 0 && c != '\xFF' && c != '\xFE') narrow += c;
  return true;
}

bool binary(std::string_view head) {
  size_t strange = 0;
  const size_t size = std::min<size_t>(head.size(), 4096);
  for (size_t i = 0; i < size; ++i) {
    const auto c = static_cast<unsigned char>(head[i]);
    if (c == 0) return true;
    strange += (c < 9 || (c > 13 && c < 32 && c != 27)) ? 1u : 0u;
  }
  return strange * 50 > size;
}

// Browsers write the header of a saved page in their own order of fields.
bool is_mhtml(std::string_view start) {
  const std::string_view head = start.substr(0, 2000);
  return head.find("MIME-Version:") != head.npos && head.find("multipart/related") != head.npos && head.front() != '<';
}

Content json_kind(std::string_view start, const std::string& kind) {
  if (kind == "jsonl" || kind == "ndjson") return Content::kJsonLines;
  if (start.front() == '{' && start.substr(0, 1000).find("jsonfeed.org/version/") != start.npos) return Content::kJson;
  const std::string_view first = start.substr(0, start.find('\n'));
  const std::string_view rest = without_blanks(start.substr(1));
  if (start.front() == '[')
    return kind == "json" && (rest.starts_with('{') || rest.starts_with(']')) ? Content::kJson : Content::kText;
  // An object that goes on over lines is one record; one a line is JSONL.
  if (!rest.starts_with('"') && !rest.starts_with('}')) return kind == "json" ? Content::kJson : Content::kText;
  const size_t last = first.find_last_not_of(" \t\r");
  const bool closed = last != first.npos && first[last] == '}';
  return closed || first.size() == start.size() || first.size() > 4096 ? Content::kJsonLines : Content::kJson;
}

}  // namespace

Sniffed sniff(std::string_view head, std::string_view name) {
  std::string_view start = without_blanks(head);
  if (start.empty()) return {Content::kEmpty, {}};
  for (const Magic& magic : kMagics)
    if (head.starts_with(magic.bytes)) return {Content::kRefused, std::string(magic.refusal)};
  if (start.starts_with("WARC/")) return {Content::kWarc, {}};
  const std::string kind = extension(name);
  std::string narrow;
  if (wide(head, narrow)) start = without_blanks(narrow);
  else if (binary(head)) return {Content::kRefused, "binary data"};
  if (start.empty()) return {Content::kEmpty, {}};
  if (kind == "jsonl" || kind == "ndjson") return {Content::kJsonLines, {}};
  if (kind == "mht" || kind == "mhtml" || is_mhtml(start)) return {Content::kMhtml, {}};
  if ((kind == "csv" || kind == "tsv") && is_csv_header(start.substr(0, start.find('\n')))) return {Content::kCsv, {}};
  if (start.front() == '{' || start.front() == '[')
    if (const Content content = json_kind(start, kind); content != Content::kText) return {content, {}};
  if (kind == "html" || kind == "htm" || kind == "xhtml" || kind == "shtml") return {Content::kHtml, {}};
  if (start.front() == '<') {
    std::string lowered(start);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    if (holds(lowered, {"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"}) && !holds(lowered, {"<html"}))
      return {Content::kXmlFeed, {}};
    if (holds(lowered, {"<html", "<!doctype html", "<head", "<body", "<meta", "<div", "<p>", "<p ", "<title", "<table",
                        "<article"}))
      return {Content::kHtml, {}};
  }
  return {Content::kText, {}};
}

bool is_companion(std::string_view name) {
  static constexpr std::array<std::string_view, 27> kCompanions = {
      "avif", "bmp", "css", "csv", "eot", "gif", "ico",  "jpeg", "jpg", "js",   "map",  "md",   "mjs",  "mp3",
      "mp4",  "otf", "png", "py",  "sh",  "svg", "tiff", "ttf",  "tsv", "webm", "webp", "woff", "woff2"};
  const std::string kind = extension(name);
  return std::find(kCompanions.begin(), kCompanions.end(), kind) != kCompanions.end();
}

}  // namespace isnad::feeds
