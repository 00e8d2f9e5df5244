// SPDX-License-Identifier: Apache-2.0
// What the later steps ask of each token again and again, found out once: reporting entries, quotation marks and what
// they enclose, units (sentences cut at every full stop, also where no space follows it).
#pragma once

#include <string_view>
#include <vector>

#include "document/document.h"
#include "speech/lexicon.h"

namespace isnad::speech {

inline constexpr uint32_t kNone = ~0U;

struct Unit {
  uint32_t begin = 0;  // tokens [begin, end), the closing stop left out
  uint32_t end = 0;
  uint32_t sentence = 0;
};

enum class Mark : uint8_t { kNo, kOpen, kClose, kComma, kColon, kStop, kDash, kBracketOpen, kBracketClose, kOther };

// How a small word serves; of grammar.tsv, in its order. kNone for all other words.
struct TokenInfo {
  Mark mark = Mark::kNo;
  Word word = Word::kNone;     // of the token without a leading wa-/fa-
  uint8_t letters = 0;         // clitic letters before a complementizer
  bool conjoined = false;      // the entry was found without a leading wa-/fa-
  bool breaks = false;         // after a pause it ends what was reported
  bool idle = false;           // looks like a report and is none
  uint32_t inside = kNone;     // opening mark of the innermost quoted passage around it
  uint32_t partner = kNone;    // of a mark: the other one; the unit's end for an unclosed one
  int32_t mention = kNoIndex;  // mention that it belongs to
  uint32_t unit = 0;
  uint32_t first_cue = 0;  // cues [first_cue, first_cue + cues)
  uint8_t cues = 0;
  int8_t speaker = -1;  // SpeakerKind of a noun that can speak
  uint8_t speaker_bits = 0;
};

// A possible cue beginning at a token.
struct Candidate {
  Part part = Part::kVerb;
  uint8_t bits = 0;
  bool conjoined = false;
  uint16_t row = 0;
  uint32_t token = 0;
  uint32_t end = 0;  // one past its last token
};

class Scene {
 public:
  Scene(const Document& doc, const Reporting& reporting);

  const Document& doc() const { return doc_; }
  const Reporting& reporting() const { return reporting_; }
  const std::vector<Unit>& units() const { return units_; }
  const Unit& unit_of(uint32_t token) const { return units_[info_[token].unit]; }
  const TokenInfo& at(uint32_t token) const { return info_[token]; }
  const Token& token(uint32_t token) const { return doc_.tokens[token]; }
  uint32_t size() const { return static_cast<uint32_t>(info_.size()); }
  std::span<const Candidate> candidates(uint32_t token) const {
    return std::span(candidates_).subspan(info_[token].first_cue, info_[token].cues);
  }
  // The first finite verb of speech, adverbial participle or phrase at a token, or null.
  const Candidate* candidate(uint32_t token, Part part) const;
  bool is_word(uint32_t token) const {
    return doc_.tokens[token].kind != TokenKind::kPunct && info_[token].mark == Mark::kNo;
  }
  bool is_verb(uint32_t token) const;
  bool begins_with(uint32_t token, std::string_view folded_prefix) const;

 private:
  void look_up();
  void take(const FormEntry& entry, uint32_t token, bool conjoined);
  void marks();
  void pair(uint32_t begin, uint32_t end);
  void cut();

  const Document& doc_;
  const Reporting& reporting_;
  std::vector<TokenInfo> info_;
  std::vector<Candidate> candidates_;
  std::vector<Unit> units_;
};

}  // namespace isnad::speech
