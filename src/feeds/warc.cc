// SPDX-License-Identifier: Apache-2.0
// A record says its length, and after it come two line ends and the next record. Where that does not hold, or the
// packed data are damaged, the reader looks for the next line that begins a record. The length is believed for
// skipping, never for taking memory.
#include "feeds/warc.h"

#include <algorithm>
#include <charconv>

#include "feeds/http_message.h"

namespace isnad::feeds {

namespace {

constexpr size_t kMaxHeader = 64 << 10;
constexpr size_t kCompact = 1 << 20;            // used bytes of the buffer that are worth moving the rest for
constexpr uint64_t kMostPassed = 256ULL << 20;  // of one record: a packed archive can claim any length
constexpr std::string_view kStart = "WARC/";

std::string media_type(std::string_view value) { return lower_case(value.substr(0, value.find(';'))); }

bool is_html(std::string_view type) { return type.starts_with("text/html") || type.starts_with("application/xhtml"); }

void set_kind(Item& item, std::string_view type) {
  if (is_html(type)) item.kind = Kind::kHtml;
  else if (type.empty() && item.bytes.find('<') < 200) item.kind = Kind::kHtml;
  else item.kind = Kind::kText;
}

bool readable(std::string_view type) { return type.empty() || is_html(type) || type.starts_with("text/plain"); }

// What a record holds for a reader of news. False: nothing; `why` says when that is a fault.
bool page_of(const Fields& fields, std::string_view content, size_t most, Item& item, std::string& why) {
  const std::string type = lower_case(fields["warc-type"]);
  std::string content_type = media_type(fields["content-type"]);
  if (type == "response" && (content_type == "application/http" || content.starts_with("HTTP/"))) {
    // Most records of a crawl are no pages: their bodies are not unpacked.
    const size_t end = std::min(header_end(content, 0), content.size());
    const std::string inner = media_type(read_fields(content.substr(0, end))["content-type"]);
    if (!readable(inner)) return false;
    Result<HttpResponse> response = read_response(content, most);
    if (!response) {
      why = response.error().message;
      return false;
    }
    if (response->status != 200) return false;
    item.bytes = std::move(response->body);
    content_type = inner;
  } else if (type == "resource" || type == "conversion" || type == "response") {
    if (!readable(content_type)) return false;
    item.bytes.assign(content);
  } else {
    return false;
  }
  if (item.bytes.find_first_not_of(" \t\r\n") == std::string::npos) return false;
  set_kind(item, content_type);
  std::string_view url = fields["warc-target-uri"];
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  item.given.url.assign(url);
  item.given.retrieved.assign(fields["warc-date"]);
  return true;
}

}  // namespace

WarcReader::WarcReader(ByteStream stream, std::string head, std::string name, Limits limits)
    : stream_(std::move(stream)), buffer_(std::move(head)), name_(std::move(name)), limits_(limits) {}

void WarcReader::damaged(const std::string& why) {
  if (damaged_++ == 0) first_damage_ = "after record " + std::to_string(records_) + ": " + why;
}

void WarcReader::pull() {
  if (used_ > kCompact || used_ == buffer_.size()) {
    buffer_.erase(0, used_);
    used_ = 0;
  }
  const Result<bool> more = stream_.read(buffer_);
  if (more) {
    ended_ = !*more;
    return;
  }
  damaged(more.error().message);
  broken_ = true;
  ended_ = !stream_.skip_damaged();
}

// True when so many bytes are at hand; false at the end or where packed data are damaged.
bool WarcReader::have(size_t bytes) {
  while (buffer_.size() - used_ < bytes && !ended_ && !broken_) pull();
  return buffer_.size() - used_ >= bytes;
}

// Goes to the next line that begins a record. False: there is none.
bool WarcReader::find_record() {
  for (;;) {
    const std::string_view left = rest();
    for (size_t at = left.find(kStart); at != left.npos; at = left.find(kStart, at + 1)) {
      if (at > 0 && left[at - 1] != '\n') continue;
      used_ += at;
      return true;
    }
    used_ = buffer_.size() - std::min(left.size(), kStart.size());
    if (ended_) return false;
    broken_ = false;
    pull();
  }
}

// Leaves bytes of a record unread. False where they do not come, or are more than anybody should unpack.
bool WarcReader::pass_over(uint64_t bytes) {
  if (bytes > kMostPassed) return false;
  while (bytes > 0) {
    if (used_ == buffer_.size() && !have(1)) return false;
    const size_t here = static_cast<size_t>(std::min<uint64_t>(bytes, buffer_.size() - used_));
    used_ += here;
    bytes -= here;
  }
  return true;
}

WarcReader::Step WarcReader::record(Item& item) {
  if (broken_) {
    // The rest of a damaged member is not this record; the next member begins one.
    broken_ = false;
    used_ = buffer_.size();
  }
  while (have(1) && (buffer_[used_] == '\r' || buffer_[used_] == '\n')) ++used_;
  if (!have(1)) return broken_ ? Step::kPassed : Step::kEnd;
  if (!have(kStart.size()) || !rest().starts_with(kStart)) {
    if (broken_) return Step::kPassed;
    damaged("found something else than a record");
    return find_record() ? Step::kPassed : Step::kEnd;
  }
  size_t end = header_end(buffer_, used_);
  for (size_t wanted = 4096; end == std::string::npos && wanted <= kMaxHeader && have(wanted); wanted *= 2)
    end = header_end(buffer_, used_);
  if (end == std::string::npos) end = header_end(buffer_, used_);
  if (end == std::string::npos || end - used_ > kMaxHeader) {
    if (broken_) return Step::kPassed;
    damaged("the header of a record has no end");
    used_ += kStart.size();
    return find_record() ? Step::kPassed : Step::kEnd;
  }
  const Fields fields = read_fields(rest().substr(0, end - used_));
  const std::string_view said = fields["content-length"];
  uint64_t length = 0;
  const auto [stop, fault] = std::from_chars(said.data(), said.data() + said.size(), length);
  if (fault != std::errc() || stop != said.data() + said.size()) {
    damaged("a record does not say its length");
    used_ = end;
    return find_record() ? Step::kPassed : Step::kEnd;
  }
  const size_t begin = end - used_;  // of the content, from used_ on
  item.where = name_ + ":" + std::to_string(records_ + 1);
  if (length > limits_.document_bytes) {
    used_ = end;
    const bool passed = pass_over(length);
    if (!passed && !broken_ && !ended_) ended_ = true;
    ++records_;
    if (!passed)
      damaged("a record says that it is " + std::to_string(length) + " bytes long, and is not or is too long");
    return Step::kPassed;
  }
  if (!have(begin + static_cast<size_t>(length))) {
    if (broken_) return Step::kPassed;
    damaged("a record ends in the middle");
    used_ += begin;  // its length may lie: another may begin inside
    return find_record() ? Step::kPassed : Step::kEnd;
  }
  // What follows a record: line ends, and the next one or the end.
  size_t after = begin + static_cast<size_t>(length);
  while (have(after + 1) && (rest()[after] == '\r' || rest()[after] == '\n')) ++after;
  const std::string_view ending = rest().substr(std::min(rest().size(), begin + static_cast<size_t>(length)));
  const bool ends_well = ending.starts_with("\r\n\r\n") || ending.starts_with("\n\n");
  if (!ends_well && !broken_ && have(after + kStart.size()) && !rest().substr(after).starts_with(kStart)) {
    damaged("the length of a record is wrong");
    used_ += begin;
    return find_record() ? Step::kPassed : Step::kEnd;
  }
  ++records_;
  std::string why;
  const bool page =
      page_of(fields, rest().substr(begin, static_cast<size_t>(length)), limits_.document_bytes, item, why);
  used_ += std::min(after, buffer_.size() - used_);
  if (!page && !why.empty()) damaged(why);
  return page ? Step::kItem : Step::kPassed;
}

bool WarcReader::next(Item& item) {
  for (;;) {
    item = Item();
    const Step step = record(item);
    if (step == Step::kItem) return true;
    if (step == Step::kEnd) break;
  }
  item = Item();
  if (reported_ || damaged_ == 0) return false;
  reported_ = true;
  item.where = name_;
  item.error = std::to_string(damaged_) + (damaged_ == 1 ? " record was" : " records were") + " damaged and skipped (" +
               first_damage_ + "); the others were read";
  return true;
}

}  // namespace isnad::feeds
