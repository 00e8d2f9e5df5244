// SPDX-License-Identifier: Apache-2.0
// Each feature comes plain and, where the types may differ in it, joined with the type: what is plain is shared by all
// types, so that the seldom ones profit from the frequent.
#include "claims/trigger_features.h"

#include <algorithm>
#include <charconv>

#include "document/names.h"
#include "text/letters.h"

namespace isnad::claims {

namespace {

enum Template : uint64_t {
  kBias = 100,
  kLemma,
  kLemmaMode,
  kStrength,
  kMatch,
  kPos,
  kClitics,
  kTense,
  kForm,
  kPrevious,
  kNext,
  kPreviousPos,
  kNextPos,
  kAroundPos,
  kNextTwo,
  kBag,
  kSentenceSubject,
  kDocumentSubject,
  kNextName,
  kNameAfter,
  kNameBefore,
  kNames,
  kInsideName,
  kSlot,
  kNoSlot,
  kQuote,
  kCue,
  kTime,
  kRegion,
  kSentenceNumber,
  kPlace,
  kLength,
  kRivals,
  kSameType,
  kTold,
  kProposalBefore,
  kProposalAfter,
  kShape,
  kLemmaPrevious,
  kLemmaNext,
  kNear,
  kPreviousLemmaForm,
  kStart,
  kOwnCluster,
  kPreviousCluster,
  kNextCluster,
  kBagCluster,
  kHeads,
  kNextHead,
  kLikely,
  kLikelyShare,
  kLikelyAll,
  kOften,
  kSentenceAlike,
  kSentenceAll,
  kGovernor,
  kPreposition
};

constexpr uint32_t kBagReach = 4;
constexpr uint32_t kGovernorReach = 6;
constexpr uint32_t kPrepositionReach = 4;
constexpr size_t kMostNeighbours = 40;  // proposals of one sentence that are looked at on each side

uint64_t word_hash(std::string_view word) { return hash64(word); }

// Subject words of a sentence, as bits.
uint16_t subjects_of(const Surroundings& around, const Sentence& sentence) {
  uint16_t bits = 0;
  for (uint32_t i = sentence.first_token; i < sentence.last_token; ++i) bits |= around.word(i).sense.subjects;
  return bits;
}

}  // namespace

Result<WordSenses> WordSenses::open(const lexicon::Lexicon& lexicon) {
  static constexpr std::string_view kNames[kSubjects] = {"politics", "force",   "law",      "protest",  "sport",
                                                         "economy",  "culture", "weather",  "accident", "health",
                                                         "science",  "society", "religion", "relief"};
  static constexpr std::string_view kHeads[] = {"", "title", "group", "body", "class", "kin", "thing"};
  WordSenses senses;
  lexicon::Table table = lexicon.table("claims/subjects");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const auto* name = std::find(std::begin(kNames), std::end(kNames), table.cell(row, table.column("subject")));
    if (name == std::end(kNames))
      return Error{lexicon.where(table.index(), row) + ": a subject that is not known here"};
    senses.subjects_[hash64(text::fold(table.cell(row, 0U)))] |=
        static_cast<uint16_t>(1U << (name - std::begin(kNames)));
  }
  table = lexicon.table("claims/heads");
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const auto* kind = std::find(std::begin(kHeads), std::end(kHeads), table.cell(row, table.column("kind")));
    senses.heads_[hash64(text::fold(table.cell(row, 0U)))] = static_cast<uint8_t>(kind - std::begin(kHeads));
  }
  senses.clusters_ = lexicon.table("names/clusters");
  senses.coarse_ = senses.clusters_.column("coarse");
  senses.fine_ = senses.clusters_.column("fine");
  return senses;
}

WordSense WordSenses::operator()(std::string_view key, const Word& word) const {
  WordSense sense;
  if (const auto found = subjects_.find(word.lemma_hash); found != subjects_.end()) sense.subjects = found->second;
  if (const auto found = heads_.find(word.stem_hash); found != heads_.end()) sense.head = found->second;
  else if (const auto lemma = heads_.find(word.lemma_hash); lemma != heads_.end()) sense.head = lemma->second;
  std::span<const uint32_t> rows = clusters_.find(key);
  if (rows.empty()) rows = clusters_.find(word.stem);
  if (!rows.empty()) {
    const auto number = [&](int column) {
      uint16_t value = 0;
      const std::string_view cell = clusters_.cell(rows[0], column);
      std::from_chars(cell.data(), cell.data() + cell.size(), value);
      return static_cast<uint16_t>(value + 1);
    };
    sense.coarse = number(coarse_);
    sense.fine = number(fine_);
  }
  return sense;
}

