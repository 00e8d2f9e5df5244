// SPDX-License-Identifier: Apache-2.0
// Counts are found first (counts.h); each then goes to the nearest event of its sentence that can have such a count,
// a count of harm also to the last attack of the sentence before. It stands on the word of the event's sources, else of
// the quotation that holds it.
#include "quantities/quantities.h"

#include <algorithm>

#include "quantities/counts.h"
#include "quantities/words.h"

namespace isnad::quantities {

namespace {

constexpr uint32_t kNear = 14;  // tokens between a count that is no harm and its event

bool fits(Unit unit, EventType type) {
  switch (unit) {
    case Unit::kKilled:
    case Unit::kWounded: return type == EventType::kAssault;
    case Unit::kMissing: return type == EventType::kAssault || type == EventType::kCoerce;
    case Unit::kDetained:
      return type == EventType::kCoerce || type == EventType::kRetreat || type == EventType::kAssault;
    case Unit::kDisplaced: return type == EventType::kAssault || type == EventType::kCoerce;
    case Unit::kTroops:
      return type == EventType::kMobilize || type == EventType::kAid || type == EventType::kRetreat ||
             type == EventType::kAssault;
    case Unit::kMoney:
      return type == EventType::kAid || type == EventType::kSanction || type == EventType::kAgree ||
             type == EventType::kCooperate || type == EventType::kCoerce || type == EventType::kSupport;
    case Unit::kOther:
      return type == EventType::kAssault || type == EventType::kAid || type == EventType::kMobilize ||
             type == EventType::kProtest || type == EventType::kCoerce || type == EventType::kSanction ||
             type == EventType::kRetreat;
  }
  return false;
}

bool harm(Unit unit) { return unit <= Unit::kMissing; }

class Linker {
 public:
  explicit Linker(const Document& doc) : doc_(doc), quotes_(doc.sentences.size()) {
    for (size_t i = 0; i < doc.quotes.size(); ++i)
      for (Span span : doc.quotes[i].content)
        if (const int32_t sentence = doc.sentence_at(span.begin); sentence != kNoIndex)
          quotes_[static_cast<size_t>(sentence)].push_back(static_cast<uint32_t>(i));
  }

  void link(const Count& count, uint32_t sentence, Quantity& quantity) const {
    quantity.event = nearest(count, sentence);
    if (quantity.event == kNoIndex && harm(quantity.unit) && sentence > 0 &&
        doc_.sentences[sentence - 1].paragraph == doc_.sentences[sentence].paragraph)
      quantity.event = last_of(quantity.unit, sentence - 1);
    if (quantity.event != kNoIndex) {
      quantity.sources = doc_.events[static_cast<size_t>(quantity.event)].sources;
      return;
    }
    for (uint32_t index : quotes_[sentence]) {
      const Quote& quote = doc_.quotes[index];
      const bool inside = std::any_of(quote.content.begin(), quote.content.end(),
                                      [&](Span span) { return span.contains(quantity.span); });
      if (!inside) continue;
      if (quote.source) quantity.sources.push_back(*quote.source);
      quantity.sources.insert(quantity.sources.end(), quote.via.begin(), quote.via.end());
      return;
    }
  }

 private:
  // Events whose trigger lies in the sentence.
  std::pair<size_t, size_t> events_of(uint32_t sentence) const {
    const Span span = doc_.sentences[sentence].span;
    const auto before = [](const Event& event, uint32_t at) { return event.trigger.begin < at; };
    const auto first = std::lower_bound(doc_.events.begin(), doc_.events.end(), span.begin, before);
    const auto last = std::lower_bound(first, doc_.events.end(), span.end, before);
    return {static_cast<size_t>(first - doc_.events.begin()), static_cast<size_t>(last - doc_.events.begin())};
  }

  int32_t nearest(const Count& count, uint32_t sentence) const {
    const auto [first, last] = events_of(sentence);
    int32_t best = kNoIndex;
    uint32_t best_distance = harm(count.quantity.unit) ? UINT32_MAX : kNear;
    for (size_t i = first; i < last; ++i) {
      const Event& event = doc_.events[i];
      if (!fits(count.quantity.unit, event.type)) continue;
      const uint32_t at = event.trigger_token;
      const uint32_t distance = at < count.first_token   ? count.first_token - at
                                : at >= count.last_token ? at - count.last_token + 1
                                                         : 0;
      if (distance >= best_distance) continue;
      best_distance = distance;
      best = static_cast<int32_t>(i);
    }
    return best;
  }

  int32_t last_of(Unit unit, uint32_t sentence) const {
    const auto [first, last] = events_of(sentence);
    for (size_t i = last; i > first; --i)
      if (fits(unit, doc_.events[i - 1].type)) return static_cast<int32_t>(i - 1);
    return kNoIndex;
  }

  const Document& doc_;
  std::vector<std::vector<uint32_t>> quotes_;  // by sentence
};

}  // namespace

Quantities::Quantities() = default;
Quantities::Quantities(Quantities&&) noexcept = default;
Quantities& Quantities::operator=(Quantities&&) noexcept = default;
Quantities::~Quantities() = default;

Result<Quantities> Quantities::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  (void)models;
  Result<Words> words = Words::open(lexicon);
  if (!words) return words.error();
  Quantities stage;
  stage.words_ = std::make_unique<const Words>(std::move(*words));
  return stage;
}

void Quantities::run(Document& doc) const {
  if (!words_) return;
  Counter counter(*words_, doc);
  const Linker linker(doc);
  std::vector<Count> counts;
  for (uint32_t i = 0; i < doc.sentences.size(); ++i) {
    counts.clear();
    counter.sentence(doc.sentences[i], counts);
    for (Count& count : counts) {
      linker.link(count, i, count.quantity);
      doc.quantities.push_back(std::move(count.quantity));
    }
  }
}

}  // namespace isnad::quantities
