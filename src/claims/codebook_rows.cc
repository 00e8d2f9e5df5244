// SPDX-License-Identifier: Apache-2.0
#include "claims/codebook_rows.h"

#include <algorithm>

#include "document/names.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::claims {

namespace {

constexpr std::string_view kColumnNames[] = {"lemma",    "pos",   "mode", "actor",  "recipient",
                                             "strength", "needs", "not",  "example"};
constexpr std::string_view kPosNames[] = {"verb", "masdar", "noun", "participle", "adjective", "phrase"};
constexpr std::string_view kConditionNames[] = {"next", "prev", "after", "before", "near", "prep", "obj", "is"};
constexpr std::string_view kArticleLetters = "\xD8\xA7\xD9\x84";
constexpr std::string_view kSlotNames = "subject, object, genitive, second or a preposition in Arabic";
constexpr std::string_view kClasses[] = {"@name", "@person", "@org", "@place", "@country", "@number", "@time"};
constexpr std::string_view kForms[] = {"definite", "indefinite", "plural", "singular", "passive", "active",
                                       "past",     "present",    "future", "pronoun",  "title",   "quoted"};

// Modes of each type in the order of EventType, as PLOVER has them.
constexpr std::string_view kModes[kEventTypes] = {
    "",
    "visit|third-party|multilateral|phone",
    "",
    "",
    "",
    "",
    "withdraw|release|disarm|ceasefire|access|resign",
    "assist|change|yield|meet",
    "disapprove|investigate|allege",
    "assist|change|yield|meet",
    "restrict|arrest|relations|expel|territory|violence",
    "demo|riot|strike|hunger|boycott|obstruct|vandalize",
    "convict|expel|withdraw|discontinue",
    "troops|weapons|police|militia",
    "seize|restrict|censor|curfew|martial-law|arrest|deport|withhold|misinformation|cyber",
    "abduct|beat|torture|sexual|targeted|destroy|primitive|firearms|explosives|suicide-attack|aerial|drone|"
    "heavy-weapons|crowd-control|unconventional"};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t at = text.find(separator);
    std::string_view part = text.substr(0, at);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

template <size_t N>
int position(const std::string_view (&names)[N], std::string_view name) {
  const auto* found = std::find(std::begin(names), std::end(names), name);
  return found == std::end(names) ? -1 : static_cast<int>(found - std::begin(names));
}

template <size_t N>
std::string listed(const std::string_view (&names)[N]) {
  std::string out;
  for (std::string_view name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

bool is_arabic(std::string_view word) {
  return !word.empty() && text::char_class(text::decode(word, 0).value) == text::CharClass::kArabic;
}

// Collects the faults of one row.
class RowParser {
 public:
  RowParser(const RowCells& cells, Entry& entry) : cells_(cells), entry_(entry) {}

  std::vector<RowFault> parse() {
    lemma();
    const int pos = position(kPosNames, cells_[kPos]);
    if (pos < 0) blame(kPos, quoted(cells_[kPos]) + " is none of: " + listed(kPosNames));
    else entry_.pos = static_cast<EntryPos>(pos);
    mode();
    if (cells_[kStrength] == "strong") entry_.strength = Strength::kStrong;
    else if (cells_[kStrength] == "weak") entry_.strength = Strength::kWeak;
    else if (!cells_[kStrength].empty()) blame(kStrength, quoted(cells_[kStrength]) + " is none of: strong, weak");
    slots(kActor, entry_.actor);
    slots(kRecipient, entry_.recipient);
    conditions(kNeeds, entry_.needs);
    conditions(kNot, entry_.bars);
    return std::move(faults_);
  }

 private:
  void blame(CodebookColumn column, std::string message) { faults_.push_back({column, std::move(message)}); }

  void lemma() {
    const bool phrase = cells_[kPos] == "phrase";
    bool marked = false;
    for (std::string_view word : split(cells_[kLemma], ' ')) {
      if (word.empty()) continue;
      if (word.starts_with('*')) {
        if (marked) blame(kLemma, "has two words marked with *; mark the one that is the trigger");
        marked = true;
        entry_.trigger_word = static_cast<uint8_t>(entry_.words.size());
        word.remove_prefix(1);
      }
      // Words are compared without their article, so that one phrase stands for both its forms.
      if (phrase && word.starts_with(kArticleLetters) && word.size() >= 10) word.remove_prefix(kArticleLetters.size());
      entry_.words.push_back(text::fold(word));
    }
    if (entry_.words.size() > 1 && !phrase) blame(kLemma, "has several words; give it pos `phrase`");
    if (entry_.words.size() == 1 && phrase)
      blame(kPos, "`phrase` is for several words; give the word's part of speech");
    if (entry_.words.size() > 6) blame(kLemma, "has more than 6 words; shorten the phrase");
  }

  void mode() {
    entry_.mode = cells_[kMode];
    if (entry_.mode.empty()) return;
    const std::string_view modes = kModes[static_cast<size_t>(entry_.type)];
    const auto known = split(modes, '|');
    if (std::find(known.begin(), known.end(), entry_.mode) != known.end()) return;
    std::string list(modes);
    std::replace(list.begin(), list.end(), '|', ',');
    blame(kMode, quoted(entry_.mode) + (modes.empty() ? " but this type has no modes; leave it empty"
                                                      : " is no mode of this type; known are " + list));
  }

  void slots(CodebookColumn column, std::vector<Slot>& out) {
    if (cells_[column].empty()) return;
    for (std::string_view name : split(cells_[column], '|')) {
      if (name == "subject") out.push_back({SlotKind::kSubject, {}});
      else if (name == "object") out.push_back({SlotKind::kObject, {}});
      else if (name == "genitive") out.push_back({SlotKind::kGenitive, {}});
      else if (name == "second") out.push_back({SlotKind::kSecond, {}});
      else if (is_arabic(name)) out.push_back({SlotKind::kPreposition, text::fold(name)});
      else blame(column, quoted(name) + " is no slot; write " + std::string(kSlotNames));
    }
  }

  void conditions(CodebookColumn column, Conditions& out) {
    if (cells_[column].empty()) return;
    for (std::string_view alternative : split(cells_[column], '|')) {
      std::vector<Condition>& parts = out.emplace_back();
      for (std::string_view part : split(alternative, '+')) {
        Condition& condition = parts.emplace_back();
        const size_t colon = part.find(':');
        const int kind = position(kConditionNames, part.substr(0, colon));
        if (kind < 0 || colon == std::string_view::npos) {
          blame(column,
                quoted(part) + " is no condition; write kind:word,word with a kind out of " + listed(kConditionNames));
          continue;
        }
        condition.kind = static_cast<ConditionKind>(kind);
        for (std::string_view word : split(part.substr(colon + 1), ',')) value(column, condition, word);
      }
    }
  }

  void value(CodebookColumn column, Condition& condition, std::string_view word) {
    if (condition.kind == ConditionKind::kIs) {
      if (position(kForms, word) < 0) blame(column, quoted(word) + " is no form; known are " + listed(kForms));
      condition.words.emplace_back(word);
    } else if (word.starts_with('@')) {
      if (position(kClasses, word) < 0) blame(column, quoted(word) + " is no class; known are " + listed(kClasses));
      condition.words.emplace_back(word);
    } else if (!is_arabic(word)) {
      blame(column, quoted(word) + " is no Arabic word; write words separated by commas, or a class such as @country");
    } else {
      condition.words.push_back(text::fold(word));
    }
  }

  const RowCells& cells_;
  Entry& entry_;
  std::vector<RowFault> faults_;
};

}  // namespace

std::string_view column_name(CodebookColumn column) { return kColumnNames[column]; }

std::optional<EventType> type_of_table(std::string_view table) {
  static constexpr std::string_view kFolder = "codebook/";
  if (!table.starts_with(kFolder)) return {};
  std::string name(table.substr(kFolder.size()));
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return named<EventType>(name);
}

std::vector<RowFault> parse_row(const RowCells& cells, EventType type, Entry& entry) {
  entry.type = type;
  return RowParser(cells, entry).parse();
}

}  // namespace isnad::claims
