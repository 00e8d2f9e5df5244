// SPDX-License-Identifier: Apache-2.0
// The commands that ask a store, or change it: search, show, correct, reread.
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/given.h"
#include "cli/ordered.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "document/corrections.h"
#include "exports/exporter.h"
#include "reading/home.h"
#include "reading/reader.h"
#include "store/store.h"

namespace isnad::cli {

namespace {

Style output_style() { return ::isatty(STDOUT_FILENO) == 1 ? Style::kTerminal : Style::kPlain; }

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace

int search(const SearchOptions& options) {
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return fail(store.error().message);
  Result<std::vector<store::Hit>> hits = store->search(options.words, options.most);
  if (!hits) return fail(hits.error().message);
  const Style style = output_style();
  for (const store::Hit& hit : *hits) {
    put(bold(isolate(hit.title.empty() ? hit.id : hit.title), style) + "\n");
    put("   " + isolate(hit.id) + (hit.outlet.empty() ? "" : "  " + isolate(hit.outlet)) +
        (hit.published.empty() ? "" : "  " + hit.published) + "\n");
    if (!hit.snippet.empty()) put("   " + isolate_marked(hit.snippet, hit.marks, style) + "\n");
    put("\n");
  }
  std::fprintf(stderr, "isnad: %zu documents\n", hits->size());
  return kDone;
}

int show(const ShowOptions& options) {
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return fail(store.error().message);
  Result<store::Stored> stored = store->get(options.document);
  if (!stored) return fail(stored.error().message);
  if (options.format == Format::kJsonl) {
    put(stored->reading + "\n");
    return kDone;
  }
  Document doc;
  if (Result<void> read = reading::from_json(stored->reading, doc); !read)
    return fail(options.store + ": the reading of '" + stored->id + "' " + read.error().message);
  lay_over(stored->corrections, doc);
  const auto dating = store->dating(stored->version);
  if (!dating) return fail(dating.error().message);
  if (*dating && doc.meta.published.value.empty()) {
    doc.meta.published.basis = DateBasis::kInferred;
    doc.meta.published.earliest = (*dating)->earliest;
    doc.meta.published.latest = (*dating)->latest;
  }
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::open(*home + "/lexicon.bin");
  if (!lexicon) return fail(lexicon.error().message);
  const Labels labels(*lexicon, options.language.value_or(language_of_environment()));
  if (options.format == Format::kCsv) {
    put(exports::csv_header() + exports::csv_rows(doc, reading::made_by_of(stored->reading), stored->corrections,
                                                  exports::options_of(*lexicon, code_of(labels.language()), true)));
    return kDone;
  }
  put(report(doc, labels, {options.all, output_style()}));
  return kDone;
}

int correct(const CorrectOptions& options) {
  if (!is_correctable(options.field))
    return fail("'" + options.field + "' cannot be corrected; one of type, status, qualifier, basis, verdict can"),
           kUsage;
  if (!is_correction(options.field, options.value))
    return fail("'" + options.value + "' is no value of " + options.field), kUsage;
  Result<store::Store> store = store::Store::open(options.store, store::Access::kWrite);
  if (!store) return fail(store.error().message);
  Result<store::Stored> stored = store->get(options.document);
  if (!stored) return fail(stored.error().message);
  Document doc;
  if (Result<void> read = reading::from_json(stored->reading, doc); !read) return fail(read.error().message);
  std::string claim;
  for (const Event& event : doc.events) {
    if (!event.id.starts_with(options.claim)) continue;
    if (!claim.empty()) return fail("'" + options.claim + "' begins several claims' ids; give more digits");
    claim = event.id;
  }
  if (claim.empty()) return fail("'" + stored->id + "' has no claim '" + options.claim + "'; `isnad show` lists them");
  for (Result<void> done :
       {store->begin(),
        store->correct(stored->document, {claim, options.field, options.value, options.note, now_utc()}),
        store->commit()})
    if (!done) return fail(done.error().message);
  return kDone;
}

namespace {

// Readings that may wait for the writer.
constexpr size_t kWindow = 64;
constexpr size_t kTransaction = 64;

struct Renewal {
  store::Stored stored;
  std::string error;
};

struct Renewed {
  int64_t version = 0;
  std::string error;
  std::optional<store::Record> record;
};

}  // namespace

int reread(const RereadOptions& options) {
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home, reading::find_local(options.store));
  if (!reader) return fail(reader.error().message);
  Result<store::Store> store = store::Store::open(options.store, store::Access::kWrite);
  if (!store) return fail(store.error().message);
  // A second connection reads ahead while the first one writes.
  Result<store::Store> source = store::Store::open(options.store, store::Access::kRead);
  if (!source) return fail(source.error().message);
  const Result<int64_t> total = store->count();
  if (!total) return fail(total.error().message);

  const std::string made_by = made_by_line(*reader);
  std::vector<int64_t> ids;
  size_t at = 0;
  int64_t last = 0;
  uint64_t seen = 0, renewed = 0;
  size_t pending = 0;
  bool failed = false;
  Progress progress;
  std::string broken;
  const auto next = [&](Renewal& out) {
    for (;;) {
      if (at == ids.size()) {
        Result<std::vector<int64_t>> more = source->versions_after(last, 256);
        if (!more) {
          broken = more.error().message;
          return false;
        }
        if (more->empty()) return false;
        ids = std::move(*more);
        at = 0;
        last = ids.back();
      }
      Result<store::Stored> stored = source->version(ids[at++]);
      out = Renewal();
      if (!stored) {
        out.error = stored.error().message;
        return true;
      }
      if (!options.force && stored->made_by == made_by) continue;
      out.stored = std::move(*stored);
      return true;
    }
  };
  const auto work = [&](Renewal in) {
    Renewed out;
    out.error = in.error;
    if (!in.error.empty()) return out;
    out.version = in.stored.version;
    const page::Given given = given_from_json(in.stored.input.given);
    const Document doc = in.stored.input.html ? reader->read_html(in.stored.input.bytes, given)
                                              : reader->read_text(in.stored.input.bytes, given);
    out.record = store::make_record(doc, in.stored.input, reading::to_json(doc, reader->made_by()), made_by);
    return out;
  };
  const auto take = [&](Renewed out) {
    ++seen;
    progress.update(seen, seen, static_cast<uint64_t>(*total));
    if (!out.error.empty()) {
      failed = true;
      (void)fail(out.error);
      return true;
    }
    Result<void> done;
    if (pending == 0) done = store->begin();
    if (done) done = store->replace_reading(out.version, *out.record);
    if (done && ++pending == kTransaction) {
      pending = 0;
      done = store->commit();
    }
    if (!done) {
      store->rollback();
      broken = done.error().message;
      return false;
    }
    ++renewed;
    return true;
  };
  run_ordered<Renewal, Renewed>(options.jobs, kWindow, next, work, take);
  progress.clear();
  if (broken.empty() && pending > 0)
    if (Result<void> done = store->commit(); !done) broken = done.error().message;
  if (!broken.empty()) return fail(broken);
  std::fprintf(stderr, "isnad: %s: %llu of %lld readings renewed\n", options.store.c_str(),
               static_cast<unsigned long long>(renewed), static_cast<long long>(*total));
  return failed ? kFailed : kDone;
}

}  // namespace isnad::cli