TriggerFeatures::TriggerFeatures(const Surroundings& around, const Codebook& codebook,
                                 const std::vector<Proposal>& proposals)
    : around_(around), codebook_(codebook), proposals_(proposals) {
  const std::vector<Sentence>& sentences = around.doc().sentences;
  std::array<size_t, kSubjects> count{};
  for (const Sentence& sentence : sentences) {
    const uint16_t bits = subjects_of(around, sentence);
    for (size_t s = 0; s < kSubjects; ++s) count[s] += bits >> s & 1;
  }
  for (size_t s = 0; s < kSubjects && !sentences.empty(); ++s)
    share_[s] = static_cast<uint8_t>(count[s] * 5 / sentences.size());
  for (const Proposal& proposal : proposals) {
    const Entry& entry = codebook.entry(proposal.entry);
    if (proposal.unmet || (entry.strength != Strength::kStrong && entry.needs.empty())) continue;
    ++likely_[static_cast<size_t>(entry.type)];
    ++lemmas_[mix(entry.lemma(), static_cast<uint64_t>(entry.type))];
  }
}

const std::vector<uint64_t>& TriggerFeatures::of(size_t number) {
  features_.clear();
  const Proposal& proposal = proposals_[number];
  const Entry& entry = codebook_.entry(proposal.entry);
  const Document& doc = around_.doc();
  const Token& token = doc.tokens[proposal.token];
  static const Analysis kNone;
  const Analysis& analysis = token.analyses == 0 ? kNone : doc.analyses[token.first_analysis + proposal.analysis];
  word(proposal, entry, analysis);
  neighbours(proposal, entry);
  names(proposal, entry);
  slots(proposal, entry);
  text(proposal, entry);
  others(number, entry);
  return features_.list();
}

void TriggerFeatures::word(const Proposal& proposal, const Entry& entry, const Analysis& a) {
  const uint64_t lemma = entry.lemma();
  const auto strength = entry.strength;
  const uint64_t asks = entry.needs.empty() ? 0 : proposal.unmet ? 2 : 1;
  features_.add(kBias);
  features_.add(kBias, entry.type);
  features_.add(kLemma, lemma);
  features_.add(kLemma, lemma, entry.type);
  features_.add(kLemma, lemma, entry.type, entry.pos, asks);
  features_.add(kLemmaMode, word_hash(entry.mode), entry.type, asks);
  features_.add(kStrength, strength, entry.pos, asks == 2);
  features_.add(kStrength, strength, asks, entry.type);
  features_.add(kStrength, asks, !entry.bars.empty());
  features_.add(kMatch, proposal.match, proposal.analysis != 0, entry.pos);
  features_.add(kMatch, entry.words.size() > 1, entry.type);
  features_.add(kPos, a.pos, entry.pos);
  features_.add(kPos, entry.pos, entry.type);
  features_.add(kClitics, a.proclitics & (kAnd | kBi | kLi | kKa), entry.pos);
  features_.add(kTense, a.tense, a.voice, a.has(kFuture), a.person);
  features_.add(kTense, a.tense, a.voice, a.has(kFuture), entry.type);
  features_.add(kForm, a.definite, a.enclitic_person != 0, a.number, entry.pos);
  features_.add(kForm, a.definite, a.enclitic_person != 0, entry.type);
  features_.add(kForm, a.definite, lemma);
  const WordSense& sense = around_.word(proposal.token).sense;
  features_.add(kOwnCluster, sense.fine, entry.type);
  features_.add(kOwnCluster, sense.coarse, 1, entry.type);
  features_.add(kOwnCluster, sense.fine);
}

