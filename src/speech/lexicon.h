// SPDX-License-Identifier: Apache-2.0
// The reporting tables, with their cells resolved once.
#pragma once

#include <vector>

#include "document/document.h"
#include "speech/forms.h"

namespace isnad::speech {

enum Frame : uint32_t {
  kClause = 1,
  kClauseOnly = 2,
  kDirect = 4,
  kFrameBi = 8,
  kFrameIla = 16,
  kFrameAla = 32,
  kFrameAn = 64,
  kFrameMin = 128,
  kFrameLi = 256,
  kFrameFi = 512,
  kObject = 1024,
  kObjectMasdar = 2048,
  kCall = 4096,
  kDescribe = 8192,
  kRelay = 32768,
  kIf = 65536,
  kDocument = 131072,
  kWeak = 262144,
  kAddressee = 524288
};

// Roles of grammar.tsv.
enum class Word : uint8_t {
  kNone,
  kComplementizer,
  kRelative,
  kIf,
  kBi,
  kIla,
  kAla,
  kAn,
  kMin,
  kLi,
  kFi,
  kWith,
  kPreposition,
  kTitleLink,
  kTime,
  kAux,
  kNegation,
  kConjunction,
  kBreak,
  kIdle,
  kPlace,
  kAnaphor,
  kClauseNoun,
  kConjoiner
};

enum class Use : uint8_t { kAccord, kAccordWeak, kAccordDocument, kAccordMa, kRelay, kTongue, kTag, kPretext };
enum class NounUse : uint8_t { kCue, kVehicle, kNews };
enum class SpeakerKind : int8_t { kAnonymous, kDocument, kOutlet, kBody, kPerson };

struct VerbRow {
  CueClass cue_class = CueClass::kNeutral;
  uint32_t frames = 0;
};

// Letters that the code asks for by name; the lexicon holds them.
struct Letters {
  std::string_view wa, fa, bi, li, article, li_article, ha, alef;
};

class Reporting {
 public:
  static Result<Reporting> open(const lexicon::Lexicon& lexicon);

  const Forms& forms() const { return forms_; }
  const VerbRow& verb(uint16_t row) const { return verbs_[row]; }
  bool loose(uint16_t row) const { return phrases_[row].loose; }  // only after a pause
  Use use(uint16_t row) const { return phrases_[row].use; }
  CueClass phrase_class(uint16_t row) const { return phrases_[row].cue_class; }
  NounUse noun_use(uint16_t row) const { return nouns_[row].use; }
  CueClass noun_class(uint16_t row) const { return nouns_[row].cue_class; }
  SpeakerKind speaker(uint16_t row) const { return speakers_[row]; }
  Word word(uint16_t row) const { return words_[row]; }
  const Letters& letters() const { return letters_; }
  // For Evidence.
  int32_t table(Part part) const { return tables_[static_cast<size_t>(part)]; }

 private:
  struct PhraseRow {
    Use use;
    CueClass cue_class;
    bool loose;
  };
  struct NounRow {
    NounUse use;
    CueClass cue_class;
  };
  Forms forms_;
  std::vector<VerbRow> verbs_;
  std::vector<PhraseRow> phrases_;
  std::vector<NounRow> nouns_;
  std::vector<SpeakerKind> speakers_;
  std::vector<Word> words_;
  Letters letters_;
  int32_t tables_[6] = {};
};

}  // namespace isnad::speech
