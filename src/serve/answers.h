// SPDX-License-Identifier: Apache-2.0
// Answers that were costly to make, kept compressed until the store has changed; the least used go first. Of several
// who ask the same at once one makes the answer and the others wait for it.
//
// A write does not throw everything away at once. An answer that was cheap is made anew for the next who asks. A costly
// one is given out for a few seconds more while a thread of its own makes it anew, unless the change was made here,
// in the newsroom: who changes something sees it at once.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "serve/http.h"

namespace isnad::serve {

struct AnswerLimits {
  size_t bytes = 48 << 20;      // of all kept answers as they are kept
  size_t largest = 16 << 20;    // an answer beyond is not kept
  int64_t worth_us = 1000;      // of a thread's time: what costs less is not kept
  int64_t costly_us = 20'000;   // what costs more may be late
  int64_t late_us = 5'000'000;  // by so much
};

class Answers {
 public:
  using Make = std::function<Response(const Request&)>;
  // Which state of the store is there now: another number with every change. Called for every request.
  using State = std::function<uint64_t()>;

  Answers(AnswerLimits limits, State state, Make make);
  ~Answers();
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  // The answer to a question that changes nothing, with its ETag; 304 where the client has it.
  Response ask(const Request& request);
  // Something was changed here: what was made before is not given out any more.
  void changed_here();

 private:
  struct Kept;
  using KeptPtr = std::shared_ptr<const Kept>;
  struct Place {
    KeptPtr kept;
    std::list<std::string>::iterator use;
  };

  Response make_and_keep(const Request& request, const std::string& key, std::unique_lock<std::mutex>& lock);
  void keep(const std::string& key, KeptPtr kept);
  uint64_t look();
  bool may_be_late(const Kept& kept) const;
  void renew_until_the_end();

  AnswerLimits limits_;
  State state_;
  Make make_;
  std::mutex lock_;
  std::condition_variable made_, wanted_;
  std::unordered_map<std::string, Place> places_;
  std::list<std::string> uses_;  // keys, the last used first
  size_t bytes_ = 0;
  std::unordered_set<std::string> making_;
  std::deque<std::pair<std::string, Request>> late_;  // to be made anew
  std::unordered_set<std::string> waiting_;           // their keys
  uint64_t now_ = 0;                                  // the state at the last look
  std::deque<std::pair<uint64_t, int64_t>> ended_;    // states before it, and when each was seen to have ended
  uint64_t changed_here_ = 0;                         // the state from which on answers hold
  bool stop_ = false;
  std::thread renewing_;
};

}  // namespace isnad::serve
