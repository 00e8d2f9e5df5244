// SPDX-License-Identifier: Apache-2.0
// train_claims HOME GOLD.jsonl MODELS: learns the judges that complete claims (roles, place, time, status, report,
// same) from gold readings with gold triggers, and writes MODELS/claims_*.model.
//
// What a judge sees of earlier judgements must be as good and as bad as it will be when it reads. So the documents are
// dealt into folds: the parties of the acts told before, the first judgement that the second look looks at, and the
// parties that place and chain look at are those that judges learned from the other folds find.
#include "claims/claims.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "claims/chain.h"
#include "claims/place_time.h"
#include "claims/roles.h"
#include "claims/same.h"
#include "claims/second_look.h"
#include "claims/status.h"
#include "document/names.h"
#include "model/trainer.h"
#include "model/tree_trainer.h"
#include "reading/gold.h"
#include "reading/reader.h"

namespace {

using namespace isnad;
using namespace isnad::claims;

struct Example {
  std::vector<uint64_t> features;
  size_t label = 0;
  uint64_t group = 0;  // examples of one group are rival places of one party: the best of them counts
};

enum Match { kOther, kMeant, kUnclear };

// Does a gold party mean this candidate?
Match match(const Document& doc, const Participant& gold, const Candidate& c) {
  const Participant& p = c.participant;
  if (gold.entity != kNoIndex) {
    if (p.entity == gold.entity) return kMeant;
    if (p.entity != kNoIndex || !p.span) return kOther;
    for (const Mention& m : doc.mentions)
      if (m.entity == gold.entity && m.span.overlaps(*p.span)) return kUnclear;
    return kOther;
  }
  if (!gold.span) {
    if (gold.country.empty()) return kOther;
    if (p.entity == kNoIndex) return p.country == gold.country ? kUnclear : kOther;
    const Entity& e = doc.entities[static_cast<size_t>(p.entity)];
    if (e.country != gold.country || e.type == EntityType::kPerson) return kOther;
    return e.type == EntityType::kGpe ? kMeant : kUnclear;
  }
  if (!p.span || !gold.span->overlaps(*p.span)) return kOther;
  return c.kind == CandidateKind::kInner ? kUnclear : kMeant;
}

// A document and the parties that gold gives its acts; those in `doc` are the program's own.
struct Text {
  Document doc;
  std::vector<std::vector<Participant>> actors, recipients;
};

// Label and group of a candidate; false where gold leaves it open.
bool label_candidate(const Text& text, size_t act, const Candidate& c, Example& example) {
  bool unclear = false;
  for (size_t role = 0; role < 2; ++role) {
    const auto& list = role == 0 ? text.actors[act] : text.recipients[act];
    for (size_t i = 0; i < list.size(); ++i) {
      const Match found = match(text.doc, list[i], c);
      unclear |= found == kUnclear;
      if (found != kMeant || example.label != kNoRole) continue;
      example.label = role == 0 ? kActor : kRecipient;
      example.group = mix(mix(hash64(text.doc.meta.id), act), role * 100 + i);
    }
  }
  return example.label != kNoRole || !unclear;
}

void role_examples(const Text& text, const ActView& act, std::vector<Example>& out) {
  std::vector<Candidate> candidates;
  find_candidates(*act.scene, act.index, candidates);
  Features features;
  for (const Candidate& c : candidates) {
    Example example;
    if (!label_candidate(text, act.index, c, example)) continue;
    role_features(act, c, features);
    example.features = features.list();
    out.push_back(std::move(example));
  }
}

struct Sets {
  std::vector<Example> place, time, status, report, same;
};

void act_examples(const Claims& claims, const ActView& act, Sets& sets) {
  const Document& doc = act.scene->doc();
  const Event& event = *act.event;
  Features features;
  each_place(act, [&](uint32_t m) {
    place_features(act, m, features);
    sets.place.push_back({features.list(), doc.mentions[m].entity == event.place, 0});
  });
  each_time(act, [&](uint32_t t) {
    time_features(act, t, features);
    sets.time.push_back({features.list(), static_cast<int32_t>(t) == event.time, 0});
  });
  const StatusReader& status = claims.completion().status();
  status.features(act, status.cues(act), features);
  sets.status.push_back({features.list(), static_cast<size_t>(event.status), 0});
  if (act.quote == kNoIndex || !doc.quotes[static_cast<size_t>(act.quote)].source) return;
  report_features(act, features);
  const size_t via = doc.quotes[static_cast<size_t>(act.quote)].via.size();
  sets.report.push_back({features.list(), event.sources.size() > std::min<size_t>(via, 1), 0});
}

void examples_of(const Document& doc, const Claims& claims, Sets& sets) {
  const Scene scene(doc, claims.completion().tables());
  const Grammar grammar(scene);
  for (size_t i = 0; i < doc.events.size(); ++i)
    act_examples(claims, view_act(scene, grammar, claims.codebook(), i), sets);
  Features features;
  each_pair(doc.events, [&](size_t a, size_t b) {
    pair_features(scene, doc.events[a], doc.events[b], b - a, features);
    sets.same.push_back({features.list(), doc.events[a].same != 0 && doc.events[a].same == doc.events[b].same, 0});
  });
}

// Shuffles in place, the same way each time.
void shuffle(std::vector<size_t>& order, uint64_t seed) {
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[mix(seed, i) % i]);
}

