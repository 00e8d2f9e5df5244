// SPDX-License-Identifier: Apache-2.0
// Who may be asked now? One request at a time to each host, its pace between two, its robots.txt before anything else,
// and not before it wants to be asked again.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "watch/address.h"
#include "watch/robots.h"

namespace isnad::watch {

// Something to be fetched. What it is for is known to who made it.
struct Task {
  uint64_t id = 0;
  Address address;      // of this step; redirects change it
  bool robots = false;  // of `origin`
  std::string origin;   // whose robots.txt it is
  int hops = 0;         // redirects so far
  bool moved = true;    // all of them permanent
};

class Hosts {
 public:
  explicit Hosts(double pace) : pace_(pace) {}

  // `first`: before those that wait; for the next step of what was begun.
  void add(Task task, bool first = false);

  struct Next {
    Task task;
    std::string forbidden;  // not empty: it must not be asked, and why; `passing`: it may be allowed later
    bool passing = false;
  };
  // The next task whose host may be asked at `now`, with robots.txt first where it is not known. The host counts as
  // busy until done().
  std::optional<Next> next(double now);
  // Seconds from `now` until next() may have something again; a large number when only answers can bring it.
  double wait(double now) const;

  void done(const std::string& host, double now);
  void not_before(const std::string& host, double when);
  // Takes all that waits for this host.
  std::vector<Task> drain(const std::string& host);

  void know_robots(const std::string& origin, const std::string& host, Robots robots, double until);
  void no_robots(const std::string& origin, const std::string& host, const std::string& why, bool passing,
                 double until);

  size_t waiting() const { return waiting_; }

 private:
  struct Rules {
    Robots robots;
    std::string closed;  // not empty: robots.txt cannot be had, and why
    bool passing = false;
    double until = 0;
  };
  struct Host {
    std::deque<Task> tasks;
    bool busy = false;
    double next = 0;
    std::map<std::string, Rules> rules;  // by origin
  };
  double pace_;
  size_t waiting_ = 0;
  std::map<std::string, Host> hosts_;
};

}  // namespace isnad::watch
