// SPDX-License-Identifier: Apache-2.0
// One file is open at a time. A page or a text is read whole up to the limit; of JSONL only the line at hand is held,
// and a line beyond the limit is passed over without being kept.
#include "feeds/inputs.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>

#include "feeds/byte_stream.h"
#include "feeds/containers.h"
#include "feeds/manifest.h"
#include "feeds/record.h"
#include "feeds/sniff.h"
#include "feeds/warc.h"

namespace isnad::feeds {

namespace {

namespace fs = std::filesystem;

constexpr size_t kHead = 16 << 10;  // bytes that tell what a file holds

struct Entry {
  std::string path;
  std::string error;
  std::shared_ptr<const page::Given> given;  // by the folder's manifest; null: nothing
};

// Files that a manifest names get what it says of them; what it names and is not there is an error.
void apply_manifest(const std::string& folder, const std::string& manifest, std::vector<Entry>& out, size_t from) {
  Result<std::map<std::string, page::Given>> rows = read_manifest(manifest);
  if (!rows) {
    out.push_back({manifest, rows.error().message, {}});
    return;
  }
  if (rows->empty()) {  // a table of texts
    out.push_back({manifest, {}, {}});
    return;
  }
  for (size_t i = from; i < out.size(); ++i) {
    const auto row = rows->find(fs::path(out[i].path).lexically_relative(folder).string());
    if (row == rows->end()) continue;
    out[i].given = std::make_shared<const page::Given>(std::move(row->second));
    rows->erase(row);
  }
  for (const auto& [file, given] : *rows)
    out.push_back({folder + "/" + file, "the manifest names it, but it is not there", {}});
}

// The files of a folder and below, sorted by path. Hidden ones and companions of saved pages are left out.
void list_folder(const std::string& folder, std::vector<Entry>& out) {
  std::error_code fault;
  std::vector<Entry> inside;
  std::string manifest;
  const size_t from = out.size();
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.')) continue;
    if (is_manifest_name(name)) {
      manifest = std::max(manifest, at->path().string());
      continue;
    }
    if (at->is_directory(ignored) && !at->is_symlink(ignored)) inside.push_back({at->path().string(), "/", {}});
    else if (!at->is_directory(ignored) && !is_companion(name)) inside.push_back({at->path().string(), {}, {}});
  }
  if (fault) out.push_back({folder, "the folder cannot be read: " + fault.message(), {}});
  std::sort(inside.begin(), inside.end(), [](const Entry& a, const Entry& b) { return a.path < b.path; });
  for (Entry& entry : inside) {
    if (entry.error == "/") list_folder(entry.path, out);
    else out.push_back(std::move(entry));
  }
  if (!manifest.empty()) apply_manifest(folder, manifest, out, from);
}

std::string megabytes(size_t bytes) {
  return bytes >= (1 << 20) ? std::to_string(bytes >> 20) + " MB" : std::to_string(bytes) + " bytes";
}

}  // namespace

struct Inputs::State {
  explicit State(Limits allowed) : limits(allowed) {}

  Limits limits;
  std::vector<Entry> entries;
  size_t next_entry = 0;
  std::string path;                          // of the open file
  std::shared_ptr<const page::Given> given;  // of its manifest
  std::optional<ByteStream> stream;          // of the open JSONL file
  std::optional<WarcReader> warc;
  std::string buffer;  // read from it and not yet used
  size_t used = 0;     // of buffer
  size_t line = 0;
  bool ended = false;
  std::string fault;       // why it ended before its end
  std::deque<Item> ready;  // records of a JSON file
  RecordReader records;
  uint64_t total = 0;
  std::atomic<uint64_t> read{0};

  std::string shown() const { return path == "-" ? "standard input" : path; }

