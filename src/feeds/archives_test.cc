// SPDX-License-Identifier: Apache-2.0
// Exports, feeds, tables and saved pages, made on the spot: whole, cut short, swollen.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include "feeds/made_files.h"

namespace isnad::feeds {

namespace {

std::string page(int number) {
  return "<html><body><h1>Page " + std::to_string(number) + "</h1><p>Words of it.</p></body></html>";
}

}  // namespace

TEST_CASE("MHTML and pages saved by SingleFile or a browser say where they come from") {
  const Folder folder;
  const auto mhtml = all_of(
      folder.file("a.mhtml",
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
      all_of(folder.file("b.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"));
  REQUIRE(empty.size() == 1);
  CHECK(says(empty[0], "without an HTML part"));
  const auto single =
      all_of(folder.file("c.html",
                         "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/c \n"
                         " saved date: Wed May 01 2024 10:00:00 GMT+0300\n--><body><p>Words.</p></body></html>"));
  REQUIRE(single.size() == 1);
  CHECK(single[0].given.url == "https://example.org/c");
  CHECK(single[0].given.retrieved.starts_with("Wed May 01 2024"));
  const auto browser =
      all_of(folder.file("d.html", "<!-- saved from url=(0021)https://example.org/d -->\n<html><p>x</p></html>"));
  CHECK(browser.at(0).given.url == "https://example.org/d");
}

TEST_CASE("feeds give their entries: RSS, Atom, JSON Feed, news sitemaps") {
  const Folder folder;
  const auto rss = all_of(folder.file(
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
      all_of(folder.file("b.atom",
                         "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Outlet</title><entry><title>T</title>"
                         "<link rel=\"self\" href=\"https://example.org/x\"/><link href=\"https://example.org/2\"/>"
                         "<updated>2024-05-01T10:00:00Z</updated><content "
                         "type=\"xhtml\"><div><p>Words.</p></div></content></entry></feed>"));
  REQUIRE(atom.size() == 1);
  CHECK(atom[0].given.url == "https://example.org/2");
  CHECK(atom[0].bytes == "<div><p>Words.</p></div>");
  const auto json =
      all_of(folder.file("c.json",
                         "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Outlet\", \"items\": "
                         "[{\"id\": 1, \"url\": \"https://example.org/3\", \"content_text\": \"Words.\"}]}"));
  REQUIRE(json.size() == 1);
  CHECK(json[0].error.empty());
  CHECK(json[0].given.url == "https://example.org/3");
  const auto sitemap = all_of(folder.file(
      "d.xml",
      "<urlset><url><loc>https://example.org/4</loc><news:news><news:publication><news:name>Outlet</news:name>"
      "</news:publication><news:publication_date>2024-05-01</news:publication_date><news:title>Headline</news:title>"
      "</news:news></url></urlset>"));
  REQUIRE(sitemap.size() == 1);
  CHECK(sitemap[0].given.date == "2024-05-01");
  CHECK(sitemap[0].bytes == "Headline");
}

TEST_CASE("damaged and empty feeds say so, and keep what can be read") {
  const Folder folder;
  const auto cut =
      all_of(folder.file("a.xml", "<rss><channel><title>O</title><item><title>One</title></item><item><title>Tw"));
  REQUIRE(cut.size() >= 2);
  CHECK(cut[0].bytes == "One");
  CHECK(says(cut.back(), "damaged"));
  CHECK(says(all_of(folder.file("b.xml", "<rss><channel/></rss>")).at(0), "without entries"));
  CHECK(says(all_of(folder.file("c.xml", "<urlset><url><loc>https://example.org/</loc></url></urlset>")).at(0),
             "1 addresses"));
  // windows-1256, and declared so
  const auto arabic =
      all_of(folder.file("d.xml",
                         "<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><item><title>"
                         "\xC7\xE1\xD1\xC6\xED\xD3 \xC7\xE1\xE3\xD5\xD1\xED</title></item></channel></rss>"));
  REQUIRE(arabic.size() == 1);
  CHECK(arabic[0].bytes ==
        "\xD8\xA7\xD9\x84\xD8\xB1\xD8\xA6\xD9\x8A\xD8\xB3 \xD8\xA7\xD9\x84\xD9\x85\xD8\xB5\xD8\xB1\xD9\x8A");
}

TEST_CASE("the export of a Telegram channel gives its messages") {
  const Folder folder;
  const auto items = all_of(folder.file(
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
  const Folder folder;
  const auto rows = all_of(folder.file(
      "stories.csv", "id,title,publish_date,media_name,text\n7,\"A, B\",2024-05-01,Outlet,\"Say \"\"hi\"\".\nOn.\"\n"));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].given.title == "A, B");
  CHECK(rows[0].given.outlet == "Outlet");
  CHECK(rows[0].bytes == "Say \"hi\".\nOn.");
  const Folder pages;
  pages.file("one.html", page(1));
  pages.file("two.html", page(2));
  pages.file("manifest.csv",
             "file,url,date,outlet\r\none.html,https://example.org/1,2024-05-01,Outlet\r\ngone.html,https://"
             "example.org/9,,\r\n");
  const auto items = all_of(pages.path());
  REQUIRE(items.size() == 3);
  CHECK(items[0].given.url == "https://example.org/1");
  CHECK(items[0].given.date == "2024-05-01");
  CHECK(items[1].given.url.empty());
  CHECK(says(items[2], "not there"));
}

TEST_CASE("a folder's manifest may be JSON lines; a faulty line costs itself alone") {
  const Folder pages;
  pages.file("one.html", page(1));
  pages.file("deep/two.html", page(2));
  pages.file("index.jsonl",
             "{\"file\": \"one.html\", \"url\": \"https://example.org/1\", \"date\": \"2024-05-01\"}\nno JSON\n"
             "{\"file\": \"deep/two.html\", \"url\": \"https://example.org/2\", \"media_name\": \"Outlet\"}\n"
             "{\"path\": \"../../etc/passwd\"}\n");
  const auto items = all_of(pages.path());
  REQUIRE(items.size() == 3);
  CHECK(items[0].given.outlet == "Outlet");
  CHECK(items[0].given.url == "https://example.org/2");
  CHECK(items[1].given.date == "2024-05-01");
  CHECK(says(items[2], "not there"));  // a manifest opens nothing outside of its folder
}

TEST_CASE("a swollen text, feed or table is refused by its size and not held") {
  const Folder folder;
  const std::string many(200 << 20, ' ');
  const std::string bomb = gzipped("<rss><channel>" + many);
  const std::vector<std::string> paths = {folder.file("a.html.gz", gzipped("<html>" + many)),
                                          folder.file("b.xml", bomb),
                                          folder.file("c.jsonl.gz", gzipped("{\"text\": \"" + many))};
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  const auto items = all(paths);
  getrusage(RUSAGE_SELF, &after);
  REQUIRE(items.size() == 3);
  for (const Item& item : items) CHECK(says(item, "longer than"));
  CHECK(after.ru_maxrss - before.ru_maxrss < 200 << 10);
}

TEST_CASE("a feed cannot swell by its entities, and a long sitemap is cut with a word") {
  const Folder folder;
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\">";
  for (char c = 'b'; c <= 'z'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += "\">";
  }
  laughs += "]><rss><channel><item><title>&z;</title></item></channel></rss>";
  const auto swollen = all_of(folder.file("a.xml", laughs));
  REQUIRE(swollen.size() == 1);
  CHECK(swollen[0].bytes.size() < 100);
  std::string sitemap = "<urlset>";
  for (int i = 0; i < 100'010; ++i)
    sitemap += "<url><loc>https://example.org/</loc><news:news><news:title>T</news:title></news:news></url>";
  const auto entries = all_of(folder.file("b.xml.gz", gzipped(sitemap + "</urlset>")));
  REQUIRE(entries.size() == 100'001);
  CHECK(says(entries.back(), "10 entries more"));
}

TEST_CASE("an index of sitemaps says what to do instead") {
  const Folder folder;
  const auto index = all_of(
      folder.file("a.xml", "<sitemapindex><sitemap><loc>https://example.org/news.xml</loc></sitemap></sitemapindex>"));
  REQUIRE(index.size() == 1);
  CHECK(says(index[0], "index of sitemaps"));
}

TEST_CASE("a page saved as MHTML and cut short gives what is there") {
  const Folder folder;
  const std::string head =
      "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\n";
  const auto cut = all_of(folder.file("a.mhtml", head + "PGh0bWw+PHA+V29yZHMu"));  // no end of the part
  REQUIRE(cut.size() == 1);
  CHECK(cut[0].bytes == "<html><p>Words.");
  CHECK(says(all_of(folder.file("b.mhtml", head.substr(0, 70))).at(0), "MHTML"));
}

}  // namespace isnad::feeds
