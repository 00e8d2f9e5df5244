// SPDX-License-Identifier: Apache-2.0
#include "words/candidates.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace isnad::words {

namespace {

bool is_nominal(Pos pos) {
  return pos == Pos::kNoun || pos == Pos::kMasdar || pos == Pos::kParticiple || pos == Pos::kAdjective ||
         pos == Pos::kProperNoun;
}

bool carries(Host host, Pos pos) {
  if (host == Host::kVerb) return pos == Pos::kVerb || pos == Pos::kConjunction || pos == Pos::kParticle;
  if (host == Host::kNoun) return pos != Pos::kVerb;
  return true;
}

}  // namespace

// A word with the byte places of its letters. Form and key have the same letters, perhaps not the same bytes.
struct CandidateMaker::Word {
  std::string_view form, key;
  std::array<uint8_t, kMaxLetters + 1> form_at, key_at;
  uint32_t letters = 0;

  // False when the word is too long to be one.
  bool read(std::string_view f, std::string_view k) {
    form = f;
    key = k;
    uint32_t other = 0;
    return places(f, form_at, letters) && places(k, key_at, other) && letters == other && letters > 0;
  }
  std::string_view form_part(uint32_t from, uint32_t to) const {
    return form.substr(form_at[from], static_cast<size_t>(form_at[to] - form_at[from]));
  }
  std::string_view key_part(uint32_t from, uint32_t to) const {
    return key.substr(key_at[from], static_cast<size_t>(key_at[to] - key_at[from]));
  }
  bool form_has(std::string_view part, uint32_t at) const { return form.substr(form_at[at]).starts_with(part); }
  bool key_has(std::string_view part, uint32_t at) const { return key.substr(key_at[at]).starts_with(part); }

 private:
  static bool places(std::string_view text, std::array<uint8_t, kMaxLetters + 1>& at, uint32_t& count) {
    count = 0;
    if (text.size() > 4 * kMaxLetters) return false;
    for (size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
      if (count == kMaxLetters) return false;
      at[count++] = static_cast<uint8_t>(i);
    }
    at[count] = static_cast<uint8_t>(text.size());
    return true;
  }
};

struct CandidateMaker::Split {
  uint8_t bits = 0;
  uint32_t begin = 0;
};

void CandidateMaker::make(std::string_view form, std::string_view key, CandidateList& out) const {
  out.clear();
  Word word;
  if (!word.read(form, key)) {
    Candidate unknown;
    unknown.guess = true;
    unknown.analysis.lemma = key;
    unknown.analysis.stem_end = static_cast<uint8_t>(std::min<size_t>(form.size() / 2, 255));
    out.push(unknown);
    return;
  }
  with_prefixes(word, out);
  if (form != key) out.drop_misspelled();
  guesses(word, out);
}

void CandidateMaker::with_prefixes(const Word& word, CandidateList& out) const {
  const auto middles = [&](Split split) {
    with_article(word, split, out);
    for (const Prefix& middle : clitics_.middles) {
      if (!word.form_has(middle.form, split.begin) || split.begin + middle.letters >= word.letters) continue;
      with_article(word, {static_cast<uint8_t>(split.bits | middle.bits), split.begin + middle.letters}, out);
    }
  };
  middles({});
  for (const Prefix& head : clitics_.heads)
    if (word.form_has(head.form, 0) && head.letters < word.letters) middles({head.bits, head.letters});
}

void CandidateMaker::with_article(const Word& word, Split split, CandidateList& out) const {
  with_pronouns(word, split, out);
  const auto bits = static_cast<uint8_t>(split.bits | kArticle);
  if ((split.bits & kFuture) != 0) return;
  if ((split.bits & kLi) == 0) {
    if (word.key_has(clitics_.article.form, split.begin) && split.begin + clitics_.article.letters < word.letters)
      look_up(word, {bits, split.begin + clitics_.article.letters}, nullptr, out);
    return;
  }
  if (!word.key_has(clitics_.li, split.begin) || split.begin + 1 >= word.letters) return;
  look_up(word, {bits, split.begin + 1}, nullptr, out);
  look_up(word, {bits, split.begin}, nullptr, out);  // a stem that begins with lam itself
  // li- before a word whose own first letters are the article's, such as a relative.
  char form[4 * kMaxLetters + 8];
  const std::string_view article = clitics_.article.form, rest = word.key_part(split.begin + 1, word.letters);
  std::memcpy(form, article.data(), article.size());
  std::memcpy(form + article.size(), rest.data(), rest.size());
  const std::string_view whole(form, article.size() + rest.size());
  for (const Entry* entry = forms_.find(whole); entry != nullptr; entry = entry->last() ? nullptr : entry + 1)
    if (forms_.feature(*entry).pos == Pos::kRelative) take(split, nullptr, word.letters, whole, entry, out);
}

