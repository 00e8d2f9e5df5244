// SPDX-License-Identifier: Apache-2.0
// What the newsroom's questions are answered by, beside the indices of schema.h: schema 7 added it. Made again with
// each migration, which does nothing where they stand.
#pragma once

namespace isnad::store {

// By day and code the first document of a story stands first. Actors are found by the last word of their names, which
// the odd expression is.
inline constexpr const char* kIndices = R"sql(
CREATE INDEX IF NOT EXISTS documents_url ON documents (url);
CREATE INDEX IF NOT EXISTS documents_current ON documents (current_version);
CREATE INDEX IF NOT EXISTS versions_published ON versions (published, id);
DROP INDEX IF EXISTS placements_story;
CREATE INDEX IF NOT EXISTS placements_story_days ON placements (story, day, code);
CREATE INDEX IF NOT EXISTS actors_country ON actors (country);
CREATE INDEX IF NOT EXISTS actors_en ON actors (lower(en));
CREATE INDEX IF NOT EXISTS actors_last_word ON actors (replace(folded, rtrim(folded, replace(folded, ' ', '')), ''));
)sql";

}  // namespace isnad::store
