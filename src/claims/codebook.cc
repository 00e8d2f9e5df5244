// SPDX-License-Identifier: Apache-2.0
#include "claims/codebook.h"

#include <algorithm>

#include "base/hash.h"
#include "claims/codebook_rows.h"
#include "document/names.h"

namespace isnad::claims {

namespace {

std::string file_of(std::string_view table) { return std::string(table.substr(table.find('/') + 1)) + ".tsv"; }

uint32_t hash_of(std::string_view lemma) { return static_cast<uint32_t>(hash64(lemma)); }

}  // namespace

Result<Codebook> Codebook::open(const lexicon::Lexicon& lexicon) {
  Codebook codebook;
  codebook.lexicon_ = &lexicon;
  for (size_t t = 0; t < lexicon.tables(); ++t) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(t));
    const std::optional<EventType> type = type_of_table(table.name());
    if (!type) continue;
    std::array<int, kCodebookColumns> columns{};
    for (uint8_t c = 0; c < kCodebookColumns; ++c) columns[c] = table.column(column_name(CodebookColumn{c}));
    const std::string file = file_of(table.name());
    for (uint32_t row = 0; row < table.rows(); ++row) {
      RowCells cells;
      for (uint8_t c = 0; c < kCodebookColumns; ++c) cells[c] = table.cell(row, columns[c]);
      Entry entry;
      const std::vector<RowFault> faults = parse_row(cells, *type, entry);
      if (!faults.empty()) return Error{lexicon.where(table.index(), row) + ": " + faults[0].message};
      for (const std::string& word : entry.words) entry.hashes.push_back(hash64(word));
      for (Conditions* conditions : {&entry.needs, &entry.bars})
        for (std::vector<Condition>& parts : *conditions)
          for (Condition& condition : parts)
            for (const std::string& word : condition.words) condition.hashes.push_back(hash64(word));
      entry.table = table.index();
      entry.row = row;
      entry.rule = file + ":" + std::string(cells[kLemma]);
      codebook.entries_.push_back(std::move(entry));
    }
  }
  codebook.index();
  return codebook;
}

void Codebook::index() {
  order_.resize(entries_.size());
  for (uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
  const auto lemma = [&](uint32_t i) -> const std::string& { return entries_[i].words[entries_[i].trigger_word]; };
  std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) { return lemma(a) < lemma(b); });
  ends_.resize(order_.size());
  for (size_t i = order_.size(); i-- > 0;)
    ends_[i] =
        i + 1 < order_.size() && lemma(order_[i]) == lemma(order_[i + 1]) ? ends_[i + 1] : static_cast<uint32_t>(i + 1);
  size_t count = 4;
  while (count < 2 * order_.size()) count *= 2;
  slots_.assign(count, 0);
  for (uint32_t i = 0; i < order_.size(); i = ends_[i]) {
    size_t slot = hash_of(lemma(order_[i])) & (count - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (count - 1);
    slots_[slot] = i + 1;
  }
}

std::span<const uint32_t> Codebook::find(std::string_view lemma, uint64_t hash) const {
  if (lemma.empty() || slots_.empty()) return {};
  for (size_t slot = static_cast<uint32_t>(hash) & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot] == 0) return {};
    const uint32_t first = slots_[slot] - 1;
    const Entry& found = entries_[order_[first]];
    if (found.lemma() == hash) return {order_.data() + first, ends_[first] - first};
  }
}

const Entry* Codebook::entry_of(const Event& event) const {
  if (event.evidence.empty()) return nullptr;
  const Evidence& evidence = event.evidence[0];
  // Entries lie in the order of tables and rows.
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), evidence,
      [](const Entry& a, const Evidence& b) { return a.table != b.table ? a.table < b.table : a.row < b.row; });
  return found != entries_.end() && found->table == evidence.table && found->row == evidence.row ? &*found : nullptr;
}

std::vector<Example> Codebook::examples() const {
  std::vector<Example> examples;
  for (const Entry& entry : entries_) {
    const lexicon::Table table = lexicon_->table(entry.table);
    const std::string_view sentence = table.cell(entry.row, table.column(column_name(kExample)));
    if (sentence.empty()) continue;
    const std::string_view lemma = table.cell(entry.row, table.column(column_name(kLemma)));
    examples.push_back({file_of(table.name()), table.line(entry.row), lemma, entry.type, entry.mode, sentence});
  }
  return examples;
}

Result<void> check_codebook(lexicon::Builder& builder) {
  std::string faults;
  for (const auto& table : builder.tables()) {
    if (!table->name.starts_with("codebook/")) continue;
    const auto blame = [&](uint32_t line, const std::string& what) {
      faults += (faults.empty() ? "" : "\n") + table->path + ":" + std::to_string(line) + ": " + what;
    };
    const std::optional<EventType> type = type_of_table(table->name);
    if (!type) {
      blame(1, "is named after no event type; name the file after one of the sixteen, such as consult.tsv");
      continue;
    }
    std::array<size_t, kCodebookColumns> columns{};
    bool complete = true;
    for (uint8_t c = 0; c < kCodebookColumns; ++c) {
      const std::string_view name = column_name(CodebookColumn{c});
      const auto found = std::find_if(table->columns.begin(), table->columns.end(),
                                      [&](const lexicon::Column& column) { return column.name == name; });
      columns[c] = static_cast<size_t>(found - table->columns.begin());
      if (found != table->columns.end()) continue;
      complete = false;
      blame(1, "has no column '" + std::string(name) + "'; take the `# columns:` line of another codebook file");
    }
    for (size_t row = 0; complete && row < table->rows(); ++row) {
      RowCells cells;
      for (uint8_t c = 0; c < kCodebookColumns; ++c) cells[c] = table->cell(row, columns[c]);
      Entry entry;
      for (const RowFault& fault : parse_row(cells, *type, entry))
        blame(table->lines[row], "column " + std::to_string(columns[fault.column] + 1) + " (" +
                                     std::string(column_name(fault.column)) + ") " + fault.message);
    }
  }
  if (!faults.empty()) return Error{faults};
  return {};
}

std::vector<Failure> test_codebook(const Codebook& codebook,
                                   const std::function<Document(std::string_view sentence)>& read) {
  std::vector<Failure> failures;
  for (const Example& example : codebook.examples()) {
    const Document doc = read(example.sentence);
    std::string found;
    bool good = false;
    for (const Event& event : doc.events) {
      const Entry* entry = codebook.entry_of(event);
      const bool here = entry != nullptr && event.rule == example.file + ":" + std::string(example.lemma);
      good = good || (here && event.type == example.type && (example.mode.empty() || event.mode == example.mode));
      found += (found.empty() ? "" : ", ") + std::string(name_of(event.type)) + " at " +
               std::string(doc.str(event.trigger)) + " by " + event.rule;
    }
    if (!good) failures.push_back({example, found.empty() ? "nothing" : found});
  }
  return failures;
}

}  // namespace isnad::claims
