// SPDX-License-Identifier: Apache-2.0
// Where readings are kept: one SQLite file in WAL mode (docs/store-schema.md). What a transaction wrote is there whole
// or not at all, whatever kills the program. One Store belongs to one thread at a time; several processes may read
// while one writes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/corrections.h"
#include "document/document.h"

namespace isnad::store {

class Statement;

// A document ready to be kept; made by the thread that read it, so that the writer only writes.
struct Record {
  std::string key, given_id, outlet, url, content_sha256, published, title;
  std::string kind;     // "html" or "text"
  std::string given;    // JSON of page::Given
  std::string page;     // compressed bytes as they came; empty when they are the text
  std::string text;     // compressed
  std::string reading;  // compressed
  std::string made_by;
  std::string title_words, body_words;  // plain text for the index: the article without its clutter
  std::string indexed;                  // body_words compressed
  struct Party {
    std::string_view role;  // static: actor, recipient, concerning, source
    std::string key;        // of an actor below
  };
  struct Claim {
    std::string event_id, type, mode, status, qualifier, basis, date;
    std::string place = {};
    std::vector<Party> parties = {};
  };
  std::string language;
  std::vector<Claim> claims;
  std::string signature;  // stories::encode()
  // Who is named in the text or is a party as a state or a side of it.
  struct Actor {
    std::string key, type, name, en, country, side, sector;
    int64_t acts = 0;    // events that he is a party of
    bool known = false;  // has a public role, or is no person
  };
  std::vector<Actor> actors;
};

// What came in, to be read again later.
struct Input {
  std::string bytes;
  std::string given;  // JSON of page::Given
  bool html = false;
};

// The record of one reading. `reading_json` is its JSON line.
Record make_record(const Document& doc, const Input& input, std::string_view reading_json, std::string made_by);

enum class Added : uint8_t { kNew, kSame, kNewVersion };

struct Hit {
  int64_t version = 0;
  std::string id, outlet, published, title;
  std::string snippet;      // the passage around the first word found
  std::vector<Span> marks;  // of the words found, in bytes of snippet
};

using isnad::Correction;

// Something beside a new version that readers of the news are to be told (src/desk/notice.h). kind: correction, wrong,
// gone (the outlet took the page away).
struct Notice {
  std::string kind, event_id, field, value, note, made;
};

// An entry of the log of corrections.
struct LoggedCorrection {
  int64_t id = 0, document = 0;
  std::string code;  // of the document, once it is placed
  std::string title;
  Correction correction;
  std::string undone, undone_by;  // empty: it was not taken back
};

struct Stored {
  int64_t document = 0, version = 0, number = 0;
  std::string id, key, added, made_by;
  std::string code;     // that addresses use, once it is placed
  std::string reading;  // JSON
  Input input;
  std::vector<Correction> corrections;
};

// A document with a date, for dating others by it.
struct DatedVersion {
  int64_t version = 0;
  std::string published, outlet;  // published: ISO 8601, at least a day
};

// Two neighbouring words of a document and the other current versions that hold them.
struct Pair {
  std::string words;
  std::vector<int64_t> versions;
};

// When an undated document was published, by the rest of the store. `evidence` is JSON.
struct Dating {
  std::string earliest, latest, evidence;
};

enum class Access : uint8_t { kRead, kWrite };

class Store {
 public:
  // Opens a store; with kWrite one is made where no file is (readable by its owner only). Errors: the file is no
  // store, is of a newer schema, cannot be read or written.
  static Result<Store> open(const std::string& path, Access access);

  Result<void> begin();
  Result<void> commit();
  void rollback();

  // Keeps a reading. Same document and content: nothing new is kept, but a reading by another engine or lexicon
  // replaces the old one. `added` is the present time, UTC, ISO 8601. REQUIRES: between begin() and commit().
  Result<Added> add(const Record& record, std::string_view added);
  // Replaces the reading of a version, and what is derived from it. REQUIRES: between begin() and commit().
  Result<void> replace_reading(int64_t version, const Record& record);

  // Current versions that hold all the words, best first.
  Result<std::vector<Hit>> search(std::string_view words, size_t most);
  // A document by its number, given id, key or address. Errors: none, or several, fit.
  Result<Stored> get(std::string_view id);
  // All documents' current versions by ascending version id, in pages: those after `after`, at most `most`.
  Result<std::vector<int64_t>> versions_after(int64_t after, size_t most);
  Result<Stored> version(int64_t id);
  // The same without its input.
  Result<Stored> reading_of(int64_t version);
  // The current version of a document by its number (documents.id), without its input.
  Result<Stored> current(int64_t document);
  Result<int64_t> count();
  // Another number when somebody else has written to the store since the last call. Does not wait for locks.
  Result<int64_t> changes_seen();

  // Any statement on this store's tables, for rooms that keep what documents tell together (store/sqlite.h).
  Result<Statement> statement(std::string_view sql) const;
  Error failure(const Error& error) const;  // with the store's path before it

  // Current versions without a date, by ascending id: those after `after`, at most `most`.
  Result<std::vector<int64_t>> undated_after(int64_t after, size_t most);
  // All current versions with a date, by ascending id.
  Result<std::vector<DatedVersion>> dated();
  // The first pairs of neighbouring words of a version, title first, that other documents hold: at most `most`.
  Result<std::vector<Pair>> pairs(int64_t version, size_t most);
  // Keeps a dating beside the reading; a reading made anew drops it. REQUIRES: between begin() and commit().
  Result<void> keep_dating(int64_t version, const Dating& dating);
  Result<std::optional<Dating>> dating(int64_t version);

  // Notes what an analyst changed in a claim. REQUIRES: between begin() and commit().
  Result<void> correct(int64_t document, const Correction& correction);
  // Leaves word for the next look at what is new. REQUIRES: between begin() and commit().
  Result<void> leave_notice(int64_t document, const Notice& notice);
  // The same for the document of an address; nothing where there is none.
  Result<void> leave_notice_at(std::string_view address, const Notice& notice);
  // Takes one correction back: what stood before it holds again. False: no correction of this number holds.
  // REQUIRES: between begin() and commit().
  Result<bool> take_correction_back(int64_t id, std::string_view when, std::string_view who);
  // The log, newest first. `document`: of one only, when it is not 0.
  Result<std::vector<LoggedCorrection>> correction_log(int64_t document, size_t most) const;

  // Current versions that hold all the words, by ascending id.
  Result<std::vector<int64_t>> versions_with(std::string_view words) const;
  // Writes the parties of claims that an older isnad kept without them, `most` versions at once. Returns how many
  // were written: 0 when nothing is left. Its own transaction.
  Result<size_t> write_missing_parties(size_t most);

 private:
  struct Connection;
  struct Delete {
    void operator()(Connection* connection) const;
  };
  std::unique_ptr<Connection, Delete> connection_;
  std::string path_;

  Result<void> prepare(Access access);
  Result<void> put_version_parts(int64_t version, const Record& record);
  Result<void> drop_version_parts(int64_t version);
  Result<void> put_together_parts(int64_t version, const Record& record);
  Result<void> lay_corrections_over(int64_t document);
  Result<int64_t> put_actor(const Record::Actor& actor);
  Result<void> put_parties(int64_t version, const Record& record);
};

}  // namespace isnad::store
