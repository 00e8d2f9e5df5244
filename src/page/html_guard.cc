// SPDX-License-Identifier: Apache-2.0
#include "page/html_guard.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/hash.h"

namespace isnad::page {

namespace {

constexpr size_t kMaxAttribute = 2048;  // bytes of a value; addresses and descriptions are shorter
constexpr size_t kMaxName = 24;

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
constexpr std::array<std::string_view, 19> kAttributes = {"aria-hidden",
                                                          "charset",
                                                          "class",
                                                          "content",
                                                          "data-component",
                                                          "data-testid",
                                                          "data-tracking-name",
                                                          "datetime",
                                                          "hidden",
                                                          "href",
                                                          "http-equiv",
                                                          "id",
                                                          "itemprop",
                                                          "itemtype",
                                                          "lang",
                                                          "name",
                                                          "property",
                                                          "rel",
                                                          "role"};
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
static_assert(std::is_sorted(kDropped.begin(), kDropped.end()));

class Guard {
 public:
  explicit Guard(std::string_view html) : in_(html) { out_.reserve(html.size() / 2 + 64); }

  std::string run() {
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
      out_ += text.find('\n') == text.npos ? ' ' : '\n';
      return;
    }
    const size_t last = text.find_last_not_of(" \n\t\r\f");
    if (first > 0) out_ += ' ';
    out_.append(text, first, last + 1 - first);
    if (last + 1 < text.size()) out_ += ' ';
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
      out_ += "&lt;";
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

  void end_tag() {
    const std::string_view tag = name(at_ + 2);
    const size_t end = in_.find('>', at_);
    at_ = end == in_.npos ? in_.size() : end + 1;
    if (among(kDress, tag) || among(kVoid, tag) || among(kDropped, tag)) return;
    if (!among(kSelfClosing, tag)) {
      if (overflow_ > 0) {
        --overflow_;
        return;
      }
      const uint64_t hash = hash64(tag);
      const auto found = std::find(open_.rbegin(), open_.rend(), hash);
      if (found == open_.rend()) return;  // closes nothing
      open_.erase(found.base() - 1, open_.end());
    }
    out_ += "</";
    out_ += tag;
    out_ += '>';
  }

  void start_tag() {
    const std::string_view tag = name(at_ + 1);
    at_ += 1 + name_bytes_;
    attributes_.clear();
    ld_json_ = canonical_ = false;
    facts_ = tag == "meta" || tag == "link" || tag == "html";
    kept_ = 0;
    attributes();
    if (among(kDropped, tag)) {
      dropped_element(tag);
      return;
    }
    if (among(kDress, tag) || among(kUnread, tag) || (tag == "link" && !canonical_)) return;
    if (!among(kVoid, tag) && !among(kSelfClosing, tag) && !push(tag)) return;
    out_ += '<';
    out_ += tag;
    out_ += attributes_;
    out_ += '>';
  }

  // Remembers an open element; false when it is too deep to be kept.
  bool push(std::string_view tag) {
    if (overflow_ > 0 || open_.size() >= kMaxDepth) {
      ++overflow_;
      return false;
    }
    open_.push_back(hash64(tag));
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
    if (key == "type" && value.find("ld+json") != value.npos) ld_json_ = true;
    if (key == "rel" && value.find("anonical") != value.npos) canonical_ = true;
    if (!facts_ && among(kFactAttributes, key)) return;
    std::string_view kept = value;
    if (key == "style") {
      if (!hides(value)) return;
      attributes_ += " hidden=\"\"";
      return;
    }
    const auto known = std::lower_bound(kAttributes.begin(), kAttributes.end(), key);
    if (known == kAttributes.end() || *known != key) return;
    const uint32_t bit = 1u << (known - kAttributes.begin());
    if ((kept_ & bit) != 0) return;  // the first of a name counts
    kept_ |= bit;
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
    if (ld_json_) {
      out_ += "<script type=\"application/ld+json\">";
      out_.append(in_, begin, end - begin);
      out_ += "</script>";
    }
    const size_t close = in_.find('>', end);
    at_ = close == in_.npos ? in_.size() : close + 1;
  }

  std::string_view in_;
  std::string out_;
  std::string attributes_;
  std::array<char, kMaxName> name_{};
  size_t name_bytes_ = 0;
  size_t at_ = 0;
  size_t overflow_ = 0;
  uint32_t kept_ = 0;  // bits of kAttributes
  bool ld_json_ = false;
  bool facts_ = false;      // the tag is one whose address, name or language is read
  bool canonical_ = false;  // it is the link to the page's own address
  std::array<bool, kDropped.size()> unclosed_{};
  std::vector<uint64_t> open_;
};

}  // namespace

std::string guard_html(std::string_view html) { return Guard(html).run(); }

}  // namespace isnad::page
