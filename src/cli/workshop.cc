// SPDX-License-Identifier: Apache-2.0
// The commands for those who work on lexicon and engine: dump, when, lexicon check, lexicon compile, codebook test.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "claims/codebook.h"
#include "cli/commands.h"
#include "document/dump.h"
#include "document/names.h"
#include "feeds/inputs.h"
#include "reading/home.h"
#include "reading/reader.h"
#include "reading/resources.h"
#include "text/utf8.h"
#include "times/times.h"

namespace isnad::cli {

int dump(const DumpOptions& options) {
  std::vector<std::string> layers;
  std::istringstream names(options.layers);
  for (std::string name; std::getline(names, name, ',');) {
    if (std::string_view(dump_layers()).find(name) == std::string_view::npos || name.empty()) {
      (void)fail("no layer '" + name + "'; there are: " + std::string(dump_layers()));
      return kUsage;
    }
    layers.push_back(name);
  }
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home);
  if (!reader) return fail(reader.error().message);
  feeds::Inputs inputs(options.inputs);
  bool failed = false;
  for (feeds::Item item; inputs.next(item);) {
    if (!item.error.empty()) {
      failed = true;
      (void)fail(item.where + ": " + item.error);
      continue;
    }
    if (item.given.date.empty()) item.given.date = options.date;
    const Document doc = item.kind == feeds::Kind::kHtml ? reader->read_html(item.bytes, item.given)
                                                         : reader->read_text(item.bytes, item.given);
    std::printf("# %s\n", item.where.c_str());
    for (const std::string& layer : layers) std::fputs(isnad::dump(doc, layer).c_str(), stdout);
  }
  return failed ? kFailed : kDone;
}

int lexicon_check(const std::string& directory) {
  const Result<std::string> bytes = lexicon::compile(directory, reading::derivers());
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().message.c_str());
    return kFailed;
  }
  const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::from_bytes(*bytes);
  if (!lexicon) return fail(lexicon.error().message);
  uint64_t rows = 0;
  for (size_t i = 0; i < lexicon->tables(); ++i) rows += lexicon->table(static_cast<int32_t>(i)).rows();
  std::printf("%s: %zu tables, %llu rows, no fault\n", directory.c_str(), lexicon->tables(),
              static_cast<unsigned long long>(rows));
  return kDone;
}

int lexicon_compile(const std::string& directory, const std::string& output) {
  const Result<std::string> bytes = lexicon::compile(directory, reading::derivers());
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().message.c_str());
    return kFailed;
  }
  // Written beside and renamed: a program that has the old file mapped keeps it whole.
  const std::string beside = output + ".new";
  std::ofstream out(beside, std::ios::binary);
  out << *bytes;
  out.close();
  if (!out || std::rename(beside.c_str(), output.c_str()) != 0) return fail(output + ": cannot be written");
  return kDone;
}

int codebook_test() {
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home);
  if (!reader) return fail(reader.error().message);
  const Result<claims::Codebook> codebook = claims::Codebook::open(reader->lexicon());
  if (!codebook) return fail(codebook.error().message);
  const auto failures = claims::test_codebook(
      *codebook, [&](std::string_view sentence) { return reader->read_text(sentence, page::Given()); });
  for (const claims::Failure& failure : failures)
    std::fprintf(stderr, "lexicon/codebook/%s:%u: the example does not tell of %s at its word; found: %s\n",
                 failure.example.file.c_str(), failure.example.line, std::string(name_of(failure.example.type)).c_str(),
                 failure.found.c_str());
  std::printf("%zu examples, %zu failed\n", codebook->examples().size(), failures.size());
  return failures.empty() ? kDone : kFailed;
}

namespace {

// {"text", "start", "end", "value", "type", "candidates"}; start and end are code points of the expression.
std::string when_json(const std::string& expression, const TimeExpression& time) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto text = [&](std::string_view s) { json.String(s.data(), static_cast<rapidjson::SizeType>(s.size())); };
  const auto letters = [&](uint32_t bytes) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<uint64_t>(std::count_if(expression.begin(), expression.begin() + bytes, begins));
  };
  json.StartObject();
  json.Key("text");
  text(std::string_view(expression).substr(time.span.begin, time.span.size()));
  json.Key("start");
  json.Uint64(letters(time.span.begin));
  json.Key("end");
  json.Uint64(letters(time.span.end));
  json.Key("value");
  text(time.value);
  json.Key("type");
  text(name_of(time.type));
  json.Key("candidates");
  json.StartArray();
  for (const std::string& candidate : time.candidates) text(candidate);
  json.EndArray();
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

int when(const WhenOptions& options) {
  if (!options.published.empty() && !times::read_iso_day(options.published))
    return fail("--published '" + options.published + "' is no day; give one as YYYY-MM-DD"), kUsage;
  if (!text::valid(options.expression)) return fail("the expression is not UTF-8"), kUsage;
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::open(*home + "/lexicon.bin");
  if (!lexicon) return fail(lexicon.error().message);
  const Result<times::Times> times = times::Times::open(*lexicon, model::Models(*home + "/models"));
  if (!times) return fail(times.error().message);
  const std::vector<TimeExpression> found = times->when(options.expression, options.published);
  for (const TimeExpression& time : found) {
    if (options.format == Format::kJsonl) {
      std::printf("%s\n", when_json(options.expression, time).c_str());
      continue;
    }
    std::printf("%s", time.value.c_str());
    for (const std::string& candidate : time.candidates) std::printf("  or %s", candidate.c_str());
    std::printf("\n");
  }
  return found.empty() ? fail("no expression of time in it") : kDone;
}

}  // namespace isnad::cli
