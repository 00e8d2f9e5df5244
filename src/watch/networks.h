// SPDX-License-Identifier: Apache-2.0
// Which addresses may be asked? Public ones; private, local and reserved networks (RFC 6890 and what was registered
// since) only where the sources file allows them by name.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isnad::watch {

// 16 bytes; IPv4 as ::ffff:a.b.c.d.
using Ip = std::array<uint8_t, 16>;
std::optional<Ip> ip_of(const sockaddr* address);
std::optional<Ip> ip_of(std::string_view text);  // IPv6 with or without brackets

// True when the address is reachable in the public Internet by what the registries say. IPv4 inside IPv6 (mapped,
// translated, 6to4, Teredo) counts as what it stands for.
bool is_public(const Ip& ip);

// Hosts and networks that are allowed by name.
class Allowed {
 public:
  Allowed() = default;
  explicit Allowed(const std::vector<std::string>& names);
  // True: a connection to `ip`, to which `host` resolved, is allowed, public or not.
  bool may(std::string_view host, const Ip& ip) const;

  static bool valid(std::string_view name);

 private:
  struct Network {
    Ip ip;
    int bits;  // of 128
  };
  std::vector<std::string> hosts_;
  std::vector<Network> networks_;
};

}  // namespace isnad::watch
