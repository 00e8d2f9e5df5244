// SPDX-License-Identifier: Apache-2.0
// Web archives: WARC 0.17 to 1.1, plain, gzip or zstd, a record at a time.
#pragma once

#include <string>

#include "feeds/byte_stream.h"
#include "feeds/inputs.h"

namespace isnad::feeds {

// Not shared between threads. Holds one record in memory.
class WarcReader {
 public:
  // `head`: what has been read from `stream` already. `name` of the file for messages.
  WarcReader(ByteStream stream, std::string head, std::string name, Limits limits);

  // The next page or text in the archive: HTTP responses with status 200 and HTML or plain text, resources and
  // conversions of these types. Other records are passed over. After the last one, an Item with an error when damaged
  // records were skipped: how many, and what was wrong with the first. False at the end.
  bool next(Item& item);

 private:
  enum class Step : uint8_t { kItem, kPassed, kEnd };

  Step record(Item& item);
  bool have(size_t bytes);
  void pull();
  bool find_record();
  void damaged(const std::string& why);
  bool pass_over(uint64_t bytes);
  std::string_view rest() const { return std::string_view(buffer_).substr(used_); }

  ByteStream stream_;
  std::string buffer_;  // read and not yet used from used_ on
  size_t used_ = 0;
  std::string name_;
  Limits limits_;
  uint64_t records_ = 0, damaged_ = 0;
  std::string first_damage_;
  bool ended_ = false;   // nothing more comes from stream_
  bool broken_ = false;  // a packed member was damaged: what is in buffer_ ends in the middle
  bool reported_ = false;
};

}  // namespace isnad::feeds
