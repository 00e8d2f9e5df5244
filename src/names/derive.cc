// SPDX-License-Identifier: Apache-2.0
// Compiles the names room's tables: which phrases are known as what.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "names/gazetteer.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::names {

namespace {

template <class Entry>
std::string table_bytes(const std::unordered_map<uint64_t, Entry>& entries) {
  uint64_t slots = 16;
  while (slots < entries.size() * 2) slots *= 2;
  std::vector<Entry> table(slots);
  // Sorted, so that the same tables give the same bytes.
  std::vector<std::pair<uint64_t, const Entry*>> sorted;
  for (const auto& [hash, entry] : entries) sorted.emplace_back(hash, &entry);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [hash, entry] : sorted) {
    const auto key = static_cast<uint32_t>(hash >> 32) | 1U;
    size_t slot = static_cast<uint32_t>(hash) & (slots - 1);
    while (table[slot].key != 0 && table[slot].key != key) slot = (slot + 1) & (slots - 1);
    if (table[slot].key == key) continue;
    table[slot] = *entry;
    table[slot].key = key;
  }
  std::string bytes(reinterpret_cast<const char*>(&slots), sizeof slots);
  bytes.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Entry));
  return bytes;
}

int column_of(const lexicon::SourceTable& table, std::string_view name) {
  for (size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].name == name) return static_cast<int>(i);
  return -1;
}

std::vector<std::string_view> split(std::string_view list, char at) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const size_t end = list.find(at);
    parts.push_back(list.substr(0, end));
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return parts;
}

class Phrases {
 public:
  // `reference` is the row that the phrase names; the first row that claims a phrase keeps it, but whole names go
  // before aliases.
  void add(std::string_view phrase, uint32_t known, uint32_t reference) {
    const std::string folded = text::fold(phrase);
    if (folded.empty()) return;
    PhraseHash hash;
    const std::vector<std::string_view> words = split(folded, ' ');
    for (size_t i = 0; i < words.size(); ++i) {
      split_prefixes(hash, words[i], i + 1 < words.size());
      hash.add(words[i]);
      if (i + 1 < words.size()) entries_[hash.finish()].known |= kPrefix;
    }
    put(hash.finish(), known, reference);
    if ((known & kWholeNames) == 0) return;
    const uint32_t person_or_body = known & (kPerson | kOrganisation);
    const uint32_t sort = person_or_body != 0 ? person_or_body : uint32_t{kPlace};
    put(typed(hash.finish(), sort), known, reference);
  }

  void add_similar(std::string_view phrase, uint32_t known, uint32_t reference) {
    std::string frame;
    append_frame(text::fold(phrase), frame);
    if (frame.size() >= 6) put(mix(hash64(frame), 0x5157), known, reference);
  }

  std::string bytes() const { return table_bytes(entries_); }

 private:
  void put(uint64_t hash, uint32_t known, uint32_t reference) {
    Gazetteer::Entry& entry = entries_[hash];
    const bool better = entry.ref == Gazetteer::kNoRef || ((entry.known & kAlias) != 0 && (known & kAlias) == 0);
    if (reference != Gazetteer::kNoRef && better) {
      entry.ref = reference;
      if ((known & kAlias) == 0) entry.known &= ~uint32_t{kAlias};
      entry.known |= known;
    } else {
      entry.known |= known & ~uint32_t{kAlias};
    }
  }

  // A word that begins with a part that writers also set apart (abd, abu, al) makes that part a prefix.
  void split_prefixes(const PhraseHash& before, std::string_view word, bool) {
    static constexpr std::string_view kParts[] = {"\xD8\xB9\xD8\xA8\xD8\xAF", "\xD8\xA7\xD8\xA8\xD9\x88",
                                                  "\xD8\xA7\xD9\x84"};
    for (std::string_view part : kParts) {
      if (!word.starts_with(part) || word.size() < part.size() + 4) continue;
      PhraseHash hash = before;
      hash.add(part);
      entries_[hash.finish()].known |= kPrefix;
    }
  }

