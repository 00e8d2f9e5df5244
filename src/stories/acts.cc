// SPDX-License-Identifier: Apache-2.0
#include "stories/acts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/hash.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::stories {

namespace {

const Closeness kOneAct = {0.36F, 0.40F};  // chosen on the sample news: see eval/stories_sample.py
constexpr size_t kMostClaims = 1500;       // of one type in one story that are compared with each other
constexpr int32_t kReports = 6;            // days between reports without a date beyond which they are of two acts
constexpr int32_t kDaysApart = 2;          // dates that differ by more are two acts; by less, a dispute about the date

enum Letter : uint32_t {
  kAlef = 0x627,
  kBa = 0x628,
  kTa = 0x62A,
  kSin = 0x633,
  kFa = 0x641,
  kKaf = 0x643,
  kLam = 0x644,
  kMim = 0x645,
  kNun = 0x646,
  kHa = 0x647,
  kWaw = 0x648,
  kYa = 0x64A
};

bool weak(uint32_t letter) { return letter == kAlef || letter == kWaw || letter == kYa; }

bool proclitic(uint32_t letter) {
  return letter == kWaw || letter == kFa || letter == kBa || letter == kKaf || letter == kLam;
}

// Letters after article and particles: "wal-", "bil-", "al-", "lil-", and a lone waw or fa before four letters.
size_t bare_begin(const std::vector<uint32_t>& w) {
  const auto at = [&](size_t i) { return i < w.size() ? w[i] : 0U; };
  size_t begin = 0;
  if (w.size() > 4 && proclitic(at(0)) && at(1) == kAlef && at(2) == kLam) begin = 3;
  else if (w.size() > 4 && at(0) == kLam && at(1) == kLam) begin = 2;
  else if (w.size() > 4 && at(0) == kAlef && at(1) == kLam) begin = 2;
  else if (w.size() > 4 && (at(0) == kWaw || at(0) == kFa)) begin = 1;
  return begin;
}

float overlap(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  size_t shared = 0;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] < b[k]) ++i;
    else if (b[k] < a[i]) ++k;
    else ++shared, ++i, ++k;
  }
  return static_cast<float>(shared) / static_cast<float>(std::max<size_t>(1, std::min(a.size(), b.size())));
}

class Comparing {
 public:
  explicit Comparing(const std::vector<Tell>& tells) : tells_(tells) {
    for (const Tell& tell : tells)
      for (uint32_t stem : tell.stems) ++counts_[stem];
    std::unordered_map<uint32_t, float> squares;
    for (const auto& [stem, count] : counts_) {
      const float idf = std::log((static_cast<float>(tells.size()) + 4.0F) / static_cast<float>(count));
      squares[stem] = idf * idf;
    }
    for (const Tell& tell : tells) {
      float square = 0;
      begins_.push_back(squares_.size());
      for (uint32_t stem : tell.stems) {
        squares_.push_back(squares.at(stem));
        square += squares_.back();
      }
      lengths_.push_back(std::sqrt(square));
    }
  }

  float likeness(size_t i, size_t k) const {
    const Tell &a = tells_[i], &b = tells_[k];
    if (a.type != b.type && a.stem != b.stem) return 0;
    if (days_apart(a, b) > kDaysApart) return 0;
    float value = 0.35F * words(i, k);
    value += a.rule == b.rule ? 0.20F : a.stem == b.stem ? 0.20F : 0.10F;
    value += parties(a, b);
    if (a.place != 0 && b.place != 0) value += a.place == b.place ? 0.12F : -0.08F;
    if (a.from != kNoDay && b.from != kNoDay) value += days_apart(a, b) == 0 ? 0.15F : 0.0F;
    if (a.background != b.background) value -= 0.08F;
    // A story is about one thing: what two documents of it tell first, and of one type, is likely that.
    if (a.front && b.front && a.type == b.type && a.document != b.document) value += 0.15F;
    return value;
  }

