// SPDX-License-Identifier: Apache-2.0
#include "watch/networks.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace isnad::watch {

namespace {

constexpr int kV4Bits = 96;  // a mapped address's bits before the IPv4 ones

struct V4 {
  uint32_t address;
  int bits;
};
// IANA IPv4 Special-Purpose Address Registry, multicast and the former class E.
constexpr V4 kClosedV4[] = {
    {0x00000000, 8},   // this network
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared, behind carriers' NAT
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link local, metadata of clouds
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC01FC400, 24},  // AS112
    {0xC034C100, 24},  // AMT
    {0xC0586300, 24},  // 6to4 relays, deprecated
    {0xC0A80000, 16},  // private
    {0xC0AF3000, 24},  // AS112
    {0xC6120000, 15},  // benchmarks
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 4},   // multicast
    {0xF0000000, 4}    // reserved, broadcast
};

bool in_v4(uint32_t address, const V4& network) {
  return network.bits == 0 || (address ^ network.address) >> (32 - network.bits) == 0;
}

bool public_v4(uint32_t address) {
  return std::none_of(std::begin(kClosedV4), std::end(kClosedV4), [&](const V4& n) { return in_v4(address, n); });
}

uint32_t v4_at(const Ip& ip, size_t at) {
  return static_cast<uint32_t>(ip[at]) << 24 | static_cast<uint32_t>(ip[at + 1]) << 16 |
         static_cast<uint32_t>(ip[at + 2]) << 8 | ip[at + 3];
}

bool starts(const Ip& ip, std::initializer_list<uint8_t> bytes) {
  return std::equal(bytes.begin(), bytes.end(), ip.begin());
}

bool same_bits(const Ip& a, const Ip& b, int bits) {
  for (int at = 0; at < bits; at += 8) {
    const int left = std::min(8, bits - at);
    const auto i = static_cast<size_t>(at / 8);
    if ((a[i] ^ b[i]) >> (8 - left) != 0) return false;
  }
  return true;
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

struct Parsed {
  Ip ip;
  int bits;
};
std::optional<Parsed> parse_network(std::string_view name) {
  const size_t slash = name.find('/');
  const std::optional<Ip> ip = ip_of(name.substr(0, slash));
  if (!ip) return std::nullopt;
  const bool v4 = name.substr(0, slash).find(':') == name.npos;
  int bits = 128;
  if (slash != name.npos) {
    const std::string_view count = name.substr(slash + 1);
    const auto [end, fault] = std::from_chars(count.data(), count.data() + count.size(), bits);
    if (fault != std::errc() || end != count.data() + count.size() || bits < 0 || bits > (v4 ? 32 : 128))
      return std::nullopt;
    if (v4) bits += kV4Bits;
  }
  return Parsed{*ip, bits};
}

}  // namespace

std::optional<Ip> ip_of(const sockaddr* address) {
  Ip ip{};
  if (address->sa_family == AF_INET) {
    ip[10] = ip[11] = 0xFF;
    std::memcpy(&ip[12], &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, 4);
    return ip;
  }
  if (address->sa_family != AF_INET6) return std::nullopt;
  std::memcpy(ip.data(), &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, 16);
  return ip;
}

std::optional<Ip> ip_of(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string whole(text);
  Ip ip{};
  if (::inet_pton(AF_INET6, whole.c_str(), ip.data()) == 1) return ip;
  if (::inet_pton(AF_INET, whole.c_str(), &ip[12]) != 1) return std::nullopt;
  ip[10] = ip[11] = 0xFF;
  return ip;
}

bool is_public(const Ip& ip) {
  const Ip mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (same_bits(ip, mapped, kV4Bits)) return public_v4(v4_at(ip, 12));
  if (starts(ip, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return public_v4(v4_at(ip, 12));  // NAT64
  if (starts(ip, {0x20, 0x02})) return public_v4(v4_at(ip, 2));                                       // 6to4
  if (starts(ip, {0x20, 0x01, 0, 0})) return false;                                                   // Teredo
  if (starts(ip, {0x20, 0x01}) && ip[2] < 2) return false;     // 2001::/23 protocol assignments
  if (starts(ip, {0x20, 0x01, 0x0D, 0xB8})) return false;      // documentation
  if (starts(ip, {0x3F, 0xFF}) && ip[2] < 0x10) return false;  // 3fff::/20 documentation
  // Only 2000::/3 has been given out: loopback, unique local (fc00::/7), link local (fe80::/10), multicast, the
  // discard prefix (100::/64), IPv4-compatible and locally translated addresses are all outside it.
  return (ip[0] & 0xE0) == 0x20;
}

Allowed::Allowed(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (const std::optional<Parsed> network = parse_network(name)) networks_.push_back({network->ip, network->bits});
    else hosts_.push_back(lower(name));
  }
}

bool Allowed::may(std::string_view host, const Ip& ip) const {
  if (is_public(ip)) return true;
  if (std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end()) return true;
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const Network& network) { return same_bits(ip, network.ip, network.bits); });
}

bool Allowed::valid(std::string_view name) {
  if (parse_network(name)) return true;
  if (name.empty() || name.size() > 253) return false;
  bool letter = false;
  for (const char c : name) {
    const bool alphabetic = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    letter = letter || alphabetic;
    if (!alphabetic && !(c >= '0' && c <= '9') && c != '-' && c != '.' && c != '_') return false;
  }
  return letter;
}

}  // namespace isnad::watch
