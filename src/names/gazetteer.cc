// SPDX-License-Identifier: Apache-2.0
// Blob: u64 slots (a power of two) | Entry[slots]. Open addressing; key 0 is a free slot.
#include "names/gazetteer.h"

#include <cstring>

#include "base/hash.h"
#include "text/utf8.h"

namespace isnad::names {

const Gazetteer::Entry Gazetteer::kNone{};
const WordGroups::Entry WordGroups::kNone{};

namespace {

template <class Entry>
const Entry* slots_of(std::string_view blob, uint32_t& mask) {
  uint64_t slots = 0;
  if (blob.size() < sizeof slots) return nullptr;
  std::memcpy(&slots, blob.data(), sizeof slots);
  if (slots == 0 || blob.size() != sizeof slots + slots * sizeof(Entry)) return nullptr;
  mask = static_cast<uint32_t>(slots - 1);
  return reinterpret_cast<const Entry*>(blob.data() + sizeof slots);
}

}  // namespace

Gazetteer::Gazetteer(std::string_view blob) : slots_(slots_of<Entry>(blob, mask_)) {}

WordGroups::WordGroups(std::string_view blob) : slots_(slots_of<Entry>(blob, mask_)) {}

const WordGroups::Entry* WordGroups::find(uint64_t hash) const {
  if (slots_ == nullptr) return &kNone;
  const auto key = static_cast<uint32_t>(hash >> 32) | 1U;
  for (uint32_t slot = static_cast<uint32_t>(hash) & mask_;; slot = (slot + 1) & mask_) {
    if (slots_[slot].key == key) return &slots_[slot];
    if (slots_[slot].key == 0) return &kNone;
  }
}

void append_frame(std::string_view folded, std::string& out) {
  for (size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::decode(folded, at);
    at += point.bytes;
    switch (point.value) {
      case 0x0627:
      case 0x0648:
      case 0x064A:
      case 0x0621:
      case ' ':
      case '-': break;  // long vowels, hamza
      case 0x0647:
        if (at < folded.size() && folded[at] != ' ') out += 'h';
        break;  // final ha is a vowel's seat
      case 0x062C:
      case 0x063A:
      case 0x0642:
      case 0x06AF:
      case 0x0643:
      case 0x062E: out += 'g'; break;
      case 0x062A:
        if (folded.substr(at).starts_with("\xD8\xB4")) {  // `tsh` for the sound that others write with jim
          at += 2;
          out += 'g';
        } else {
          out += 't';
        }
        break;
      case 0x0637: out += 't'; break;
      case 0x0633:
      case 0x0635:
      case 0x062B:
      case 0x0632: out += 's'; break;
      case 0x062F:
      case 0x0636:
      case 0x0630:
      case 0x0638: out += 'd'; break;
      case 0x0628:
      case 0x067E: out += 'b'; break;
      case 0x0641:
      case 0x06A4: out += 'f'; break;
      default: text::append(out, point.value); break;
    }
  }
}

const Gazetteer::Entry* Gazetteer::find_similar(std::string_view folded_name) const {
  std::string frame;
  append_frame(folded_name, frame);
  if (frame.size() < 6) return &kNone;  // short frames fit too many names
  return find(mix(hash64(frame), 0x5157));
}

}  // namespace isnad::names
