// SPDX-License-Identifier: Apache-2.0
#include "serve/answers.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace isnad {
namespace {

using serve::Answers;
using serve::Request;
using serve::Response;

Request question(const std::string& path) {
  Request request;
  request.method = "GET";
  request.path = path;
  return request;
}

// A room of answers that say how often they were made; a long text, so that they are kept compressed.
struct Room {
  std::atomic<uint64_t> state{1};
  std::atomic<int> made{0};
  serve::AnswerLimits limits;
  std::unique_ptr<Answers> answers;

  explicit Room(serve::AnswerLimits given) : limits(given) {
    answers = std::make_unique<Answers>(
        limits, [this] { return state.load(); },
        [this](const Request&) {
          Response response;
          response.body = std::to_string(++made) + std::string(5000, 'x');
          return response;
        });
  }
  std::string ask(const std::string& path = "/a") {
    const std::string body = answers->ask(question(path)).body;
    return body.substr(0, body.find('x'));
  }
};

serve::AnswerLimits all_kept(int64_t costly_us = 1'000'000) {
  serve::AnswerLimits limits;
  limits.worth_us = 0;
  limits.costly_us = costly_us;
  return limits;
}

TEST_CASE("An answer is made once until the store changes") {
  Room room(all_kept());
  CHECK_EQ(room.ask(), "1");
  CHECK_EQ(room.ask(), "1");
  CHECK_EQ(room.ask("/b"), "2");
  ++room.state;
  CHECK_EQ(room.ask(), "3");
  CHECK_EQ(room.ask(), "3");
}

TEST_CASE("A costly answer may be late for a while, and is made anew beside") {
  Room room(all_kept(0));
  CHECK_EQ(room.ask(), "1");
  ++room.state;
  CHECK_EQ(room.ask(), "1");
  for (int i = 0; i < 200 && room.made < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  for (int i = 0; i < 200 && room.ask() != "2"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK_EQ(room.ask(), "2");
}

TEST_CASE("Nothing is late after the time for it, nor after a change made here") {
  serve::AnswerLimits limits = all_kept(0);
  limits.late_us = 0;
  Room none(limits);
  CHECK_EQ(none.ask(), "1");
  ++none.state;
  CHECK_EQ(none.ask(), "2");

  Room room(all_kept(0));
  CHECK_EQ(room.ask(), "1");
  ++room.state;
  room.answers->changed_here();
  CHECK_EQ(room.ask(), "2");
}

TEST_CASE("A client that has the answer gets no body") {
  Room room(all_kept());
  Request request = question("/a");
  const Response first = room.answers->ask(request);
  REQUIRE_EQ(first.headers.front().first, "ETag");
  request.headers["if-none-match"] = first.headers.front().second;
  const Response second = room.answers->ask(request);
  CHECK_EQ(second.status, 304);
  CHECK(second.body.empty());
  CHECK_EQ(room.made, 1);
}

TEST_CASE("What is kept stays within its bytes; the least used goes") {
  serve::AnswerLimits limits = all_kept();
  limits.bytes = 3000;  // a few compressed answers
  Room room(limits);
  for (int i = 0; i < 50; ++i) room.ask("/" + std::to_string(i));
  CHECK_EQ(room.made, 50);
  CHECK_EQ(room.ask("/49"), "50");
  CHECK_EQ(room.ask("/0"), "51");
}

TEST_CASE("Of many who ask at once one makes the answer") {
  Room room(all_kept());
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { CHECK_EQ(room.ask(), "1"); });
  for (std::thread& thread : threads) thread.join();
  CHECK_EQ(room.made, 1);
}

}  // namespace
}  // namespace isnad
