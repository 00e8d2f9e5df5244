// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "alerts/send.h"

extern char** environ;

namespace isnad::alerts {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kLongest = std::chrono::seconds(60);

int left(Clock::time_point until) {
  const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
  return rest > 0 ? static_cast<int>(rest) : 0;
}

// False: it takes no more, or the time is over.
bool give(int pipe, const std::string& input, Clock::time_point until) {
  for (size_t at = 0; at < input.size();) {
    pollfd wait{pipe, POLLOUT, 0};
    if (::poll(&wait, 1, left(until)) <= 0 || (wait.revents & POLLOUT) == 0) return false;
    const ssize_t written = ::write(pipe, input.data() + at, input.size() - at);
    if (written < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (written > 0) at += static_cast<size_t>(written);
  }
  return true;
}

}  // namespace

Failure run_mailer(const std::vector<std::string>& program, const std::string& input) {
  int ends[2];
  if (program.empty() || ::pipe2(ends, O_CLOEXEC) != 0) return {"no pipe to the mailer", false};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  // Signals as a program expects them, whatever we ignore or block.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> arguments;
  for (const std::string& argument : program) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error = ::posix_spawn(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  ::close(ends[0]);
  if (error != 0) {
    ::close(ends[1]);
    return {program.front() + ": " + std::strerror(error), false};
  }
  ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
  // A mailer that closes its input must not end us.
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const auto until = Clock::now() + kLongest;
  const bool given = give(ends[1], input, until);
  ::close(ends[1]);
  std::signal(SIGPIPE, before);
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (left(until) == 0) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return {program.front() + ": not done after a minute", false};
    }
    ::poll(nullptr, 0, 5);
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return {program.front() + ": ended with " +
                (WIFEXITED(status) ? "status " + std::to_string(WEXITSTATUS(status))
                                   : "signal " + std::to_string(WTERMSIG(status))),
            false};
  return given ? Failure{} : Failure{program.front() + ": did not take the whole mail", false};
}

}  // namespace isnad::alerts