  std::unordered_map<uint64_t, Gazetteer::Entry> entries_;
};

uint32_t known_of_type(std::string_view type) {
  if (type == "PER") return kPerson;
  if (type == "ORG") return kOrganisation;
  if (type == "GPE") return kCity;
  return kPlace;
}

uint32_t known_of_word(std::string_view kind) {
  static constexpr std::pair<std::string_view, uint32_t> kKinds[] = {
      {"body", kBodyHead},          {"title", kTitle},
      {"place-class", kPlaceClass}, {"place-head", kPlaceHead},
      {"kinship", kKinship},        {"outlet-class", kOutletClass},
      {"weekday", kWeekday},        {"body-tail", kBodyTail},
      {"given", kGivenName},        {"international", kInternational},
      {"group-class", kGroupClass}, {"family", kFamilyName},
      {"part", kNameWord},          {"rare", kRareNameWord},
      {"world-place", kWorldPlace}};
  for (const auto& [name, known] : kKinds)
    if (name == kind) return known;
  return 0;
}

void add_table(const lexicon::SourceTable& table, uint32_t index, Phrases& phrases) {
  const int type = column_of(table, "type"), kind = column_of(table, "kind");
  const int aliases = std::max(column_of(table, "aliases"), column_of(table, "forms"));
  for (size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](int column) {
      return column < 0 ? std::string_view{} : table.cell(row, static_cast<size_t>(column));
    };
    const uint32_t ref = index << 24 | static_cast<uint32_t>(row);
    uint32_t known = 0;
    if (table.name == "places/countries") known = kCountry | (cell(kind) == "ambiguous" ? uint32_t{kAmbiguous} : 0U);
    else if (table.name == "places/seats") known = kSeat;
    else if (table.name == "places/nationalities") known = kNationality;
    else if (type >= 0) known = known_of_type(cell(type));
    else known = known_of_word(cell(kind));
    const bool whole = (known & kWholeNames) != 0;
    phrases.add(table.cell(row, 0), known, whole || (known & kNationality) != 0 ? ref : Gazetteer::kNoRef);
    if ((known & kPerson) != 0 && table.cell(row, 0).find(' ') != std::string_view::npos)
      phrases.add_similar(table.cell(row, 0), known, ref);
    for (std::string_view alias : split(cell(aliases), '|')) {
      phrases.add(alias, known | kAlias, ref);
      if ((known & kPerson) != 0 && alias.find(' ') != std::string_view::npos) phrases.add_similar(alias, known, ref);
    }
  }
}

}  // namespace

Result<void> derive_gazetteer(lexicon::Builder& builder) {
  Phrases phrases;
  for (std::string_view room : {"places/", "actors/", "people/", "names/"})
    for (uint32_t index = 0; index < builder.tables().size(); ++index) {
      const lexicon::SourceTable& table = *builder.tables()[index];
      if (table.name.starts_with(room) && table.name != "names/clusters") add_table(table, index, phrases);
    }
  builder.add_blob("names/gazetteer", phrases.bytes());
  return {};
}

Result<void> derive_groups(lexicon::Builder& builder) {
  std::unordered_map<uint64_t, WordGroups::Entry> entries;
  if (const lexicon::SourceTable* table = builder.table("names/clusters")) {
    for (size_t row = 0; row < table->rows(); ++row) {
      const auto number = [&](size_t column) {
        return static_cast<uint32_t>(std::atoi(std::string(table->cell(row, column)).c_str()));
      };
      WordGroups::Entry& entry = entries[hash64(table->cell(row, 0))];
      entry.logcount = static_cast<uint8_t>(number(1));
      entry.coarse = static_cast<uint8_t>(number(2) + 1);
      entry.fine = static_cast<uint16_t>(number(3) + 1);
    }
  }
  builder.add_blob("names/groups", table_bytes(entries));
  return {};
}

}  // namespace isnad::names