 private:
  float words(size_t i, size_t k) const {
    const auto &a = tells_[i].stems, &b = tells_[k].stems;
    const float* const squares = squares_.data() + begins_[i];
    float sum = 0;
    for (size_t x = 0, y = 0; x < a.size() && y < b.size();) {
      if (a[x] < b[y]) ++x;
      else if (b[y] < a[x]) ++y;
      else sum += squares[x], ++x, ++y;
    }
    const float length = lengths_[i] * lengths_[k];
    return length > 0 ? sum / length : 0;
  }
  // The same on both sides counts fully; changed sides count little; wholly others speak against.
  static float parties(const Tell& a, const Tell& b) {
    float value = 0;
    for (const auto& [x, y] : {std::pair{&a.actors, &b.actors}, std::pair{&a.recipients, &b.recipients}})
      if (!x->empty() && !y->empty()) value += overlap(*x, *y) > 0 ? 0.16F : -0.04F;
    if (value <= 0 && (overlap(a.actors, b.recipients) > 0 || overlap(a.recipients, b.actors) > 0)) value += 0.10F;
    return value;
  }
  static int32_t days_apart(const Tell& a, const Tell& b) {
    if (a.from == kNoDay || b.from == kNoDay) {
      // One says no day: a report of these days is of these days, background may be of any.
      if (a.from == kNoDay && b.from == kNoDay)
        return !a.background && !b.background && a.published != kNoDay && b.published != kNoDay &&
                       std::abs(a.published - b.published) > kReports
                   ? kDaysApart + 1
                   : 0;
      const Tell& dated = a.from == kNoDay ? b : a;
      const Tell& other = a.from == kNoDay ? a : b;
      if (dated.from == kNoDay || other.background || other.published == kNoDay) return 0;
      return dated.from > other.published + 7 || dated.to < other.published - 14 ? kDaysApart + 1 : 0;
    }
    if (a.from <= b.to && b.from <= a.to) return 0;
    return a.from > b.to ? a.from - b.to : b.from - a.to;
  }

  const std::vector<Tell>& tells_;
  std::unordered_map<uint32_t, uint32_t> counts_;
  std::vector<float> lengths_;
  std::vector<float> squares_;  // of the weights of all stems, one claim after the other
  std::vector<size_t> begins_;  // of each claim's among them
};

}  // namespace

std::string stem(std::string_view folded) {
  std::vector<uint32_t> letters;
  for (size_t at = 0; at < folded.size() && letters.size() < 24;) {
    const text::CodePoint point = text::decode(folded, at);
    letters.push_back(point.value);
    at += point.bytes;
  }
  std::vector<uint32_t> strong;
  for (size_t i = bare_begin(letters); i < letters.size(); ++i)
    if (!weak(letters[i])) strong.push_back(letters[i]);
  if (strong.size() > 3 && (strong.back() == kTa || strong.back() == kHa || strong.back() == kNun)) strong.pop_back();
  if (strong.size() > 3 && (strong.front() == kMim || strong.front() == kTa || strong.front() == kSin))
    strong.erase(strong.begin());
  if (strong.size() < 2) return std::string(folded);
  if (strong.size() > 4) strong.resize(4);
  std::string out;
  for (uint32_t letter : strong) text::append(out, letter);
  return out;
}

uint32_t hashed_stem(std::string_view word) { return static_cast<uint32_t>(hash64(stem(text::fold(word)), 9)); }

std::vector<uint32_t> stems(std::string_view passage) {
  const std::string folded = text::fold(passage);
  std::vector<uint32_t> list;
  size_t begin = 0;
  const auto take = [&](size_t end) {
    if (end - begin >= 4 || (end > begin && folded[begin] >= '0' && folded[begin] <= '9'))
      list.push_back(static_cast<uint32_t>(hash64(stem(std::string_view(folded).substr(begin, end - begin)), 9)));
  };
  for (size_t at = 0; at < folded.size() && list.size() < 200;) {
    const text::CodePoint point = text::decode(folded, at);
    const text::CharClass kind = text::char_class(point.value);
    if (kind != text::CharClass::kArabic && kind != text::CharClass::kDigit && kind != text::CharClass::kOtherLetter) {
      take(at);
      begin = at + point.bytes;
    }
    at += point.bytes;
  }
  if (list.size() < 200) take(folded.size());
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

std::vector<uint32_t> join_acts(const std::vector<Tell>& tells) {
  // Each claim is a node for gather(), with links to earlier ones; the tellings of one act in one document are settled.
  std::vector<uint32_t> parents(tells.size());
  std::map<std::pair<uint32_t, int32_t>, uint32_t> heads;
  for (uint32_t i = 0; i < tells.size(); ++i)
    parents[i] = tells[i].same == 0 ? i : heads.try_emplace({tells[i].document, tells[i].same}, i).first->second;
  const Comparing comparing(tells);
  std::vector<Node> nodes(tells.size());
  std::map<uint32_t, std::vector<uint32_t>> by_type, by_stem;
  for (uint32_t i = 0; i < tells.size(); ++i) {
    nodes[i].original = i;
    std::vector<uint32_t> near;
    for (auto* block : {&by_type[static_cast<uint32_t>(tells[i].type)], &by_stem[tells[i].stem]}) {
      near.insert(near.end(), block->begin(), block->end());
      if (block->size() < kMostClaims) block->push_back(i);
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    for (uint32_t k : near)
      if (const float value = comparing.likeness(k, i); value > 0.15F) nodes[i].links.push_back({k, value});
  }
  return gather(nodes, 0, parents, kOneAct);
}

}  // namespace isnad::stories
