// SPDX-License-Identifier: Apache-2.0
#include "words/forms.h"

namespace isnad::words {

namespace {

size_t aligned(size_t bytes) { return (bytes + 7) & ~size_t{7}; }

}  // namespace

Result<Forms> Forms::open(std::string_view blob) {
  Forms forms;
  if (blob.empty()) return forms;
  const Error damaged{"the lexicon's word forms are damaged or of another version; compile the lexicon anew"};
  if (blob.size() < sizeof(FormsHeader)) return damaged;
  forms.header_ = reinterpret_cast<const FormsHeader*>(blob.data());
  const FormsHeader& h = *forms.header_;
  size_t at = aligned(sizeof(FormsHeader));
  const auto part = [&](size_t size) {
    const char* begin = blob.data() + at;
    at += aligned(size);
    return begin;
  };
  forms.features_ = reinterpret_cast<const Feature*>(part(sizeof(Feature) * size_t{h.features}));
  forms.lemmas_ = reinterpret_cast<const Lemma*>(part(sizeof(Lemma) * size_t{h.lemmas}));
  forms.slots_ = reinterpret_cast<const uint32_t*>(part(8 * size_t{h.slots}));
  forms.entries_ = reinterpret_cast<const Entry*>(part(sizeof(Entry) * size_t{h.entries}));
  forms.bytes_ = part(h.bytes);
  if (at != aligned(blob.size()) || h.slots == 0 || (h.slots & (h.slots - 1)) != 0) return damaged;
  forms.mask_ = h.slots - 1;
  return forms;
}

}  // namespace isnad::words
