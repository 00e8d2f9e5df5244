// SPDX-License-Identifier: Apache-2.0
#include "words/table_writer.h"

#include <algorithm>
#include <cstring>

#include "text/letters.h"

namespace isnad::words {

namespace {

template <class T>
void append_part(std::string& out, const std::vector<T>& items) {
  out.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
  out.resize((out.size() + 7) & ~size_t{7});
}

}  // namespace

uint32_t TableWriter::lemma_index(const std::string& lemma) {
  const auto [found, is_new] = lemmas_.try_emplace(lemma, static_cast<uint32_t>(lemma_names_.size()));
  if (is_new) {
    lemma_names_.push_back(lemma);
    verbs_.push_back(0);
  }
  return found->second;
}

void TableWriter::add(const std::string& form, const std::string& lemma, const Feature& feature, int frequency) {
  if (form.empty()) return;
  std::vector<Reading>& readings = forms_[text::fold(form)];
  const uint32_t index = lemma_index(lemma);
  const auto frequency_class = static_cast<uint8_t>(std::clamp(frequency, 0, 255));
  for (Reading& reading : readings) {
    Feature merged = reading.feature;
    merged.forms = feature.forms;
    if (reading.lemma != index || merged != feature || reading.spelling != spelling_hash(form)) continue;
    reading.feature.forms |= feature.forms;
    reading.frequency = std::max(reading.frequency, frequency_class);
    return;
  }
  readings.push_back({index, feature, spelling_hash(form), frequency_class});
}

void TableWriter::belongs_to(const std::string& lemma, const std::string& verb) {
  const uint32_t index = lemma_index(lemma), of = lemma_index(verb);
  if (verbs_[index] == 0) verbs_[index] = of + 1;
}

std::string TableWriter::finish() const {
  std::map<Feature, uint16_t> numbers;
  std::vector<Feature> features;
  std::vector<Entry> entries;
  uint32_t slot_count = 16;
  while (slot_count < forms_.size() + forms_.size() / 3) slot_count *= 2;
  std::vector<uint32_t> slots(2 * size_t{slot_count});
  for (const auto& [form, readings] : forms_) {
    const uint64_t hash = hash64(form);
    uint32_t slot = static_cast<uint32_t>(hash) & (slot_count - 1);
    while (slots[2 * size_t{slot}] != 0) slot = (slot + 1) & (slot_count - 1);
    slots[2 * size_t{slot}] = static_cast<uint32_t>(hash >> 32) | 1;
    slots[2 * size_t{slot} + 1] = static_cast<uint32_t>(entries.size());
    for (const Reading& reading : readings) {
      const auto [number, is_new] = numbers.try_emplace(reading.feature, static_cast<uint16_t>(features.size()));
      if (is_new) features.push_back(reading.feature);
      entries.push_back({reading.lemma << 1, number->second, reading.spelling, reading.frequency});
    }
    entries.back().lemma_last |= 1;
  }
  std::vector<Lemma> lemmas;
  std::vector<char> bytes;
  for (size_t i = 0; i < lemma_names_.size(); ++i) {
    lemmas.push_back(
        {static_cast<uint32_t>(bytes.size()), static_cast<uint16_t>(lemma_names_[i].size()), 0, verbs_[i]});
    bytes.insert(bytes.end(), lemma_names_[i].begin(), lemma_names_[i].end());
  }
  const FormsHeader header{static_cast<uint32_t>(features.size()), static_cast<uint32_t>(lemmas.size()), slot_count,
                           static_cast<uint32_t>(entries.size()),  static_cast<uint32_t>(bytes.size()),  0};
  std::string out;
  append_part(out, std::vector<FormsHeader>{header});
  append_part(out, features);
  append_part(out, lemmas);
  append_part(out, slots);
  append_part(out, entries);
  append_part(out, bytes);
  return out;
}

}  // namespace isnad::words
