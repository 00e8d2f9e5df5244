// SPDX-License-Identifier: Apache-2.0
// Asking the store. The index holds no text, so the passage shown with a hit is cut from the kept text here.
#include <algorithm>
#include <charconv>

#include "store/connection.h"
#include "store/tokenizer.h"
#include "store/zstd.h"

namespace isnad::store {

namespace {

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  each_word(text, &words, [](void* to, std::string_view key, int, int) {
    static_cast<std::vector<std::string>*>(to)->emplace_back(key);
    return static_cast<std::vector<std::string>*>(to)->size() < 64;
  });
  return words;
}

// The query in FTS5's language: every word quoted, so that nothing a person types is an operator.
std::string match_expression(const std::vector<std::string>& words) {
  std::string expression;
  for (const std::string& word : words) expression += (expression.empty() ? "\"" : " \"") + word + "\"";
  return expression;
}

struct Passage {
  const std::vector<std::string>* wanted;
  std::string_view text;
  Span line{};
  bool found = false;
  std::vector<Span> marks;
};

bool fits(std::string_view key, std::string_view wanted) {
  const std::string_view bare = without_article(wanted);
  return key == wanted || key.ends_with(bare);
}

// The line of the first word found, with all words found in that line.
void cut_passage(std::string_view body, const std::vector<std::string>& wanted, Hit& hit) {
  Passage passage{&wanted, body, {}, false, {}};
  each_word(body, &passage, [](void* context, std::string_view key, int begin, int end) {
    auto& p = *static_cast<Passage*>(context);
    const auto at = static_cast<uint32_t>(begin);
    if (p.found && at >= p.line.end) return false;
    const bool hit_here =
        std::any_of(p.wanted->begin(), p.wanted->end(), [&](const std::string& w) { return fits(key, w); });
    if (!hit_here) return true;
    if (!p.found) {
      const size_t before = p.text.rfind('\n', at);
      const size_t after = p.text.find('\n', at);
      p.line.begin = before == std::string_view::npos ? 0 : static_cast<uint32_t>(before + 1);
      p.line.end = static_cast<uint32_t>(after == std::string_view::npos ? p.text.size() : after);
      p.found = true;
    }
    p.marks.push_back({at - p.line.begin, static_cast<uint32_t>(end) - p.line.begin});
    return true;
  });
  hit.snippet = slice(body, passage.line);
  hit.marks = std::move(passage.marks);
}

}  // namespace

Result<std::vector<Hit>> Store::search(std::string_view query, size_t most) {
  const std::vector<std::string> words = folded_words(query);
  if (words.empty()) return Error{"the search holds no word; give at least one"};
  Result<Statement> select = connection_->kept.take(
      connection_->db,
      // The best are found before anything else of them is looked at.
      "WITH best AS (SELECT rowid AS version, bm25(words, 4.0, 1.0) AS score FROM words WHERE words MATCH ?1 ORDER BY "
      "score, version LIMIT ?2) SELECT v.id, coalesce(d.given_id, d.key), coalesce(d.outlet, ''), "
      "coalesce(v.published, ''), coalesce(v.title, ''), v.indexed FROM best JOIN versions v ON v.id = best.version "
      "JOIN documents d ON d.id = v.document ORDER BY best.score, v.id");
  if (!select) return failure(select.error());
  const std::string expression = match_expression(words);
  select->bind(1, expression).bind(2, static_cast<int64_t>(most));
  std::vector<Hit> hits;
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return failure(row.error());
    if (!*row) return hits;
    Hit hit;
    hit.version = select->number(0);
    hit.id = select->text(1);
    hit.outlet = select->text(2);
    hit.published = select->text(3);
    hit.title = select->text(4);
    Result<std::string> body = decompress(select->blob(5));
    if (!body) return failure(body.error());
    cut_passage(*body, words, hit);
    hits.push_back(std::move(hit));
  }
}

Result<std::vector<int64_t>> Store::versions_with(std::string_view query) const {
  const std::vector<std::string> words = folded_words(query);
  if (words.empty()) return Error{"the search holds no word; give at least one"};
  Result<Statement> select =
      Statement::prepare(connection_->db, "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid");
  if (!select) return failure(select.error());
  const std::string expression = match_expression(words);
  select->bind(1, expression);
  std::vector<int64_t> versions;
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return failure(row.error());
    if (!*row) return versions;
    versions.push_back(select->number(0));
  }
}

Result<Stored> Store::get(std::string_view id) {
  Result<Statement> select = connection_->kept.take(
      connection_->db,
      "SELECT current_version FROM documents WHERE key = ?1 OR given_id = ?1 OR url = ?1 OR id = ?2 "
      "ORDER BY (key = ?1) + (given_id = ?1) + (url = ?1) DESC, id LIMIT 2");
  if (!select) return failure(select.error());
  int64_t number = 0;  // no document has it
  if (const auto [end, fault] = std::from_chars(id.data(), id.data() + id.size(), number);
      fault != std::errc() || end != id.data() + id.size())
    number = 0;
  Result<bool> row = select->bind(1, id).bind(2, number).step();
  if (!row) return failure(row.error());
  if (!*row)
    return failure(
        Error{"holds no document '" + std::string(id) + "'; `isnad search` lists ids, an address works, too"});
  return version(select->number(0));
}

