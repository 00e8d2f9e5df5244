// SPDX-License-Identifier: Apache-2.0
#include "page/selector.h"

#include <algorithm>
#include <string>

namespace isnad::page {

namespace {

// Kept by the guard on every element; others are dropped before parsing and would never match.
constexpr std::array<std::string_view, 9> kKnown = {
    "class", "content", "data-component", "data-testid", "data-tracking-name", "datetime", "id", "itemprop", "role"};

bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

class Parser {
 public:
  explicit Parser(std::string_view in) : in_(in) {}

  Result<Selector> run() {
    for (bool child = false;; child = next_is_child()) {
      if (out_.count == out_.steps.size()) return Error{"more than four steps"};
      SelectorStep& step = out_.steps[out_.count++];
      step.child = child;
      if (Result<void> done = read_step(step); !done) return done.error();
      if (at_ < in_.size() && in_[at_] == '@') return read_attribute();
      if (at_ == in_.size()) return out_;
      if (in_[at_] != ' ') return Error{"found '" + std::string(in_.substr(at_, 1)) + "' where a step ends"};
    }
  }

 private:
  std::string_view name() {
    const size_t begin = at_;
    while (at_ < in_.size() && name_char(in_[at_])) ++at_;
    return in_.substr(begin, at_ - begin);
  }

  bool taken(char c) {
    const bool here = at_ < in_.size() && in_[at_] == c;
    at_ += here ? 1 : 0;
    return here;
  }

  bool next_is_child() {
    while (taken(' ')) {
    }
    const bool child = taken('>');
    while (taken(' ')) {
    }
    return child;
  }

  Result<void> read_step(SelectorStep& step) {
    step.tag = name();
    if (!std::all_of(step.tag.begin(), step.tag.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }))
      return Error{"a tag is small letters, digits and hyphens"};
    while (at_ < in_.size() && (in_[at_] == '.' || in_[at_] == '#' || in_[at_] == '[')) {
      if (step.count == step.tests.size()) return Error{"more than three names in one step"};
      if (Result<void> done = read_test(step.tests[step.count++]); !done) return done;
    }
    if (step.tag.empty() && step.count == 0) return Error{"a step without tag, class, id or attribute"};
    return {};
  }

  Result<void> read_test(NameTest& test) {
    const char mark = in_[at_++];
    if (mark == '[') {
      test.attribute = name();
      if (!Selector::known_attribute(test.attribute))
        return Error{"the attribute " + std::string(test.attribute) + " is not kept; kept are " + known()};
      if (taken('=')) {
        test.value = name();
        test.begins = taken('*');
        if (test.value.empty()) return Error{"an attribute without a value after ="};
      }
      if (!taken(']')) return Error{"a [ without its ]"};
      return {};
    }
    test.attribute = mark == '.' ? "class" : "id";
    test.value = name();
    test.begins = taken('*');
    if (test.value.empty()) return Error{std::string("no name after ") + mark};
    return {};
  }

  Result<Selector> read_attribute() {
    ++at_;
    out_.attribute = name();
    if (!Selector::known_attribute(out_.attribute) || at_ != in_.size())
      return Error{"after @ stands one attribute that is kept: " + known()};
    return out_;
  }

  static std::string known() {
    std::string out;
    for (const std::string_view one : kKnown) out += (out.empty() ? "" : ", ") + std::string(one);
    return out;
  }

  std::string_view in_;
  size_t at_ = 0;
  Selector out_;
};

}  // namespace

bool Selector::known_attribute(std::string_view name) {
  return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

bool NameTest::holds(std::string_view found) const {
  if (found.data() == nullptr) return false;
  if (value.empty()) return true;
  if (attribute != "class") return begins ? found.starts_with(value) : found == value;
  while (!found.empty()) {
    const size_t blank = std::min(found.find_first_of(" \t\n\r\f"), found.size());
    const std::string_view one = found.substr(0, blank);
    if (begins ? one.starts_with(value) : one == value) return true;
    found.remove_prefix(std::min(blank + 1, found.size()));
  }
  return false;
}

Result<Selector> parse_selector(std::string_view written) { return Parser(written).run(); }

}  // namespace isnad::page
