// SPDX-License-Identifier: Apache-2.0
// What analysts change in a claim. Kept beside the reading, which stays as it was made, and laid over it wherever it is
// shown, counted or exported.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace isnad {

struct Correction {
  std::string event_id;
  std::string field;  // type, status, qualifier, basis; verdict (right, wrong), which changes nothing in the claim
  std::string value;
  std::string note, made;  // made: UTC, ISO 8601
  std::string who = {};    // as he named himself; may be empty
  int64_t id = 0;          // in the store's log
};

// True for a field that can be corrected and a value that makes sense there.
bool is_correctable(std::string_view field);
bool is_correction(std::string_view field, std::string_view value);

// Changes the claims as the corrections say, in their order; each is noted as an issue of the document, and so is one
// whose claim the reading does not have any more.
void lay_over(const std::vector<Correction>& corrections, Document& doc);

}  // namespace isnad
