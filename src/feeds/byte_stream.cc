// SPDX-License-Identifier: Apache-2.0
#include "feeds/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace isnad::feeds {

namespace {

constexpr size_t kPiece = 64 << 10;
constexpr int kGzipWindow = 15 + 16;  // largest window, gzip framing

}  // namespace

struct ByteStream::State {
  int file = -1;
  bool owned = false;
  bool started = false, gzip = false, at_end = false;
  bool member_open = false;  // inside a gzip member: its end has not come
  z_stream zlib{};
  std::array<unsigned char, kPiece> raw{};
  size_t begin = 0, end = 0;  // of what is left in raw
  std::atomic<uint64_t>* counter = nullptr;

  ~State() {
    if (gzip) inflateEnd(&zlib);
    if (owned && file >= 0) ::close(file);
  }

  Result<void> fill() {
    if (begin < end || at_end) return {};
    ssize_t got;
    do got = ::read(file, raw.data(), raw.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) return Error{std::string("cannot be read: ") + std::strerror(errno)};
    begin = 0;
    end = static_cast<size_t>(got);
    at_end = got == 0;
    if (counter != nullptr) counter->fetch_add(end, std::memory_order_relaxed);
    return {};
  }

  Result<bool> read_plain(std::string& out) {
    if (begin == end) return false;
    out.append(reinterpret_cast<const char*>(raw.data()) + begin, end - begin);
    begin = end;
    return true;
  }

  Result<bool> read_gzip(std::string& out) {
    std::array<unsigned char, kPiece> unpacked;
    for (;;) {
      if (Result<void> filled = fill(); !filled) return filled.error();
      if (begin == end) {
        if (member_open) return Error{"the gzip data end in the middle; was the file cut short?"};
        return false;
      }
      if (!member_open) {
        // Padding with zeros after the last member is common on tapes and in appended logs.
        while (begin < end && raw[begin] == 0) ++begin;
        if (begin == end) continue;
        inflateReset(&zlib);
        member_open = true;
      }
      zlib.next_in = raw.data() + begin;
      zlib.avail_in = static_cast<uInt>(end - begin);
      zlib.next_out = unpacked.data();
      zlib.avail_out = static_cast<uInt>(unpacked.size());
      const int status = inflate(&zlib, Z_NO_FLUSH);
      begin = end - zlib.avail_in;
      if (status == Z_STREAM_END) member_open = false;
      else if (status != Z_OK && status != Z_BUF_ERROR)
        return Error{std::string("the gzip data are damaged: ") + (zlib.msg != nullptr ? zlib.msg : "unknown fault")};
      const size_t made = unpacked.size() - zlib.avail_out;
      out.append(reinterpret_cast<const char*>(unpacked.data()), made);
      if (made > 0) return true;
    }
  }
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

Result<ByteStream> ByteStream::open(const std::string& path, std::atomic<uint64_t>* read_bytes) {
  auto state = std::make_unique<State>();
  state->counter = read_bytes;
  if (path == "-") {
    state->file = STDIN_FILENO;
    return ByteStream(std::move(state));
  }
  state->file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->file < 0) return Error{std::string("cannot be opened: ") + std::strerror(errno)};
  state->owned = true;
  struct stat about {};
  if (::fstat(state->file, &about) == 0 && S_ISDIR(about.st_mode)) return Error{"is a folder"};
  return ByteStream(std::move(state));
}

Result<bool> ByteStream::read(std::string& out) {
  State& s = *state_;
  if (Result<void> filled = s.fill(); !filled) return filled.error();
  if (!s.started) {
    s.started = true;
    // A pipe may deliver one byte at first; gzip's mark has two.
    while (s.end == 1 && s.raw[0] == 0x1F && !s.at_end) {
      const ssize_t got = ::read(s.file, s.raw.data() + 1, s.raw.size() - 1);
      if (got <= 0) break;
      s.end += static_cast<size_t>(got);
      if (s.counter != nullptr) s.counter->fetch_add(static_cast<uint64_t>(got), std::memory_order_relaxed);
    }
    s.gzip = s.end >= 2 && s.raw[0] == 0x1F && s.raw[1] == 0x8B && inflateInit2(&s.zlib, kGzipWindow) == Z_OK;
  }
  return s.gzip ? s.read_gzip(out) : s.read_plain(out);
}

}  // namespace isnad::feeds
