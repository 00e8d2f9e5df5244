// SPDX-License-Identifier: Apache-2.0
// Many threads work, one takes the results in the order of the inputs: same bytes out whatever the number of threads.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace isnad::cli {

// `next(in)` gives an input or false (called under a lock); `work(in)` makes the output of one (in parallel);
// `take(out)` receives them in order on the calling thread and returns false to stop. At most `window` results wait.
template <class In, class Out, class Next, class Work, class Take>
void run_ordered(unsigned jobs, size_t window, Next next, Work work, Take take) {
  if (jobs <= 1) {
    for (In in; next(in);)
      if (!take(work(std::move(in)))) return;
    return;
  }
  std::mutex in_lock, out_lock;
  std::condition_variable room, ready;
  std::map<uint64_t, Out> waiting;
  uint64_t handed_out = 0, taken = 0;
  unsigned running = jobs;
  bool stop = false;
  const auto worker = [&] {
    for (;;) {
      In in;
      uint64_t number;
      {
        std::lock_guard guard(in_lock);
        if (!next(in)) break;
        number = handed_out++;
      }
      {
        std::unique_lock guard(out_lock);
        room.wait(guard, [&] { return stop || number < taken + window; });
        if (stop) break;
      }
      Out out = work(std::move(in));
      std::lock_guard guard(out_lock);
      waiting.emplace(number, std::move(out));
      ready.notify_one();
    }
    std::lock_guard guard(out_lock);
    --running;
    ready.notify_one();
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(worker);
  for (;;) {
    std::optional<Out> out;
    {
      std::unique_lock guard(out_lock);
      ready.wait(guard, [&] { return waiting.contains(taken) || running == 0; });
      const auto found = waiting.find(taken);
      if (found == waiting.end()) return;
      out = std::move(found->second);
      waiting.erase(found);
      ++taken;
      room.notify_all();
    }
    if (!take(std::move(*out))) {
      std::lock_guard guard(out_lock);
      stop = true;
      room.notify_all();
      return;
    }
  }
}

}  // namespace isnad::cli