void CandidateMaker::with_pronouns(const Word& word, const Split& split, CandidateList& out) const {
  look_up(word, split, nullptr, out);
  for (const Pronoun& pronoun : clitics_.pronouns)
    if (word.letters > split.begin + pronoun.letters && word.form.ends_with(pronoun.form))
      look_up(word, split, &pronoun, out);
}

void CandidateMaker::look_up(const Word& word, const Split& split, const Pronoun* pronoun, CandidateList& out) const {
  const uint32_t end = word.letters - (pronoun == nullptr ? 0 : pronoun->letters);
  const Entry* entry = forms_.find(word.key_part(split.begin, end));
  if (entry == nullptr) return;
  const std::string_view form = word.form_part(split.begin, end);
  for (;; ++entry) {
    take(split, pronoun, end, form, entry, out);
    if (entry->last()) return;
  }
}

void CandidateMaker::take(const Split& split, const Pronoun* pronoun, uint32_t stem_end, std::string_view form,
                          const Entry* entry, CandidateList& out) const {
  const Feature& feature = forms_.feature(*entry);
  const bool article = (split.bits & kArticle) != 0;
  const uint8_t use = pronoun != nullptr ? kBeforePronoun : article ? kAfterArticle : kBare;
  if ((feature.forms & use) == 0) return;
  if ((split.bits & ~kArticle & ~feature.proclitics) != 0) return;
  if (pronoun != nullptr && !carries(pronoun->host, feature.pos)) return;
  Candidate c;
  Analysis& a = c.analysis;
  a.lemma = forms_.lemma(entry->lemma());
  a.pos = feature.pos;
  if (a.pos == Pos::kVerb) a.verb = a.lemma;
  if (a.pos == Pos::kMasdar || a.pos == Pos::kParticiple) a.verb = forms_.verb(entry->lemma());
  a.proclitics = split.bits;
  a.stem_begin = static_cast<uint8_t>(split.begin);
  a.stem_end = static_cast<uint8_t>(stem_end);
  if (pronoun != nullptr) {
    a.enclitic_person = pronoun->person;
    a.enclitic_gender = pronoun->gender;
    a.enclitic_number = pronoun->number;
  }
  a.person = feature.person;
  a.gender = feature.gender;
  a.number = feature.number;
  a.tense = feature.tense;
  a.voice = feature.voice;
  a.definite = article || (pronoun != nullptr && is_nominal(a.pos)) || a.pos == Pos::kProperNoun;
  c.frequency = entry->frequency;
  c.exact = spelling_hash(form) == entry->spelling;
  out.push(c);
}

// Guesses keep the word whole, or take off what can hardly be part of it: the article, wa- before a long rest.
void CandidateMaker::guesses(const Word& word, CandidateList& out) const {
  const bool known = out.size() > 0;
  const auto guess = [&](Pos pos, const Split& split) {
    Candidate c;
    c.guess = true;
    c.analysis.pos = pos;
    c.analysis.proclitics = split.bits;
    c.analysis.stem_begin = static_cast<uint8_t>(split.begin);
    c.analysis.stem_end = static_cast<uint8_t>(word.letters);
    c.analysis.lemma = word.key_part(split.begin, word.letters);
    c.analysis.definite = (split.bits & kArticle) != 0 || pos == Pos::kProperNoun;
    out.push(c);
  };
  guess(Pos::kProperNoun, {});
  if (known) return;
  guess(Pos::kNoun, {});
  const auto rest = [&](const Split& split) {
    const bool li = (split.bits & kLi) != 0;
    const uint32_t letters = li ? 1 : clitics_.article.letters;
    if (split.begin + 5 <= word.letters && word.key_has(li ? clitics_.li : clitics_.article.form, split.begin)) {
      const Split article{static_cast<uint8_t>(split.bits | kArticle), split.begin + letters};
      guess(Pos::kNoun, article);
      guess(Pos::kAdjective, article);
      guess(Pos::kProperNoun, article);
    }
  };
  rest({});
  for (const Prefix& head : clitics_.heads) {
    if (head.bits != kAnd || !word.form_has(head.form, 0) || word.letters < 5) continue;
    const Split split{head.bits, head.letters};
    rest(split);
    if (&head == &clitics_.heads.front()) guess(Pos::kProperNoun, split);
  }
  for (const Prefix& middle : clitics_.middles)
    if (word.letters >= 6 && word.form_has(middle.form, 0) && middle.bits != kFuture)
      rest({middle.bits, middle.letters});
}

}  // namespace isnad::words
