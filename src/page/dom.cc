// SPDX-License-Identifier: Apache-2.0
#include "page/dom.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <memory>

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::page {

namespace {

constexpr size_t kMaxClaims = 64;
constexpr size_t kMaxMetas = 400;
constexpr size_t kMaxMatches = 4000;  // of an outlet's rules
constexpr size_t kRow = 80;           // bytes before a span that still make a row of facts, no sentence

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

std::string lowered(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool inline_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_UNKNOWN:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_METER:
    case GUMBO_TAG_PROGRESS:
    case GUMBO_TAG_OUTPUT:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_AREA: return true;
    default: return false;
  }
}

bool unseen_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE: return true;
    default: return false;
  }
}

uint32_t marks_of_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU: return kNavigation;
    case GUMBO_TAG_FOOTER: return kFooter;
    case GUMBO_TAG_ASIDE: return kAside;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION: return kCaptionMark;
    case GUMBO_TAG_TIME: return kDate;
    case GUMBO_TAG_ARTICLE: return kArticle;
    case GUMBO_TAG_H1: return kHeadline | kHeading;
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6: return kHeading;
    case GUMBO_TAG_LI: return kListItem;
    default: return 0;
  }
}

// Memory of one parse, given back as a whole: the tree has hundreds of thousands of small pieces. What the parser frees
// stays until then, at most about as much again as the tree, since its buffers grow by doubling.
class Arena {
 public:
  void* allocate(size_t size) {
    size = (std::max<size_t>(size, 1) + kAlign - 1) / kAlign * kAlign;
    if (size > left_) {
      const size_t block = std::max(size, kBlock);
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
      free_ = blocks_.back().get();
      left_ = block;
    }
    void* out = free_;
    free_ += size;
    left_ -= size;
    return out;
  }

 private:
  static constexpr size_t kAlign = alignof(std::max_align_t), kBlock = 256 << 10;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* free_ = nullptr;
  size_t left_ = 0;
};

// An element as selectors see it.
class Seen {
 public:
  explicit Seen(const GumboNode* node) : node_(node) {}
  explicit operator bool() const { return node_ != nullptr && node_->type == GUMBO_NODE_ELEMENT; }
  std::string_view tag() const { return gumbo_normalized_tagname(node_->v.element.tag); }
  std::string_view attribute(std::string_view name) const {
    const GumboVector& all = node_->v.element.attributes;
    for (unsigned i = 0; i < all.length; ++i)
      if (const auto* one = static_cast<const GumboAttribute*>(all.data[i]); one->name == name) return one->value;
    return {};
  }
  Seen parent() const { return Seen(node_->parent); }

 private:
  const GumboNode* node_;
};

class Walker {
 public:
  explicit Walker(Dom& dom) : dom_(dom) {}

  void walk(const GumboNode* root) {
    dom_.elements.push_back({});
    element(root, 0, 0);
    flush();
    dom_.elements[0].end = static_cast<uint32_t>(dom_.elements.size());
    dom_.elements[0].last_line = static_cast<uint32_t>(dom_.lines.size());
  }

