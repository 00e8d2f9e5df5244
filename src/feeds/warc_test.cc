// SPDX-License-Identifier: Apache-2.0
// Web archives, made on the spot: whole, cut short, lying about their length, swollen, as the big collections write
// them.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include "feeds/made_files.h"

namespace isnad::feeds {

namespace {

std::string record(const std::string& type, const std::string& content_type, const std::string& content,
                   const std::string& url = "https://example.org/1", const std::string& version = "1.0",
                   long length = -1) {
  return "WARC/" + version + "\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2024-05-01T10:00:00Z\r\nContent-Type: " + content_type +
         "\r\nContent-Length: " + std::to_string(length < 0 ? static_cast<long>(content.size()) : length) + "\r\n\r\n" +
         content + "\r\n\r\n";
}

std::string http(const std::string& body, const std::string& fields = "", const std::string& status = "200 OK",
                 const std::string& type = "text/html; charset=utf-8") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + fields + "\r\n" + body;
}

std::string page(int number) {
  return "<html><body><h1>Page " + std::to_string(number) + "</h1><p>Words of it.</p></body></html>";
}

std::string response(int number) {
  return record("response", "application/http; msgtype=response", http(page(number)),
                "https://example.org/" + std::to_string(number));
}

size_t good(const std::vector<Item>& items) {
  size_t count = 0;
  for (const Item& item : items) count += item.error.empty() ? 1u : 0u;
  return count;
}

}  // namespace

TEST_CASE("a web archive gives its pages, whatever it is packed in") {
  const Folder folder;
  const std::vector<std::string> records = {
      record("warcinfo", "application/warc-fields", "software: test\r\n"), response(1),
      record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"), response(2), response(3)};
  std::string plain, gzip, frames;
  for (const std::string& one : records) {
    plain += one;
    gzip += gzipped(one);
    frames += zstd(one);
  }
  for (const auto& [name, bytes] : {std::pair{"a.warc", plain},
                                    {"a.warc.gz", gzip},
                                    {"b.warc.gz", gzipped(plain)},
                                    {"a.warc.zst", frames},
                                    {"b.warc.zst", zstd(plain)}}) {
    CAPTURE(name);
    const auto items = all_of(folder.file(name, bytes));
    REQUIRE(items.size() == 3);
    CHECK(good(items) == 3);
    CHECK(items[0].bytes == page(1));
    CHECK(items[0].kind == Kind::kHtml);
    CHECK(items[2].given.url == "https://example.org/3");
    CHECK(items[2].given.retrieved == "2024-05-01T10:00:00Z");
  }
}

TEST_CASE(
    "WARC 1.1, resources, conversions, chunks and packed bodies are read; other answers and types are passed over") {
  const Folder folder;
  const std::string chunked =
      http("5\r\n<html\r\n9\r\n><p>Hi.</\r\n3\r\np>\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n");
  const std::string bytes =
      record("resource", "text/html", page(1), "<https://example.org/1>", "1.1") +
      record("conversion", "text/plain", "Words alone.", "https://example.org/2", "1.1") +
      record("response", "application/http", chunked) +
      record("response", "application/http", http(gzipped(page(4)), "Content-Encoding: gzip\r\n")) +
      record("response", "application/http", http(page(5), "Content-Encoding: br\r\n")) +  // unpacked by the crawler
      record("response", "application/http", http(page(6), "", "404 Not Found")) +
      record("response", "application/http", http("GIF89a", "", "200 OK", "image/gif")) +
      record("revisit", "application/http", http(""));
  const auto items = all_of(folder.file("a.warc", bytes));
  REQUIRE(items.size() == 5);
  CHECK(good(items) == 5);
  CHECK(items[0].given.url == "https://example.org/1");
  CHECK(items[1].kind == Kind::kText);
  CHECK(items[2].bytes == "<html><p>Hi.</p>\n");
  CHECK(items[3].bytes == page(4));
  CHECK(items[4].bytes == page(5));
}

TEST_CASE("damaged records are skipped and counted, the others are read") {
  const Folder folder;
  std::string broken = gzipped(response(2));
  for (size_t i = 30; i < 60; ++i) broken[i] = static_cast<char>(broken[i] ^ 0x5A);
  const auto packed = all_of(folder.file("a.warc.gz", gzipped(response(1)) + broken + gzipped(response(3))));
  REQUIRE(packed.size() == 3);
  CHECK(packed[0].bytes == page(1));
  CHECK(packed[1].bytes == page(3));
  CHECK(says(packed[2], "1 record was damaged"));

  const auto cut = all_of(folder.file("b.warc.gz", gzipped(response(1)) + gzipped(response(2)).substr(0, 80)));
  REQUIRE(cut.size() == 2);
  CHECK(cut[0].bytes == page(1));
  CHECK(says(cut[1], "damaged"));

  const auto noise = all_of(folder.file("c.warc", response(1) + "garbage\r\nmore of it\r\n" + response(2)));
  REQUIRE(noise.size() == 3);
  CHECK(noise[1].bytes == page(2));
  CHECK(says(noise[2], "1 record was damaged"));
}

TEST_CASE("a record that lies about its length costs itself alone") {
  const Folder folder;
  const std::string content = http(page(2));
  for (const long length : {5L, static_cast<long>(content.size()) + 290, 1L << 40}) {
    CAPTURE(length);
    const std::string liar = record("response", "application/http", content, "https://example.org/2", "1.0", length);
    const auto items = all_of(folder.file("a.warc", response(1) + liar + response(3) + response(4)));
    REQUIRE(!items.empty());
    CHECK(items.front().bytes == page(1));
    CHECK(says(items.back(), "damaged"));
    if (length < (1L << 40)) CHECK(items[items.size() - 2].bytes == page(4));
  }
  const std::string silent = "WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n";
  const auto items = all_of(folder.file("b.warc", silent + response(3)));
  REQUIRE(items.size() == 2);
  CHECK(items[0].bytes == page(3));
}

TEST_CASE("a swollen page or record takes neither memory nor the pages after it") {
  const Folder folder;
  const std::string zeros(64 << 20, '0');
  Limits limits;
  limits.document_bytes = 1 << 20;
  const std::string bomb = record("response", "application/http", http(gzipped(zeros), "Content-Encoding: gzip\r\n"));
  const std::string huge = gzipped(record("response", "application/http", http(zeros)));
  const std::string path = folder.file("a.warc.gz", gzipped(bomb) + huge + gzipped(response(3)));
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  const auto items = all_of(path, limits);
  getrusage(RUSAGE_SELF, &after);
  REQUIRE(items.size() == 2);
  CHECK(items[0].bytes == page(3));
  CHECK(says(items[1], "more than is allowed"));
  CHECK(after.ru_maxrss - before.ru_maxrss < 32 << 10);
}

TEST_CASE(
    "archives of Common Crawl: pages whose bodies the crawler unpacked, extracted texts; what it computed is left") {
  const Folder folder;
  const std::string crawled = http(page(1),
                                   "X-Crawler-Content-Encoding: gzip\r\nX-Crawl-Transfer-Encoding: chunked\r\n"
                                   "Content-Length: " +
                                       std::to_string(page(1).size()) + "\r\n");
  const std::string news = gzipped(record("warcinfo", "application/warc-fields", "isPartOf: CC-NEWS\r\n")) +
                           gzipped(record("request", "application/http; msgtype=request", "GET /1 HTTP/1.1\r\n\r\n")) +
                           gzipped(record("response", "application/http; msgtype=response", crawled)) +
                           gzipped(record("metadata", "application/warc-fields", "fetchTimeMs: 3\r\n"));
  const auto pages = all_of(folder.file("CC-NEWS-20240501.warc.gz", news));
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].bytes == page(1));
  const auto texts = all_of(
      folder.file("CC-MAIN.warc.wet.gz",
                  gzipped(record("warcinfo", "application/warc-fields", "x: y\r\n")) +
                      gzipped(record("conversion", "text/plain", "Title\nWords < 5 of it.", "https://example.org/7"))));
  REQUIRE(texts.size() == 1);
  CHECK(texts[0].kind == Kind::kText);
  CHECK(texts[0].bytes == "Title\nWords < 5 of it.");
  CHECK(texts[0].given.url == "https://example.org/7");
  CHECK(all_of(folder.file("CC-MAIN.warc.wat.gz", gzipped(record("metadata", "application/json", "{}")))).empty());
}

