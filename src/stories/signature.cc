// SPDX-License-Identifier: Apache-2.0
#include "stories/signature.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <unordered_set>

#include "base/hash.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::stories {

namespace {

constexpr size_t kShingle = 5;      // running words of one fingerprint
constexpr size_t kWindow = 8;       // neighbours of which the least hash is kept
constexpr size_t kMostTerms = 600;  // of one kind: longer texts say no more about their story
constexpr size_t kMostPrints = 4000;
constexpr uint8_t kInTitle = 3, kInFront = 2;

uint32_t short_hash(std::string_view key, uint64_t seed) { return static_cast<uint32_t>(hash64(key, seed)); }

class Terms {
 public:
  void add(uint32_t id, uint8_t weight, bool title) {
    if (terms_.size() >= kMostTerms && !terms_.contains(id)) return;
    Term& term = terms_[id];
    term.id = id;
    term.weight = static_cast<uint8_t>(std::min(255, term.weight + weight));
    if (title && term.title < 255) ++term.title;
  }
  std::vector<Term> sorted() const {
    std::vector<Term> list;
    list.reserve(terms_.size());
    for (const auto& [id, term] : terms_) list.push_back(term);
    return list;
  }

 private:
  std::map<uint32_t, Term> terms_;
};

bool tells_something(Pos pos) {
  switch (pos) {
    case Pos::kPronoun:
    case Pos::kPreposition:
    case Pos::kConjunction:
    case Pos::kParticle:
    case Pos::kRelative:
    case Pos::kDemonstrative:
    case Pos::kPunct: return false;
    default: return true;
  }
}

// Which paragraph of the body comes first: titles and datelines do not count.
uint32_t first_paragraph(const Document& doc) {
  for (const Sentence& sentence : doc.sentences)
    if (sentence.region == RegionKind::kBody && sentence.last_token - sentence.first_token >= 8)
      return sentence.paragraph;
  return 0;
}

uint8_t weight_of(const Sentence& sentence, uint32_t front) {
  if (sentence.region == RegionKind::kTitle) return kInTitle;
  return sentence.paragraph == front ? kInFront : 1;
}

bool of_article(const Sentence& sentence) {
  return sentence.region == RegionKind::kTitle || sentence.region == RegionKind::kBody ||
         sentence.region == RegionKind::kCaption;
}

std::vector<Term> lemmas_of(const Document& doc, uint32_t front, uint32_t& words) {
  Terms terms;
  for (const Sentence& sentence : doc.sentences) {
    if (!of_article(sentence)) continue;
    const bool title = sentence.region == RegionKind::kTitle;
    for (uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
      const Token& token = doc.tokens[i];
      if (token.kind == TokenKind::kPunct || token.kind == TokenKind::kOther) continue;
      ++words;
      const Analysis& analysis = doc.analysis(token);
      if (!tells_something(analysis.pos)) continue;
      const std::string_view lemma = analysis.lemma.empty() ? token.key : analysis.lemma;
      if (lemma.size() < 3) continue;  // single letters and digits
      terms.add(short_hash(lemma, 1), weight_of(sentence, front), title);
    }
  }
  return terms.sorted();
}

std::string identity(const Entity& entity) {
  if (!entity.kb.empty()) return entity.kb;
  return text::fold(entity.name);
}

std::vector<Term> names_of(const Document& doc, uint32_t front) {
  Terms terms;
  std::vector<uint32_t> ids;
  for (const Entity& entity : doc.entities) ids.push_back(short_hash(identity(entity), 2));
  for (const Mention& mention : doc.mentions) {
    const int32_t at = doc.sentence_at(mention.span.begin);
    if (mention.entity == kNoIndex || at == kNoIndex) continue;
    const Sentence& sentence = doc.sentences[static_cast<size_t>(at)];
    if (of_article(sentence))
      terms.add(ids[static_cast<size_t>(mention.entity)], weight_of(sentence, front),
                sentence.region == RegionKind::kTitle);
  }
  return terms.sorted();
}

std::vector<Term> acts_of(const Document& doc, uint32_t front) {
  Terms terms;
  for (const Event& event : doc.events) {
    if (event.basis == Basis::kBackground) continue;
    const int32_t at = doc.sentence_at(event.trigger.begin);
    if (at == kNoIndex) continue;
    const Sentence& sentence = doc.sentences[static_cast<size_t>(at)];
    const auto add = [&](std::string_view what) {
      terms.add(short_hash(what, 3 + static_cast<uint64_t>(event.type)), weight_of(sentence, front),
                sentence.region == RegionKind::kTitle);
    };
    for (const auto* list : {&event.actors, &event.recipients})
      for (const Participant& p : *list) {
        if (p.entity != kNoIndex) add(identity(doc.entities[static_cast<size_t>(p.entity)]));
        else if (!p.country.empty()) add(p.country);
      }
    if (event.place != kNoIndex) add(identity(doc.entities[static_cast<size_t>(event.place)]));
  }
  return terms.sorted();
}

// Winnowing (Schleimer, Wilkerson, Aiken 2003): shared passages are found wherever they stand in either text.
std::vector<Print> prints_of(const Document& doc) {
  std::vector<uint64_t> words;
  std::vector<uint16_t> paragraphs;
  for (const Sentence& sentence : doc.sentences) {
    if (sentence.region != RegionKind::kBody) continue;
    for (uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
      const Token& token = doc.tokens[i];
      if (token.kind == TokenKind::kPunct || token.kind == TokenKind::kOther) continue;
      words.push_back(hash64(token.key));
      paragraphs.push_back(static_cast<uint16_t>(std::min<uint32_t>(sentence.paragraph, 65535)));
    }
  }
  std::vector<uint32_t> shingles;
  for (size_t i = 0; i + kShingle <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < kShingle; ++k) hash = mix(hash, words[i + k]);
    shingles.push_back(static_cast<uint32_t>(hash));
  }
  std::vector<Print> prints;
  std::unordered_set<uint32_t> seen;
  const size_t windows =
      shingles.size() < kWindow ? std::min<size_t>(1, shingles.size()) : shingles.size() - kWindow + 1;
  for (size_t i = 0; i < windows && prints.size() < kMostPrints; ++i) {
    const size_t end = std::min(i + kWindow, shingles.size());
    size_t least = i;
    for (size_t k = i + 1; k < end; ++k)
      if (shingles[k] <= shingles[least]) least = k;
    if (seen.insert(shingles[least]).second) prints.push_back({shingles[least], paragraphs[least]});
  }
  return prints;
}

