// SPDX-License-Identifier: Apache-2.0
// The store's tables. docs/store-schema.md explains them; change both, and kSchemaVersion, together.
#pragma once

namespace isnad::store {

inline constexpr int kSchemaVersion = 1;
inline constexpr int kApplicationId = 0x49534E44;  // "ISND" in SQLite's header: tells a store from other databases

inline constexpr const char* kSchema = R"sql(
CREATE TABLE documents (
  id              INTEGER PRIMARY KEY,
  key             TEXT NOT NULL UNIQUE,   -- canonical address, else sha256 of the content
  given_id        TEXT,
  outlet          TEXT,
  url             TEXT,
  current_version INTEGER                 -- versions.id
) STRICT;
CREATE INDEX documents_given_id ON documents (given_id);

CREATE TABLE versions (
  id              INTEGER PRIMARY KEY,
  document        INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  number          INTEGER NOT NULL,       -- 1, 2, ... of its document
  content_sha256  TEXT NOT NULL,
  added           TEXT NOT NULL,          -- UTC, ISO 8601
  published       TEXT,
  title           TEXT,
  kind            TEXT NOT NULL,          -- 'html' or 'text': what `page` holds
  given           TEXT NOT NULL,          -- JSON: what came with the page from outside
  page            BLOB,                   -- zstd of the bytes as they came; NULL when they are the text itself
  text            BLOB NOT NULL,          -- zstd of the text as read
  indexed         BLOB NOT NULL,          -- zstd of the words in the index: the article without its clutter
  reading         BLOB NOT NULL,          -- zstd of the reading, one JSON object
  made_by         TEXT NOT NULL,          -- engine and lexicon that made the reading
  UNIQUE (document, content_sha256)
) STRICT;

CREATE TABLE claims (                     -- one row an event of a current reading; made anew with each reading
  version   INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  event_id  TEXT NOT NULL,
  type      TEXT NOT NULL,
  mode      TEXT,
  status    TEXT NOT NULL,
  qualifier TEXT,
  basis     TEXT NOT NULL,
  date      TEXT,
  PRIMARY KEY (version, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_type ON claims (type, status);

CREATE TABLE corrections (                -- what analysts changed; outlives every reading
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  event_id  TEXT NOT NULL,
  field     TEXT NOT NULL,
  value     TEXT NOT NULL,
  note      TEXT,
  made      TEXT NOT NULL,                -- UTC, ISO 8601
  UNIQUE (document, event_id, field)
) STRICT;

-- rowid is versions.id; only current versions are in it. The words are folded by isnad's own tokenizer.
CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = 'isnad');
)sql";

}  // namespace isnad::store
