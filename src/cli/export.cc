// SPDX-License-Identifier: Apache-2.0
// isnad export: the claims of a store, or of readings in JSON lines, in the formats of others.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/given.h"
#include "cli/progress.h"
#include "exports/exporter.h"
#include "reading/home.h"
#include "reading/json.h"

namespace isnad::cli {

namespace {

constexpr const char* kSidecarEnding = ".not-carried.jsonl";

// Standard output, or a file that is written whole or an error is told.
class Sink {
 public:
  Result<void> open(const std::string& path) {
    path_ = path;
    if (path.empty()) return {};
    file_.open(path, std::ios::binary | std::ios::trunc);
    if (!file_) return Error{"'" + path + "' cannot be written: " + std::strerror(errno)};
    return {};
  }
  bool put(const std::string& text) {
    if (path_.empty()) return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return static_cast<bool>(file_.write(text.data(), static_cast<std::streamsize>(text.size())));
  }
  Result<void> close() {
    const bool good = path_.empty() ? std::fflush(stdout) == 0 : (file_.flush(), static_cast<bool>(file_));
    if (good) return {};
    return Error{(path_.empty() ? "standard output" : "'" + path_ + "'") + " could not be written to its end"};
  }

 private:
  std::string path_;
  std::ofstream file_;
};

class Export {
 public:
  Export(const ExportOptions& options, exports::Exporter exporter)
      : options_(options), exporter_(std::move(exporter)) {}

  int run(const std::string& sidecar) {
    if (Result<void> opened = out_.open(options_.output); !opened) return fail(opened.error().message);
    if (!sidecar.empty())
      if (Result<void> opened = aside_.open(sidecar); !opened) return fail(opened.error().message);
    out_.put(exporter_.header());
    Result<void> done = options_.store.empty() ? from_readings() : from_store();
    progress_.clear();
    if (done) done = out_.close();
    if (done && !sidecar.empty()) done = aside_.close();
    if (!done) return fail(done.error().message);
    std::fprintf(stderr, "isnad: %zu documents: %zu claims carried", documents_, carried_);
    if (!sidecar.empty())
      std::fprintf(stderr, ", %zu that this format cannot carry are in %s", set_aside_, sidecar.c_str());
    std::fputs("\n", stderr);
    return failed_ ? kFailed : kDone;
  }

 private:
  Result<void> from_store() {
    Result<store::Store> store = store::Store::open(options_.store, store::Access::kRead);
    if (!store) return store.error();
    const Result<int64_t> total = store->count();
    if (!total) return total.error();
    for (int64_t last = 0;;) {
      const Result<std::vector<int64_t>> ids = store->versions_after(last, 256);
      if (!ids) return ids.error();
      if (ids->empty()) return {};
      last = ids->back();
      for (int64_t id : *ids) {
        Result<store::Stored> stored = store->version(id);
        if (!stored) return stored.error();
        if (!take(stored->reading, options_.store + ": " + stored->id, stored->corrections)) return {};
        progress_.update(documents_, documents_, static_cast<uint64_t>(*total));
      }
    }
  }

  Result<void> from_readings() {
    for (const std::string& path : options_.inputs) {
      std::ifstream file;
      if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file) return Error{"'" + path + "' cannot be read: " + std::strerror(errno)};
      }
      std::istream& in = path == "-" ? std::cin : file;
      size_t number = 0;
      for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty()) continue;
        if (!take(line, path + ":" + std::to_string(number), {})) return {};
        progress_.update(documents_, 0, 0);
      }
    }
    return {};
  }

  // False when nothing more can be written.
  bool take(const std::string& json, const std::string& where, const std::vector<Correction>& corrections) {
    Document doc;
    if (Result<void> read = reading::from_json(json, doc); !read) {
      failed_ = true;
      progress_.clear();
      (void)fail(where + ": the reading " + read.error().message);
      return true;
    }
    lay_over(corrections, doc);
    const exports::Written written = exporter_.write(doc, reading::made_by_of(json), corrections);
    ++documents_;
    carried_ += written.carried;
    set_aside_ += written.set_aside;
    return out_.put(written.rows) && (written.aside.empty() || aside_.put(written.aside));
  }

  const ExportOptions& options_;
  exports::Exporter exporter_;
  Sink out_, aside_;
  Progress progress_;
  size_t documents_ = 0, carried_ = 0, set_aside_ = 0;
  bool failed_ = false;
};

// Who took out names of private persons, and when: beside the store, where the next reader of it looks.
Result<void> log_private_export(const ExportOptions& options) {
  const std::string path = (options.store.empty() ? options.output : options.store) + ".exports.log";
  std::ofstream log(path, std::ios::app);
  const char* user = std::getenv("USER");
  log << now_utc() << "\tinclude-private\t" << options.format << "\t"
      << (options.output.empty() ? "standard output" : options.output) << "\t" << (user == nullptr ? "" : user) << "\n";
  log.flush();
  if (log) return {};
  return Error{"'" + path + "' cannot be written, and an export with private persons must be logged there"};
}

}  // namespace

int export_claims(const ExportOptions& options) {
  const std::optional<exports::Target> target = exports::target_named(options.format);
  if (!target) return fail("no format '" + options.format + "'; there are csv, jsonl, plover, cameo, ftm"), kUsage;
  if (options.store.empty() == options.inputs.empty())
    return fail("name either --store or files of readings (`isnad read --format jsonl`)"), kUsage;
  std::string sidecar = options.sidecar;
  if (exports::carries_status(*target)) {
    sidecar.clear();
  } else if (sidecar.empty()) {
    if (options.output.empty())
      return fail(
                 "'" + options.format +
                 "' has no column for what is planned, denied or doubtful; name --output, which puts these claims into "
                 "OUTPUT" +
                 kSidecarEnding + ", or --sidecar"),
             kUsage;
    sidecar = options.output + kSidecarEnding;
  }
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::open(*home + "/lexicon.bin");
  if (!lexicon) return fail(lexicon.error().message);
  const Language language = options.language.value_or(language_of_environment());
  Result<exports::Exporter> exporter = exports::Exporter::open(
      *target, *lexicon, exports::options_of(*lexicon, code_of(language), options.include_private));
  if (!exporter) return fail(exporter.error().message);
  if (options.include_private)
    if (Result<void> logged = log_private_export(options); !logged) return fail(logged.error().message);
  return Export(options, std::move(*exporter)).run(sidecar);
}

}  // namespace isnad::cli
