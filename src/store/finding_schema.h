// SPDX-License-Identifier: Apache-2.0
// What claims are found and counted by, who corrected what, and work that goes on. The version is in store/schema.h.
#pragma once

namespace isnad::store {

// What claims are found and counted by, who corrected what, and work that goes on: schema 6 added it.
inline constexpr const char* kFinding = R"sql(
ALTER TABLE versions ADD COLUMN language TEXT;      -- of the current reading; NULL: parties are not written yet
ALTER TABLE claims ADD COLUMN place TEXT;
ALTER TABLE claims ADD COLUMN roots INTEGER;        -- independent words that its act rests on; NULL: not counted yet
ALTER TABLE actors ADD COLUMN known INTEGER NOT NULL DEFAULT 0;  -- 1: has a public role, may have a page
ALTER TABLE story_changes ADD COLUMN who TEXT;
ALTER TABLE story_changes ADD COLUMN undone_by TEXT;
CREATE INDEX versions_unwritten ON versions (id) WHERE language IS NULL;
CREATE INDEX claims_uncounted ON claims (version) WHERE roots IS NULL;

CREATE TABLE parties (                    -- who stands in a claim of a current reading
  version  INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL,
  role     TEXT NOT NULL,                 -- actor, recipient, concerning, source
  actor    INTEGER NOT NULL,              -- actors.id
  PRIMARY KEY (version, event_id, role, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction_log (             -- every correction ever made; `corrections` holds those that stand
  id        INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  event_id  TEXT NOT NULL,
  field     TEXT NOT NULL,
  value     TEXT NOT NULL,
  note      TEXT,
  who       TEXT,
  made      TEXT NOT NULL,                -- UTC, ISO 8601
  undone    TEXT,                         -- when it was taken back; NULL: it was not
  undone_by TEXT
) STRICT;
CREATE INDEX correction_log_document ON correction_log (document, event_id, field);
INSERT INTO correction_log (document, event_id, field, value, note, made)
  SELECT document, event_id, field, value, note, made FROM corrections ORDER BY id;

-- A story that gains or loses a document rests on other words: its acts are counted again.
CREATE TRIGGER placements_moved AFTER UPDATE OF story ON placements WHEN old.story <> new.story BEGIN
  UPDATE claims SET roots = NULL WHERE version IN (
    SELECT current_version FROM documents WHERE id IN (
      new.document, (SELECT document FROM placements WHERE story = old.story LIMIT 1)));
END;

CREATE TABLE runs (                       -- work that takes long: reading into the store, importing
  id    INTEGER PRIMARY KEY,
  what  TEXT NOT NULL,                    -- 'read', 'reread', ...
  of    TEXT NOT NULL,                    -- what is read, in the words of the command line
  begun TEXT NOT NULL,                    -- UTC, ISO 8601
  told  TEXT NOT NULL,                    -- when it last said how far it is: old and not ended, it was killed
  done  INTEGER NOT NULL DEFAULT 0,       -- documents
  bytes INTEGER NOT NULL DEFAULT 0,       -- of the input, as far as it is read
  whole INTEGER NOT NULL DEFAULT 0,       -- bytes of the input; 0: not known
  ended TEXT                              -- NULL: it goes on
) STRICT;
)sql";

}  // namespace isnad::store
