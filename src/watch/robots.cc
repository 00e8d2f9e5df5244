// SPDX-License-Identifier: Apache-2.0
#include "watch/robots.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isnad::watch {

namespace {

constexpr size_t kMostRules = 10'000;
constexpr size_t kLongestRule = 2'000;  // bytes; patterns are matched in time pattern x path

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lower(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

int digit(char c) {
  c = lower(c);
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// One spelling for what %XX and bytes beyond ASCII mean alike: %XX in capitals, ASCII letters and digits plain.
std::string spelled(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (size_t i = 0; i < path.size(); ++i) {
    auto c = static_cast<unsigned char>(path[i]);
    const bool coded = c == '%' && i + 2 < path.size() && digit(path[i + 1]) >= 0 && digit(path[i + 2]) >= 0;
    if (coded) {
      c = static_cast<unsigned char>(digit(path[i + 1]) * 16 + digit(path[i + 2]));
      i += 2;
    }
    const bool plain = (c >= '0' && c <= '9') ||
                       (lower(static_cast<char>(c)) >= 'a' && lower(static_cast<char>(c)) <= 'z') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (c >= 0x80 || (coded && !plain)) {
      out += '%';
      out += kHex[c >> 4];
      out += kHex[c & 15];
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

// '*' is any run of bytes, '$' at the end the end of the path. Greedy with one point to return to: no backtracking
// beyond the last star, so time is bounded by the product of the lengths.
bool fits(std::string_view pattern, std::string_view path) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  size_t p = 0, at = 0, star = pattern.npos, from = 0;
  for (;;) {
    if (p == pattern.size()) {
      if (!whole || at == path.size()) return true;
    } else if (pattern[p] == '*') {
      star = p++;
      from = at;
      continue;
    } else if (at < path.size() && pattern[p] == path[at]) {
      ++p;
      ++at;
      continue;
    }
    if (star == pattern.npos || from >= path.size()) return false;
    p = star + 1;
    at = ++from;
  }
}

}  // namespace

Robots Robots::parse(std::string_view bytes, std::string_view agent) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = bytes.substr(0, kMostRobots);
  Robots own, others;
  bool named = false, star = false, heading = false, found = false;
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    line = trimmed(line.substr(0, line.find('#')));
    const size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string key = lower(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!heading) named = star = false;
      heading = true;
      // Some write "isnad/1.0": the token ends where letters, '-' and '_' end.
      const std::string whole = lower(value);
      const size_t size =
          static_cast<size_t>(std::find_if(whole.begin(), whole.end(),
                                           [](char c) { return !((c >= 'a' && c <= 'z') || c == '-' || c == '_'); }) -
                              whole.begin());
      named = named || whole.substr(0, size) == agent;
      found = found || named;
      star = star || value == "*";
      continue;
    }
    if (key == "sitemap") continue;  // belongs to no group
    const bool rule = key == "allow" || key == "disallow";
    if (rule || key == "crawl-delay") heading = false;
    for (Robots* robots : {named ? &own : nullptr, star ? &others : nullptr}) {
      if (robots == nullptr) continue;
      if (rule && !value.empty() && value.size() <= kLongestRule && robots->rules_.size() < kMostRules)
        robots->rules_.push_back({spelled(value), key == "allow"});
      double seconds = 0;
      if (key == "crawl-delay" &&
          std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc() &&
          std::isfinite(seconds) && seconds > 0)
        robots->crawl_delay_ = seconds;
    }
  }
  return found ? own : others;
}

bool Robots::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  const std::string asked = spelled(path);
  size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const size_t size = rule.pattern.size();
    if (size < longest || (size == longest && !rule.allow) || !fits(rule.pattern, asked)) continue;
    if (size == longest && allowed) continue;
    longest = size;
    allowed = rule.allow;
  }
  return allowed;
}

}  // namespace isnad::watch
