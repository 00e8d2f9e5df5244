// SPDX-License-Identifier: Apache-2.0
#include "names/match.h"

#include "base/hash.h"
#include "text/letters.h"

namespace isnad::names {

namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84", kAbd = "\xD8\xB9\xD8\xA8\xD8\xAF",
                           kAbu = "\xD8\xA7\xD8\xA8\xD9\x88", kBin = "\xD8\xA8\xD9\x86",
                           kIbn = "\xD8\xA7\xD8\xA8\xD9\x86", kAal = "\xD8\xA7\xD9\x84";
constexpr size_t kFrameLetters = 3;

std::string_view without_article(std::string_view word) {
  return word.starts_with(kArticle) && word.size() >= kArticle.size() + 4 ? word.substr(kArticle.size()) : word;
}

void make_word(std::string_view joined, std::string_view word, const Gazetteer& gazetteer, NameWord& out) {
  const Gazetteer::Entry* entry = gazetteer.find(word);
  out.known = entry->known;
  out.ref = entry->ref;
  PhraseHash hash;
  hash.add(joined);
  if (joined.empty() || joined == kAbd || joined == kAbu) hash.add(without_article(word));
  out.exact = hash.finish();
  std::string frame;
  append_frame(joined, frame);
  append_frame(without_article(word), frame);
  if (text::length(frame) >= kFrameLetters) out.frame = hash64(frame);
}

bool same_word(const NameWord& a, const NameWord& b) {
  if (a.exact == b.exact) return true;
  // Two well-known given names are two names however alike they look.
  if ((a.known & b.known & (kGivenName | kNationality)) != 0) return false;
  return a.frame != 0 && a.frame == b.frame;
}

bool in_order(const NameForm& brief, const NameForm& full) {
  size_t at = 0;
  for (size_t i = 0; i < full.size && at < brief.size; ++i) at += same_word(brief.words[at], full.words[i]);
  return at == brief.size;
}

// Start of `brief` as a run of words in `full`, or full.size.
size_t run_of(const NameForm& brief, const NameForm& full) {
  for (size_t start = 0; start + brief.size <= full.size; ++start) {
    size_t i = 0;
    while (i < brief.size && brief.words[i].exact == full.words[start + i].exact) ++i;
    if (i == brief.size) return start;
  }
  return full.size;
}

}  // namespace

NameForm make_form(const Document& doc, const std::vector<Cue>& cues, const Mention& mention,
                   const Gazetteer& gazetteer) {
  NameForm form;
  PhraseHash phrase;
  std::string_view joined;
  bool after_kin = false;
  for (uint32_t i = mention.first_token; i < mention.last_token; ++i) {
    const std::string_view word = i == mention.first_token ? cues[i].core : doc.tokens[i].key;
    phrase.add(word);
    if (doc.tokens[i].kind == TokenKind::kPunct || form.size == NameForm::kMaxWords) continue;
    const bool more = i + 1 < mention.last_token;
    if (mention.type == EntityType::kPerson && more) {
      if (word == kBin || word == kIbn || word == kAal) {
        after_kin = word != kAal;
        continue;
      }
      if (joined.empty() && (word == kAbd || word == kAbu)) {
        joined = word;
        continue;
      }
    }
    NameWord& out = form.words[form.size++];
    make_word(joined, word, gazetteer, out);
    out.after_kin = after_kin;
    joined = {};
    after_kin = false;
  }
  if (form.size == 0) form.size = 1;
  form.phrase = phrase.finish();
  return form;
}

int person_fit(const NameForm& brief, const NameForm& full) {
  if (brief.size == 1) {
    const NameWord& word = brief.first();
    if (full.size == 1) return same_word(word, full.first()) ? 3 : 0;
    if (same_word(word, full.last())) return full.last().after_kin ? 1 : 3;
    for (size_t i = 1; i + 1 < full.size; ++i)
      if (same_word(word, full.words[i])) return full.words[i].after_kin ? 0 : 2;
    return same_word(word, full.first()) ? 1 : 0;
  }
  const bool first = same_word(brief.first(), full.first()), last = same_word(brief.last(), full.last());
  if (brief.size == full.size && brief.size == 2) return first && last ? 3 : 0;
  if (in_order(brief, full)) return first || last ? 3 : 2;
  return first && last ? 2 : 0;
}

int body_fit(const NameForm& brief, const NameForm& full) {
  if (brief.size >= full.size) {
    return brief.size == full.size && run_of(brief, full) == 0 ? 3 : 0;
  }
  const size_t start = run_of(brief, full);
  if (start == full.size) return 0;
  if (start == 0) {
    // What follows only says whose body it is.
    bool only_adjectives = true;
    for (size_t i = brief.size; i < full.size; ++i)
      only_adjectives = only_adjectives && (full.words[i].known & (kNationality | kBodyTail | kCountry)) != 0;
    if (only_adjectives) return 3;
    return brief.size > 1 ? 2 : 0;
  }
  uint32_t known = 0;
  for (size_t i = 0; i < brief.size; ++i) known |= brief.words[i].known;
  const bool bare = brief.size == 1 && (known & (kNationality | kBodyTail | kCountry)) != 0;
  if (bare || (full.first().known & kBodyHead) == 0) return 0;
  return start == 1 ? 2 : 1;
}

}  // namespace isnad::names
