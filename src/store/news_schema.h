// SPDX-License-Identifier: Apache-2.0
// The tables of what is new and who was told (docs/store-schema.md).
#pragma once

namespace isnad::store {

// What is new, and who has seen it: schema 5 added it.
inline constexpr const char* kNews = R"sql(
CREATE TABLE news (                       -- what readings changed in what is known, in the order it was noticed
  id    INTEGER PRIMARY KEY,
  kind  TEXT NOT NULL,                    -- new, status, denied, root, parting, changed, corrected, withdrawn
  at    TEXT NOT NULL,                    -- UTC, ISO 8601: when that on which it rests came in
  story TEXT NOT NULL,                    -- code of a document of the story
  body  BLOB NOT NULL                     -- zstd of JSON: src/desk/news.h
) STRICT;
CREATE INDEX news_at ON news (at, kind);

CREATE TABLE noticed (                    -- how far was looked: 'version' (versions.id)
  name TEXT PRIMARY KEY,
  upto INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (                    -- what waits to be noticed beside new versions
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,                 -- correction, wrong, gone
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  event_id TEXT,
  field    TEXT,
  value    TEXT,
  note     TEXT,
  made     TEXT NOT NULL                  -- UTC, ISO 8601
) STRICT;

CREATE TABLE awaited (                    -- who is told to do what, or to have done it: where a later article goes on
  who     INTEGER NOT NULL,               -- hash of a party's key
  type    TEXT NOT NULL,
  open    INTEGER NOT NULL,               -- 1: planned, possible, asked for or alleged; 0: told as done
  version INTEGER NOT NULL,
  PRIMARY KEY (who, type, open, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE readers (                    -- up to where somebody has seen the news
  name TEXT PRIMARY KEY,
  seen INTEGER NOT NULL,                  -- news.id
  at   TEXT NOT NULL                      -- UTC, ISO 8601
) STRICT, WITHOUT ROWID;

CREATE TABLE watches (                    -- up to where a watch has looked at the news
  name TEXT PRIMARY KEY,
  seen INTEGER NOT NULL                   -- news.id
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (                     -- an item of the news that a watch found
  id    INTEGER PRIMARY KEY,
  watch TEXT NOT NULL,
  item  INTEGER NOT NULL,                 -- news.id
  made  TEXT NOT NULL,                    -- UTC, ISO 8601
  body  BLOB NOT NULL,                    -- zstd of JSON: the item as it was
  UNIQUE (watch, item)
) STRICT;

CREATE TABLE deliveries (                 -- messages: an alert on its way
  id      INTEGER PRIMARY KEY,
  alert   INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  due     TEXT NOT NULL,                  -- UTC, ISO 8601
  state   TEXT NOT NULL DEFAULT 'waits',  -- sent, failed: given up, dropped: too many waited
  begun   INTEGER NOT NULL DEFAULT 0,     -- 1: being sent, or a run was ended while it was
  tries   INTEGER NOT NULL DEFAULT 0,     -- failed ones
  sent    TEXT,
  failure TEXT                            -- why, of the last failed try
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (channel, id) WHERE state = 'waits';
)sql";

}  // namespace isnad::store
