// SPDX-License-Identifier: Apache-2.0
#include "page/html_guard.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "page/element_names.h"

namespace isnad::page {

namespace {

constexpr size_t kMaxAttribute = 2048;  // bytes of a value; addresses and descriptions are shorter
constexpr size_t kMaxName = 24;
constexpr size_t kMaxLinkedData = 64;  // blocks of JSON-LD

bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

template <size_t N>
bool among(const std::array<std::string_view, N>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

constexpr std::array<std::string_view, 28> kDress = {
    "abbr", "acronym", "b", "bdi", "bdo", "big",  "cite",  "code",   "del",    "em",  "font", "i",  "ins", "kbd",
    "mark", "nobr",    "q", "rb",  "s",   "samp", "small", "strike", "strong", "sub", "sup",  "tt", "u",   "wbr"};
constexpr std::array<std::string_view, 14> kVoid = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                                    "input", "link", "meta", "param", "source", "track", "wbr"};
// Their end tag may be left out: they close themselves and cannot nest without another tag between.
constexpr std::array<std::string_view, 16> kSelfClosing = {"a",    "body",  "colgroup", "dd",       "dt", "head",
                                                           "html", "li",    "option",   "optgroup", "p",  "tbody",
                                                           "td",   "tfoot", "th",       "thead"};
// Read as they stand.
constexpr std::array<std::string_view, 12> kAttributes = {"aria-hidden", "charset", "content",    "datetime",
                                                          "hidden",      "href",    "http-equiv", "itemprop",
                                                          "lang",        "name",    "property",   "rel"};
// Kept beside those where an outlet's rules ask for names.
constexpr std::array<std::string_view, 6> kNames = {
    "class", "data-component", "data-testid", "data-tracking-name", "id", "role"};
// Elements whose content is not markup and not shown.
constexpr std::array<std::string_view, 17> kDropped = {
    "audio",  "button", "canvas", "iframe", "math",     "noembed",  "noframes", "noscript", "object",
    "script", "select", "style",  "svg",    "template", "textarea", "video",    "xmp"};

// Void elements that hold no text and say nothing.
constexpr std::array<std::string_view, 9> kUnread = {"area",  "base",  "col",    "embed", "img",
                                                     "input", "param", "source", "track"};
// Read of <meta>, <link> and <html> alone: an address on every link is a third of some pages.
constexpr std::array<std::string_view, 6> kFactAttributes = {"charset", "href", "http-equiv",
                                                             "lang",    "name", "property"};

static_assert(std::is_sorted(kUnread.begin(), kUnread.end()));
static_assert(std::is_sorted(kFactAttributes.begin(), kFactAttributes.end()));
static_assert(std::is_sorted(kDress.begin(), kDress.end()));
static_assert(std::is_sorted(kVoid.begin(), kVoid.end()));
static_assert(std::is_sorted(kAttributes.begin(), kAttributes.end()));
static_assert(std::is_sorted(kNames.begin(), kNames.end()));
static_assert(std::is_sorted(kDropped.begin(), kDropped.end()));

// What is done with an element; bits.
enum Treatment : uint8_t { kDressTag = 1, kVoidTag = 2, kClosesItself = 4, kDroppedTag = 8, kUnreadTag = 16 };

uint8_t looked_up_treatment(std::string_view tag) {
  return static_cast<uint8_t>((among(kDress, tag) ? kDressTag : 0) | (among(kVoid, tag) ? kVoidTag : 0) |
                              (among(kSelfClosing, tag) ? kClosesItself : 0) |
                              (among(kDropped, tag) ? kDroppedTag : 0) | (among(kUnread, tag) ? kUnreadTag : 0));
}

// A short name as a number; 0 for those that are longer.
constexpr uint64_t packed(std::string_view name) {
  uint64_t out = 0;
  if (name.size() > 8) return 0;
  for (const char c : name) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

class Guard {
 public:
  Guard(std::string_view html, const lexicon::Table& marks, const OutletRules& outlets, std::string_view url)
      : in_(html), names_(marks), outlets_(outlets) {
    out_.html.reserve(html.size() / 3 + 64);
    given_ = !url.empty();
    if (given_) out_.rules = outlets.of_url(url);
  }

  Guarded run() {
    while (at_ < in_.size()) {
      const size_t open = std::min(in_.find('<', at_), in_.size());
      put_text(in_.substr(at_, open - at_));
      at_ = open;
      if (at_ < in_.size()) markup();
    }
    return std::move(out_);
  }

 private:
  // Blanks at the ends of a text shrink to one: half of a page is indentation.
  void put_text(std::string_view text) {
    if (text.empty()) return;
    const size_t first = text.find_first_not_of(" \n\t\r\f");
    if (first == text.npos) {
      out_.html += text.find('\n') == text.npos ? ' ' : '\n';
      return;
    }
    const size_t last = text.find_last_not_of(" \n\t\r\f");
    if (first > 0) out_.html += ' ';
    out_.html.append(text, first, last + 1 - first);
    if (last + 1 < text.size()) out_.html += ' ';
  }

  void markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<!--")) {
      skip_to("-->", 4);
    } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
      skip_to(">", 2);
    } else if (rest.size() > 2 && rest[1] == '/' && alpha(rest[2])) {
      end_tag();
    } else if (rest.size() > 1 && alpha(rest[1])) {
      start_tag();
    } else {
      out_.html += "&lt;";
      ++at_;
    }
  }

