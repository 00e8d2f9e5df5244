// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <zlib.h>

#include "watch/address.h"
#include "watch/clock.h"
#include "watch/hosts.h"
#include "watch/networks.h"
#include "watch/opml.h"
#include "watch/robots.h"
#include "watch/sitemap.h"
#include "watch/sources.h"

namespace isnad::watch {

namespace {

bool open_to_all(std::string_view text) {
  const std::optional<Ip> ip = ip_of(text);
  REQUIRE(ip);
  return is_public(*ip);
}

std::string packed(const std::string& bytes) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(bytes.size() + 1000, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

struct Read {
  std::vector<SitemapEntry> entries;
  std::string error;
};
Read read_in_pieces(std::string_view bytes, size_t piece, uint64_t most = 1 << 20) {
  Read out;
  SitemapReader reader(most, [&](SitemapEntry&& entry) {
    out.entries.push_back(std::move(entry));
    return true;
  });
  for (size_t at = 0; at < bytes.size(); at += piece)
    if (!reader.add(bytes.substr(at, piece))) break;
  if (const Result<void> done = reader.finish(); !done) out.error = done.error().message;
  return out;
}

}  // namespace

TEST_CASE("private and reserved networks are closed, in every spelling of IPv4 inside IPv6") {
  for (const char* closed : {"0.0.0.0",
                             "10.1.2.3",
                             "100.64.0.1",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.255.255.254",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.8",
                             "192.0.2.1",
                             "192.88.99.1",
                             "192.168.1.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.7",
                             "203.0.113.7",
                             "224.0.0.1",
                             "239.255.255.255",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "::127.0.0.1",
                             "64:ff9b::127.0.0.1",
                             "64:ff9b:1::1",
                             "100::1",
                             "2001::1",
                             "2001:2::1",
                             "2001:10::1",
                             "2001:20::1",
                             "2001:db8::1",
                             "2002:7f00:1::",
                             "2002:c0a8:101::1",
                             "3fff::1",
                             "5f00::1",
                             "fc00::1",
                             "fdff::1",
                             "fe80::1",
                             "fec0::1",
                             "ff02::1",
                             "[::1]"})
    CHECK_MESSAGE(!open_to_all(closed), closed);
  for (const char* open : {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
                           "192.0.1.1", "193.0.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111",
                           "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"})
    CHECK_MESSAGE(open_to_all(open), open);
}

TEST_CASE("what is allowed by name is open, and only that") {
  const Allowed allowed({"Intranet.example", "10.1.0.0/16", "fd00:1::/32", "192.168.0.7"});
  CHECK(allowed.may("intranet.example", *ip_of("10.9.9.9")));
  CHECK_FALSE(allowed.may("x.intranet.example", *ip_of("10.9.9.9")));
  CHECK(allowed.may("other.example", *ip_of("10.1.255.255")));
  CHECK_FALSE(allowed.may("other.example", *ip_of("10.2.0.0")));
  CHECK(allowed.may("other.example", *ip_of("::ffff:10.1.0.1")));
  CHECK(allowed.may("other.example", *ip_of("fd00:1:2::3")));
  CHECK_FALSE(allowed.may("other.example", *ip_of("fd00:2::3")));
  CHECK(allowed.may("other.example", *ip_of("192.168.0.7")));
  CHECK(allowed.may("other.example", *ip_of("9.9.9.9")));
  CHECK_FALSE(Allowed::valid("10.0.0.0/33"));
  CHECK_FALSE(Allowed::valid("a b"));
  CHECK(Allowed::valid("a-b.example"));
}

TEST_CASE("addresses lose what is not asked for, and links are resolved") {
  const std::optional<Address> a = parse_address(" HTTP://User:Pass@News.Example:80/a b/\xD8\xA7?x=1&y=2#z ");
  REQUIRE(a);
  CHECK(a->whole == "http://news.example/a%20b/%D8%A7?x=1&y=2");
  CHECK(a->host == "news.example");
  CHECK(a->port == 80);
  CHECK(a->path == "/a%20b/%D8%A7?x=1&y=2");
  CHECK(resolve(*a, "../c?d")->whole == "http://news.example/c?d");
  CHECK(resolve(*a, "//other.example/e")->whole == "http://other.example/e");
  CHECK(parse_address("https://a.example:8443")->origin() == "https://a.example:8443");
  CHECK(parse_address("http://0x7f.1/")->host == "127.0.0.1");
  CHECK(parse_address("http://a.example./")->host == "a.example");
  CHECK_FALSE(parse_address("/a"));
  CHECK_FALSE(parse_address("http://"));
  CHECK_FALSE(parse_address("http://a.example/" + std::string(9000, 'a')));
}

TEST_CASE("robots.txt: groups, the longest rule, wildcards, spellings") {
  const Robots robots = Robots::parse(
      "\xEF\xBB\xBFUser-agent: other\nDisallow: /\n\nUSER-AGENT: Isnad/2.0 # us\nuser-agent: x\nDisallow: /a\r\n"
      "Allow: /a/b\nDisallow: /*.pdf$\nDisallow: /%d8%A7/\nCrawl-delay: 7.5\nDisallow:\nSitemap: https://x/\n"
      "Allow: /same\nDisallow: /same\nDisallow: /q?*id=\n",
      "isnad");
  CHECK(robots.crawl_delay() == 7.5);
  CHECK(robots.allows("/"));
  CHECK_FALSE(robots.allows("/a"));
  CHECK_FALSE(robots.allows("/abc"));
  CHECK(robots.allows("/a/b/c"));
  CHECK_FALSE(robots.allows("/x/y.pdf"));
  CHECK(robots.allows("/x/y.pdf?z"));
  CHECK_FALSE(robots.allows("/\xD8\xA7/x"));
  CHECK_FALSE(robots.allows("/%D8%a7/x"));
  CHECK(robots.allows("/same"));
  CHECK_FALSE(robots.allows("/q?a=1&id=2"));
  CHECK(robots.allows("/robots.txt"));
  const Robots star = Robots::parse("User-agent: *\nDisallow: /x\nUser-agent: y\nDisallow: /\n", "isnad");
  CHECK_FALSE(star.allows("/x"));
  CHECK(star.allows("/y"));
  CHECK(Robots::parse("Disallow: /", "isnad").allows("/a"));
  const Robots stars = Robots::parse("User-agent: *\nDisallow: /" + std::string(1900, '*') + "b\n", "isnad");
  CHECK(stars.allows("/" + std::string(8000, 'a')));
}

TEST_CASE("sitemaps come in pieces of any size, packed or not") {
  const std::string map =
      "<?xml version='1.0'?><urlset><url>\n<loc> https://a.example/1?x=1&amp;y=2 "
      "</loc><lastmod>2020-09-07</lastmod></url>"
      "<url><loc><![CDATA[https://a.example/2]]></loc><news:news><news:publication><news:name>N</news:name>"
      "</news:publication><news:publication_date>2020-09-07T10:00:00Z</news:publication_date>"
      "<news:title>T &amp; U</news:title></news:news></url></urlset>";
  for (const std::string& bytes : {map, packed(map)})
    for (const size_t piece : {1, 7, 100, 100000}) {
      const Read read = read_in_pieces(bytes, piece);
      CHECK(read.error.empty());
      REQUIRE(read.entries.size() == 2);
      CHECK(read.entries[0].address == "https://a.example/1?x=1&y=2");
      CHECK(read.entries[0].modified == "2020-09-07");
      CHECK(read.entries[1].address == "https://a.example/2");
      CHECK(read.entries[1].title == "T & U");
      CHECK(read.entries[1].site == "N");
    }
  CHECK(read_in_pieces(map.substr(0, map.size() - 3), 9).error ==
        "its end is missing; 2 addresses before it were read");
  CHECK(read_in_pieces(map, 9, 100).error.starts_with("it is longer than"));
  CHECK(read_in_pieces("<html><body>x</body></html>", 9).error == "it is no sitemap");
  CHECK(read_in_pieces(packed(map).substr(0, 60), 9).error != "");
  const Read index = read_in_pieces("<sitemapindex><sitemap><loc>/x</loc></sitemap></sitemapindex>", 5);
  REQUIRE(index.entries.size() == 1);
  CHECK(index.entries[0].index);
}

TEST_CASE("an entry without end costs little, however many begin") {
  std::string map = "<urlset>";
  for (int i = 0; i < 200000; ++i) map += "<url><loc>x";
  const Read read = read_in_pieces(map, 16 << 10, 64 << 20);
  CHECK(read.entries.empty());
  CHECK(read.error.starts_with("its end is missing"));
}

TEST_CASE("dates and Retry-After") {
  CHECK(stamp_of(0) == "1970-01-01T00:00:00Z");
  CHECK(stamp_of(1599473045) == "2020-09-07T10:04:05Z");
  CHECK(seconds_of("2020-09-07T10:04:05Z") == 1599473045);
  CHECK(seconds_of_date("2020-09-07T13:04:05+03:00") == 1599473045);
  CHECK(seconds_of_date("Mon, 07 Sep 2020 10:04:05 GMT") == 1599473045);
  CHECK(seconds_of_date("2020-02-30") == 0);
  CHECK(seconds_of_date("soon") == 0);
  CHECK(retry_after("120", 0) == 120);
  CHECK(retry_after("99999999999", 0) == 86400);
  CHECK(retry_after("-5", 0) == 0);
  CHECK(retry_after("Mon, 07 Sep 2020 10:04:05 GMT", 1599473000) == 45);
  CHECK(retry_after("Mon, 07 Sep 2020 10:04:05 GMT", 1699473000) == 0);
  CHECK(retry_after("", 0) == 0);
}

TEST_CASE("a wall clock that jumps does not move the schedule") {
  double steady = 100;
  int64_t wall = 1'000'000;
  const Clock clock([&] { return steady; }, [&] { return wall; });
  steady += 5;
  wall += 86400 * 365;
  CHECK(clock.now() == 1'000'005);
  wall -= 86400 * 3650;
  steady += 5;
  CHECK(clock.now() == 1'000'010);
  CHECK(clock.wall() == wall);
}

TEST_CASE("hosts are asked one thing at a time, robots.txt first, with their pace") {
  Hosts hosts(2);
  for (const char* address : {"http://a.example/1", "http://a.example/2", "http://b.example/1"}) {
    Task task;
    task.id = hosts.waiting() + 1;
    task.address = *parse_address(address);
    hosts.add(task);
  }
  std::optional<Hosts::Next> next = hosts.next(0);
  REQUIRE(next);
  CHECK(next->task.robots);
  CHECK(next->task.address.whole == "http://a.example/robots.txt");
  REQUIRE(hosts.next(0));  // of b.example
  CHECK_FALSE(hosts.next(100));
  hosts.know_robots("http://a.example:80", "a.example",
                    Robots::parse("User-agent: *\nDisallow: /1\nCrawl-delay: 5", "isnad"), 1000);
  hosts.done("a.example", 1);
  CHECK(hosts.wait(1) == 5);
  CHECK_FALSE(hosts.next(5.5));
  next = hosts.next(6);
  REQUIRE(next);
  CHECK(next->forbidden == "robots.txt of a.example forbids it");
  next = hosts.next(6);
  REQUIRE(next);
  CHECK(next->forbidden.empty());
  CHECK(next->task.address.path == "/2");
}

TEST_CASE("sources: what stands for all and what a source says of itself") {
  const Result<Sources> read = read_sources(
      "[watch]\nevery = \"1h\"\npace = \"500ms\"\n[[feed]]\nurl = \"HTTPS://A.example/x\"\nevery = \"10m\"\n"
      "[[sitemap]]\nurl = \"https://a.example/s\"\n[[pages]]\nurls = [\"https://a.example/p\"]\nname = \"p\"\n"
      "[[folder]]\npath = \"/x\"\n",
      "s.toml");
  REQUIRE(read);
  REQUIRE(read->list.size() == 4);
  CHECK(read->pace == 0.5);
  CHECK(read->list[0].every == 600);
  CHECK(read->list[0].name == "https://a.example/x");
  CHECK(read->list[0].newest == 0);
  CHECK(read->list[1].every == 3600);
  CHECK(read->list[1].newest == 3 * 86400);
  CHECK(read->list[2].name == "p");
  CHECK(read->list[3].kind == Kind::kFolder);
}

TEST_CASE("what is no TOML is an error") {
  for (const char* text :
       {"\xC3\xBC = 1\n", "[[\n", "[#]\n", "= 1\n", "[a]\n.b = 1\n", "[ . ]", "a.\x01 = 1", "\xFF", "[[feed]]\nurl"})
    CHECK_MESSAGE(!read_sources(text, "s.toml"), text);
}

TEST_CASE("strings in TOML are escaped") { CHECK(toml_string("a\"b\\c\n\x7F") == "\"a\\\"b\\\\c\\u000A\\u007F\""); }

}  // namespace isnad::watch
