// SPDX-License-Identifier: Apache-2.0
// Addresses (URLs) taken apart, and links that are relative to them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace isnad::watch {

struct Address {
  std::string whole;           // as it is asked: no fragment, no user and password, default port left out
  std::string scheme;          // lower case
  std::string host;            // lower case, punycode as given; IPv6 in brackets
  int port = 0;                // 80 and 443 where none is given
  std::string path;            // with the query; "/" at least
  std::string origin() const;  // scheme://host:port, for robots.txt
};

// Nothing: it is no absolute address, has blanks or control characters, or is longer than 8,000 bytes.
std::optional<Address> parse_address(std::string_view text);

// `link` as a page at `base` writes it. Nothing: as above.
std::optional<Address> resolve(const Address& base, std::string_view link);

}  // namespace isnad::watch
