// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "store/sqlite.h"
#include "store/zstd.h"

using namespace isnad;
using store::Access;
using store::Added;
using store::Store;

namespace {

struct Folder {
  Folder() {
    char name[] = "/tmp/XXXXXX";
    path = mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return path + "/" + name; }
  std::string path;
};

// "al-Qahira" as written with ta marbuta, with ha, with a preposition, and with diacritics.
constexpr const char* kCairo = "\u0627\u0644\u0642\u0627\u0647\u0631\u0629";
constexpr const char* kCairoHa = "\u0627\u0644\u0642\u0627\u0647\u0631\u0647";
constexpr const char* kInCairo = "\u0628\u0627\u0644\u0642\u0627\u0647\u0631\u0629";
constexpr const char* kCairoMarked = "\u0627\u0644\u0642\u064E\u0627\u0647\u0650\u0631\u0629";

store::Record record(const std::string& text, const std::string& url, const std::string& made_by = "one") {
  Document doc;
  doc.text = text;
  doc.meta.id = url;
  doc.meta.url = url;
  doc.meta.content_sha256 = std::to_string(std::hash<std::string>{}(text));
  doc.regions.push_back({{0, static_cast<uint32_t>(text.size())}, RegionKind::kBody});
  return store::make_record(doc, {text, "{}", false}, "{\"text\":1}", made_by);
}

Added add(Store& store, const store::Record& record) {
  REQUIRE(store.begin());
  const auto added = store.add(record, "2026-01-01T00:00:00Z");
  REQUIRE_MESSAGE(added, (added ? "" : added.error().message));
  REQUIRE(store.commit());
  return *added;
}

}  // namespace

TEST_CASE("one page read twice is kept once, a changed one becomes a version") {
  Folder folder;
  auto opened = Store::open(folder.file("s.db"), Access::kWrite);
  REQUIRE(opened);
  CHECK(add(*opened, record("one", "https://a.example/1")) == Added::kNew);
  CHECK(add(*opened, record("one", "https://a.example/1")) == Added::kSame);
  CHECK(add(*opened, record("two", "https://a.example/1")) == Added::kNewVersion);
  CHECK(*opened->count() == 1);
  CHECK(opened->get("https://a.example/1")->number == 2);
  CHECK(opened->get("https://a.example/1")->input.bytes == "two");
  CHECK_FALSE(opened->get("nothing"));
}

TEST_CASE("spellings of one word find each other") {
  Folder folder;
  auto opened = Store::open(folder.file("s.db"), Access::kWrite);
  REQUIRE(opened);
  for (const char* spelling : {kCairo, kCairoHa, kInCairo, kCairoMarked})
    add(*opened, record(std::string("x ") + spelling, std::string("https://a.example/") + spelling));
  for (const char* spelling : {kCairo, kCairoHa, kInCairo, kCairoMarked}) {
    const auto hits = opened->search(spelling, 10);
    REQUIRE(hits);
    CHECK(hits->size() == 4);
    for (const store::Hit& hit : *hits) CHECK(hit.marks.size() == 1);
  }
  // What a person types is never an operator of the index.
  CHECK(opened->search("\" OR title:* NEAR(", 10));
  CHECK_FALSE(opened->search("?!", 10));
}

TEST_CASE("a changed page leaves the index with its old words") {
  Folder folder;
  auto opened = Store::open(folder.file("s.db"), Access::kWrite);
  add(*opened, record("alpha", "https://a.example/1"));
  add(*opened, record("beta", "https://a.example/1"));
  CHECK(opened->search("alpha", 10)->empty());
  CHECK(opened->search("beta", 10)->size() == 1);
}

TEST_CASE("a reading by a newer engine replaces the old one, corrections stay") {
  Folder folder;
  auto opened = Store::open(folder.file("s.db"), Access::kWrite);
  add(*opened, record("one", "https://a.example/1"));
  const auto before = opened->get("https://a.example/1");
  REQUIRE(opened->begin());
  REQUIRE(opened->correct(before->document, {"abc", "status", "denied", "", "2026-01-01T00:00:00Z"}));
  REQUIRE(opened->commit());
  CHECK(add(*opened, record("one", "https://a.example/1", "two")) == Added::kSame);
  const auto after = opened->get("https://a.example/1");
  CHECK(after->made_by == "two");
  CHECK(after->version == before->version);
  REQUIRE(after->corrections.size() == 1);
  CHECK(after->corrections[0].value == "denied");
}

TEST_CASE("rows of claims show what analysts changed, before and after a new reading") {
  Folder folder;
  auto opened = Store::open(folder.file("s.db"), Access::kWrite);
  auto told = record("one", "https://a.example/1");
  told.claims = {{"abc", "assault", "", "happened", "", "own", ""}, {"def", "assault", "", "happened", "", "own", ""}};
  add(*opened, told);
  const auto status = [&] {
    auto rows = opened->statement("SELECT group_concat(status || coalesce(qualifier, '-')) FROM claims");
    REQUIRE(*rows->step());
    return std::string(rows->text(0));
  };
  const int64_t document = opened->get("https://a.example/1")->document;
  REQUIRE(opened->correct(document, {"abc", "status", "denied", "", "2026-01-01T00:00:00Z"}));
  REQUIRE(opened->correct(document, {"abc", "qualifier", "alleged", "", "2026-01-01T00:00:00Z"}));
  CHECK(status() == "deniedalleged,happened-");
  told.made_by = "two";
  CHECK(add(*opened, told) == Added::kSame);
  CHECK(status() == "deniedalleged,happened-");
  REQUIRE(opened->correct(document, {"abc", "qualifier", "none", "", "2026-01-01T00:00:00Z"}));
  CHECK(status() == "denied-,happened-");
}

TEST_CASE("what is no store is refused by name") {
  Folder folder;
  std::ofstream(folder.file("text")) << "this is no database, and long enough to be looked at";
  const auto text = Store::open(folder.file("text"), Access::kWrite);
  REQUIRE_FALSE(text);
  CHECK(text.error().message.find("is no store") != std::string::npos);

  sqlite3* db = nullptr;
  sqlite3_open(folder.file("other").c_str(), &db);
  sqlite3_exec(db, "CREATE TABLE t (x)", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  CHECK_FALSE(Store::open(folder.file("other"), Access::kWrite));

  REQUIRE(Store::open(folder.file("newer"), Access::kWrite));
  sqlite3_open(folder.file("newer").c_str(), &db);
  sqlite3_exec(db, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  const auto newer = Store::open(folder.file("newer"), Access::kRead);
  REQUIRE_FALSE(newer);
  CHECK(newer.error().message.find("schema 99") != std::string::npos);
  CHECK_FALSE(Store::open(folder.file("missing"), Access::kRead));
}

TEST_CASE("a store is readable by its owner only") {
  Folder folder;
  REQUIRE(Store::open(folder.file("s.db"), Access::kWrite));
  struct stat info {};
  REQUIRE(::stat(folder.file("s.db").c_str(), &info) == 0);
  CHECK((info.st_mode & 077) == 0);
}

TEST_CASE("damaged compression is an error") {
  CHECK(*store::decompress(store::compress("abc")) == "abc");
  CHECK_FALSE(store::decompress("abc"));
  CHECK_FALSE(store::decompress(""));
}
