// SPDX-License-Identifier: Apache-2.0
#include "watch/hosts.h"

#include <algorithm>

namespace isnad::watch {

namespace {

constexpr double kMostCrawlDelay = 120;  // a longer wish is answered with this
constexpr double kNever = 1e9;

}  // namespace

void Hosts::add(Task task, bool first) {
  std::deque<Task>& tasks = hosts_[task.address.host].tasks;
  if (first) tasks.push_front(std::move(task));
  else tasks.push_back(std::move(task));
  ++waiting_;
}

std::optional<Hosts::Next> Hosts::next(double now) {
  for (auto& [name, host] : hosts_) {
    if (host.busy || host.tasks.empty() || host.next > now) continue;
    Next out{std::move(host.tasks.front()), {}, false};
    host.tasks.pop_front();
    --waiting_;
    Task& task = out.task;
    if (!task.robots) {
      const std::string origin = task.address.origin();
      const auto rules = host.rules.find(origin);
      if (rules == host.rules.end() || rules->second.until <= now) {
        Task robots;
        robots.robots = true;
        robots.origin = origin;
        robots.address = *parse_address(origin + "/robots.txt");
        add(std::move(task), true);
        out.task = std::move(robots);
      } else if (!rules->second.closed.empty()) {
        out.forbidden = rules->second.closed;
        out.passing = rules->second.passing;
        return out;
      } else if (!rules->second.robots.allows(task.address.path)) {
        out.forbidden = "robots.txt of " + task.address.host + " forbids it";
        return out;
      }
    }
    host.busy = true;
    return out;
  }
  return std::nullopt;
}

double Hosts::wait(double now) const {
  double least = kNever;
  for (const auto& [name, host] : hosts_)
    if (!host.busy && !host.tasks.empty()) least = std::min(least, host.next - now);
  return std::max(0.0, least);
}

void Hosts::done(const std::string& name, double now) {
  Host& host = hosts_[name];
  host.busy = false;
  double pace = pace_;
  for (const auto& [origin, rules] : host.rules)
    pace = std::max(pace, std::min(rules.robots.crawl_delay(), kMostCrawlDelay));
  host.next = std::max(host.next, now + pace);
}

void Hosts::not_before(const std::string& name, double when) {
  Host& host = hosts_[name];
  host.next = std::max(host.next, when);
}

std::vector<Task> Hosts::drain(const std::string& name) {
  std::deque<Task>& tasks = hosts_[name].tasks;
  std::vector<Task> out(std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
  tasks.clear();
  waiting_ -= out.size();
  return out;
}

void Hosts::know_robots(const std::string& origin, const std::string& host, Robots robots, double until) {
  hosts_[host].rules[origin] = {std::move(robots), {}, false, until};
}

void Hosts::no_robots(const std::string& origin, const std::string& host, const std::string& why, bool passing,
                      double until) {
  hosts_[host].rules[origin] = {Robots(), why, passing, until};
}

}  // namespace isnad::watch