  // Opens the next file and gives its item, or leaves a stream of lines or records open and gives nothing.
  bool open_next(Item& item) {
    Entry& entry = entries[next_entry++];
    path = entry.path;
    given = entry.given;
    item.where = shown();
    item.error = entry.error;
    if (!item.error.empty()) return true;
    Result<ByteStream> opened = ByteStream::open(path, &read);
    if (!opened) {
      item.error = opened.error().message;
      return true;
    }
    buffer.clear();
    used = line = 0;
    ended = false;
    stream.emplace(std::move(*opened));
    fault.clear();
    while (buffer.size() < kHead && !ended) pull();
    if (buffer.empty() && !fault.empty()) {
      item.error = fault;
      stream.reset();
      return true;
    }
    const Sniffed sniffed = sniff(std::string_view(buffer).substr(0, kHead), path);
    if (sniffed.content == Content::kJsonLines) {
      if (buffer.starts_with("\xEF\xBB\xBF")) used = 3;
      return false;
    }
    if (sniffed.content == Content::kWarc) {
      warc.emplace(std::move(*stream), std::move(buffer), shown(), limits);
      stream.reset();
      buffer = {};
      return false;
    }
    whole_file(sniffed, item);
    if (given) complete(item.given, *given);
    stream.reset();
    return ready.empty();
  }

  // Reads a piece more. A fault ends the stream; what came before it is still good.
  void pull() {
    const Result<bool> more = stream->read(buffer);
    if (!more) fault = more.error().message;
    ended = !more || !*more;
  }

  static void complete(page::Given& item, const page::Given& known) {
    for (std::string page::Given::*const field : {&page::Given::id, &page::Given::url, &page::Given::outlet,
                                                  &page::Given::title, &page::Given::date, &page::Given::retrieved})
      if (!(known.*field).empty()) item.*field = known.*field;
  }

  void whole_file(const Sniffed& sniffed, Item& item) {
    if (sniffed.content == Content::kEmpty && ended) item.error = "the file is empty";
    if (sniffed.content == Content::kRefused)
      item.error = "found " + sniffed.refusal + "; expected HTML, JSONL or text";
    const bool many = sniffed.content != Content::kText && sniffed.content != Content::kHtml;
    const size_t most = sniffed.content == Content::kXmlFeed ? limits.feed_bytes
                        : many                               ? limits.archive_bytes
                                                             : limits.document_bytes;
    while (item.error.empty() && !ended && buffer.size() <= most) pull();
    if (item.error.empty()) item.error = fault;
    if (item.error.empty() && buffer.size() > most)
      item.error = "the document is longer than " + megabytes(most) + " and was not read";
    if (!item.error.empty()) return;
    if (many) {
      container(sniffed.content, item);
      return;
    }
    if (sniffed.content == Content::kHtml) saved_page_facts(buffer, item.given);
    if (path != "-") item.given.id = fs::path(path).filename().string();
    item.kind = sniffed.content == Content::kHtml ? Kind::kHtml : Kind::kText;
    item.bytes = std::move(buffer);
    buffer = {};
  }

  // A file that wraps one page or holds many articles.
  void container(Content content, Item& item) {
    if (content == Content::kMhtml) {
      Result<Item> page = read_mhtml(buffer);
      const std::string where = item.where;
      if (page) item = std::move(*page);
      else item.error = page.error().message;
      item.where = where;
      if (path != "-") item.given.id = fs::path(path).filename().string();
      return;
    }
    Result<std::vector<Item>> all = articles(content);
    if (!all) {
      item.error = all.error().message;
      return;
    }
    if (all->empty()) item.error = "found an empty list; expected objects with \"text\" or \"html\"";
    size_t number = 0;
    for (Item& one : *all) {
      one.where = all->size() == 1 ? shown() : shown() + "[" + std::to_string(number++) + "]";
      ready.push_back(std::move(one));
    }
  }

  Result<std::vector<Item>> articles(Content content) {
    if (content == Content::kXmlFeed) return read_xml_feed(buffer);
    if (content == Content::kCsv) {
      Result<Table> table = read_csv_table(buffer, shown());
      if (!table) return table.error();
      for (size_t i = 0; i < table->items.size(); ++i)
        if (!table->files[i].empty()) table->items[i].error = "names a file; give the folder that holds both";
      return std::move(table->items);
    }
    std::vector<Item> out;
    if (read_json_archive(buffer, out)) {
      if (out.empty()) return Error{"found an export or feed without entries"};
      return out;
    }
    return records.read_all(buffer);
  }