 private:
  // Recursion is as deep as the guard lets elements nest.
  void element(const GumboNode* node, uint32_t parent, int links) {
    const GumboElement& e = node->v.element;
    if (e.tag == GUMBO_TAG_HTML) dom_.language = lowered(attribute(e, "lang"));
    head_facts(e);
    if (hidden(e) || (unseen_tag(e.tag) && e.tag != GUMBO_TAG_HEAD)) return;
    microdata(e);
    if (e.tag == GUMBO_TAG_BR || e.tag == GUMBO_TAG_HR) {
      flush();
      return;
    }
    const uint32_t says = marks(e);
    // Byline, date and counters often stand in one row of spans: each is a line of its own.
    const bool apart = (says & (kDate | kByline | kComments | kShare | kSection)) != 0 && line_.text.size() < kRow;
    const auto index = static_cast<uint32_t>(dom_.elements.size());
    const bool ruled = follow_rules(node, index);
    const bool block = apart || ruled || !inline_tag(e.tag);
    if (block) flush();
    dom_.elements.push_back({parent, 0, static_cast<uint32_t>(dom_.lines.size()), 0, says});
    if (block || says != 0) current_ = index;
    for (unsigned i = 0; i < e.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(e.children.data[i]);
      if (child->type == GUMBO_NODE_ELEMENT) element(child, index, links + (e.tag == GUMBO_TAG_A ? 1 : 0));
      else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA ||
               child->type == GUMBO_NODE_WHITESPACE)
        add(child->v.text.text, links + (e.tag == GUMBO_TAG_A ? 1 : 0) > 0);
      if (block) current_ = index;
    }
    if (block) flush();
    dom_.elements[index].end = static_cast<uint32_t>(dom_.elements.size());
    dom_.elements[index].last_line = static_cast<uint32_t>(dom_.lines.size()) + (line_.text.empty() ? 0u : 1u);
  }

  // True when a rule of the outlet means the element.
  bool follow_rules(const GumboNode* node, uint32_t index) {
    bool any = false;
    for (uint32_t i = 0; i < dom_.rules.size(); ++i) {
      const OutletRule& rule = dom_.rules[i];
      if (dom_.matches.size() >= kMaxMatches || !matches(rule.selector, Seen(node))) continue;
      any = true;
      dom_.matches.push_back({i, index, std::string(Seen(node).attribute(rule.selector.attribute))});
    }
    return any;
  }

  static bool hidden(const GumboElement& e) {
    if (e.tag == GUMBO_TAG_BODY || e.tag == GUMBO_TAG_HTML) return false;
    // React streams a page as hidden parts "S:0", "S:1", ... that its script puts into their places.
    if (attribute(e, "id").starts_with("S:")) return false;
    return gumbo_get_attribute(&e.attributes, "hidden") != nullptr || attribute(e, "aria-hidden") == "true";
  }

  void add(std::string_view text, bool linked) {
    const size_t before = line_.text.size();
    for (size_t at = 0; at < text.size();) {
      if (const size_t end = visible_ascii(text, at); end > at) {
        if (line_.text.empty()) line_.element = current_;
        if (space_) line_.text += ' ';
        space_ = false;
        line_.text.append(text, at, end - at);
        at = end;
        continue;
      }
      const text::CodePoint point = text::decode(text, at);
      if (text::char_class(point.value) == text::CharClass::kSpace) {
        space_ = !line_.text.empty();
      } else {
        if (line_.text.empty()) line_.element = current_;
        if (space_) line_.text += ' ';
        space_ = false;
        line_.text.append(text, at, point.bytes);
      }
      at += point.bytes;
    }
    if (linked) line_.linked += static_cast<uint32_t>(line_.text.size() - before);
  }

  // The end of the visible ASCII characters from `at` on.
  static size_t visible_ascii(std::string_view text, size_t at) {
    while (at < text.size() && text[at] > ' ' && text[at] < 0x7F) ++at;
    return at;
  }

  void flush() {
    space_ = false;
    if (line_.text.empty()) return;
    dom_.lines.push_back(std::move(line_));
    line_ = {};
  }

  void head_facts(const GumboElement& e) {
    if (e.tag == GUMBO_TAG_META && dom_.metas.size() < kMaxMetas) {
      const std::string_view content = attribute(e, "content");
      for (const char* key : {"property", "name", "itemprop"})
        if (const std::string_view name = attribute(e, key); !name.empty() && !content.empty())
          dom_.metas.emplace_back(lowered(name), std::string(content));
    } else if (e.tag == GUMBO_TAG_LINK) {
      if (lowered(attribute(e, "rel")) == "canonical" && dom_.canonical.empty()) dom_.canonical = attribute(e, "href");
    } else if (e.tag == GUMBO_TAG_TITLE && dom_.title.empty()) {
      dom_.title = inner_text(e);
    }
  }

  static std::string inner_text(const GumboElement& e) {
    std::string out;
    for (unsigned i = 0; i < e.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(e.children.data[i]);
      if (child->type == GUMBO_NODE_ELEMENT) out += inner_text(child->v.element);
      else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) out += child->v.text.text;
    }
    return out;
  }

  void microdata(const GumboElement& e) {
    if (dom_.claims.size() >= kMaxClaims) return;
    const std::string property = lowered(attribute(e, "itemprop"));
    std::string_view value = attribute(e, "content");
    if (value.empty()) value = attribute(e, "datetime");
    if (property == "datepublished" && !value.empty()) dom_.claims.push_back({"datePublished", std::string(value)});
    else if (property == "datemodified" && !value.empty()) dom_.claims.push_back({"dateModified", std::string(value)});
    else if (property == "author")
      dom_.claims.push_back({"author", value.empty() ? inner_text(e) : std::string(value)});
    else if (e.tag == GUMBO_TAG_TIME && !value.empty()) dom_.claims.push_back({"time", std::string(value)});
    if (e.tag == GUMBO_TAG_A && lowered(attribute(e, "rel")).find("author") != std::string::npos)
      dom_.claims.push_back({"author", inner_text(e)});
  }

  static uint32_t marks(const GumboElement& e) {
    uint32_t said = 0;
    const std::string_view names = attribute(e, kMarksAttribute);
    std::from_chars(names.data(), names.data() + names.size(), said, 16);
    return marks_of_tag(e.tag) | said;
  }

  Dom& dom_;
  VisibleLine line_;
  bool space_ = false;
  uint32_t current_ = 0;
};

}  // namespace

Dom parse_dom(Guarded page) {
  Arena arena;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // kept errors cost gigabytes on nested tables
  options.userdata = &arena;
  options.allocator = [](void* where, size_t size) { return static_cast<Arena*>(where)->allocate(size); };
  options.deallocator = [](void*, void*) {};
  const GumboOutput* output = gumbo_parse_with_options(&options, page.html.data(), page.html.size());
  Dom dom;
  dom.rules = std::move(page.rules);
  dom.ld_json = std::move(page.ld_json);
  Walker(dom).walk(output->root);
  return dom;
}

}  // namespace isnad::page
