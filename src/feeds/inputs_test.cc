// SPDX-License-Identifier: Apache-2.0
// Every kind of bad input, made on the spot: each must give an error with its name, and the rest must still be read.
#include "feeds/inputs.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include "feeds/made_files.h"

namespace isnad::feeds {

namespace {

const std::string kGood = "{\"id\": \"a\", \"text\": \"one\", \"date\": \"2020-01-01\", \"title\": null}\n";

}  // namespace

TEST_CASE("records, pages and texts are told apart by content") {
  const Folder folder;
  const auto items =
      all({folder.file("a.jsonl", kGood + "\n" + "{\"id\": 7, \"html\": \"<p>two\"}\r\n{\"text\": \"last\"}"),
           folder.file("page", "\n<!DOCTYPE html><html><body>x"), folder.file("plain.dat", "some words"),
           folder.file("records", kGood), folder.file("one.json", "{\n \"text\": \"spread\"\n}"),
           folder.file("list.json", "[{\"text\": \"x\"}, {\"id\": \"y\"}]")});
  REQUIRE(items.size() == 9);
  CHECK(items[0].bytes == "one");
  CHECK(items[0].given.id == "a");
  CHECK(items[0].given.date == "2020-01-01");
  CHECK(items[0].where.ends_with("a.jsonl:1"));
  CHECK(items[1].kind == Kind::kHtml);
  CHECK(items[1].given.id == "7");
  CHECK(items[1].where.ends_with("a.jsonl:3"));
  CHECK(items[2].bytes == "last");
  CHECK(items[3].kind == Kind::kHtml);
  CHECK(items[3].given.id == "page");
  CHECK(items[4].kind == Kind::kText);
  CHECK(items[4].bytes == "some words");
  CHECK(items[5].bytes == "one");
  CHECK(items[6].bytes == "spread");
  CHECK(items[7].where.ends_with("list.json[0]"));
  CHECK(says(items[8], "\"text\""));
}

TEST_CASE("a reading is an input too") {
  const Folder folder;
  const auto items = all(
      {folder.file("r.jsonl", "{\"title\": [0, 3], \"text\": \"one\", \"published\": {\"value\": \"2020-01-02\"}}")});
  REQUIRE(items.size() == 1);
  CHECK(items[0].error.empty());
  CHECK(items[0].given.date == "2020-01-02");
}

TEST_CASE("each faulty line is named and the others are read") {
  const Folder folder;
  const auto items =
      all({folder.file("bad.jsonl", kGood + "no json\n" + "{\"id\": \"x\", \"title\": \"t\"}\n" + "[1]\n" +
                                        "{\"text\": \"\\ud83d\"}\n" + "{\"text\": \"\xC7\xE1\"}\n" + "{\"text\": 5}\n" +
                                        "{\"text\": \"\"}\n" + kGood + "{\"text\": \"cut")});
  REQUIRE(items.size() == 10);
  CHECK(items[0].error.empty());
  CHECK(says(items[1], "no JSON"));
  CHECK(items[1].where.ends_with("bad.jsonl:2"));
  CHECK(says(items[2], "\"id\", \"title\""));
  CHECK(says(items[2], "\"text\""));
  CHECK(says(items[3], "a list"));
  CHECK(says(items[4], "surrogate"));
  CHECK(says(items[5], "UTF-8"));
  CHECK(says(items[6], "a number in the field \"text\""));
  CHECK(says(items[7], "empty text"));
  CHECK(items[8].bytes == "one");
  CHECK(says(items[9], "no JSON"));
}

TEST_CASE("gzip is known by its content; one that is cut or damaged is named after its good lines") {
  const Folder folder;
  std::string many;
  for (int i = 0; i < 3000; ++i)
    many += "{\"id\": \"n" + std::to_string(i * 7919) + "\", \"text\": \"words " + std::to_string(i) + "\"}\n";
  const std::string packed = gzipped(many);
  CHECK(all({folder.file("whole", packed)}).size() == 3000);
  CHECK(all({folder.file("members", gzipped(kGood) + gzipped(kGood))}).size() == 2);
  const auto cut =
      all({folder.file("cut.jsonl.gz", packed.substr(0, packed.size() / 2)), folder.file("next.jsonl", kGood)});
  REQUIRE(cut.size() > 1000);
  CHECK(cut.back().bytes == "one");
  const Item& fault = cut[cut.size() - 2];
  CHECK(says(fault, "in the middle"));
  CHECK(fault.where.ends_with("cut.jsonl.gz"));
  for (size_t i = 0; i + 2 < cut.size(); ++i) REQUIRE(cut[i].error.empty());
  std::string damaged = packed;
  damaged[damaged.size() / 2] = static_cast<char>(~damaged[damaged.size() / 2]);
  damaged[damaged.size() / 2 + 1] = static_cast<char>(~damaged[damaged.size() / 2 + 1]);
  const auto broken = all({folder.file("damaged.gz", damaged)});
  CHECK_FALSE(broken.back().error.empty());
  const auto page = all({folder.file("page.html.gz", gzipped("<html>" + many).substr(0, 900))});
  REQUIRE(page.size() == 1);
  CHECK(says(page[0], "in the middle"));
}

TEST_CASE("files that are no articles are refused by name") {
  const Folder folder;
  const auto items =
      all({folder.file("empty.html", ""), folder.file("blank.txt", " \n\n"), folder.file("x.pdf", "%PDF-1.4 ..."),
           folder.file("bin", std::string("\x01\x00\x02\x00\x00\x07", 6) + std::string(500, '\x03')),
           folder.file("feed.xml", "<?xml version=\"1.0\"?><rss><channel/></rss>"), folder.path() + "/missing.txt",
           folder.file("good.jsonl", kGood)});
  REQUIRE(items.size() == 7);
  CHECK(says(items[0], "empty"));
  CHECK(says(items[1], "empty"));
  CHECK(says(items[2], "PDF"));
  CHECK(says(items[3], "binary"));
  CHECK(says(items[4], "feed without entries"));
  CHECK(says(items[5], "cannot be opened"));
  CHECK(items[5].where.ends_with("missing.txt"));
  CHECK(items[6].bytes == "one");
}

TEST_CASE("unreadable files are named") {
  if (::geteuid() == 0) return;  // to root every file is readable
  const Folder folder;
  const std::string path = folder.file("locked.txt", "x");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  const auto items = all({path});
  REQUIRE(items.size() == 1);
  CHECK(says(items[0], "cannot be opened"));
}

TEST_CASE("a document over the limit is refused without being held") {
  const Folder folder;
  const std::string path = (std::filesystem::path(folder.path()) / "long.jsonl").string();
  {
    std::ofstream out(path, std::ios::binary);
    out << kGood << "{\"text\": \"";
    const std::string piece(1 << 20, 'x');
    for (int i = 0; i < 96; ++i) out << piece;
    out << "\"}\n" << kGood;
  }
  rusage before{}, after{};
  ::getrusage(RUSAGE_SELF, &before);
  const auto items = all(
      {path, folder.file("long.txt", std::string(5000, 'x')), folder.file("fits.txt", std::string(300, 'x'))}, {4096});
  ::getrusage(RUSAGE_SELF, &after);
  REQUIRE(items.size() == 5);
  CHECK(items[0].bytes == "one");
  CHECK(says(items[1], "longer than"));
  CHECK(items[1].where.ends_with("long.jsonl:2"));
  CHECK(items[2].bytes == "one");
  CHECK(items[2].where.ends_with("long.jsonl:3"));
  CHECK(says(items[3], "longer than"));
  CHECK(items[4].bytes.size() == 300);
  CHECK(after.ru_maxrss - before.ru_maxrss < 32 << 10);  // kilobytes; the line has 96 MB
}

TEST_CASE("folders are read whole, in one order, without hidden files and companions of pages") {
  const Folder folder;
  folder.file("b/2.txt", "two");
  folder.file("a/1.txt", "one");
  folder.file("b/style.css", "p{}");
  folder.file(".hidden", "x");
  folder.file("c.txt", "three");
  const auto items = all({folder.path()});
  REQUIRE(items.size() == 3);
  CHECK(items[0].bytes == "one");
  CHECK(items[1].bytes == "two");
  CHECK(items[2].bytes == "three");
  const Folder nothing;
  const auto none = all({nothing.path()});
  REQUIRE(none.size() == 1);
  CHECK(says(none[0], "no file"));
}

TEST_CASE("progress counts the bytes of the files") {
  const Folder folder;
  Inputs inputs({folder.file("a.jsonl", kGood), folder.file("b.txt", "text")});
  CHECK(inputs.total_bytes() == kGood.size() + 4);
  for (Item item; inputs.next(item);) {
  }
  CHECK(inputs.read_bytes() == kGood.size() + 4);
}

}  // namespace isnad::feeds