void TriggerFeatures::neighbours(const Proposal& proposal, const Entry& entry) {
  const Document& doc = around_.doc();
  const Sentence& sentence = around_.sentence(proposal.token);
  const uint64_t lemma = entry.lemma();
  const auto word_at = [&](uint32_t i) { return around_.word(i).lemma_hash; };
  const auto pos_at = [&](uint32_t i) { return static_cast<uint64_t>(doc.analysis(doc.tokens[i]).pos); };
  const bool has_previous = proposal.first_token > sentence.first_token;
  const bool has_next = proposal.last_token < sentence.last_token;
  const uint32_t p = has_previous ? proposal.first_token - 1 : 0, n = proposal.last_token;
  const uint64_t previous = has_previous ? word_at(p) : 1, next = has_next ? word_at(n) : 1;
  const uint64_t previous_pos = has_previous ? pos_at(p) : 99, next_pos = has_next ? pos_at(n) : 99;
  const bool noun = entry.pos != EntryPos::kVerb;
  features_.add(kPrevious, previous, noun);
  features_.add(kPrevious, previous, entry.type);
  features_.add(kNext, next, noun);
  features_.add(kNext, next, entry.type);
  features_.add(kPreviousPos, previous_pos, entry.pos);
  features_.add(kNextPos, next_pos, entry.pos);
  features_.add(kAroundPos, previous_pos, next_pos, noun);
  features_.add(kLemmaPrevious, lemma, previous);
  features_.add(kLemmaNext, lemma, next);
  if (has_previous) features_.add(kPreviousLemmaForm, doc.analysis(doc.tokens[p]).definite, previous_pos, entry.pos);
  if (has_next) {
    const Analysis& a = doc.analysis(doc.tokens[n]);
    features_.add(kNextTwo, next_pos, a.definite, a.proclitics & (kBi | kLi | kAnd), entry.pos);
    features_.add(kNextTwo, a.proclitics & (kBi | kLi), entry.type);
  }
  governor(proposal, entry);
  const uint32_t first = std::max(sentence.first_token, proposal.token - std::min(proposal.token, kBagReach));
  const uint32_t last = std::min(sentence.last_token, proposal.token + 1 + kBagReach);
  const auto sense_at = [&](uint32_t i) { return around_.word(i).sense; };
  if (has_previous) {
    features_.add(kPreviousCluster, sense_at(p).fine, noun);
    features_.add(kPreviousCluster, sense_at(p).coarse, 1, entry.type);
    features_.add(kHeads, 0, sense_at(p).head, entry.pos);
    if (sense_at(p).head != 0) features_.add(kHeads, 1, sense_at(p).head, entry.type);
  }
  if (has_next) {
    features_.add(kNextCluster, sense_at(n).fine, noun);
    features_.add(kNextCluster, sense_at(n).coarse, 1, entry.type);
    features_.add(kNextHead, 0, sense_at(n).head, entry.pos);
    if (sense_at(n).head != 0) features_.add(kNextHead, 1, sense_at(n).head, entry.type);
  }
  uint32_t heads = 0;
  uint16_t near = 0;
  for (uint32_t i = first; i < last; ++i) {
    if (i >= proposal.first_token && i < proposal.last_token) continue;
    features_.add(kBag, word_at(i), entry.type);
    features_.add(kBag, word_at(i));
    features_.add(kBagCluster, sense_at(i).coarse, i > proposal.token, entry.type);
    features_.add(kBagCluster, sense_at(i).coarse, i > proposal.token);
    heads |= 1U << (sense_at(i).head + (i > proposal.token ? 8 : 0));
    near |= sense_at(i).subjects;
  }
  for (uint32_t bit = 0; bit < 16; ++bit)
    if (bit % 8 != 0 && (heads >> bit & 1) != 0) {
      features_.add(kHeads, 2, bit, entry.pos);
      features_.add(kHeads, 3, bit, entry.type);
    }
  for (size_t s = 0; s < kSubjects; ++s)
    if ((near >> s & 1) != 0) features_.add(kNear, s, entry.type);
}