  void skip_to(std::string_view mark, size_t from) {
    const size_t end = in_.find(mark, at_ + from);
    at_ = end == in_.npos ? in_.size() : end + mark.size();
  }

  std::string_view name(size_t from) {
    size_t size = 0;
    while (from + size < in_.size() && !space(in_[from + size]) && in_[from + size] != '>' && in_[from + size] != '/') {
      if (size < kMaxName) name_[size] = lower(in_[from + size]);
      ++size;
    }
    name_bytes_ = size;
    return {name_.data(), std::min(size, kMaxName)};
  }

  uint8_t treatment(std::string_view tag) {
    const uint64_t key = packed(tag);
    if (key == 0) return looked_up_treatment(tag);
    auto& [known, out] = treatments_[(key * 0x9E3779B97F4A7C15ULL) >> 58];
    if (known != key) {
      known = key;
      out = looked_up_treatment(tag);
    }
    return out;
  }

  void end_tag() {
    const std::string_view tag = name(at_ + 2);
    const size_t end = in_.find('>', at_);
    at_ = end == in_.npos ? in_.size() : end + 1;
    const uint8_t how = treatment(tag);
    if ((how & (kDressTag | kVoidTag | kDroppedTag)) != 0) return;
    bool written = true;
    if ((how & kClosesItself) == 0) {
      if (overflow_ > 0) {
        --overflow_;
        return;
      }
      const uint64_t hash = hash64(tag);
      const auto found = std::find_if(open_.rbegin(), open_.rend(), [hash](const Open& o) { return o.tag == hash; });
      if (found == open_.rend()) return;  // closes nothing
      written = found->written;
      open_.erase(found.base() - 1, open_.end());
    }
    if (!written) return;
    out_.html += "</";
    out_.html += tag;
    out_.html += '>';
  }

  void start_tag() {
    const std::string_view tag = name(at_ + 1);
    at_ += 1 + name_bytes_;
    attributes_.clear();
    ld_json_ = canonical_ = own_address_ = false;
    const bool top = tag == "html" || tag == "body";
    facts_ = tag == "meta" || tag == "link" || tag == "html";
    kept_ = marks_ = 0;
    address_ = {};
    attributes();
    const uint8_t how = treatment(tag);
    if ((how & kDroppedTag) != 0) {
      dropped_element(tag);
      return;
    }
    if (facts_ && (canonical_ || own_address_)) learn_outlet();
    if ((how & (kDressTag | kUnreadTag)) != 0 || (tag == "link" && !canonical_)) return;
    if (marks_ != 0 && !top) {
      char number[16];
      const auto end = std::to_chars(number, number + sizeof number, marks_, 16).ptr;
      attributes_ += std::string(" ") + kMarksAttribute + "=";
      attributes_.append(number, end);
    }
    const bool written = tag != "span" || !attributes_.empty();
    if ((how & (kVoidTag | kClosesItself)) == 0 && !push(tag, written)) return;
    if (!written) return;
    out_.html += '<';
    out_.html += tag;
    out_.html += attributes_;
    out_.html += '>';
  }

