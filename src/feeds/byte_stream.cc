// SPDX-License-Identifier: Apache-2.0
#include "feeds/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace isnad::feeds {

namespace {

constexpr size_t kPiece = 64 << 10;
constexpr int kGzipWindow = 15 + 16;  // largest window, gzip framing
constexpr int kZstdWindow = 27;       // 128 MB, as the zstd program allows
constexpr size_t kMaxDictionary = 8 << 20;
constexpr std::string_view kGzipMark = "\x1F\x8B\x08";
constexpr std::string_view kZstdMark = "\x28\xB5\x2F\xFD";
constexpr std::string_view kDictionaryMark = "\x5D\x2A\x4D\x18";  // of a skippable frame, as .warc.zst files begin

}  // namespace

struct ByteStream::State {
  int file = -1;
  bool owned = false;
  bool started = false, gzip = false, at_end = false;
  bool member_open = false;  // inside a gzip member or zstd frame: its end has not come
  z_stream zlib{};
  ZSTD_DCtx* zstd = nullptr;
  std::array<unsigned char, kPiece> raw{};
  size_t begin = 0, end = 0;  // of what is left in raw
  std::atomic<uint64_t>* counter = nullptr;

  ~State() {
    if (gzip) inflateEnd(&zlib);
    ZSTD_freeDCtx(zstd);
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

  // Reads until at least `wanted` bytes are at hand, or the file ends.
  void fill_at_least(size_t wanted) {
    if (begin > 0)
      std::copy(raw.begin() + static_cast<std::ptrdiff_t>(begin), raw.begin() + static_cast<std::ptrdiff_t>(end),
                raw.begin());
    end -= begin;
    begin = 0;
    while (end < wanted && !at_end) {
      const ssize_t got = ::read(file, raw.data() + end, raw.size() - end);
      if (got < 0 && errno == EINTR) continue;
      at_end = got <= 0;
      if (got <= 0) return;
      end += static_cast<size_t>(got);
      if (counter != nullptr) counter->fetch_add(static_cast<uint64_t>(got), std::memory_order_relaxed);
    }
  }

  std::string_view at_hand() const { return {reinterpret_cast<const char*>(raw.data()) + begin, end - begin}; }

  void start() {
    started = true;
    fill_at_least(kZstdMark.size());  // a pipe may deliver one byte at first
    gzip = at_hand().starts_with(kGzipMark.substr(0, 2)) && inflateInit2(&zlib, kGzipWindow) == Z_OK;
    if (!at_hand().starts_with(kZstdMark) && !at_hand().starts_with(kDictionaryMark)) return;
    zstd = ZSTD_createDCtx();
    ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, kZstdWindow);
    if (at_hand().starts_with(kDictionaryMark)) load_dictionary();
  }

  // A .warc.zst file may begin with the dictionary of all its frames, packed or not. One that is too long or damaged is
  // left to fail at the first frame.
  void load_dictionary() {
    fill_at_least(8);
    if (end < 8) return;
    const size_t size = raw[4] | raw[5] << 8 | raw[6] << 16 | static_cast<size_t>(raw[7]) << 24;
    begin += 8;
    std::string dictionary;
    while (dictionary.size() < size && size <= kMaxDictionary) {
      fill_at_least(1);
      const size_t taken = std::min(size - dictionary.size(), end - begin);
      if (taken == 0) return;
      dictionary.append(at_hand().substr(0, taken));
      begin += taken;
    }
    if (dictionary.starts_with(kZstdMark)) {
      std::string plain(kMaxDictionary, '\0');
      const size_t made = ZSTD_decompress(plain.data(), plain.size(), dictionary.data(), dictionary.size());
      if (ZSTD_isError(made) != 0) return;
      plain.resize(made);
      dictionary = std::move(plain);
    }
    ZSTD_DCtx_loadDictionary(zstd, dictionary.data(), dictionary.size());
  }

  Result<bool> read_zstd(std::string& out) {
    std::array<char, kPiece> unpacked;
    for (;;) {
      if (Result<void> filled = fill(); !filled) return filled.error();
      if (begin == end) {
        if (member_open) return Error{"the zstd data end in the middle; was the file cut short?"};
        return false;
      }
      ZSTD_inBuffer in = {raw.data(), end, begin};
      ZSTD_outBuffer made = {unpacked.data(), unpacked.size(), 0};
      const size_t left = ZSTD_decompressStream(zstd, &made, &in);
      begin = in.pos;
      if (ZSTD_isError(left) != 0) return Error{std::string("the zstd data are damaged: ") + ZSTD_getErrorName(left)};
      member_open = left != 0;
      out.append(unpacked.data(), made.pos);
      if (made.pos > 0) return true;
    }
  }

  bool skip_damaged() {
    if (!gzip && zstd == nullptr) return false;
    const std::string_view mark = gzip ? kGzipMark : kZstdMark;
    member_open = false;
    if (zstd != nullptr) ZSTD_DCtx_reset(zstd, ZSTD_reset_session_only);
    for (;;) {
      if (const size_t found = at_hand().find(mark); found != std::string_view::npos) {
        begin += found;
        return true;
      }
      begin = std::max(begin, end - std::min(end, mark.size() - 1));  // a mark may lie across two pieces
      const size_t before = end - begin;
      fill_at_least(before + 1);
      if (end - begin == before) return false;
    }
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
  if (!s.started) s.start();
  return s.gzip ? s.read_gzip(out) : s.zstd != nullptr ? s.read_zstd(out) : s.read_plain(out);
}

bool ByteStream::skip_damaged() { return state_->skip_damaged(); }

}  // namespace isnad::feeds
