// SPDX-License-Identifier: Apache-2.0
#include "page/outlets.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "page/lines.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::page {

namespace {

// Byte length of a dash or a stretched connecting line at `at`, as bylines write them; 0 when there is none.
size_t dash_at(std::string_view s, size_t at) {
  const text::CodePoint point = text::decode(s, at);
  const uint32_t p = point.value;
  return p == '-' || p == 0x0640 || (p >= 0x2010 && p <= 0x2015) || p == '/' || p == '|' || p == ':' ? point.bytes : 0;
}

}  // namespace

std::string host_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) {
    if (!url.starts_with("//")) return {};
    url.remove_prefix(2);
  } else {
    url.remove_prefix(scheme + 3);
  }
  std::string_view host = url.substr(0, url.find_first_of("/?#"));
  if (const size_t user = host.rfind('@'); user != host.npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  std::string out(host);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (out.starts_with("www.")) out.erase(0, 4);
  return out;
}

namespace {

// "www.example.co.uk" -> "example.co.uk": two labels, or three where the second is a kind of site and no name.
std::string site_of(std::string_view url) {
  static constexpr std::array<std::string_view, 8> kKinds = {"ac", "co", "com", "edu", "gov", "mil", "net", "org"};
  const std::string host = host_of(url);
  const size_t last = host.rfind('.');
  if (last == host.npos || last == 0) return host;
  const size_t second = host.rfind('.', last - 1);
  if (second == host.npos || second == 0) return host;
  const std::string_view kind = std::string_view(host).substr(second + 1, last - second - 1);
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) return host.substr(second + 1);
  const size_t third = host.rfind('.', second - 1);
  return third == host.npos ? host : host.substr(third + 1);
}

}  // namespace

bool same_site(std::string_view url, std::string_view other) { return site_of(url) == site_of(other); }

Outlets::Outlets(const lexicon::Lexicon& lexicon)
    : outlets_(lexicon.table("outlets/outlets")), agencies_(lexicon.table("page/agencies")) {
  outlet_name_ = outlets_.column("name_ar");
  agency_name_ = agencies_.column("name");
  const int english = outlets_.column("name_en");
  for (uint32_t row = 0; row < outlets_.rows(); ++row)
    for (const int column : {outlet_name_, english})
      if (const std::string_view name = outlets_.cell(row, column); !name.empty())
        names_.push_back(hash64(folded_words(name)));
  std::sort(names_.begin(), names_.end());
}

bool Outlets::is_name(std::string_view name) const {
  return std::binary_search(names_.begin(), names_.end(), hash64(folded_words(name)));
}

std::string_view Outlets::name_of_url(std::string_view url) const {
  const std::string host = host_of(url);
  for (std::string_view domain = host; domain.find('.') != domain.npos; domain.remove_prefix(domain.find('.') + 1))
    for (const uint32_t row : outlets_.find(domain)) return outlets_.cell(row, outlet_name_);
  return {};
}

std::string_view Outlets::agency(std::string_view form) const {
  if (form.empty() || form.size() > 80) return {};
  const std::string key = folded_words(form);
  for (const uint32_t row : agencies_.find(key)) return agencies_.cell(row, agency_name_);
  return {};
}

std::string_view Outlets::agency_in_line(std::string_view line) const {
  const size_t close = line.rfind(')');
  if (close != line.npos && line.size() - close <= 3) {
    const size_t open = line.rfind('(', close);
    if (open != line.npos)
      if (const std::string_view name = agency(line.substr(open + 1, close - open - 1)); !name.empty()) return name;
  }
  if (line.size() > 160) return {};
  if (const std::string_view name = agency(line); !name.empty()) return name;
  for (size_t at = 0; at < line.size(); at += text::decode(line, at).bytes) {
    const size_t dash = dash_at(line, at);
    if (dash == 0) continue;
    if (const std::string_view name = agency(line.substr(at + dash)); !name.empty()) return name;
    if (const std::string_view name = agency(line.substr(0, at)); !name.empty()) return name;
  }
  return {};
}

std::string Outlets::dateline_agency(std::string_view paragraph) const {
  const std::string_view head = paragraph.substr(0, 120);
  const size_t open = head.find('(');
  const size_t close = open == head.npos ? head.npos : head.find(')', open);
  if (close == head.npos || close - open > 60) return {};
  size_t after = close + 1;
  while (after < head.size() && head[after] == ' ') ++after;
  if (after >= head.size() || dash_at(head, after) == 0) return {};
  const std::string_view form = head.substr(open + 1, close - open - 1);
  if (const std::string_view name = agency(form); !name.empty()) return std::string(name);
  const std::string before = text::fold(head.substr(0, open));
  const bool dated = std::any_of(before.begin(), before.end(), [](char c) { return c >= '0' && c <= '9'; });
  return dated && form.find(' ') == form.npos ? std::string(form) : std::string{};
}

}  // namespace isnad::page