TEST_CASE("archives of Media Cloud: each story is a page and a record of what is known of it") {
  const Folder folder;
  const std::string known = "{\"content_metadata\": {\"article_title\": \"Page 2\", \"text_content\": \"Words.\"}}";
  std::string bytes = gzipped(record("warcinfo", "application/warc-fields", "software: mediacloud story-indexer\r\n"));
  for (int i = 1; i <= 2; ++i)
    bytes += gzipped(response(i)) + gzipped(record("metadata", "application/x.mediacloud-indexer+json", known));
  const auto items = all_of(folder.file("mc-20240501.warc.gz", bytes));
  REQUIRE(items.size() == 2);
  CHECK(good(items) == 2);
  CHECK(items[1].bytes == page(2));
  CHECK(items[1].given.url == "https://example.org/2");
}

TEST_CASE("an archive cut anywhere gives the records before the cut and says what is lost") {
  const Folder folder;
  const std::string plain = response(1) + response(2) + response(3);
  const std::string packed = gzipped(response(1)) + gzipped(response(2)) + gzipped(response(3));
  const std::string frames = zstd(response(1)) + zstd(response(2)) + zstd(response(3));
  for (const auto& [name, whole] : {std::pair{"a.warc", plain}, {"a.warc.gz", packed}, {"a.warc.zst", frames}}) {
    CAPTURE(name);
    for (size_t cut = 60; cut < whole.size(); cut += 37) {
      CAPTURE(cut);
      const auto items = all_of(folder.file(name, whole.substr(0, cut)));
      const size_t pages = good(items);
      CHECK(pages <= 3);
      for (size_t i = 0; i < pages; ++i) CHECK(items[i].bytes == page(static_cast<int>(i) + 1));
      if (pages == 0) CHECK(items.size() == 1);
    }
  }
}

}  // namespace isnad::feeds
