// SPDX-License-Identifier: Apache-2.0
// isnad date: bounds the day of publication of a store's undated documents by the rest of the store, and keeps the
// bounds beside their readings. Nothing of a reading changes.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <map>
#include <unordered_map>

#include "cli/commands.h"
#include "cli/display.h"
#include "cli/given.h"
#include "cli/progress.h"
#include "model/linear.h"
#include "reading/home.h"
#include "reading/reader.h"
#include "store/store.h"
#include "times/edtf.h"
#include "times/times.h"

namespace isnad::cli {

namespace {

constexpr size_t kPairs = 150;
constexpr size_t kShown = 3;        // documents named as evidence
constexpr size_t kSharedPairs = 3;  // with fewer a document has hardly the same news
constexpr size_t kTransaction = 64;

struct Evidence {
  std::vector<std::pair<std::string, std::string>> documents;  // id, published
  std::vector<std::string> words;
};

class Dater {
 public:
  Dater(store::Store& store, const reading::Reader& reader, const times::Times& times)
      : store_(store), reader_(reader), times_(times) {}

  // Errors: the store cannot be read.
  Result<void> open() {
    Result<std::vector<store::DatedVersion>> dated = store_.dated();
    if (!dated) return dated.error();
    std::map<times::Day, double> all;
    std::map<std::string, std::map<times::Day, double>> outlets;
    for (store::DatedVersion& one : *dated) {
      const auto day = times::read_iso_day(one.published);
      if (!day) continue;
      ++all[*day];
      ++outlets[one.outlet][*day];
      days_.emplace(one.version, *day);
    }
    around_.days = row(all);
    for (const auto& [outlet, counts] : outlets)
      if (!outlet.empty()) outlets_.emplace(outlet, row(counts));
    return {};
  }

  bool any_dated() const { return !days_.empty(); }

  // Nothing: neither the text nor the store tells.
  Result<std::optional<store::Dating>> date(const store::Stored& stored, Evidence& evidence) {
    const page::Given given = given_from_json(stored.input.given);
    Document doc =
        stored.input.html ? reader_.read_html(stored.input.bytes, given) : reader_.read_text(stored.input.bytes, given);
    const std::vector<times::Clue> clues = times_.clues(doc);
    const auto pairs = store_.pairs(stored.version, kPairs);
    if (!pairs) return pairs.error();
    around_.pairs.clear();
    std::map<int64_t, size_t> shared;
    for (const store::Pair& pair : *pairs) {
      std::vector<times::Day> days;
      for (const int64_t version : pair.versions) {
        const auto at = days_.find(version);
        if (at == days_.end()) continue;
        days.push_back(at->second);
        ++shared[version];
      }
      if (!days.empty()) around_.pairs.push_back(std::move(days));
    }
    const auto outlet = outlets_.find(doc.meta.outlet);
    around_.outlet = outlet == outlets_.end() ? std::vector<times::DayCount>() : outlet->second;
    const auto found = times::likely_days(clues, around_, bounds_of(doc), times_.hijri());
    if (!found) return std::optional<store::Dating>();
    if (Result<void> named = name_documents(shared, *found, evidence); !named) return named.error();
    for (const times::Clue& clue : clues) evidence.words.emplace_back(doc.str(clue.span));
    return std::optional(store::Dating{times::write(times::one_day(found->first)),
                                       times::write(times::one_day(found->last)), json(evidence)});
  }

 private:
  static std::vector<times::DayCount> row(const std::map<times::Day, double>& counts) {
    std::vector<times::DayCount> days;
    for (const auto& [day, documents] : counts) days.push_back({day, documents});
    return days;
  }

  // Those of the found days that share most with the document.
  Result<void> name_documents(const std::map<int64_t, size_t>& shared, const times::Days& found, Evidence& evidence) {
    std::vector<std::pair<size_t, int64_t>> likest;
    for (const auto& [version, pairs] : shared) {
      const times::Day day = days_.at(version);
      if (pairs >= kSharedPairs && day >= found.first - 1 && day <= found.last + 1)
        likest.emplace_back(pairs, -version);
    }
    std::sort(likest.rbegin(), likest.rend());
    for (size_t i = 0; i < likest.size() && i < kShown; ++i) {
      const Result<store::Stored> document = store_.version(-likest[i].second);
      if (!document) return document.error();
      const times::Day day = days_.at(-likest[i].second);
      evidence.documents.emplace_back(document->id, times::write(times::one_day(day)));
    }
    return {};
  }

