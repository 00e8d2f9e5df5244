// SPDX-License-Identifier: Apache-2.0
// robots.txt as RFC 9309 has it, with Crawl-delay, which many write and the RFC leaves out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isnad::watch {

inline constexpr size_t kMostRobots = 512 << 10;  // bytes that are read; the RFC wants 500 KiB at least

class Robots {
 public:
  // The rules for `agent` (a product token, lower case): those of all groups that name it, else those of "*".
  static Robots parse(std::string_view bytes, std::string_view agent);
  static Robots allow_all() { return {}; }

  // `path` with its query, as it is asked. The longest rule that fits decides; of two as long, the one that allows.
  bool allows(std::string_view path) const;
  double crawl_delay() const { return crawl_delay_; }  // seconds; 0: none

 private:
  struct Rule {
    std::string pattern;
    bool allow;
  };
  std::vector<Rule> rules_;
  double crawl_delay_ = 0;
};

}  // namespace isnad::watch
