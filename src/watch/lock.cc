// SPDX-License-Identifier: Apache-2.0
#include "watch/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace isnad::watch {

Result<Lock> Lock::take(const std::string& store) {
  const std::string path = store + "-watch";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return Error{path + ": cannot be opened for writing; check the folder and its permissions"};
  Lock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const ssize_t size = ::pread(fd, holder, sizeof holder - 1, 0);
    const std::string process(holder, size > 0 ? static_cast<size_t>(size) : 0);
    return Error{store + ": is watched already" + (process.empty() ? "" : " by process " + process) +
                 "; end that watch first, or use another store"};
  }
  const std::string own = std::to_string(::getpid());
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, own.data(), own.size(), 0) < 0) {
    // Who holds it is for messages only.
  }
  return lock;
}

Lock::~Lock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace isnad::watch
