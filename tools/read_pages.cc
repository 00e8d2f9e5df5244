// SPDX-License-Identifier: Apache-2.0
// read_pages LEXICON PAGES [--time ROUNDS]: the page stage alone, from the bytes of saved pages to their main text.
// Prints a JSON object a page, or with --time how many pages a second one core reads; files are in memory before the
// clock starts.
// read_pages LEXICON --records FILE...: how many pages a second one core takes out of archives, feeds and exports,
// first without reading them and then with their main text.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "feeds/inputs.h"
#include "lexicon/lexicon.h"
#include "page/page.h"

namespace {

struct Saved {
  std::string name, bytes;
};

std::vector<Saved> load(const std::string& folder) {
  std::vector<Saved> pages;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    pages.push_back({entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(pages.begin(), pages.end(), [](const Saved& a, const Saved& b) { return a.name < b.name; });
  return pages;
}

isnad::Document read(const isnad::page::Page& page, const Saved& saved) {
  isnad::Document doc;
  isnad::page::Given given;
  given.id = saved.name;
  page.read_html(saved.bytes, given, doc);
  return doc;
}

void print(const isnad::Document& doc) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
  const auto put = [&](const char* key, std::string_view value) {
    out.Key(key);
    out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  std::string body;
  for (const isnad::Region& region : doc.regions)
    if (region.kind == isnad::RegionKind::kBody) body += (body.empty() ? "" : "\n") + std::string(doc.str(region.span));
  out.StartObject();
  put("id", doc.meta.id);
  put("title", doc.meta.title ? doc.str(*doc.meta.title) : std::string_view{});
  put("published", doc.meta.published.value);
  put("outlet", doc.meta.outlet);
  put("author", doc.meta.author);
  put("agency", doc.meta.agency);
  put("body", body);
  out.Key("issues");
  out.StartArray();
  for (const isnad::Issue& issue : doc.issues)
    out.String(issue.code.data(), static_cast<rapidjson::SizeType>(issue.code.size()));
  out.EndArray();
  out.EndObject();
  std::puts(buffer.GetString());
}

void time_records(const isnad::page::Page& page, const std::vector<std::string>& files) {
  for (const bool with_text : {false, true}) {
    isnad::feeds::Inputs inputs(files);
    size_t pages = 0, faults = 0, bytes = 0;
    const std::clock_t begin = std::clock();
    for (isnad::feeds::Item item; inputs.next(item);) {
      (item.error.empty() ? pages : faults) += 1;
      bytes += item.bytes.size();
      isnad::Document doc;
      if (with_text && item.kind == isnad::feeds::Kind::kHtml) page.read_html(item.bytes, item.given, doc);
      else if (with_text) page.read_text(item.bytes, item.given, doc);
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::printf("%s: %.0f pages/s, %.1f MB/s of pages; %zu pages, %zu faults\n",
                with_text ? "with main text" : "taken out", static_cast<double>(pages) / seconds,
                static_cast<double>(bytes) / 1e6 / seconds, pages, faults);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: isnad_read_pages LEXICON PAGES [--time ROUNDS]\n");
    return 2;
  }
  const auto lexicon = isnad::lexicon::Lexicon::open(argv[1]);
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", lexicon.error().message.c_str());
    return 1;
  }
  const auto page = isnad::page::Page::open(*lexicon);
  if (!page) {
    std::fprintf(stderr, "%s\n", page.error().message.c_str());
    return 1;
  }
  if (std::string_view(argv[2]) == "--records") {
    time_records(*page, {argv + 3, argv + argc});
    return 0;
  }
  const std::vector<Saved> pages = load(argv[2]);
  const int rounds = argc > 4 ? std::atoi(argv[4]) : 0;
  if (rounds == 0)
    for (const Saved& saved : pages) print(read(*page, saved));
  if (rounds == 0) return 0;
  size_t bytes = 0, kept = 0;
  const std::clock_t begin = std::clock();  // of this program alone, whatever else runs
  for (int i = 0; i < rounds; ++i)
    for (const Saved& saved : pages) {
      kept += read(*page, saved).text.size();
      bytes += saved.bytes.size();
    }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  const double read_pages = static_cast<double>(pages.size()) * rounds;
  std::printf("%.0f pages/s, %.1f MB/s, %zu bytes of text a page\n", read_pages / seconds,
              static_cast<double>(bytes) / 1e6 / seconds,
              kept / std::max<size_t>(1, pages.size()) / static_cast<size_t>(rounds));
  return 0;
}