// The verb that a noun hangs on, and the prepositions that follow: what is done with the act, and to whom.
void TriggerFeatures::governor(const Proposal& proposal, const Entry& entry) {
  const Document& doc = around_.doc();
  const Sentence& sentence = around_.sentence(proposal.token);
  const uint64_t lemma = entry.lemma();
  uint64_t verb = 0, tense = 0;
  for (uint32_t back = 1; back <= kGovernorReach && proposal.first_token >= sentence.first_token + back; ++back) {
    const uint32_t t = proposal.first_token - back;
    const Analysis& a = doc.analysis(doc.tokens[t]);
    if (a.pos != Pos::kVerb) continue;
    verb = around_.word(t).lemma_hash;
    tense = static_cast<uint64_t>(a.tense) * 4 + static_cast<uint64_t>(a.voice);
    break;
  }
  features_.add(kGovernor, verb, entry.pos);
  features_.add(kGovernor, verb, entry.type, 1);
  features_.add(kGovernor, tense, entry.pos, 2);
  for (uint32_t t = proposal.last_token; t < sentence.last_token && t < proposal.last_token + kPrepositionReach; ++t) {
    const Analysis& a = doc.analysis(doc.tokens[t]);
    const uint64_t attached = a.proclitics & (kBi | kLi);
    if (a.pos != Pos::kPreposition && attached == 0) continue;
    const uint64_t which = attached != 0 ? attached : around_.word(t).lemma_hash;
    features_.add(kPreposition, which, entry.type);
    features_.add(kPreposition, which, lemma);
    if (t + 1 < sentence.last_token) {
      const uint32_t noun = attached != 0 ? t : t + 1;
      features_.add(kPreposition, which, around_.word(noun).sense.coarse, entry.type);
    }
    break;
  }
}

void TriggerFeatures::names(const Proposal& proposal, const Entry& entry) {
  const Document& doc = around_.doc();
  const Sentence& sentence = around_.sentence(proposal.token);
  const auto type_at = [&](uint32_t i) {
    return static_cast<uint64_t>(doc.mentions[static_cast<size_t>(around_.word(i).mention)].type);
  };
  const bool inside = around_.word(proposal.token).mention != kNoIndex;
  features_.add(kInsideName, inside, entry.pos);
  if (inside) features_.add(kInsideName, type_at(proposal.token), entry.type);
  uint32_t count = 0;
  int32_t seen = kNoIndex;
  bool after = false, before = false;
  for (uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
    const int32_t mention = around_.word(i).mention;
    if (mention == kNoIndex || mention == seen) continue;
    seen = mention;
    ++count;
    if (i < proposal.token && i + 6 >= proposal.token) {
      before = true;
      features_.add(kNameBefore, type_at(i), proposal.token - i > 2, entry.pos);
    } else if (i > proposal.token && i <= proposal.token + 6) {
      after = true;
      features_.add(kNameAfter, type_at(i), i - proposal.token > 2, entry.pos);
      if (i == proposal.last_token) features_.add(kNextName, type_at(i), entry.type);
    }
  }
  features_.add(kNames, bucket(count));
  features_.add(kNames, after, before, entry.type);
}

void TriggerFeatures::slots(const Proposal& proposal, const Entry& entry) {
  size_t found = 0, asked = 0;
  for (const auto* list : {&entry.actor, &entry.recipient})
    for (const Slot& slot : *list) {
      if (slot.kind != SlotKind::kPreposition) continue;
      ++asked;
      if (!around_.preposition_after(proposal.last_token - 1, slot.preposition, word_hash(slot.preposition), 5))
        continue;
      ++found;
      features_.add(kSlot, word_hash(slot.preposition), entry.type);
    }
  features_.add(kSlot, asked > 0, found > 0, entry.pos);
  features_.add(kNoSlot, asked > 0, found > 0, entry.type);
}

void TriggerFeatures::text(const Proposal& proposal, const Entry& entry) {
  const Document& doc = around_.doc();
  const Token& token = doc.tokens[proposal.token];
  const Sentence& sentence = around_.sentence(proposal.token);
  const Word& word = around_.word(proposal.token);
  features_.add(kQuote, word.in_quote);
  features_.add(kQuote, word.in_quote, entry.type);
  features_.add(kCue, word.cue, entry.type);
  features_.add(kCue, word.cue, entry.lemma());
  const bool title = sentence.region == RegionKind::kTitle || (token.sentence == 0 && doc.meta.title);
  features_.add(kRegion, title, entry.pos);
  features_.add(kSentenceNumber, std::min<uint32_t>(token.sentence, 5));
  features_.add(kSentenceNumber, std::min<uint32_t>(token.sentence, 2), entry.type);
  features_.add(kPlace, bucket(proposal.token - sentence.first_token), entry.pos);
  features_.add(kLength, bucket((sentence.last_token - sentence.first_token) / 4));
  features_.add(kStart, proposal.token == sentence.first_token, entry.type);
  const uint16_t here = subjects_of(around_, sentence);
  for (size_t s = 0; s < kSubjects; ++s) {
    if ((here >> s & 1) != 0) {
      features_.add(kSentenceSubject, s);
      features_.add(kSentenceSubject, s, entry.type);
    }
    features_.add(kDocumentSubject, s, share_[s]);
    if (share_[s] > 0) features_.add(kDocumentSubject, s, share_[s] > 1, entry.type);
  }
}