Result<Stored> Store::version(int64_t id) {
  Result<Stored> stored = reading_of(id);
  if (!stored) return stored;
  Result<Statement> select =
      connection_->kept.take(connection_->db, "SELECT page, text, given, kind FROM versions WHERE id = ?1");
  if (!select) return failure(select.error());
  Result<bool> row = select->bind(1, id).step();
  if (!row) return failure(row.error());
  if (!*row) return failure(Error{"holds no version " + std::to_string(id)});
  Result<std::string> bytes = decompress(select->is_null(0) ? select->blob(1) : select->blob(0));
  if (!bytes) return failure(bytes.error());
  stored->input = {std::move(*bytes), std::string(select->text(2)), select->text(3) == "html"};
  return stored;
}

Result<Stored> Store::current(int64_t document) {
  Result<Statement> select =
      connection_->kept.take(connection_->db, "SELECT current_version FROM documents WHERE id = ?1");
  if (!select) return failure(select.error());
  Result<bool> row = select->bind(1, document).step();
  if (!row) return failure(row.error());
  if (!*row) return failure(Error{"holds no document " + std::to_string(document)});
  return reading_of(select->number(0));
}

Result<Stored> Store::reading_of(int64_t id) {
  Result<Statement> select = connection_->kept.take(
      connection_->db,
      "SELECT d.id, v.number, coalesce(d.given_id, d.key), d.key, v.added, v.made_by, v.reading, coalesce(p.code, '') "
      "FROM versions v JOIN documents d ON d.id = v.document LEFT JOIN placements p ON p.document = d.id WHERE v.id = "
      "?1");
  if (!select) return failure(select.error());
  Result<bool> row = select->bind(1, id).step();
  if (!row) return failure(row.error());
  if (!*row) return failure(Error{"holds no version " + std::to_string(id)});
  Stored stored;
  stored.document = select->number(0);
  stored.version = id;
  stored.number = select->number(1);
  stored.id = select->text(2);
  stored.key = select->text(3);
  stored.added = select->text(4);
  stored.made_by = select->text(5);
  stored.code = select->text(7);
  Result<std::string> reading = decompress(select->blob(6));
  if (!reading) return failure(reading.error());
  stored.reading = std::move(*reading);

  Result<Statement> changes = connection_->kept.take(
      connection_->db,
      "SELECT l.event_id, l.field, l.value, coalesce(l.note, ''), l.made, coalesce(l.who, ''), l.id FROM "
      "correction_log "
      "l WHERE l.document = ?1 AND l.id = (SELECT max(m.id) FROM correction_log m WHERE m.document = l.document AND "
      "m.event_id = l.event_id AND m.field = l.field AND m.undone IS NULL) ORDER BY l.id");
  if (!changes) return failure(changes.error());
  changes->bind(1, stored.document);
  for (;;) {
    row = changes->step();
    if (!row) return failure(row.error());
    if (!*row) return stored;
    stored.corrections.push_back({std::string(changes->text(0)), std::string(changes->text(1)),
                                  std::string(changes->text(2)), std::string(changes->text(3)),
                                  std::string(changes->text(4)), std::string(changes->text(5)), changes->number(6)});
  }
}

Result<std::vector<int64_t>> Store::versions_after(int64_t after, size_t most) {
  Result<Statement> select =
      connection_->kept.take(connection_->db,
                             "SELECT v.id FROM versions v JOIN documents d ON d.current_version = "
                             "v.id WHERE v.id > ?1 ORDER BY v.id LIMIT ?2");
  if (!select) return failure(select.error());
  select->bind(1, after).bind(2, static_cast<int64_t>(most));
  std::vector<int64_t> ids;
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return failure(row.error());
    if (!*row) return ids;
    ids.push_back(select->number(0));
  }
}

Result<int64_t> Store::changes_seen() {
  sqlite3_busy_timeout(connection_->db, 0);
  Result<Statement> select = connection_->kept.take(connection_->db, "PRAGMA data_version");
  Result<bool> row = select ? select->step() : Result<bool>(select.error());
  sqlite3_busy_timeout(connection_->db, kWaitForLocks);
  if (!row) return failure(row.error());
  return select->number(0);
}

Result<int64_t> Store::count() {
  Result<Statement> select = connection_->kept.take(connection_->db, "SELECT count(*) FROM documents");
  if (!select) return failure(select.error());
  Result<bool> row = select->step();
  if (!row) return failure(row.error());
  return select->number(0);
}

}  // namespace isnad::store