template <class T>
void put(std::string& out, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

void put_terms(std::string& out, const std::vector<Term>& terms) {
  put(out, static_cast<uint32_t>(terms.size()));
  for (const Term& term : terms) {
    put(out, term.id);
    put(out, term.weight);
    put(out, term.title);
  }
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : left_(bytes) {}
  template <class T>
  T take() {
    T value{};
    if (left_.size() < sizeof value) {
      good_ = false;
      return value;
    }
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return value;
  }
  std::vector<Term> terms() {
    std::vector<Term> list(count(6));
    for (Term& term : list) {
      term.id = take<uint32_t>();
      term.weight = take<uint8_t>();
      term.title = take<uint8_t>();
    }
    return list;
  }
  // How many pieces of `size` bytes follow; none when there are fewer bytes.
  size_t count(size_t size) {
    const auto n = take<uint32_t>();
    if (n > left_.size() / size) good_ = false;
    return good_ ? n : 0;
  }
  bool whole() const { return good_ && left_.empty(); }

 private:
  std::string_view left_;
  bool good_ = true;
};

constexpr uint8_t kFormat = 2;

}  // namespace

Signature make_signature(const Document& doc) {
  Signature signature;
  const uint32_t front = first_paragraph(doc);
  signature.dated = doc.meta.published.basis == DateBasis::kGiven || doc.meta.published.basis == DateBasis::kPage;
  signature.lemmas = lemmas_of(doc, front, signature.words);
  signature.names = names_of(doc, front);
  signature.acts = acts_of(doc, front);
  signature.prints = prints_of(doc);
  return signature;
}

std::string encode(const Signature& signature) {
  std::string out;
  put(out, kFormat);
  put(out, static_cast<uint8_t>(signature.dated));
  put(out, signature.words);
  for (const auto* terms : {&signature.lemmas, &signature.names, &signature.acts}) put_terms(out, *terms);
  put(out, static_cast<uint32_t>(signature.prints.size()));
  for (const Print& print : signature.prints) {
    put(out, print.hash);
    put(out, print.paragraph);
  }
  return out;
}

Result<Signature> decode(std::string_view bytes) {
  Bytes in(bytes);
  Signature signature;
  if (in.take<uint8_t>() != kFormat) return Error{"is a signature of another isnad"};
  signature.dated = in.take<uint8_t>() != 0;
  signature.words = in.take<uint32_t>();
  signature.lemmas = in.terms();
  signature.names = in.terms();
  signature.acts = in.terms();
  signature.prints.resize(in.count(6));
  for (Print& print : signature.prints) {
    print.hash = in.take<uint32_t>();
    print.paragraph = in.take<uint16_t>();
  }
  if (!in.whole()) return Error{"is a damaged signature"};
  return signature;
}

}  // namespace isnad::stories
