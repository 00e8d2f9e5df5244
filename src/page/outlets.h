// SPDX-License-Identifier: Apache-2.0
// Whose page is it, and on which agency's word? Looked up in outlets/outlets and page/agencies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"

namespace isnad::page {

// Host of an address, lower case, without port and "www.". Empty when there is none.
std::string host_of(std::string_view url);

// True when two addresses belong to one site: "amp.example.co.uk" and "www.example.co.uk".
bool same_site(std::string_view url, std::string_view other);

// Immutable; shared by all threads.
class Outlets {
 public:
  // `lexicon` must outlive the instance.
  explicit Outlets(const lexicon::Lexicon& lexicon);
  Outlets() = default;

  // Arabic name of the outlet with the longest domain that the host of `url` ends in; empty when none is known.
  std::string_view name_of_url(std::string_view url) const;
  // True when an outlet of the table has this name, in Arabic or English.
  bool is_name(std::string_view name) const;
  // Name of the agency that is written `form`; empty when it is none.
  std::string_view agency(std::string_view form) const;
  // The agency that a line names as its own: "(AGENCY)" at the end, or "City - AGENCY".
  std::string_view agency_in_line(std::string_view line) const;
  // The agency in a dateline: "City 13 January (AGENCY) - text". One that is in no table counts when a date stands
  // before it.
  std::string dateline_agency(std::string_view paragraph) const;

 private:
  lexicon::Table outlets_, agencies_;
  int outlet_name_ = -1, agency_name_ = -1;
  std::vector<uint64_t> names_;  // hashes of outlets' folded names, sorted
};

}  // namespace isnad::page