float value_of(const model::Trainer& trainer, const Example& e) {
  std::vector<float> scores(trainer.labels());
  for (uint64_t f : e.features) trainer.add(f, scores.data());
  return scores[e.label] - scores[0];
}

// Of the rivals of one group, only the best keeps its label; the others are left out of this round.
std::vector<bool> best_of_groups(const model::Trainer& trainer, const std::vector<Example>& all) {
  std::vector<bool> keep(all.size(), true);
  std::unordered_map<uint64_t, std::pair<size_t, float>> best;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].group == 0) continue;
    const float value = value_of(trainer, all[i]);
    const auto [at, fresh] = best.try_emplace(all[i].group, i, value);
    if (fresh) continue;
    const bool better = value > at->second.second;
    keep[better ? at->second.first : i] = false;
    if (better) at->second = {i, value};
  }
  return keep;
}

constexpr int kRounds = 14;
constexpr float kPull = 0.006F;  // l2

Result<void> learn(const std::vector<Example>& all, std::vector<std::string> labels, const std::string& path,
                   float first_rate) {
  model::Trainer trainer(std::move(labels));
  std::vector<size_t> order(all.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::vector<bool> keep(all.size(), true);
  for (int round = 0; round < kRounds; ++round) {
    shuffle(order, static_cast<uint64_t>(round) + 1);
    if (round >= 2) keep = best_of_groups(trainer, all);
    const float rate = first_rate / (1.0F + 0.3F * static_cast<float>(round));
    for (size_t i : order)
      if (keep[i]) trainer.learn(all[i].features, all[i].label, rate, kPull);
  }
  std::printf("%s: %zu examples\n", path.c_str(), all.size());
  return trainer.write(path, 0.004F, 2);
}

constexpr size_t kFolds = 5;
const std::vector<std::string> kRoles = {"none", "actor", "recipient"};

// The judge of single candidates, learned from the texts outside `fold` (or from all).
Result<model::Linear> learn_roles(const std::vector<Text>& texts, const Claims& claims, size_t fold,
                                  const std::string& path) {
  std::vector<Example> examples;
  for (size_t t = 0; t < texts.size(); ++t) {
    if (t % kFolds == fold) continue;
    const Scene scene(texts[t].doc, claims.completion().tables());
    const Grammar grammar(scene);
    for (size_t i = 0; i < texts[t].doc.events.size(); ++i)
      role_examples(texts[t], view_act(scene, grammar, claims.codebook(), i), examples);
  }
  std::remove(path.c_str());  // a model that is mapped keeps its own file
  if (const Result<void> done = learn(examples, kRoles, path, 0.02F); !done) return done.error();
  return model::Linear::open(path);
}

// Gives the acts of a text the parties that the judges find.
void read_roles(const Claims& claims, const RoleJudges& judges, Text& text) {
  const Scene scene(text.doc, claims.completion().tables());
  const Grammar grammar(scene);
  RoleScratch scratch;
  for (size_t i = 0; i < text.doc.events.size(); ++i) {
    Event& event = text.doc.events[i];
    event.actors.clear();
    event.recipients.clear();
    assign_roles(judges, view_act(scene, grammar, claims.codebook(), i), scratch, event);
  }
}

struct SecondExamples {
  std::vector<float> values;
  std::vector<uint8_t> labels;
};

// Examples of the second look at a text, with the first judgements of `first`. Of rival places of one party only the
// best is one.
void second_examples(const Claims& claims, const model::Linear& first, const Text& text, SecondExamples& out) {
  static const model::Trees kNoTrees;
  const Scene scene(text.doc, claims.completion().tables());
  const Grammar grammar(scene);
  RoleScratch scratch;
  std::vector<float> numbers;
  for (size_t i = 0; i < text.doc.events.size(); ++i) {
    const ActView act = view_act(scene, grammar, claims.codebook(), i);
    judge_candidates({first, kNoTrees}, act, scratch);
    const Rivals rivals = rivals_of(scratch.judged);
    std::unordered_map<uint64_t, std::pair<size_t, float>> best;
    std::vector<Example> labels(scratch.candidates.size());
    std::vector<bool> use(scratch.candidates.size());
    for (size_t c = 0; c < scratch.candidates.size(); ++c) {
      use[c] = label_candidate(text, i, scratch.candidates[c], labels[c]) && worth_second_look(scratch.judged[c]);
      if (!use[c] || labels[c].label == kNoRole) continue;
      const float value = scratch.judged[c].of[labels[c].label];
      const auto [at, fresh] = best.try_emplace(labels[c].group, c, value);
      if (fresh) continue;
      use[value > at->second.second ? at->second.first : c] = false;
      if (value > at->second.second) at->second = {c, value};
    }
    for (size_t c = 0; c < scratch.candidates.size(); ++c) {
      if (!use[c]) continue;
      second_numbers(act, scratch.candidates, scratch.judged, rivals, c, numbers);
      out.values.insert(out.values.end(), numbers.begin(), numbers.end());
      out.labels.push_back(static_cast<uint8_t>(labels[c].label));
    }
  }
}

// Learns both judges of roles and leaves in `texts` the parties that judges of the other folds find.
Result<void> learn_both(std::vector<Text>& texts, const Claims& claims, const std::string& to) {
  static const model::Trees kNoTrees;
  const std::string spare = to + "spare.model";
  std::vector<model::Linear> firsts;
  for (int pass = 0; pass < 2; ++pass) {  // the first pass sees the parties of gold before each act
    std::vector<model::Linear> learned;
    for (size_t fold = 0; fold < kFolds; ++fold) {
      auto first = learn_roles(texts, claims, fold, spare);
      if (!first) return first.error();
      learned.push_back(std::move(*first));
    }
    firsts = std::move(learned);
    if (pass == 0)
      for (size_t t = 0; t < texts.size(); ++t) read_roles(claims, {firsts[t % kFolds], kNoTrees}, texts[t]);
  }
  const auto second = [&](size_t fold) {
    SecondExamples examples;
    for (size_t t = 0; t < texts.size(); ++t)
      if (t % kFolds != fold) second_examples(claims, firsts[t % kFolds], texts[t], examples);
    return model::learn_trees(examples.values, examples.labels, kSecondNumbers, 3, {});
  };
  if (auto all = learn_roles(texts, claims, kFolds, to + "roles.model"); !all) return all.error();
  if (auto done = second(kFolds).write(to + "roles_again.model"); !done) return done.error();
  std::remove(spare.c_str());
  for (size_t fold = 0; fold < kFolds; ++fold) {
    const model::Trees trees = second(fold);
    for (size_t t = fold; t < texts.size(); t += kFolds) read_roles(claims, {firsts[fold], trees}, texts[t]);
  }
  return {};
}

Result<void> learn_all(std::vector<Text>& texts, const Claims& claims, const std::string& to) {
  if (auto done = learn_both(texts, claims, to); !done) return done;
  Sets sets;
  for (const Text& text : texts) examples_of(text.doc, claims, sets);
  std::vector<std::string> statuses;
  for (int i = 0; i < 7; ++i) statuses.emplace_back(name_of(static_cast<Status>(i)));
  const std::vector<std::string> yes_no = {"no", "yes"};
  for (const Result<void>& done :
       {learn(sets.place, yes_no, to + "place.model", 0.06F), learn(sets.time, yes_no, to + "time.model", 0.06F),
        learn(sets.status, statuses, to + "status.model", 0.2F), learn(sets.report, yes_no, to + "report.model", 0.06F),
        learn(sets.same, yes_no, to + "same.model", 0.015F)})
    if (!done) return done;
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: train_claims HOME GOLD.jsonl MODELS\n");
    return 2;
  }
  const auto reader = reading::Reader::open(argv[1]);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 1;
  }
  std::vector<Text> texts;
  std::ifstream in(argv[2]);
  for (std::string line; std::getline(in, line);) {
    auto doc = reading::read_with_gold(*reader, line, "entities,times,quotes,events");
    if (!doc) {
      std::fprintf(stderr, "%s\n", doc.error().message.c_str());
      return 1;
    }
    texts.push_back({std::move(*doc), {}, {}});
    for (const Event& event : texts.back().doc.events) {
      texts.back().actors.push_back(event.actors);
      texts.back().recipients.push_back(event.recipients);
    }
  }
  if (const Result<void> done = learn_all(texts, reader->claims(), std::string(argv[3]) + "/claims_"); !done) {
    std::fprintf(stderr, "%s\n", done.error().message.c_str());
    return 1;
  }
  return 0;
}
