// SPDX-License-Identifier: Apache-2.0
// What the store knows for dating a document that gives no date: on which days its documents were published, and which
// of them hold the same words beside each other, by the full-text index.
#include <map>
#include <set>

#include "store/connection.h"
#include "store/tokenizer.h"
#include "store/zstd.h"

namespace isnad::store {

namespace {

constexpr int64_t kCommon = 3000;   // a word in more documents tells no day, and takes long to look up
constexpr size_t kMostWords = 600;  // of a document: its beginning tells the news

std::vector<std::string> first_words(std::string_view text) {
  std::vector<std::string> words;
  each_word(text, &words, [](void* to, std::string_view key, int, int) {
    auto& out = *static_cast<std::vector<std::string>*>(to);
    out.emplace_back(without_article(key));
    return out.size() < kMostWords;
  });
  return words;
}

}  // namespace

Result<std::vector<int64_t>> Store::undated_after(int64_t after, size_t most) {
  Result<Statement> select = Statement::prepare(connection_->db,
                                                "SELECT v.id FROM versions v JOIN documents d ON d.current_version = "
                                                "v.id WHERE v.id > ?1 AND v.published IS NULL ORDER BY v.id LIMIT ?2");
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

Result<std::vector<DatedVersion>> Store::dated() {
  Result<Statement> select = Statement::prepare(
      connection_->db,
      "SELECT v.id, v.published, coalesce(d.outlet, '') FROM versions v JOIN documents d ON d.current_version = v.id "
      "WHERE length(v.published) >= 10 ORDER BY v.id");
  if (!select) return failure(select.error());
  std::vector<DatedVersion> dated;
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return failure(row.error());
    if (!*row) return dated;
    dated.push_back({select->number(0), std::string(select->text(1)), std::string(select->text(2))});
  }
}

Result<std::vector<Pair>> Store::pairs(int64_t version, size_t most) {
  sqlite3* db = connection_->db;
  Result<Statement> own = Statement::prepare(db, "SELECT coalesce(title, ''), indexed FROM versions WHERE id = ?1");
  if (!own) return failure(own.error());
  Result<bool> row = own->bind(1, version).step();
  if (!row) return failure(row.error());
  if (!*row) return failure(Error{"holds no version " + std::to_string(version)});
  Result<std::string> body = decompress(own->blob(1));
  if (!body) return failure(body.error());
  if (sqlite3_exec(db, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_counts USING fts5vocab(main, words, row)", nullptr,
                   nullptr, nullptr) != SQLITE_OK)
    return failure(Error{sqlite3_errmsg(db)});
  Result<Statement> count = Statement::prepare(db, "SELECT doc FROM temp.word_counts WHERE term = ?1");
  if (!count) return failure(count.error());
  Result<Statement> holding =
      Statement::prepare(db, "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid LIMIT ?2");
  if (!holding) return failure(holding.error());

  const std::vector<std::string> words = first_words(std::string(own->text(0)) + "\n" + *body);
  std::map<std::string, int64_t, std::less<>> documents;
  const auto common = [&](const std::string& word) -> Result<bool> {
    const auto [at, fresh] = documents.emplace(word, 0);
    if (fresh) {
      count->bind(1, word);
      Result<bool> known = count->step();
      if (!known) return known.error();
      at->second = *known ? count->number(0) : 0;
      count->reset();
    }
    return at->second > kCommon;
  };
  std::set<std::string, std::less<>> seen;
  std::vector<Pair> pairs;
  for (size_t i = 0; i + 1 < words.size() && pairs.size() < most; ++i) {
    const Result<bool> first = common(words[i]);
    if (!first) return failure(first.error());
    const Result<bool> second = common(words[i + 1]);
    if (!second) return failure(second.error());
    if (*first && *second) continue;
    const std::string phrase = "\"" + words[i] + " " + words[i + 1] + "\"";
    if (!seen.insert(phrase).second) continue;
    holding->bind(1, phrase).bind(2, kCommon + 1);
    Pair pair{words[i] + " " + words[i + 1], {}};
    for (;;) {
      row = holding->step();
      if (!row) return failure(row.error());
      if (!*row) break;
      if (holding->number(0) != version) pair.versions.push_back(holding->number(0));
    }
    holding->reset();
    if (!pair.versions.empty() && pair.versions.size() <= kCommon) pairs.push_back(std::move(pair));
  }
  return pairs;
}

Result<void> Store::keep_dating(int64_t version, const Dating& dating) {
  Result<Statement> insert = Statement::prepare(
      connection_->db, "INSERT OR REPLACE INTO datings (version, earliest, latest, evidence) VALUES (?1, ?2, ?3, ?4)");
  if (!insert) return failure(insert.error());
  Result<void> done =
      insert->bind(1, version).bind(2, dating.earliest).bind(3, dating.latest).bind(4, dating.evidence).run();
  if (!done) return failure(done.error());
  return {};
}

Result<std::optional<Dating>> Store::dating(int64_t version) {
  Result<Statement> select =
      Statement::prepare(connection_->db, "SELECT earliest, latest, evidence FROM datings WHERE version = ?1");
  if (!select) return failure(select.error());
  Result<bool> row = select->bind(1, version).step();
  if (!row) return failure(row.error());
  if (!*row) return std::optional<Dating>();
  return std::optional(
      Dating{std::string(select->text(0)), std::string(select->text(1)), std::string(select->text(2))});
}

}  // namespace isnad::store
