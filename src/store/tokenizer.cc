// SPDX-License-Identifier: Apache-2.0
#include "store/tokenizer.h"

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::store {

namespace {

// Folded Arabic letters are two bytes each in UTF-8.
constexpr size_t kLetter = 2;
constexpr std::string_view kAlefLam = "\xD8\xA7\xD9\x84";
constexpr std::string_view kLamLam = "\xD9\x84\xD9\x84";
constexpr std::string_view kWaw = "\xD9\x88", kFa = "\xD9\x81", kBa = "\xD8\xA8", kKaf = "\xD9\x83", kLam = "\xD9\x84";
// A stem shorter than three letters is rather a word whose first letter looks like a particle.
constexpr size_t kShortestStem = 3 * kLetter;

bool strip(std::string_view& key, std::string_view prefix) {
  if (!key.starts_with(prefix) || key.size() < prefix.size() + kShortestStem) return false;
  key.remove_prefix(prefix.size());
  return true;
}

// One after the other, every form that is left when proclitics go: conjunction, preposition, article.
template <class Put>
void each_stem(std::string_view key, Put put) {
  std::string_view stem = key;
  if (strip(stem, kWaw) || strip(stem, kFa)) put(stem);
  std::string_view rest = stem;
  if (strip(rest, kLamLam)) {
    put(rest);
    return;
  }
  if (strip(rest, kBa) || strip(rest, kKaf) || strip(rest, kLam)) put(rest);
  if (strip(rest, kAlefLam)) put(rest);
}

struct Tokenizer {};

int create(void*, const char**, int, Fts5Tokenizer** out) {
  static Tokenizer tokenizer;
  *out = reinterpret_cast<Fts5Tokenizer*>(&tokenizer);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

struct Sink {
  void* context;
  int flags;
  int (*token)(void*, int, const char*, int, int, int);
  int result = SQLITE_OK;

  bool put(std::string_view key, int begin, int end, bool same_place) {
    result =
        token(context, same_place ? FTS5_TOKEN_COLOCATED : 0, key.data(), static_cast<int>(key.size()), begin, end);
    return result == SQLITE_OK;
  }
};

int tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int size,
             int (*token)(void*, int, const char*, int, int, int)) {
  Sink sink{context, flags, token, SQLITE_OK};
  each_word({text, static_cast<size_t>(size)}, &sink, [](void* at, std::string_view key, int begin, int end) {
    auto& to = *static_cast<Sink*>(at);
    if (!to.put(key, begin, end, false)) return false;
    if ((to.flags & FTS5_TOKENIZE_QUERY) != 0) {
      const std::string_view stem = without_article(key);
      return stem.size() == key.size() || to.put(stem, begin, end, true);
    }
    bool going = true;
    each_stem(key, [&](std::string_view stem) { going = going && to.put(stem, begin, end, true); });
    return going;
  });
  return sink.result;
}

}  // namespace

void each_word(std::string_view text, void* context, bool (*put)(void*, std::string_view, int, int)) {
  Pool pool;
  using text::CharClass;
  for (size_t at = 0; at < text.size();) {
    const text::CodePoint first = text::decode(text, at);
    const CharClass kind = text::char_class(first.value);
    const size_t begin = at;
    at += first.bytes;
    if (kind != CharClass::kArabic && kind != CharClass::kOtherLetter && kind != CharClass::kDigit) continue;
    while (at < text.size()) {
      const text::CodePoint next = text::decode(text, at);
      const CharClass next_kind = text::char_class(next.value);
      if (next_kind != kind && next_kind != CharClass::kSkip) break;
      at += next.bytes;
    }
    const std::string_view key = text::normalise(text.substr(begin, at - begin), pool).key;
    if (!key.empty() && !put(context, key, static_cast<int>(begin), static_cast<int>(at))) return;
    pool.clear();
  }
}

std::string_view without_article(std::string_view key) {
  std::string_view stem = key;
  if (!strip(stem, kWaw)) strip(stem, kFa);
  if (strip(stem, kLamLam)) return stem;
  if (!strip(stem, kBa)) strip(stem, kKaf);
  return strip(stem, kAlefLam) ? stem : key;
}

Result<void> register_tokenizer(sqlite3* db) {
  sqlite3_stmt* statement = nullptr;
  fts5_api* api = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (api == nullptr) return Error{"this SQLite was built without FTS5; install one with it"};
  fts5_tokenizer tokenizer{create, destroy, tokenize};
  if (api->xCreateTokenizer(api, "isnad", nullptr, &tokenizer, nullptr) != SQLITE_OK) return Error{sqlite3_errmsg(db)};
  return {};
}

}  // namespace isnad::store