  // The page's own address says whose rules are asked for, where none came with it.
  void learn_outlet() {
    if (!given_ && out_.rules.empty() && !address_.empty()) out_.rules = outlets_.of_url(address_);
  }

  // Remembers an open element; false when it is too deep to be kept.
  bool push(std::string_view tag, bool written) {
    if (overflow_ > 0 || open_.size() >= kMaxDepth) {
      ++overflow_;
      return false;
    }
    open_.push_back({hash64(tag), written});
    return true;
  }

  // Reads attributes up to the tag's end; keeps those that matter in attributes_.
  void attributes() {
    while (at_ < in_.size() && in_[at_] != '>') {
      if (space(in_[at_]) || in_[at_] == '/') {
        ++at_;
        continue;
      }
      const size_t begin = at_;
      while (at_ < in_.size() && !space(in_[at_]) && in_[at_] != '=' && in_[at_] != '>' && in_[at_] != '/') ++at_;
      if (at_ == begin) ++at_;  // a stray equals sign
      const std::string_view attribute = in_.substr(begin, at_ - begin);
      while (at_ < in_.size() && space(in_[at_])) ++at_;
      std::string_view value;
      if (at_ < in_.size() && in_[at_] == '=') value = attribute_value();
      keep(attribute, value);
    }
    if (at_ < in_.size()) ++at_;
  }

  std::string_view attribute_value() {
    ++at_;
    while (at_ < in_.size() && space(in_[at_])) ++at_;
    if (at_ >= in_.size()) return {};
    const char quote = in_[at_];
    if (quote == '"' || quote == '\'') {
      const size_t begin = ++at_;
      const size_t end = std::min(in_.find(quote, at_), in_.size());
      at_ = std::min(end + 1, in_.size());
      return in_.substr(begin, end - begin);
    }
    const size_t begin = at_;
    while (at_ < in_.size() && !space(in_[at_]) && in_[at_] != '>') ++at_;
    return in_.substr(begin, at_ - begin);
  }

  void keep(std::string_view attribute, std::string_view value) {
    if (attribute.size() > kMaxName) return;
    std::array<char, kMaxName> buffer{};
    std::transform(attribute.begin(), attribute.end(), buffer.begin(), lower);
    const std::string_view key(buffer.data(), attribute.size());
    switch (packed(key)) {
      case packed("class"):
      case packed("id"):
      case packed("role"):
        marks_ |= names_.marks(value);
        // React streams a page as hidden parts "S:0", "S:1", ...
        if (!out_.rules.empty() || (key == "id" && value.starts_with("S:"))) put_attribute(kNames, key, value, 20);
        return;
      case packed("itemprop"): marks_ |= names_.marks(value); break;
      case packed("style"):
        if (hides(value)) attributes_ += " hidden=\"\"";
        return;
      case packed("type"): ld_json_ = ld_json_ || value.find("ld+json") != value.npos; return;
      case packed("rel"):
        canonical_ = canonical_ || value.find("anonical") != value.npos;
        if (value == "tag") marks_ |= kTags;
        if (!canonical_ && value.find("uthor") == value.npos) return;
        break;
      case packed("property"): own_address_ = own_address_ || value == "og:url"; break;
      case packed("href"): address_ = value; break;
      case packed("content"):
        if (address_.empty()) address_ = value;
        break;
      default: break;
    }
    if ((!facts_ && among(kFactAttributes, key)) || (key == "aria-hidden" && value != "true")) return;
    put_attribute(kAttributes, key, value, 0);
    if (!out_.rules.empty() && key.starts_with("data-")) put_attribute(kNames, key, value, 20);
  }

