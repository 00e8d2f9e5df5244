// SPDX-License-Identifier: Apache-2.0
#include "claims/second_look.h"

#include <algorithm>

#include "base/hash.h"
#include "claims/accord.h"
#include "claims/relation.h"

namespace isnad::claims {

namespace {

constexpr uint64_t kByHand = 0xB7;  // as the scene marks the prepositions of the doer

// A small number for each frequent preposition.
size_t preposition_number(uint64_t preposition) {
  static const uint64_t kKnown[] = {hash64("\xD8\xA8"),                          // bi-
                                    hash64("\xD9\x84"),                          // li-
                                    hash64("\xD9\x83"),                          // ka-
                                    hash64("\xD9\x81\xD9\x8A"),                  // in
                                    hash64("\xD9\x85\xD9\x86"),                  // from
                                    hash64("\xD8\xA7\xD9\x84\xD9\x8A"),          // to
                                    hash64("\xD8\xB9\xD9\x84\xD9\x8A"),          // on
                                    hash64("\xD8\xB9\xD9\x86"),                  // about
                                    hash64("\xD9\x85\xD8\xB9"),                  // with
                                    hash64("\xD8\xA8\xD9\x8A\xD9\x86"),          // between
                                    hash64("\xD8\xB6\xD8\xAF"),                  // against
                                    hash64("\xD8\xAA\xD8\xAC\xD8\xA7\xD9\x87"),  // towards
                                    kByHand};
  if (preposition == 0) return 0;
  return static_cast<size_t>(std::find(std::begin(kKnown), std::end(kKnown), preposition) - std::begin(kKnown)) + 1;
}

class Numbers {
 public:
  Numbers(const ActView& act, const Candidate& candidate, std::vector<float>& out)
      : act_(act), c_(candidate), scene_(*act.scene), doc_(scene_.doc()), r_(relate(act, candidate)), out_(out) {}

  void run() {
    place();
    trigger();
    nature();
    frame();
    history();
    phrase();
  }

 private:
  template <class... Values>
  void add(Values... values) {
    (out_.push_back(static_cast<float>(values)), ...);
  }

  void place() {
    add(c_.kind, r_.link, r_.linked, r_.side, preposition_number(r_.preposition), r_.distance, r_.verbs,
        r_.subordinators, r_.triggers, r_.adjacent, r_.governed, c_.rank);
  }

  void trigger() {
    const Analysis& a = doc_.analysis(doc_.tokens[act_.event->trigger_token]);
    const Grammar::ActParts& parts = act_.parts;
    add(act_.type, a.pos, a.tense, a.voice, act_.enclitic, act_.title, verbal(), parts.own.dropped, parts.own.relative,
        parts.genitive != kNoIndex, parts.second != kNoIndex, parts.own.subject != kNoIndex,
        parts.own.object != kNoIndex, act_.governor != 0, act_.preposition != 0);
  }

  void nature() { add(entity_kind(doc_, c_.participant), !c_.participant.country.empty(), speech_of(act_, c_)); }

  void frame() {
    if (act_.entry == nullptr) {
      add(0, 0, 0, 0, 0, 0);
      return;
    }
    const auto kinds = [](const std::vector<Slot>& slots) {
      uint64_t bits = 0;
      for (const Slot& slot : slots) bits |= 1ULL << static_cast<unsigned>(slot.kind);
      return bits;
    };
    const auto &actor = act_.entry->actor, &recipient = act_.entry->recipient;
    add(fills(actor, r_), fills(recipient, r_), kinds(actor), kinds(recipient), asks_preposition(actor, r_),
        asks_preposition(recipient, r_));
  }

  void history() {
    const History h = history_of(act_, c_);
    add(h.same_type, h.any, h.acted, h.bore);
  }

  void phrase() {
    if (c_.phrase == kNoIndex) {
      for (int i = 0; i < 13; ++i) add(-1);
      return;
    }
    const Phrase& p = scene_.phrases()[static_cast<size_t>(c_.phrase)];
    const Analysis &head = doc_.analysis(doc_.tokens[p.head]),
                   &own = doc_.analysis(doc_.tokens[act_.event->trigger_token]);
    const uint32_t trigger = act_.event->trigger_token;
    const Gender gender = gender_of(doc_, scene_, p);
    add(p.kind, p.described, head.has(kArticle), head.pos, head.number, std::min<uint32_t>(p.last - p.first, 6),
        p.conjunct_of != kNoIndex, case_of(doc_, scene_, p), gender);
    if (verbal() || act_.governor != 0) {
      const uint32_t verb = verbal() ? trigger : act_.governor - 1;
      const bool after = p.first > verb;
      add(after ? after_verb(scene_, verb, p) : before_verb(scene_, verb, p), after);
    } else {
      add(9, 9);
    }
    const bool open = gender == Gender::kNone || own.enclitic_gender == Gender::kNone;
    add(own.enclitic_person != 3 ? 3 : open ? 2 : static_cast<int>(gender == own.enclitic_gender));
    add(std::min<uint32_t>(p.first > trigger ? p.first - trigger : trigger - p.first, 40));
  }

  bool verbal() const { return scene_.word_class(act_.event->trigger_token) == WordClass::kVerb; }

  const ActView& act_;
  const Candidate& c_;
  const Scene& scene_;
  const Document& doc_;
  const Relation r_;
  std::vector<float>& out_;
};

}  // namespace

Rivals rivals_of(const std::vector<Probabilities>& first) {
  Rivals rivals;
  rivals.count = first.size();
  for (size_t role = 0; role < 2; ++role)
    for (const Probabilities& p : first) {
      const float value = p.of[kActor + role];
      rivals.sum[role] += value;
      if (value > rivals.best[role]) {
        rivals.second[role] = rivals.best[role];
        rivals.best[role] = value;
      } else {
        rivals.second[role] = std::max(rivals.second[role], value);
      }
    }
  return rivals;
}

void second_numbers(const ActView& act, const std::vector<Candidate>& candidates,
                    const std::vector<Probabilities>& first, const Rivals& rivals, size_t index,
                    std::vector<float>& out) {
  out.clear();
  for (size_t role = 0; role < 2; ++role) {
    const float own = first[index].of[kActor + role];
    size_t rank = 0;
    for (const Probabilities& p : first) rank += p.of[kActor + role] > own;
    const float rival = own >= rivals.best[role] ? rivals.second[role] : rivals.best[role];
    out.insert(out.end(), {own, static_cast<float>(rank), rivals.best[role], own - rival, rivals.sum[role]});
  }
  out.push_back(static_cast<float>(rivals.count));
  Numbers(act, candidates[index], out).run();
  out.resize(kSecondNumbers);
}

}  // namespace isnad::claims
