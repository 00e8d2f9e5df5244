// SPDX-License-Identifier: Apache-2.0
// The store's tables. docs/store-schema.md explains them; change both, and kSchemaVersion, together.
#pragma once

namespace isnad::store {

inline constexpr int kSchemaVersion = 7;
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

// What documents tell together (src/stories, src/desk): schema 2 added it to what stood before.
inline constexpr const char* kTogether = R"sql(
CREATE TABLE signatures (                 -- of current versions: what stories and copies are found by
  version INTEGER PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
  counted INTEGER NOT NULL DEFAULT 0,     -- 1: its lemmas are in story_terms
  bytes   BLOB NOT NULL
) STRICT;

CREATE TABLE actors (                     -- who is named in readings, or stands for a state or a side of it
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL UNIQUE,           -- Wikidata id, else type and folded name; '@EGY' a state, '@LBY/East' a side
  type    TEXT NOT NULL,
  name    TEXT NOT NULL,
  folded  TEXT NOT NULL,
  en      TEXT,
  country TEXT,
  side    TEXT,
  sector  TEXT
) STRICT;
CREATE INDEX actors_folded ON actors (folded);

CREATE TABLE appearances (                -- which current versions name an actor
  actor   INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
  version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  acts    INTEGER NOT NULL,               -- events that he is a party of; 0: only named
  PRIMARY KEY (actor, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_version ON appearances (version);

CREATE TABLE placements (                 -- the story of each document; without a row: not placed yet
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  code     TEXT NOT NULL,                 -- first digits of the hash of its key: names it, and a story that it begins
  day      INTEGER,                       -- of publication, since 1970-01-01; NULL: not known
  copy     INTEGER NOT NULL,              -- the document that it is a copy of, else itself
  share    REAL NOT NULL,                 -- of its text that stands there
  base     INTEGER NOT NULL,              -- the story as it was found: a document's number
  story    INTEGER NOT NULL               -- the same after analysts' changes
) STRICT;
CREATE INDEX placements_story ON placements (story);
CREATE INDEX placements_base ON placements (base);
CREATE INDEX placements_day ON placements (day);
CREATE INDEX placements_code ON placements (code);

CREATE TABLE story_terms (                -- in how many documents a lemma stands
  term      INTEGER PRIMARY KEY,
  documents INTEGER NOT NULL
) STRICT;

CREATE TABLE story_days (day INTEGER PRIMARY KEY) STRICT;  -- days whose stories are to be looked at again

CREATE TABLE story_changes (              -- what analysts changed, in order; outlives every reading
  id     INTEGER PRIMARY KEY,
  action TEXT NOT NULL,                   -- move, merge, split; join-acts, part-acts, wrong
  subject TEXT NOT NULL,                  -- keys of documents or claims, one a line
  target TEXT,
  note   TEXT,
  made   TEXT NOT NULL,                   -- UTC, ISO 8601
  undone TEXT                             -- when it was taken back; NULL: it holds
) STRICT;
)sql";

// What `isnad date` found: schema 3 added it.
inline constexpr const char* kDatings = R"sql(
CREATE TABLE datings (                    -- when an undated document was published, by the rest of the store
  version  INTEGER PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
  earliest TEXT NOT NULL,                 -- ISO 8601 days, both included
  latest   TEXT NOT NULL,
  evidence TEXT NOT NULL                  -- JSON: documents that it is like, places in its text
) STRICT;
)sql";

// What `isnad watch` knows of its sources and their pages: schema 4 added it.
inline constexpr const char* kWatching = R"sql(
CREATE TABLE sources (       -- feeds, sitemaps, page lists and folders that are followed, with their health
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  kind          TEXT NOT NULL,            -- feed, sitemap, pages, folder
  address       TEXT NOT NULL,            -- as the sources file names it; of page lists the first
  moved_to      TEXT,                     -- where it permanently is now
  every         INTEGER NOT NULL,         -- seconds between two looks
  watched       INTEGER NOT NULL,         -- 1: in the sources file of the last watch
  tried         TEXT,                     -- UTC, ISO 8601, as all stamps here
  succeeded     TEXT,
  failed        TEXT,
  failure       TEXT,                     -- why, of the last failure
  failures      INTEGER NOT NULL DEFAULT 0,  -- in a row; 0: the last look succeeded
  note          TEXT,                     -- of the last look that succeeded: what was damaged or left out
  documents     INTEGER NOT NULL DEFAULT 0,  -- that came from it
  versions      INTEGER NOT NULL DEFAULT 0,  -- further versions of them
  due           TEXT,                     -- the next look
  etag          TEXT,
  last_modified TEXT
) STRICT;

CREATE TABLE watched (                    -- addresses that sources named: entries, pages, files
  id            INTEGER PRIMARY KEY,
  source        INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  address       TEXT NOT NULL UNIQUE,
  state         TEXT NOT NULL,            -- due: not read yet; kept; failed: given up; gone: the server says so
  stamp         TEXT NOT NULL,            -- of the feed's entry or the file: a changed one is read again
  given         TEXT NOT NULL,            -- JSON: what the feed says of the page
  teaser        BLOB,                     -- zstd of the feed's own text, until the page is kept
  teaser_html   INTEGER NOT NULL DEFAULT 0,
  article       TEXT,                     -- sha256 of the article's words as kept: a version begins where they change
  etag          TEXT,
  last_modified TEXT,
  looks         INTEGER NOT NULL DEFAULT 0,  -- at the page once it was kept
  tries         INTEGER NOT NULL DEFAULT 0,  -- failed ones in a row
  failure       TEXT,
  due           INTEGER                   -- seconds since 1970-01-01 UTC; NULL: nothing more is to be done
) STRICT;
CREATE INDEX watched_due ON watched (source, due);
)sql";

}  // namespace isnad::store
