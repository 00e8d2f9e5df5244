// SPDX-License-Identifier: Apache-2.0
#include "watch/folder.h"

#include <sys/stat.h>

#include <filesystem>

namespace isnad::watch {

namespace {

constexpr int64_t kSettles = 2;  // seconds

}  // namespace

FolderLook::FolderLook(const std::string& path, int64_t now,
                       const std::function<bool(const std::string&, const std::string&)>& known) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) {
    fault = path + ": is no folder that can be read";
    return;
  }
  inputs_.emplace(std::vector<std::string>{path}, feeds::Limits(), [&](const std::string& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return false;
    std::error_code fault_of_path;
    const std::string address = "file://" + std::filesystem::absolute(file, fault_of_path).lexically_normal().string();
    const std::string stamp = std::to_string(status.st_size) + ":" + std::to_string(status.st_mtim.tv_sec) + "." +
                              std::to_string(status.st_mtim.tv_nsec);
    if (known(address, stamp)) return false;
    if (status.st_mtim.tv_sec <= now && status.st_mtim.tv_sec > now - kSettles) {
      waits_ = true;
      return false;
    }
    files_[address] = stamp;
    return true;
  });
}

}  // namespace isnad::watch
