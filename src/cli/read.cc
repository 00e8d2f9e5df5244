// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <ctime>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/given.h"
#include "cli/ordered.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "exports/exporter.h"
#include "feeds/inputs.h"
#include "reading/home.h"
#include "reading/reader.h"
#include "store/runs.h"
#include "store/store.h"

namespace isnad::cli {

namespace {

// How many results may wait for their turn: enough that one slow document does not stop the other threads.
constexpr size_t kWindow = 128;
// Documents a transaction: large enough that the disk is not waited for at each, small enough to lose little.
constexpr size_t kTransaction = 256;
// And no longer than this, so that those who look at the store see how far it is.
constexpr auto kLongest = std::chrono::seconds(2);

struct Output {
  std::string where, error;
  std::string text;
  std::optional<store::Record> record;
  std::vector<Issue> issues;
};

class Run {
 public:
  Run(const ReadOptions& options, const reading::Reader& reader)
      : options_(options),
        reader_(reader),
        labels_(reader.lexicon(), options.language.value_or(language_of_environment())),
        inputs_(options.inputs),
        made_by_(made_by_line(reader)),
        csv_options_(exports::options_of(reader.lexicon(), code_of(labels_.language()), true)) {
    report_.all = options.all;
    report_.style = ::isatty(STDOUT_FILENO) == 1 ? Style::kTerminal : Style::kPlain;
  }

  int run() {
    if (!options_.store.empty()) {
      Result<store::Store> opened = store::Store::open(options_.store, store::Access::kWrite);
      if (!opened) return fail(opened.error().message);
      store_.emplace(std::move(*opened));
      const Result<int64_t> run = store::begin_run(*store_, "read", named_inputs(), now_utc());
      if (!run) return fail(run.error().message);
      number_ = *run;
    }
    if (options_.format == Format::kCsv) put(exports::csv_header());
    run_ordered<feeds::Item, Output>(
        options_.jobs, kWindow, [&](feeds::Item& item) { return inputs_.next(item); },
        [&](feeds::Item item) { return work(std::move(item)); },
        [&](Output output) { return take(std::move(output)); });
    finish();
    return failed_ ? kFailed : kDone;
  }

 private:
  Output work(feeds::Item item) const {
    Output output;
    output.where = item.where;
    output.error = item.error;
    if (!item.error.empty()) return output;
    if (item.given.date.empty()) item.given.date = options_.date;
    if (item.given.outlet.empty()) item.given.outlet = options_.outlet;
    const bool html = item.kind == feeds::Kind::kHtml;
    const Document doc = html ? reader_.read_html(item.bytes, item.given) : reader_.read_text(item.bytes, item.given);
    std::string json;
    if (store_ || options_.format == Format::kJsonl) json = reading::to_json(doc, reader_.made_by());
    if (store_)
      output.record = store::make_record(doc, {std::move(item.bytes), given_to_json(item.given), html}, json, made_by_);
    switch (options_.format) {
      case Format::kText: output.text = report(doc, labels_, report_) + "\n"; break;
      case Format::kJsonl: output.text = std::move(json) + "\n"; break;
      case Format::kCsv: output.text = exports::csv_rows(doc, reader_.made_by(), {}, csv_options_); break;
      case Format::kNone: break;
    }
    return output;
  }

  bool take(Output output) {
    ++documents_;
    progress_.update(documents_, inputs_.read_bytes(), inputs_.total_bytes());
    if (!output.error.empty()) {
      progress_.clear();
      failed_ = true;
      (void)fail(output.where + ": " + output.error);
      return true;
    }
    if (output.record && !keep(*output.record)) return false;
    return put(output.text);
  }

  bool keep(const store::Record& record) {
    if (pending_ == 0) {
      if (!good(store_->begin())) return false;
      begun_ = std::chrono::steady_clock::now();
    }
    Result<store::Added> added = store_->add(record, now_utc());
    if (!added) {
      store_->rollback();
      pending_ = 0;
      return good(added.error());
    }
    ++counts_[static_cast<size_t>(*added)];
    if (++pending_ < kTransaction && std::chrono::steady_clock::now() - begun_ < kLongest) return true;
    pending_ = 0;
    return good(tell(false)) && good(store_->commit());
  }

  void finish() {
    if (pending_ > 0) {
      pending_ = 0;
      (void)good(store_->commit());
    }
    if (store_ && !broken_) (void)good(tell(true));
    progress_.clear();
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) failed_ = true;
    if (!store_) return;
    if (!broken_)
      std::fprintf(stderr, "isnad: %s: %zu new, %zu new versions, %zu known already\n", options_.store.c_str(),
                   counts_[0], counts_[2], counts_[1]);
  }

  Result<void> tell(bool ended) {
    return store::tell_run(*store_, number_, {documents_, inputs_.read_bytes(), inputs_.total_bytes(), ended},
                           now_utc());
  }

  // What is read, as it was named: the first input, and how many more.
  std::string named_inputs() const {
    if (options_.inputs.empty()) return "-";
    const size_t more = options_.inputs.size() - 1;
    return options_.inputs.front() + (more == 0 ? "" : " +" + std::to_string(more));
  }

  bool good(const Result<void>& result) {
    if (result) return true;
    progress_.clear();
    failed_ = broken_ = true;
    (void)fail(result.error().message);
    return false;
  }

  bool put(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return true;
    failed_ = true;
    (void)fail("standard output cannot be written; is the disk full?");
    return false;
  }

  const ReadOptions& options_;
  const reading::Reader& reader_;
  Labels labels_;
  feeds::Inputs inputs_;
  std::string made_by_;
  exports::Options csv_options_;
  ReportOptions report_;
  std::optional<store::Store> store_;
  Progress progress_;
  int64_t number_ = 0;                           // of this run in the store
  std::chrono::steady_clock::time_point begun_;  // the transaction
  uint64_t documents_ = 0;
  size_t pending_ = 0;
  size_t counts_[3] = {};
  bool failed_ = false;
  bool broken_ = false;
};

}  // namespace

int read(const ReadOptions& options) {
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home, reading::find_local(options.store));
  if (!reader) return fail(reader.error().message);
  return Run(options, *reader).run();
}

int fail(const std::string& message) {
  std::fprintf(stderr, "isnad: %s\n", message.c_str());
  return kFailed;
}

}  // namespace isnad::cli