  // What the text itself proves, as its reading has it.
  static times::Days bounds_of(const Document& doc) {
    const Published& p = doc.meta.published;
    constexpr times::Day kFar = std::numeric_limits<times::Day>::max() / 4;
    return {times::read_iso_day(p.earliest).value_or(-kFar), times::read_iso_day(p.latest).value_or(kFar)};
  }

  static std::string json(const Evidence& evidence) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    const auto text = [&](const std::string& s) {
      writer.String(s.data(), static_cast<rapidjson::SizeType>(s.size()));
    };
    writer.StartObject();
    writer.Key("documents");
    writer.StartArray();
    for (const auto& [id, published] : evidence.documents) {
      writer.StartObject();
      writer.Key("id");
      text(id);
      writer.Key("published");
      text(published);
      writer.EndObject();
    }
    writer.EndArray();
    writer.Key("words");
    writer.StartArray();
    for (const std::string& words : evidence.words) text(words);
    writer.EndArray();
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
  }

  store::Store& store_;
  const reading::Reader& reader_;
  const times::Times& times_;
  std::unordered_map<int64_t, times::Day> days_;  // of the dated versions
  std::map<std::string, std::vector<times::DayCount>> outlets_;
  times::Surroundings around_;
};

void print(const std::string& id, const store::Dating& dating, const Evidence& evidence) {
  std::string line = isolate(id) + "  " + dating.earliest;
  if (dating.latest != dating.earliest) line += " to " + dating.latest;
  for (const auto& [like, published] : evidence.documents) line += "\n   like " + isolate(like) + " of " + published;
  for (const std::string& words : evidence.words) line += "\n   " + isolate(words);
  line += "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
}

void print_json(const std::string& id, const store::Dating& dating) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  const auto field = [&](const char* key, const std::string& s) {
    writer.Key(key);
    writer.String(s.data(), static_cast<rapidjson::SizeType>(s.size()));
  };
  writer.StartObject();
  field("id", id);
  field("earliest", dating.earliest);
  field("latest", dating.latest);
  writer.Key("evidence");
  writer.RawValue(dating.evidence.data(), dating.evidence.size(), rapidjson::kObjectType);
  writer.EndObject();
  std::printf("%s\n", buffer.GetString());
}

}  // namespace

int date(const DateOptions& options) {
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home);
  if (!reader) return fail(reader.error().message);
  const Result<times::Times> times = times::Times::open(reader->lexicon(), model::Models(*home + "/models"));
  if (!times) return fail(times.error().message);
  Result<store::Store> store = store::Store::open(options.store, store::Access::kWrite);
  if (!store) return fail(store.error().message);
  Dater dater(*store, *reader, *times);
  if (const Result<void> opened = dater.open(); !opened) return fail(opened.error().message);
  if (!dater.any_dated())
    return fail(options.store + ": no document has a date; `isnad read --store` dated ones about the same news first");

  Progress progress;
  uint64_t seen = 0, dated = 0;
  int64_t last = 0;
  for (;;) {
    const auto ids = store->undated_after(last, kTransaction);
    if (!ids) return fail(ids.error().message);
    if (ids->empty()) break;
    if (const Result<void> begun = store->begin(); !begun) return fail(begun.error().message);
    for (const int64_t id : *ids) {
      last = id;
      const auto stored = store->version(id);
      if (!stored) return fail(stored.error().message);
      Evidence evidence;
      const auto dating = dater.date(*stored, evidence);
      if (!dating) return fail(dating.error().message);
      ++seen;
      progress.update(seen, seen, 0);
      if (!*dating) continue;
      if (const Result<void> kept = store->keep_dating(id, **dating); !kept) return fail(kept.error().message);
      ++dated;
      progress.clear();
      if (options.format == Format::kJsonl) print_json(stored->id, **dating);
      else print(stored->id, **dating, evidence);
    }
    if (const Result<void> done = store->commit(); !done) return fail(done.error().message);
  }
  progress.clear();
  std::fprintf(stderr, "isnad: %s: %llu of %llu undated documents bounded\n", options.store.c_str(),
               static_cast<unsigned long long>(dated), static_cast<unsigned long long>(seen));
  return kDone;
}

}  // namespace isnad::cli
