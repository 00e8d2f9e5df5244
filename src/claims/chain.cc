// SPDX-License-Identifier: Apache-2.0
// The quotation that holds the trigger gives the chain. Where the saying is the act (a demand, blame, a threat), its
// speaker is the actor and no source of it; who passed the saying on remains one.
#include "claims/chain.h"

#include <algorithm>

namespace isnad::claims {

namespace {

bool speaker_acts(const ActView& act, const Participant& speaker) {
  const Document& doc = act.scene->doc();
  const uint64_t who = identity(doc, speaker);
  return std::any_of(act.event->actors.begin(), act.event->actors.end(), [&](const Participant& p) {
    return (who != 0 && identity(doc, p) == who) || (p.span && speaker.span && p.span->overlaps(*speaker.span));
  });
}

}  // namespace

void report_features(const ActView& act, Features& out) {
  out.clear();
  const Document& doc = act.scene->doc();
  const Quote& quote = doc.quotes[static_cast<size_t>(act.quote)];
  const uint32_t trigger = act.event->trigger_token;
  uint32_t begin = trigger;
  for (Span content : quote.content)
    if (content.contains(doc.tokens[trigger].span.begin)) begin = doc.token_at(content.begin);
  const uint64_t speaks = quote.source ? speaker_acts(act, act.scene->resolve(*quote.source)) : 2;
  const uint64_t first_verb = act.scene->passed(trigger).verbs == act.scene->passed(std::min(begin, trigger)).verbs;
  const Analysis& a = doc.analysis(doc.tokens[trigger]);
  const uint64_t nobody = act.event->actors.empty();
  const uint64_t depth = bucket(trigger - std::min(begin, trigger));
  const uint64_t cue =
      hash64(doc.tokens.empty()
                 ? ""
                 : stem_key(doc, doc.tokens[std::min<size_t>(doc.token_at(quote.cue.begin), doc.tokens.size() - 1)]));
  out.add(1, 1);
  out.add(2, act.type);
  out.add(3, speaks, act.type);
  out.add(4, speaks, nobody);
  out.add(5, act.lemma);
  out.add(6, depth, act.type);
  out.add(7, speaks, first_verb, act.type);
  out.add(8, speaks, static_cast<uint64_t>(quote.cue_class));
  out.add(9, cue, speaks);
  out.add(10, a.person, act.type, speaks);
  out.add(11, act.form, speaks);
  out.add(12, static_cast<uint64_t>(quote.kind), speaks, act.type);
  out.add(13, hash64(act.event->mode), act.type, speaks);
  out.add(14, !quote.via.empty());
}

void assign_sources(const model::Linear& model, const ActView& act, Features& scratch, Event& event) {
  event.sources.clear();
  if (act.quote == kNoIndex) return;
  const Scene& scene = *act.scene;
  const Document& doc = scene.doc();
  const Quote& quote = doc.quotes[static_cast<size_t>(act.quote)];
  const auto add = [&](const Participant& p) {
    const Participant resolved = scene.resolve(p);
    const uint64_t who = identity(doc, resolved);
    for (const Participant& known : event.sources)
      if (who != 0 && identity(doc, known) == who) return;
    event.sources.push_back(resolved);
  };
  report_features(act, scratch);
  // Who stays unnamed tells of others' acts: a demand or a threat of somebody unknown is none.
  const bool reports = !quote.named || model.labels() == 0 || judge(model, scratch).of[1] >= 0.5F;
  if (quote.source && reports) add(*quote.source);
  for (const Participant& p : quote.via) add(p);
  if (reports && !event.sources.empty() && event.evidence.size() < 6)
    for (const Evidence& e : quote.evidence) {
      event.evidence.push_back(e);
      event.evidence.back().part = "source";
      break;
    }
}

void take_over_chains(const Scene& scene, std::vector<Event>& events) {
  const Document& doc = scene.doc();
  for (Event& event : events) {
    event.effective_sources = event.sources;
    if (!event.sources.empty() || event.same == 0) continue;
    const uint32_t sentence = doc.tokens[event.trigger_token].sentence;
    const Analysis& analysis = doc.analysis(doc.tokens[event.trigger_token]);
    const bool heading = sentence == 0 || doc.sentences[sentence].region == RegionKind::kTitle;
    const bool back_reference = analysis.pos != Pos::kVerb && analysis.definite && sentence > 0;
    if (!heading && !back_reference) continue;
    // a heading sums up the first body telling, a back-reference the last one before it
    const Event* found = nullptr;
    for (const Event& other : events) {
      if (other.same != event.same || &other == &event) continue;
      const uint32_t at = doc.tokens[other.trigger_token].sentence;
      if (heading && at > sentence) {
        found = &other;
        break;
      }
      if (!heading && other.trigger_token < event.trigger_token && at > 0) found = &other;
    }
    if (found != nullptr) event.effective_sources = found->sources;
  }
}

}  // namespace isnad::claims
