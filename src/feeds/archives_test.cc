// SPDX-License-Identifier: Apache-2.0
// Archives, exports and feeds, made on the spot: whole, cut short, lying about their length, swollen.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>

#include "feeds/inputs.h"

namespace isnad::feeds {

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "isnad-archives-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

std::string gzipped(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<unsigned char*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

std::string zstd(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

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

std::vector<Item> all(const std::string& path, Limits limits = {}) {
  Inputs inputs({path}, limits);
  std::vector<Item> out;
  for (Item item; inputs.next(item);) out.push_back(item);
  return out;
}

size_t good(const std::vector<Item>& items) {
  size_t count = 0;
  for (const Item& item : items) count += item.error.empty() ? 1u : 0u;
  return count;
}

bool says(const Item& item, std::string_view words) { return item.error.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a web archive gives its pages, whatever it is packed in") {
  Folder folder;
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
    const auto items = all(folder.file(name, bytes));
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
  Folder folder;
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
  const auto items = all(folder.file("a.warc", bytes));
  REQUIRE(items.size() == 5);
  CHECK(good(items) == 5);
  CHECK(items[0].given.url == "https://example.org/1");
  CHECK(items[1].kind == Kind::kText);
  CHECK(items[2].bytes == "<html><p>Hi.</p>\n");
  CHECK(items[3].bytes == page(4));
  CHECK(items[4].bytes == page(5));
}

TEST_CASE("damaged records are skipped and counted, the others are read") {
  Folder folder;
  std::string broken = gzipped(response(2));
  for (size_t i = 30; i < 60; ++i) broken[i] = static_cast<char>(broken[i] ^ 0x5A);
  const auto packed = all(folder.file("a.warc.gz", gzipped(response(1)) + broken + gzipped(response(3))));
  REQUIRE(packed.size() == 3);
  CHECK(packed[0].bytes == page(1));
  CHECK(packed[1].bytes == page(3));
  CHECK(says(packed[2], "1 record was damaged"));

  const auto cut = all(folder.file("b.warc.gz", gzipped(response(1)) + gzipped(response(2)).substr(0, 80)));
  REQUIRE(cut.size() == 2);
  CHECK(cut[0].bytes == page(1));
  CHECK(says(cut[1], "damaged"));

  const auto noise = all(folder.file("c.warc", response(1) + "garbage\r\nmore of it\r\n" + response(2)));
  REQUIRE(noise.size() == 3);
  CHECK(noise[1].bytes == page(2));
  CHECK(says(noise[2], "1 record was damaged"));
}

TEST_CASE("a record that lies about its length costs itself alone") {
  Folder folder;
  const std::string content = http(page(2));
  for (const long length : {5L, static_cast<long>(content.size()) + 290, 1L << 40}) {
    CAPTURE(length);
    const std::string liar = record("response", "application/http", content, "https://example.org/2", "1.0", length);
    const auto items = all(folder.file("a.warc", response(1) + liar + response(3) + response(4)));
    REQUIRE(!items.empty());
    CHECK(items.front().bytes == page(1));
    CHECK(says(items.back(), "damaged"));
    if (length < (1L << 40)) CHECK(items[items.size() - 2].bytes == page(4));
  }
  const std::string silent = "WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n";
  const auto items = all(folder.file("b.warc", silent + response(3)));
  REQUIRE(items.size() == 2);
  CHECK(items[0].bytes == page(3));
}

TEST_CASE("a swollen page or record takes neither memory nor the pages after it") {
  Folder folder;
  const std::string zeros(64 << 20, '0');
  Limits limits;
  limits.document_bytes = 1 << 20;
  const std::string bomb = record("response", "application/http", http(gzipped(zeros), "Content-Encoding: gzip\r\n"));
  const std::string huge = gzipped(record("response", "application/http", http(zeros)));
  const std::string path = folder.file("a.warc.gz", gzipped(bomb) + huge + gzipped(response(3)));
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  const auto items = all(path, limits);
  getrusage(RUSAGE_SELF, &after);
  REQUIRE(items.size() == 2);
  CHECK(items[0].bytes == page(3));
  CHECK(says(items[1], "more than is allowed"));
  CHECK(after.ru_maxrss - before.ru_maxrss < 32 << 10);
}

TEST_CASE("MHTML and pages saved by SingleFile or a browser say where they come from") {
  Folder folder;
  const auto mhtml =
      all(folder.file("a.mhtml",
                      "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\n"
                      "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
                      "\tboundary=\"----B\"\r\n\r\n------B\r\nContent-Type: text/html\r\n"
                      "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/a\r\n\r\n"
                      "<html><p class=3D\"x\">Wo=\r\nrds.</p></html>\r\n------B\r\nContent-Type: image/png\r\n"
                      "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"));
  REQUIRE(mhtml.size() == 1);
  CHECK(mhtml[0].error.empty());
  CHECK(mhtml[0].given.url == "https://example.org/a");
  CHECK(mhtml[0].bytes == "<html><p class=\"x\">Words.</p></html>\r\n");
  const auto empty =
      all(folder.file("b.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"));
  REQUIRE(empty.size() == 1);
  CHECK(says(empty[0], "without an HTML part"));
  const auto single =
      all(folder.file("c.html",
                      "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/c \n"
                      " saved date: Wed May 01 2024 10:00:00 GMT+0300\n--><body><p>Words.</p></body></html>"));
  REQUIRE(single.size() == 1);
  CHECK(single[0].given.url == "https://example.org/c");
  CHECK(single[0].given.retrieved.starts_with("Wed May 01 2024"));
  const auto browser =
      all(folder.file("d.html", "<!-- saved from url=(0021)https://example.org/d -->\n<html><p>x</p></html>"));
  CHECK(browser.at(0).given.url == "https://example.org/d");
}

TEST_CASE("feeds give their entries: RSS, Atom, JSON Feed, news sitemaps") {
  Folder folder;
  const auto rss = all(folder.file(
      "a.xml",
      "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Outlet</title>"
      "<item><title>One &amp;quot;two&amp;quot;</title><link>https://example.org/1</link>"
      "<pubDate>Tue, 18 Feb 2020 03:25:00 GMT</pubDate><description>Teaser.</description>"
      "<content:encoded><![CDATA[<p>Whole text & more.</p>]]></content:encoded></item>"
      "<item><title>Bare & ampersand</title><link>https://example.org/?a=1&b=2</link></item></channel></rss>"));
  REQUIRE(rss.size() == 2);
  CHECK(rss[0].given.title == "One \"two\"");
  CHECK(rss[0].given.date == "2020-02-18");
  CHECK(rss[0].given.site == "Outlet");
  CHECK(rss[0].bytes == "<p>Whole text & more.</p>");
  CHECK(rss[1].given.url == "https://example.org/?a=1&b=2");
  CHECK(rss[1].bytes == "Bare & ampersand");
  const auto atom =
      all(folder.file("b.atom",
                      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Outlet</title><entry><title>T</title>"
                      "<link rel=\"self\" href=\"https://example.org/x\"/><link href=\"https://example.org/2\"/>"
                      "<updated>2024-05-01T10:00:00Z</updated><content "
                      "type=\"xhtml\"><div><p>Words.</p></div></content></entry></feed>"));
  REQUIRE(atom.size() == 1);
  CHECK(atom[0].given.url == "https://example.org/2");
  CHECK(atom[0].bytes == "<div><p>Words.</p></div>");
  const auto json =
      all(folder.file("c.json",
                      "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Outlet\", \"items\": "
                      "[{\"id\": 1, \"url\": \"https://example.org/3\", \"content_text\": \"Words.\"}]}"));
  REQUIRE(json.size() == 1);
  CHECK(json[0].error.empty());
  CHECK(json[0].given.url == "https://example.org/3");
  const auto sitemap = all(folder.file(
      "d.xml",
      "<urlset><url><loc>https://example.org/4</loc><news:news><news:publication><news:name>Outlet</news:name>"
      "</news:publication><news:publication_date>2024-05-01</news:publication_date><news:title>Headline</news:title>"
      "</news:news></url></urlset>"));
  REQUIRE(sitemap.size() == 1);
  CHECK(sitemap[0].given.date == "2024-05-01");
  CHECK(sitemap[0].bytes == "Headline");
}

TEST_CASE("damaged and empty feeds say so, and keep what can be read") {
  Folder folder;
  const auto cut =
      all(folder.file("a.xml", "<rss><channel><title>O</title><item><title>One</title></item><item><title>Tw"));
  REQUIRE(cut.size() >= 2);
  CHECK(cut[0].bytes == "One");
  CHECK(says(cut.back(), "damaged"));
  CHECK(says(all(folder.file("b.xml", "<rss><channel/></rss>")).at(0), "without entries"));
  CHECK(says(all(folder.file("c.xml", "<urlset><url><loc>https://example.org/</loc></url></urlset>")).at(0),
             "1 addresses"));
  // windows-1256, and declared so
  const auto arabic =
      all(folder.file("d.xml",
                      "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><item><title>"
                      "\xC7\xE1\xD1\xC6\xED\xD3 \xC7\xE1\xE3\xD5\xD1\xED</title></item></channel></rss>"));
  REQUIRE(arabic.size() == 1);
  CHECK(arabic[0].bytes ==
        "\xD8\xA7\xD9\x84\xD8\xB1\xD8\xA6\xD9\x8A\xD8\xB3 \xD8\xA7\xD9\x84\xD9\x85\xD8\xB5\xD8\xB1\xD9\x8A");
}

TEST_CASE("the export of a Telegram channel gives its messages") {
  Folder folder;
  const auto items = all(folder.file(
      "result.json",
      "{\n \"name\": \"Channel\",\n \"type\": \"public_channel\",\n \"id\": 77,\n \"messages\": [\n"
      "{\"id\": 1, \"type\": \"service\", \"date\": \"2024-05-01T09:00:00\", \"text\": \"\"},\n"
      "{\"id\": 2, \"type\": \"message\", \"date\": \"2024-05-01T10:00:00\", \"text\": \"Plain.\"},\n"
      "{\"id\": 3, \"type\": \"message\", \"date\": \"2024-05-01T11:00:00\", \"text\": [\"See \", {\"type\": "
      "\"bold\", \"text\": \"this\"}, \".\"]},\n{\"id\": 4, \"type\": \"message\", \"photo\": \"p.jpg\", \"text\": "
      "\"\"}]}"));
  REQUIRE(items.size() == 2);
  CHECK(items[0].given.id == "telegram:77/2");
  CHECK(items[0].given.outlet == "Channel");
  CHECK(items[1].bytes == "See this.");
}

TEST_CASE("tables: of texts, and as manifest of a folder") {
  Folder folder;
  const auto rows = all(folder.file(
      "stories.csv", "id,title,publish_date,media_name,text\n7,\"A, B\",2024-05-01,Outlet,\"Say \"\"hi\"\".\nOn.\"\n"));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].given.title == "A, B");
  CHECK(rows[0].given.outlet == "Outlet");
  CHECK(rows[0].bytes == "Say \"hi\".\nOn.");
  Folder pages;
  pages.file("one.html", page(1));
  pages.file("two.html", page(2));
  pages.file("manifest.csv",
             "file,url,date,outlet\r\none.html,https://example.org/1,2024-05-01,Outlet\r\ngone.html,https://"
             "example.org/9,,\r\n");
  const auto items = all(pages.path());
  REQUIRE(items.size() == 3);
  CHECK(items[0].given.url == "https://example.org/1");
  CHECK(items[0].given.date == "2024-05-01");
  CHECK(items[1].given.url.empty());
  CHECK(says(items[2], "not there"));
}

}  // namespace isnad::feeds
