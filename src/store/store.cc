// SPDX-License-Identifier: Apache-2.0
// WAL with synchronous=NORMAL: a killed program loses at most the transactions that were not yet in the log, never
// half of one; a power cut may lose the last ones. The index is contentless (the texts are kept compressed beside it),
// so taking a version out of it needs the very words that went in: versions.indexed.
#include "store/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/hash.h"
#include "store/connection.h"
#include "store/finding_schema.h"
#include "store/indices.h"
#include "store/news_schema.h"
#include "store/schema.h"
#include "store/sqlite.h"
#include "store/tokenizer.h"
#include "store/zstd.h"
#include "text/letters.h"

namespace isnad::store {

void Store::Delete::operator()(Connection* connection) const { delete connection; }

Error Store::failure(const Error& error) const { return Error{path_ + ": " + error.message}; }

namespace {

Result<void> execute(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return Error{sqlite3_errmsg(db)};
  return {};
}

Result<int64_t> number(sqlite3* db, std::string_view sql) {
  Result<Statement> statement = Statement::prepare(db, sql);
  if (!statement) return statement.error();
  Result<bool> row = statement->step();
  if (!row) return row.error();
  return *row ? statement->number(0) : 0;
}

// Readings are private: the file is made readable by its owner only, and SQLite gives -wal and -shm the same mode.
Result<void> make_private_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return Error{"cannot be opened for writing; check the folder and its permissions"};
  ::close(fd);
  return {};
}

Result<void> create_schema(sqlite3* db) {
  const std::string sql = "BEGIN IMMEDIATE;" + std::string(kSchema) + kTogether + kDatings + kWatching + kNews +
                          kFinding + kIndices + "PRAGMA application_id = " + std::to_string(kApplicationId) +
                          "; PRAGMA user_version = " + std::to_string(kSchemaVersion) + "; COMMIT;";
  Result<void> made = execute(db, sql.c_str());
  if (!made) (void)execute(db, "ROLLBACK");
  return made;
}

// From an older schema, whole or not at all. Another process may have done it between the look and the lock.
Result<void> migrate(sqlite3* db) {
  if (Result<void> done = execute(db, "BEGIN IMMEDIATE"); !done) return done;
  Result<int64_t> version = number(db, "PRAGMA user_version");
  Result<void> done = version ? Result<void>() : version.error();
  if (done && *version < 2) done = execute(db, kTogether);
  if (done && *version < 3) done = execute(db, kDatings);
  if (done && *version < 4) done = execute(db, kWatching);
  if (done && *version < 5) done = execute(db, kNews);
  if (done && *version < 6) done = execute(db, kFinding);
  if (done) done = execute(db, kIndices);
  if (done) done = execute(db, ("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
  if (done) done = execute(db, "COMMIT");
  if (!done) (void)execute(db, "ROLLBACK");
  return done;
}

}  // namespace

Result<Store> Store::open(const std::string& path, Access access) {
  Store store;
  store.path_ = path;
  if (access == Access::kWrite)
    if (Result<void> made = make_private_file(path); !made) return store.failure(made.error());
  store.connection_.reset(new Connection);
  // Reading, too, needs to write: a reader of a WAL database keeps its place in the -shm file.
  if (sqlite3_open_v2(path.c_str(), &store.connection_->db, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
    return store.failure(Error{std::string("cannot be opened as a store: ") + sqlite3_errmsg(store.connection_->db)});
  if (Result<void> prepared = store.prepare(access); !prepared) return store.failure(prepared.error());
  return store;
}

Result<void> Store::prepare(Access access) {
  sqlite3* db = connection_->db;
  sqlite3_busy_timeout(db, kWaitForLocks);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  Result<int64_t> application = number(db, "PRAGMA application_id");
  if (!application) return Error{"is no store of isnad (" + application.error().message + "); give another file"};
  Result<int64_t> tables = number(db, "SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  if (Result<void> known = register_tokenizer(db); !known) return known;
  if (*tables == 0) {
    if (access == Access::kRead) return Error{"is empty: no store yet; make one with `isnad read --store`"};
    for (const char* sql : {"PRAGMA page_size = 8192", "PRAGMA journal_mode = WAL"})
      if (Result<void> done = execute(db, sql); !done) return done;
    if (Result<void> made = create_schema(db); !made) return made;
  } else if (*application != kApplicationId) {
    return Error{"is a database, but no store of isnad; give another file"};
  }
  Result<int64_t> version = number(db, "PRAGMA user_version");
  if (!version) return version.error();
  if (*version > kSchemaVersion)
    return Error{"has schema " + std::to_string(*version) + ", this isnad knows up to " +
                 std::to_string(kSchemaVersion) + "; use a newer isnad"};
  if (*version < kSchemaVersion)
    if (Result<void> done = migrate(db); !done) return done;
  for (const char* sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON",
                          "PRAGMA trusted_schema = OFF",
                          // A server has many readers; the system keeps the file's pages for all of them.
                          access == Access::kWrite ? "PRAGMA cache_size = -32000" : "PRAGMA cache_size = -6000"})
    if (Result<void> done = execute(db, sql); !done) return done;

  struct {
    Statement& statement;
    const char* sql;
  } statements[] = {
      {connection_->find, "SELECT id, current_version FROM documents WHERE key = ?1"},
      {connection_->insert_document, "INSERT INTO documents (key, given_id, outlet, url) VALUES (?1, ?2, ?3, ?4)"},
      {connection_->set_current, "UPDATE documents SET current_version = ?2 WHERE id = ?1"},
      {connection_->find_version, "SELECT id, made_by FROM versions WHERE document = ?1 AND content_sha256 = ?2"},
      {connection_->insert_version,
       "INSERT INTO versions (document, number, content_sha256, added, published, title, kind, given, page, text, "
       "indexed, reading, made_by) VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE document = "
       "?1), "
       "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
      {connection_->set_reading,
       "UPDATE versions SET published = ?2, title = ?3, text = ?4, indexed = ?5, reading = ?6, made_by = ?7 WHERE id = "
       "?1"},
      {connection_->drop_claims, "DELETE FROM claims WHERE version = ?1"},
      {connection_->drop_dating, "DELETE FROM datings WHERE version = ?1"},
      {connection_->insert_claim,
       "INSERT OR IGNORE INTO claims (version, event_id, type, mode, status, qualifier, basis, date, place) "
       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
      {connection_->correct_claims,
       "UPDATE claims SET type = coalesce(k.type, claims.type), status = coalesce(k.status, claims.status), "
       "qualifier = nullif(coalesce(k.qualifier, claims.qualifier), 'none'), basis = coalesce(k.basis, claims.basis) "
       "FROM (SELECT event_id, max(value) FILTER (WHERE field = 'type') AS type, max(value) FILTER (WHERE field = "
       "'status') AS status, max(value) FILTER (WHERE field = 'qualifier') AS qualifier, max(value) FILTER (WHERE "
       "field = 'basis') AS basis FROM corrections WHERE document = (SELECT document FROM versions WHERE id = ?1) "
       "GROUP BY event_id) AS k WHERE claims.version = ?1 AND claims.event_id = k.event_id"},
      {connection_->index_words, "INSERT INTO words (rowid, title, body) VALUES (?1, ?2, ?3)"},
      {connection_->unindex_words, "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)"},
      {connection_->insert_signature, "INSERT INTO signatures (version, bytes) VALUES (?1, ?2)"},
      {connection_->drop_signature, "DELETE FROM signatures WHERE version = ?1"},
      {connection_->find_actor, "SELECT id, known FROM actors WHERE key = ?1"},
      {connection_->insert_actor,
       "INSERT INTO actors (key, type, name, folded, en, country, side, sector, known) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
       "?7, ?8, ?9)"},
      {connection_->know_actor, "UPDATE actors SET known = 1 WHERE id = ?1"},
      {connection_->insert_appearance, "INSERT OR IGNORE INTO appearances (actor, version, acts) VALUES (?1, ?2, ?3)"},
      {connection_->drop_appearances, "DELETE FROM appearances WHERE version = ?1"},
      {connection_->insert_party,
       "INSERT OR IGNORE INTO parties (version, event_id, role, actor) SELECT ?1, ?2, ?3, id FROM actors WHERE key = "
       "?4"},
      {connection_->drop_parties, "DELETE FROM parties WHERE version = ?1"},
      {connection_->set_language, "UPDATE versions SET language = ?2 WHERE id = ?1"},
      {connection_->set_claim_place, "UPDATE claims SET place = ?3 WHERE version = ?1 AND event_id = ?2"},
      {connection_->unplace, "DELETE FROM placements WHERE document = (SELECT document FROM versions WHERE id = ?1)"},
  };
  for (auto& [statement, sql] : statements) {
    Result<Statement> prepared = Statement::prepare(db, sql);
    if (!prepared) return Error{"is damaged: " + prepared.error().message};
    statement = std::move(*prepared);
  }
  return {};
}

Result<void> Store::begin() {
  if (Result<void> done = execute(connection_->db, "BEGIN IMMEDIATE"); !done) return failure(done.error());
  return {};
}

Result<void> Store::commit() {
  if (Result<void> done = execute(connection_->db, "COMMIT"); !done) {
    rollback();
    return failure(done.error());
  }
  return {};
}

void Store::rollback() { (void)execute(connection_->db, "ROLLBACK"); }

Result<void> Store::drop_version_parts(int64_t version) {
  Result<Statement> old = Statement::prepare(connection_->db, "SELECT title, indexed FROM versions WHERE id = ?1");
  if (!old) return failure(old.error());
  old->bind(1, version);
  Result<bool> row = old->step();
  if (!row) return failure(row.error());
  if (*row) {
    Result<std::string> body = decompress(old->blob(1));
    if (!body) return failure(body.error());
    const std::string title(old->text(0));
    if (Result<void> done = connection_->unindex_words.bind(1, version).bind(2, title).bind(3, *body).run(); !done)
      return failure(done.error());
  }
  Connection& c = *connection_;
  for (Statement* drop :
       {&c.drop_claims, &c.drop_dating, &c.drop_signature, &c.drop_appearances, &c.drop_parties, &c.unplace})
    if (Result<void> done = drop->bind(1, version).run(); !done) return failure(done.error());
  return {};
}

Result<void> Store::put_together_parts(int64_t version, const Record& record) {
  Connection& c = *connection_;
  Result<void> done = c.insert_signature.bind(1, version).bind_blob(2, record.signature).run();
  if (!done) return failure(done.error());
  for (const Record::Actor& actor : record.actors) {
    const Result<int64_t> id = put_actor(actor);
    if (!id) return id.error();
    done = c.insert_appearance.bind(1, *id).bind(2, version).bind(3, actor.acts).run();
    if (!done) return failure(done.error());
  }
  return put_parties(version, record);
}

Result<void> Store::put_version_parts(int64_t version, const Record& record) {
  Result<void> done =
      connection_->index_words.bind(1, version).bind(2, record.title_words).bind(3, record.body_words).run();
  if (!done) return failure(done.error());
  for (const Record::Claim& claim : record.claims) {
    done = connection_->insert_claim.bind(1, version)
               .bind(2, claim.event_id)
               .bind(3, claim.type)
               .bind_or_null(4, claim.mode)
               .bind(5, claim.status)
               .bind_or_null(6, claim.qualifier)
               .bind(7, claim.basis)
               .bind_or_null(8, claim.date)
               .bind_or_null(9, claim.place)
               .run();
    if (!done) return failure(done.error());
  }
  if (done = connection_->correct_claims.bind(1, version).run(); !done) return failure(done.error());
  return put_together_parts(version, record);
}

Result<Statement> Store::statement(std::string_view sql) const {
  Result<Statement> prepared = connection_->kept.take(connection_->db, sql);
  if (!prepared) return failure(prepared.error());
  return prepared;
}

Result<Added> Store::add(const Record& record, std::string_view added) {
  Connection& c = *connection_;
  int64_t document = 0, current = 0;
  Result<bool> row = c.find.bind(1, record.key).step();
  if (!row) return failure(row.error());
  const bool known = *row;
  if (known) {
    document = c.find.number(0);
    current = c.find.number(1);
  }
  c.find.reset();
  if (known) {
    row = c.find_version.bind(1, document).bind(2, record.content_sha256).step();
    if (!row) return failure(row.error());
    const bool same = *row;
    const int64_t version = same ? c.find_version.number(0) : 0;
    const bool renewed = same && c.find_version.text(1) != record.made_by;
    c.find_version.reset();
    if (same) {
      // An older version that comes again (a page changed back) is known already: nothing is told anew.
      if (renewed && version == current)
        if (Result<void> done = replace_reading(version, record); !done) return done.error();
      return Added::kSame;
    }
  } else {
    Result<void> done = c.insert_document.bind(1, record.key)
                            .bind_or_null(2, record.given_id)
                            .bind_or_null(3, record.outlet)
                            .bind_or_null(4, record.url)
                            .run();
    if (!done) return failure(done.error());
    document = sqlite3_last_insert_rowid(c.db);
  }
  if (current != 0)
    if (Result<void> done = drop_version_parts(current); !done) return done.error();
  Statement& insert = c.insert_version;
  insert.bind(1, document).bind(2, record.content_sha256).bind(3, added).bind_or_null(4, record.published);
  insert.bind_or_null(5, record.title).bind(6, record.kind).bind(7, record.given);
  if (record.page.empty()) insert.bind_null(8);
  else insert.bind_blob(8, record.page);
  insert.bind_blob(9, record.text).bind_blob(10, record.indexed).bind_blob(11, record.reading).bind(12, record.made_by);
  if (Result<void> done = insert.run(); !done) return failure(done.error());
  const int64_t version = sqlite3_last_insert_rowid(c.db);
  if (Result<void> done = c.set_current.bind(1, document).bind(2, version).run(); !done) return failure(done.error());
  if (Result<void> done = put_version_parts(version, record); !done) return done.error();
  return known ? Added::kNewVersion : Added::kNew;
}

Result<void> Store::replace_reading(int64_t version, const Record& record) {
  if (Result<void> done = drop_version_parts(version); !done) return done;
  Result<void> done = connection_->set_reading.bind(1, version)
                          .bind_or_null(2, record.published)
                          .bind_or_null(3, record.title)
                          .bind_blob(4, record.text)
                          .bind_blob(5, record.indexed)
                          .bind_blob(6, record.reading)
                          .bind(7, record.made_by)
                          .run();
  if (!done) return failure(done.error());
  return put_version_parts(version, record);
}

}  // namespace isnad::store
