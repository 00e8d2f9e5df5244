// SPDX-License-Identifier: Apache-2.0
#include "names/whose.h"

#include <algorithm>

namespace isnad::names {

namespace {

constexpr uint32_t kWindow = 9;     // words before a name in which its title is looked for
constexpr uint32_t kNameWords = 5;  // words of the longest state's or body's name that is looked up
constexpr uint32_t kTellsState = kCountry | kCity | kSeat | kNationality | kOrganisation | kPlace;

bool is_mark(std::string_view form, std::string_view marks) {
  return form.size() <= 3 && marks.find(form) != std::string_view::npos;
}

// Quotation marks do not end a title.
bool ends_title(const Token& token, const Cue& cue) {
  if (token.kind == TokenKind::kPunct) return !is_mark(token.form, "\"'\xC2\xAB \xC2\xBB \xE2\x80\x9C \xE2\x80\x9D");
  return cue.pos == Pos::kVerb && (cue.known & (kTitle | kNationality | kBodyHead | kBodyTail)) == 0 && cue.phrase == 0;
}

}  // namespace

Whose::Whose(const lexicon::Lexicon& lexicon, Gazetteer gazetteer) : gazetteer_(gazetteer) {
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
    tables_.emplace_back(table, std::max(table.column("country"), table.column("iso3")));
  }
}

std::string_view Whose::country_of(const Gazetteer::Entry& entry) const {
  if ((entry.known & kInternational) != 0) return "INT";
  if ((entry.known & kTellsState) == 0 || entry.ref == Gazetteer::kNoRef) return {};
  const auto& [table, column] = tables_[entry.ref >> 24];
  const std::string_view country = table.cell(entry.ref & 0xFFFFFF, column);
  return country == "-" ? std::string_view{} : country;
}

std::string_view Whose::in_title(const Document& doc, const std::vector<Cue>& cues, uint32_t from, uint32_t to) const {
  for (uint32_t i = from; i < to; ++i) {
    PhraseHash hash;
    hash.add(cues[i].core);
    std::string_view best;
    for (uint32_t j = i + 1;; ++j) {
      const Gazetteer::Entry* entry = gazetteer_.find(hash.finish());
      if (const std::string_view country = country_of(*entry); !country.empty()) best = country;
      if ((entry->known & kPrefix) == 0 || j >= to || j - i >= kNameWords) break;
      hash.add(doc.tokens[j].key);
    }
    if (!best.empty()) return best;
  }
  return {};
}

std::string_view Whose::inside(const Document& doc, const std::vector<Cue>& cues, const Mention& mention) const {
  std::string_view found = in_title(doc, cues, mention.first_token, mention.last_token);
  if (found != "INT") return found;
  // An adjective of nationality says more than `international`.
  for (uint32_t i = mention.first_token; i < mention.last_token; ++i)
    if ((cues[i].known & kNationality) != 0) return country_of(*gazetteer_.find(cues[i].core));
  return found;
}

std::string_view Whose::beside(const Document& doc, const std::vector<Cue>& cues, size_t index) const {
  const Mention& mention = doc.mentions[index];
  const Sentence& sentence = doc.sentences[doc.tokens[mention.first_token].sentence];
  uint32_t floor = sentence.first_token;
  if (mention.first_token - floor > kWindow) floor = mention.first_token - kWindow;
  for (size_t k = index; k-- > 0 && doc.mentions[k].last_token > floor;)
    if (doc.mentions[k].type == EntityType::kPerson) floor = doc.mentions[k].last_token;
  for (uint32_t i = mention.first_token; i-- > floor && !ends_title(doc.tokens[i], cues[i]);) {
    if ((cues[i].known & kTitle) == 0 && (cues[i].known & kNationality) == 0) continue;
    const std::string_view country = in_title(doc, cues, i, mention.first_token);
    if (!country.empty()) return country;
  }
  uint32_t at = mention.last_token;
  if (at < sentence.last_token && doc.tokens[at].kind == TokenKind::kPunct) ++at;
  if (at >= sentence.last_token || (cues[at].known & (kTitle | kNationality)) == 0 || cues[at].clitics != 0) return {};
  uint32_t end = at;
  while (end < std::min(at + kWindow, sentence.last_token) && !ends_title(doc.tokens[end], cues[end])) ++end;
  return in_title(doc, cues, at, end);
}

}  // namespace isnad::names
