// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <nettle/sha2.h>

namespace isnad {

namespace {
constexpr char kDigits[] = "0123456789abcdef";
}

std::string hex64(uint64_t value) {
  std::string hex;
  for (int shift = 60; shift >= 0; shift -= 4) hex += kDigits[value >> shift & 15];
  return hex;
}

std::string sha256_hex(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()));
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_digest(&context, sizeof digest, digest);
  std::string hex;
  hex.reserve(2 * sizeof digest);
  for (uint8_t byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace isnad