  // The next record of the open JSONL file; false at its end.
  bool next_line(Item& item) {
    for (;;) {
      size_t newline = buffer.find('\n', used);
      size_t searched = buffer.size();
      while (newline == buffer.npos && !ended && buffer.size() - used <= limits.document_bytes) {
        buffer.erase(0, used);
        searched -= used;
        used = 0;
        pull();
        newline = buffer.find('\n', searched);
        searched = buffer.size();
      }
      if (newline == buffer.npos && buffer.size() - used > limits.document_bytes) return refuse_line(item);
      if (newline == buffer.npos && (used >= buffer.size() || !fault.empty())) return close_lines(item);
      const size_t end = std::min(newline, buffer.size());
      const std::string_view json = std::string_view(buffer).substr(used, end - used);
      ++line;
      used = std::min(end + 1, buffer.size());
      if (json.find_first_not_of(" \t\r\v\f") == json.npos) continue;
      item.where = shown() + ":" + std::to_string(line);
      if (json.size() > limits.document_bytes) item.error = too_long();
      else records.read(json, item);
      return true;
    }
  }

  // The end of the lines: nothing, or why they end here. A line that the fault cut is no record.
  bool close_lines(Item& item) {
    stream.reset();
    buffer = {};
    item.where = shown();
    item.error = fault;
    if (!fault.empty() && line > 0) item.error += " (" + std::to_string(line) + " lines before it were read)";
    return !fault.empty();
  }

  std::string too_long() const {
    return "the record is longer than " + megabytes(limits.document_bytes) + " and was not read";
  }

  // Passes over the rest of a line that is too long, holding one piece at a time.
  bool refuse_line(Item& item) {
    item.where = shown() + ":" + std::to_string(++line);
    size_t newline = buffer.npos;
    while (newline == buffer.npos && !ended) {
      buffer.clear();
      used = 0;
      pull();
      newline = buffer.find('\n');
    }
    used = newline == buffer.npos ? buffer.size() : newline + 1;
    buffer.shrink_to_fit();
    item.error = too_long();
    return true;
  }
};

Inputs::Inputs(std::vector<std::string> paths, Limits limits, const std::function<bool(const std::string&)>& wanted)
    : state_(std::make_unique<State>(limits)) {
  std::error_code fault;
  bool known = true;
  for (std::string& path : paths) {
    if (path != "-" && fs::is_directory(path, fault)) {
      const size_t before = state_->entries.size();
      list_folder(path, state_->entries);
      if (wanted) std::erase_if(state_->entries, [&](const Entry& e) { return e.error.empty() && !wanted(e.path); });
      else if (state_->entries.size() == before)
        state_->entries.push_back({path, "the folder holds no file to read", {}});
    } else {
      state_->entries.push_back({std::move(path), {}, {}});
    }
  }
  for (const Entry& entry : state_->entries) {
    if (!entry.error.empty()) continue;
    const bool regular = entry.path != "-" && fs::is_regular_file(entry.path, fault);
    const uint64_t size = regular ? fs::file_size(entry.path, fault) : 0;
    if (regular && !fault) state_->total += size;
    else if (!regular && (entry.path == "-" || fs::exists(entry.path, fault))) known = false;
  }
  if (!known) state_->total = 0;
}

Inputs::Inputs(Inputs&&) noexcept = default;
Inputs::~Inputs() = default;

bool Inputs::next(Item& item) {
  State& s = *state_;
  for (;;) {
    item = Item();
    if (!s.ready.empty()) {
      item = std::move(s.ready.front());
      s.ready.pop_front();
      return true;
    }
    if (s.warc) {
      if (s.warc->next(item)) return true;
      s.warc.reset();
      continue;
    }
    if (s.stream) {
      if (s.next_line(item)) return true;
      continue;
    }
    if (s.next_entry >= s.entries.size()) return false;
    if (s.open_next(item)) return true;
  }
}

uint64_t Inputs::total_bytes() const { return state_->total; }
uint64_t Inputs::read_bytes() const { return state_->read.load(std::memory_order_relaxed); }

}  // namespace isnad::feeds
