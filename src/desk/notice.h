// SPDX-License-Identifier: Apache-2.0
// Looks at what came into a store since the last look and adds what it changed in what is known to the news
// (desk/news.h). Each new version is compared with its story as it stood before it, in the order in which versions
// came, so that a look after each and one after all find the same. Costs go with what is new and the stories it belongs
// to. Some versions make a transaction: after a kill the next look goes on where this one ended, and nothing is told
// twice.
#pragma once

#include <cstdint>
#include <functional>

#include "base/result.h"
#include "desk/desk.h"

namespace isnad::desk {

struct Noticed {
  uint64_t versions = 0;  // looked at
  uint64_t items = 0;     // of news
};

// place() (desk/placing.h) must have run: versions from the first one on whose document has no story yet wait.
// `progress` is told how many of how many versions are done; `stop` is asked after each story whether to leave the rest
// for the next look; both may be empty. A store opened for writing.
Result<Noticed> notice(const Desk& desk, const std::function<void(uint64_t, uint64_t)>& progress = {},
                       const std::function<bool()>& stop = {});

// True when something came after the last notice().
Result<bool> anything_to_notice(const store::Store& store);

}  // namespace isnad::desk
