// SPDX-License-Identifier: Apache-2.0
// The two ways out of this machine: a POST, and a program that takes a mail. Both are bounded in time.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace isnad::alerts {

struct Failure {
  std::string message;  // empty: it went
  bool final = false;   // trying again makes no sense
};

// POSTs JSON; redirects are not followed, and what the answer holds is not read. `header`: "Name: value", or empty.
Failure post_json(const std::string& url, const std::string& header, const std::string& body);

// Runs `program` with its arguments, no shell between, and gives it `input`. Errors: it cannot be run, ends with
// another status than 0, or is not done after a minute (it is ended then).
Failure run_mailer(const std::vector<std::string>& program, const std::string& input);

}  // namespace isnad::alerts
