// SPDX-License-Identifier: Apache-2.0
// Where the tellings of one act differ: numbers, days, places, who did it, whether it happened.
#pragma once

#include <functional>
#include <vector>

#include "desk/claims.h"

namespace isnad::desk {

// Which numbers, denials and words of blame belong to which claims: found once for all events.
class Disputes {
 public:
  // `claims` must outlive it.
  explicit Disputes(const Claims& claims);

  // `members`: indices of the claims that are one event.
  std::vector<Difference> of(const std::vector<uint32_t>& members) const;

 private:
  friend class Differences;
  using Wanted = std::function<bool(uint32_t)>;
  struct Range {
    uint32_t begin = 0, end = 0;
  };

  Range claims_of(size_t document) const;
  uint32_t owner(size_t document, uint32_t at, const std::string& sentence, const Wanted& fits) const;
  std::vector<uint32_t> meant(const Turned& turned) const;
  bool just_before(uint32_t claim, const Turned& turned) const;

  const Claims& claims_;
  // By claim: what belongs to it, as indices of counts, of disputed figures and of passages.turned.
  std::vector<std::vector<uint32_t>> counts_, figures_, turned_;
};

}  // namespace isnad::desk