void TriggerFeatures::others(size_t number, const Entry& entry) {
  const Proposal& proposal = proposals_[number];
  const Sentence& sentence = around_.sentence(proposal.token);
  size_t rivals = 0, first = number;
  while (first > 0 && proposals_[first - 1].token == proposal.token) --first;
  for (size_t k = first; k < proposals_.size() && proposals_[k].token == proposal.token; ++k) ++rivals;
  features_.add(kRivals, bucket(rivals), entry.strength);
  for (size_t k = first; k < first + rivals; ++k)
    if (k != number) features_.add(kRivals, codebook_.entry(proposals_[k].entry).type, entry.type);
  // The nearest proposals before and after: a light verb and its noun, an act told twice in one clause.
  if (first > 0 && proposals_[first - 1].token >= sentence.first_token) {
    const Proposal& before = proposals_[first - 1];
    const uint64_t distance = bucket(proposal.token - before.token);
    const Entry& other = codebook_.entry(before.entry);
    features_.add(kProposalBefore, distance, other.pos, entry.pos);
    features_.add(kProposalBefore, distance < 4, other.type, entry.type);
    features_.add(kProposalBefore, distance, other.strength, entry.strength);
  } else {
    features_.add(kProposalBefore, 77, entry.pos);
  }
  const size_t next = first + rivals;
  if (next < proposals_.size() && proposals_[next].token < sentence.last_token) {
    const Proposal& after = proposals_[next];
    const uint64_t distance = bucket(after.token - proposal.token);
    const Entry& other = codebook_.entry(after.entry);
    features_.add(kProposalAfter, distance, other.pos, entry.pos);
    features_.add(kProposalAfter, distance < 4, other.type, entry.type);
    features_.add(kProposalAfter, distance, other.strength, entry.strength);
  } else {
    features_.add(kProposalAfter, 77, entry.pos);
  }
  // How much the sentence has to tell, and of what: of this type before and after, and of all types.
  uint32_t before_alike = 0, after_alike = 0, all = 0;
  const auto count = [&](const Proposal& other) {
    const Entry& its = codebook_.entry(other.entry);
    if (other.unmet || (its.strength != Strength::kStrong && its.needs.empty())) return;
    ++all;
    if (its.type == entry.type) ++(other.token < proposal.token ? before_alike : after_alike);
  };
  for (size_t k = first; k-- > 0 && proposals_[k].token >= sentence.first_token && first - k < kMostNeighbours;)
    count(proposals_[k]);
  for (size_t k = first + rivals;
       k < proposals_.size() && proposals_[k].token < sentence.last_token && k - first < kMostNeighbours; ++k)
    count(proposals_[k]);
  features_.add(kSentenceAlike, std::min(before_alike, 2U), std::min(after_alike, 2U), entry.strength);
  features_.add(kSentenceAlike, std::min(before_alike, 1U), std::min(after_alike, 1U), entry.type);
  features_.add(kSentenceAll, bucket(all), entry.strength);
  features_.add(kSentenceAll, bucket(all), entry.type);
  const uint32_t alike = likely_[static_cast<size_t>(entry.type)];
  features_.add(kLikely, bucket(alike));
  features_.add(kLikely, bucket(alike), entry.type);
  const auto sentences = static_cast<uint32_t>(around_.doc().sentences.size());
  features_.add(kLikelyShare, bucket(alike * 8 / std::max(1U, sentences)));
  uint32_t total = 0;
  for (uint32_t n : likely_) total += n;
  features_.add(kLikelyAll, bucket(total * 4 / std::max(1U, sentences)), entry.strength);
  const auto often = lemmas_.find(mix(entry.lemma(), static_cast<uint64_t>(entry.type)));
  features_.add(kOften, bucket(often == lemmas_.end() ? 0 : often->second), entry.pos);
  uint32_t& told = told_[mix(entry.lemma(), static_cast<uint64_t>(entry.type))];
  features_.add(kTold, std::min<uint32_t>(told, 3), entry.pos);
  features_.add(kTold, told > 0, entry.type);
  ++told;
}

}  // namespace isnad::claims
