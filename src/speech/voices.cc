// SPDX-License-Identifier: Apache-2.0
#include "speech/voices.h"

namespace isnad::speech {

namespace {

constexpr size_t kMemory = 12;  // voices that a cue may go back over

bool agrees(const Voice& voice, uint8_t bits) {
  if ((bits & kFeminine) != 0 && (bits & kPlural) == 0) return voice.gender != Agreement::kMasculine;
  if ((bits & (kFeminine | kPlural)) == 0) return voice.gender != Agreement::kFeminine;
  return true;
}

}  // namespace

std::string_view Voices::head_key(uint32_t token) const {
  std::string_view key = s_.token(token).key;
  const Letters& letters = s_.reporting().letters();
  for (const std::string_view prefix : {letters.li_article, letters.article})
    if (key.size() > prefix.size() + 2 && key.starts_with(prefix)) return key.substr(prefix.size());
  return key;
}

// Bodies bring their class noun: «حركة النهضة» is «الحركة» later on, «صحيفة هآرتس» is «الصحيفة».
void Voices::learn(uint32_t until) {
  const std::vector<Mention>& mentions = s_.doc().mentions;
  for (; mentions_seen_ < mentions.size() && mentions[mentions_seen_].first_token < until; ++mentions_seen_) {
    const Mention& mention = mentions[mentions_seen_];
    if (mention.entity == kNoIndex || mention.first_token >= s_.size()) continue;
    if (mention.type == EntityType::kOrganisation) heads_.push_back({head_key(mention.first_token), mention.entity});
    uint32_t before = mention.first_token;
    if (before > 0 && s_.at(before - 1).mark == Mark::kOpen) --before;
    if (before > 0 && s_.at(before - 1).speaker >= 0 && s_.at(before - 1).mention == kNoIndex &&
        (mention.type == EntityType::kOrganisation || mention.type == EntityType::kPerson))
      heads_.push_back({head_key(before - 1), mention.entity});
  }
}

int32_t Voices::described(const Phrase& phrase) {
  if (phrase.kind < 0 || !phrase.definite || phrase.kind == static_cast<int8_t>(SpeakerKind::kDocument))
    return kNoIndex;
  const std::string_view key = head_key(phrase.begin);
  for (size_t i = heads_.size(); i-- > 0;)
    if (heads_[i].key == key) return heads_[i].entity;
  return kNoIndex;
}

Voice Voices::of(const Phrase& phrase) {
  Voice voice;
  voice.participant = participant_of(s_, phrase);
  voice.gender = phrase.gender;
  voice.plural = phrase.plural;
  voice.named = is_named(s_, phrase);
  voice.token = phrase.begin;
  learn(phrase.begin);
  const bool titled = phrase.kind == static_cast<int8_t>(SpeakerKind::kPerson) ||
                      phrase.kind == static_cast<int8_t>(SpeakerKind::kAnonymous);
  if (voice.participant.entity == kNoIndex && (!titled || voice.participant.of == kNoIndex)) {
    voice.participant.entity = described(phrase);
    if (voice.participant.entity != kNoIndex) voice.named = true;
  }
  if (titled && phrase.person != kNoIndex && voice.participant.entity != kNoIndex)
    heads_.push_back({head_key(phrase.begin), voice.participant.entity});
  return voice;
}

void Voices::remember(const Voice& voice) { voices_.push_back(voice); }

const Voice* Voices::last(uint8_t cue_bits) const {
  const size_t lowest = voices_.size() > kMemory ? voices_.size() - kMemory : 0;
  for (size_t i = voices_.size(); i-- > lowest;)
    if (agrees(voices_[i], cue_bits)) return &voices_[i];
  return voices_.empty() ? nullptr : &voices_.back();
}

}  // namespace isnad::speech