  // Writes an attribute of the list; the first of a name counts. `shift`: of its bits in kept_.
  template <size_t N>
  void put_attribute(const std::array<std::string_view, N>& list, std::string_view key, std::string_view value,
                     size_t shift) {
    const auto known = std::lower_bound(list.begin(), list.end(), key);
    if (known == list.end() || *known != key) return;
    const uint32_t bit = 1u << (static_cast<size_t>(known - list.begin()) + shift);
    if ((kept_ & bit) != 0) return;
    kept_ |= bit;
    std::string_view kept = value;
    if (kept.size() > kMaxAttribute) {
      size_t end = kMaxAttribute;
      while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xC0) == 0x80) --end;
      kept = kept.substr(0, end);
    }
    attributes_ += ' ';
    attributes_ += key;
    attributes_ += "=\"";
    for (size_t quote = kept.find('"'); quote != kept.npos; quote = kept.find('"')) {
      attributes_.append(kept, 0, quote);
      attributes_ += "&quot;";
      kept.remove_prefix(quote + 1);
    }
    attributes_ += kept;
    attributes_ += '"';
  }

  static bool hides(std::string_view style) {
    std::string plain;
    for (char c : style.substr(0, kMaxAttribute))
      if (!space(c)) plain += lower(c);
    return plain.find("display:none") != plain.npos || plain.find("visibility:hidden") != plain.npos;
  }

  // The end tag of a dropped element, or the page's end.
  void dropped_element(std::string_view tag) {
    const std::string wanted(tag);
    const auto which = static_cast<size_t>(std::lower_bound(kDropped.begin(), kDropped.end(), tag) - kDropped.begin());
    if (unclosed_[which]) return;
    const size_t begin = at_;
    size_t end = in_.size();
    for (size_t p = in_.find("</", at_); p != in_.npos; p = in_.find("</", p + 2)) {
      const std::string_view here = in_.substr(p + 2, wanted.size());
      if (here.size() == wanted.size() &&
          std::equal(here.begin(), here.end(), wanted.begin(), [](char a, char b) { return lower(a) == b; })) {
        end = p;
        break;
      }
    }
    if (end == in_.size() && wanted != "script" && wanted != "style") {
      unclosed_[which] = true;  // only its tags go, and nobody looks for the end again
      return;
    }
    if (ld_json_ && out_.ld_json.size() < kMaxLinkedData) out_.ld_json.emplace_back(in_.substr(begin, end - begin));
    const size_t close = in_.find('>', end);
    at_ = close == in_.npos ? in_.size() : close + 1;
  }

  struct Open {
    uint64_t tag;  // hash of its name
    bool written;
  };

  std::string_view in_;
  Guarded out_;
  ElementNames names_;
  const OutletRules& outlets_;
  bool given_ = false;  // the page's address
  std::string attributes_;
  std::array<char, kMaxName> name_{};
  size_t name_bytes_ = 0;
  size_t at_ = 0;
  size_t overflow_ = 0;
  uint32_t kept_ = 0;   // bits of kAttributes, and above them of kNames
  uint32_t marks_ = 0;  // what the element's names say
  std::string_view address_;
  bool ld_json_ = false;
  bool facts_ = false;                                         // the tag is one whose address, name or language is read
  bool canonical_ = false;                                     // it is the link to the page's own address
  bool own_address_ = false;                                   // it is OpenGraph's address of the page
  std::array<std::pair<uint64_t, uint8_t>, 64> treatments_{};  // of names met before
  std::array<bool, kDropped.size()> unclosed_{};
  std::vector<Open> open_;
};

}  // namespace

Guarded guard_html(std::string_view html, const lexicon::Table& marks, const OutletRules& outlets,
                   std::string_view url) {
  return Guard(html, marks, outlets, url).run();
}

}  // namespace isnad::page
