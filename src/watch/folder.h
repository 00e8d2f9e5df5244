// SPDX-License-Identifier: Apache-2.0
// One look at a folder: the files that are new or changed, read a few documents at a time.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "feeds/inputs.h"

namespace isnad::watch {

class FolderLook {
 public:
  // `known(address, stamp)`: the file was read as it is. `now`: seconds since 1970; a file changed in the last two
  // seconds may still be written and is left for the next look.
  FolderLook(const std::string& path, int64_t now,
             const std::function<bool(const std::string&, const std::string&)>& known);

  bool next(feeds::Item& item) { return inputs_ && inputs_->next(item); }
  const std::map<std::string, std::string>& files() const { return files_; }  // addresses and stamps of those read
  bool waits() const { return waits_; }                                       // some were left
  uint64_t taken = 0;
  std::string fault;  // the first one

 private:
  std::map<std::string, std::string> files_;
  bool waits_ = false;
  std::optional<feeds::Inputs> inputs_;
};

}  // namespace isnad::watch
