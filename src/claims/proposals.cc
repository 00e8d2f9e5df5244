// SPDX-License-Identifier: Apache-2.0
// A word proposes the entries of its lemma, by each of its analyses, and of its written stem. Entries of several words
// win over those of one, and the other words of a matched phrase propose nothing. Of one type's entries the one that
// asks most of its surroundings and gets it is kept: it knows the mode best.
#include "claims/proposals.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"

namespace isnad::claims {

namespace {

constexpr uint32_t kSubjectWords = 3;  // between a verb and the rest of its phrase
// Analyses beyond the second are seldom right, and bring more wrong proposals than acts.
constexpr uint8_t kAnalyses = 2;

bool fits(EntryPos entry, Pos pos) {
  if (pos == Pos::kUnknown || entry == EntryPos::kPhrase) return true;
  switch (pos) {
    case Pos::kVerb: return entry == EntryPos::kVerb;
    case Pos::kNoun:
    case Pos::kMasdar: return entry == EntryPos::kMasdar || entry == EntryPos::kNoun || entry == EntryPos::kParticiple;
    case Pos::kParticiple:
    case Pos::kAdjective:
      return entry == EntryPos::kParticiple || entry == EntryPos::kAdjective || entry == EntryPos::kNoun;
    default: return false;
  }
}

class Proposer {
 public:
  Proposer(const Surroundings& around, const Codebook& codebook) : around_(around), codebook_(codebook) {}

  std::vector<Proposal> run() {
    const Document& doc = around_.doc();
    for (uint32_t i = 0; i < doc.tokens.size(); ++i)
      if (doc.tokens[i].kind == TokenKind::kWord) token(i);
    drop_covered();
    return std::move(out_);
  }

 private:
  void token(uint32_t i) {
    const Token& token = around_.doc().tokens[i];
    begin_ = out_.size();
    // A word that names an office or a body is hardly a verb with a conjunction before it.
    const uint8_t analyses = around_.word(i).sense.head != 0 ? uint8_t{1} : kAnalyses;
    for (uint8_t a = 0; a < std::min(token.analyses, analyses); ++a) {
      const Analysis& analysis = around_.doc().analyses[token.first_analysis + a];
      const Word& word = around_.word(i);
      const auto hash = [&](std::string_view lemma) {
        return lemma == word.lemma ? word.lemma_hash : lemma == word.stem ? word.stem_hash : hash64(lemma);
      };
      if (!analysis.lemma.empty())
        entries({i, 0, i, i + 1, a, Match::kLemma}, analysis, analysis.lemma, hash(analysis.lemma));
      const std::string_view stem = stem_of(token, analysis);
      if (stem != analysis.lemma) entries({i, 0, i, i + 1, a, Match::kStem}, analysis, stem, hash(stem));
      if (a == 0 && analysis.pos == Pos::kVerb)
        entries({i, 0, i, i + 1, a, Match::kForeign}, analysis, token.key, word.key_hash);
    }
    if (token.analyses == 0)
      entries({i, 0, i, i + 1, 0, Match::kStem}, Analysis(), token.key, around_.word(i).key_hash);
  }

  static bool fits(Match match, EntryPos entry, Pos pos) {
    switch (match) {
      case Match::kLemma: return claims::fits(entry, pos);
      // A past verb looks like its own lemma, so a stem says nothing of a verb.
      case Match::kStem: return pos != Pos::kVerb && claims::fits(entry, pos);
      case Match::kForeign: return entry != EntryPos::kVerb && entry != EntryPos::kPhrase;
    }
    return false;
  }

  void entries(Proposal proposal, const Analysis& analysis, std::string_view lemma, uint64_t hash) {
    for (uint32_t number : codebook_.find(lemma, hash)) {
      const Entry& entry = codebook_.entry(number);
      if (!fits(proposal.match, entry.pos, analysis.pos)) continue;
      Proposal found = proposal;
      found.entry = number;
      if (entry.words.size() > 1 && !phrase(entry, analysis, found)) continue;
      found.unmet = !entry.needs.empty() && !around_.holds(entry.needs, found.token, analysis);
      if (found.unmet && (entry.words.size() > 1 || proposal.analysis != 0 || proposal.match == Match::kForeign))
        continue;
      if (!entry.bars.empty() && around_.holds(entry.bars, found.token, analysis)) continue;
      keep(found);
    }
  }

  // Words of a phrase stand one after the other; after a verb its subject may stand between.
  bool phrase(const Entry& entry, const Analysis& analysis, Proposal& proposal) const {
    const Sentence& sentence = around_.sentence(proposal.token);
    const uint32_t gap = analysis.pos == Pos::kVerb ? kSubjectWords : 0;
    uint32_t at = proposal.token;
    for (uint32_t w = entry.trigger_word; w-- > 0;) {
      if (at == sentence.first_token || !around_.word(--at).is(entry.hashes[w])) return false;
    }
    proposal.first_token = at;
    at = proposal.token + 1;
    for (uint32_t w = entry.trigger_word + 1U; w < entry.words.size(); ++w) {
      const uint32_t last = std::min(sentence.last_token, at + 1 + gap);
      while (at < last && !around_.word(at).is(entry.hashes[w])) ++at;
      if (at >= last) return false;
      ++at;
    }
    proposal.last_token = at;
    return true;
  }

  // Which of two entries of one type is kept: the greater.
  auto rank(const Proposal& proposal) const {
    const Entry& entry = codebook_.entry(proposal.entry);
    return std::tuple(!proposal.unmet, entry.words.size(), proposal.analysis == 0, proposal.match != Match::kForeign,
                      proposal.match == Match::kLemma, !entry.needs.empty(), !entry.bars.empty());
  }

  void keep(const Proposal& proposal) {
    for (size_t k = begin_; k < out_.size(); ++k) {
      if (codebook_.entry(out_[k].entry).type != codebook_.entry(proposal.entry).type) continue;
      if (rank(proposal) > rank(out_[k])) out_[k] = proposal;
      return;
    }
    out_.push_back(proposal);
  }

  void drop_covered() {
    std::vector<uint8_t> cover(around_.doc().tokens.size());  // words of the longest phrase over each token
    const auto words = [](const Proposal& c) { return static_cast<uint8_t>(c.last_token - c.first_token); };
    for (const Proposal& c : out_)
      for (uint32_t i = c.first_token; i < c.last_token; ++i) cover[i] = std::max(cover[i], words(c));
    std::erase_if(out_, [&](const Proposal& c) { return words(c) < cover[c.token]; });
  }

  const Surroundings& around_;
  const Codebook& codebook_;
  std::vector<Proposal> out_;
  size_t begin_ = 0;  // of the proposals of the token at hand
};

}  // namespace

std::vector<Proposal> propose(const Surroundings& around, const Codebook& codebook) {
  return Proposer(around, codebook).run();
}

}  // namespace isnad::claims
