// SPDX-License-Identifier: Apache-2.0
#include "claims/outlook.h"

#include <algorithm>

namespace isnad::claims {

namespace {

constexpr size_t kDenialReach = 20;  // events between a denial and what it denies

// The year of an EDTF value, 0 when it has none.
int year_of(std::string_view value) {
  int year = 0;
  for (size_t i = 0; i < 4 && i < value.size(); ++i) {
    if (value[i] < '0' || value[i] > '9') return 0;
    year = year * 10 + (value[i] - '0');
  }
  return value.size() < 4 ? 0 : year;
}

bool shares_party(const Event& a, const Event& b) {
  const auto in = [](const Participant& p, const std::vector<Participant>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Participant& q) {
      return (p.entity != kNoIndex && p.entity == q.entity) || (!p.country.empty() && p.country == q.country);
    });
  };
  return std::any_of(a.actors.begin(), a.actors.end(), [&](const Participant& p) { return in(p, b.actors); }) ||
         std::any_of(a.recipients.begin(), a.recipients.end(),
                     [&](const Participant& p) { return in(p, b.recipients); });
}

}  // namespace

void tell_basis(const Scene& scene, std::vector<Event>& events) {
  const Document& doc = scene.doc();
  const int published = year_of(doc.meta.published.value);
  for (Event& event : events) {
    const uint32_t t = event.trigger_token;
    const uint32_t first = doc.sentences[doc.tokens[t].sentence].first_token;
    bool past = false;
    if (event.time != kNoIndex && published != 0) {
      const int year = year_of(doc.times[static_cast<size_t>(event.time)].value);
      past = year != 0 && year < published;
    }
    // a nominal act after "after" or "since" tells what went before the news
    const Analysis& analysis = doc.analysis(doc.tokens[t]);
    const bool nominal = analysis.pos != Pos::kVerb;
    if (nominal && t > first && !past && scene.word_class(t - 1) == WordClass::kPreposition)
      past = doc.tokens[t - 1].key == "\xD8\xA8\xD8\xB9\xD8\xAF" || doc.tokens[t - 1].key == "\xD9\x85\xD9\x86\xD8\xB0";
    if (past && event.status != Status::kPlanned) event.basis = Basis::kBackground;
  }
}

void link_denials(const Scene& scene, std::vector<Event>& events) {
  (void)scene;
  for (size_t i = 0; i < events.size(); ++i) {
    if (events[i].status != Status::kDenied) continue;
    size_t best = events.size();
    const size_t from = i > kDenialReach ? i - kDenialReach : 0, to = std::min(events.size(), i + kDenialReach);
    for (size_t j = from; j < to; ++j) {
      if (j == i || events[j].status == Status::kDenied || events[j].type != events[i].type) continue;
      const bool same = events[i].same != 0 && events[i].same == events[j].same;
      if (!same && !shares_party(events[i], events[j])) continue;
      if (best == events.size() || same) best = j;
      if (same) break;
    }
    if (best < events.size()) events[i].denies = static_cast<int32_t>(best);
  }
}

}  // namespace isnad::claims
