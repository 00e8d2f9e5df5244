// SPDX-License-Identifier: Apache-2.0
#include "desk/arrivals.h"

#include <algorithm>
#include <set>

#include "desk/acts.h"
#include "desk/differences.h"
#include "desk/roots.h"
#include "document/names.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr size_t kMostSteps = 12;     // at which one act is looked at in one run; the last one stands for the rest
constexpr size_t kMostPassages = 4;   // of one item
constexpr size_t kMostVersions = 12;  // of one page

constexpr size_t kMostSides = 6;  // of a difference that are looked at, and sentences of each
constexpr size_t kSharedStems = 3;
constexpr float kSharedPart = 0.4F;  // of the shorter sentence

std::string sign(const std::string& folded, std::string_view type) { return folded + "|" + std::string(type); }

std::set<std::string> signs_of(const Document& doc) {
  std::set<std::string> signs;
  for (const Event& event : doc.events) {
    const int32_t sentence = doc.sentence_at(event.trigger.begin);
    if (sentence != kNoIndex)
      signs.insert(sign(text::fold(doc.str(doc.sentences[static_cast<size_t>(sentence)].span)), name_of(event.type)));
  }
  return signs;
}

// True when two sentences say much the same: they share words enough to tell one thing.
bool alike(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  std::vector<uint32_t> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return shared.size() >= kSharedStems &&
         static_cast<float>(shared.size()) >= kSharedPart * static_cast<float>(std::min(a.size(), b.size()));
}

// A difference is news where one outlet tells one thing and another one another of the same, in so many words. Two
// spellings of a name, and numbers of two things with one noun, are none.
bool really_part(const Difference& difference) {
  const bool names = difference.about == "place" || difference.about == "actor";
  struct Side {
    std::set<std::string> outlets;
    std::vector<uint32_t> value;
    std::vector<std::vector<uint32_t>> sentences;
  };
  std::vector<Side> sides;
  for (const Version& version : difference.versions) {
    if (sides.size() == kMostSides) break;
    Side side;
    if (names) side.value = stories::stems(version.value);
    for (const auto& passage : version.passages) {
      side.outlets.insert(passage.outlet.empty() ? passage.document : passage.outlet);
      if (side.sentences.size() < kMostSides) side.sentences.push_back(stories::stems(passage.sentence));
    }
    for (const Side& other : sides) {
      const auto told = [&](const std::string& outlet) { return other.outlets.contains(outlet); };
      if (std::any_of(side.outlets.begin(), side.outlets.end(), told)) continue;
      std::vector<uint32_t> shared;
      std::set_intersection(side.value.begin(), side.value.end(), other.value.begin(), other.value.end(),
                            std::back_inserter(shared));
      if (!shared.empty()) continue;
      for (const auto& mine : side.sentences)
        for (const auto& theirs : other.sentences)
          if (alike(mine, theirs)) return true;
    }
    sides.push_back(std::move(side));
  }
  return false;
}

// An act as it stands after some version came in.
struct State {
  std::vector<uint32_t> told;  // claims that count, in order
  std::string standing;
  int64_t roots = 0;
  std::set<std::string> parts;    // what its tellings differ in
  std::set<std::string> tellers;  // documents
  Corroboration corroboration;
  std::vector<Difference> differences;
};

class Watching {
 public:
  Watching(Claims& claims, const Owners& owners, const Look& look)
      : claims_(claims),
        owners_(owners),
        disputes_(claims),
        first_(first_voices(claims)),
        arrivals_(arrivals_of(claims)),
        known_(look.known),
        upto_(look.upto),
        beside_(look.beside),
        added_(look.added) {
    for (const ClaimView& view : claims.views) outdated_.push_back(view.outdated);
  }

  // The claims that came or went.
  std::vector<uint32_t> concerned() const {
    std::vector<uint32_t> list;
    for (uint32_t i = 0; i < claims_.views.size(); ++i)
      if (concerns(i) && ((arrivals_.came[i] > known_ && arrivals_.came[i] <= upto_) ||
                          (arrivals_.left[i] > known_ && arrivals_.left[i] <= upto_)))
        list.push_back(i);
    return list;
  }

  void act(const std::vector<uint32_t>& members) {
    std::set<int64_t> moments;
    for (const uint32_t i : members) {
      if (!concerns(i)) continue;
      for (const int64_t moment : {arrivals_.came[i], arrivals_.left[i]})
        if (moment > known_ && moment <= upto_) moments.insert(moment);
    }
    if (moments.empty()) return;
    while (moments.size() > kMostSteps) moments.erase(std::prev(moments.end(), 2));
    members_ = &members;
    const bool beside =
        std::any_of(members.begin(), members.end(), [&](uint32_t i) { return claims_.of[i] >= beside_; });
    State before = state(known_);
    for (const int64_t moment : moments) {
      if (beside) before = state(moment - 1);  // what other stories brought meanwhile is told there
      State now = state(moment);
      moment_ = moment;
      compare(before, now);
      before = std::move(now);
    }
    for (const uint32_t i : members) claims_.views[i].outdated = outdated_[i];
  }

  std::vector<NewsItem> take() {
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<NewsItem> items;
    for (auto& [moment, item] : found_) items.push_back(std::move(item));
    return items;
  }

 private:
  bool concerns(uint32_t i) const { return claims_.views[i].basis == "report" && claims_.of[i] < beside_; }

  bool counts(uint32_t i, int64_t moment) const {
    const ClaimView& view = claims_.views[i];
    return !view.wrong && view.basis == "report" && arrivals_.came[i] <= moment && arrivals_.left[i] > moment;
  }

  State state(int64_t moment) {
    State s;
    Standing standing;
    for (const uint32_t i : *members_) {
      claims_.views[i].outdated = !counts(i, moment);
      if (claims_.views[i].outdated) continue;
      s.told.push_back(i);
      standing.add(claims_.views[i]);
      s.tellers.insert(claims_.views[i].document);
    }
    s.standing = standing.word();
    if (s.told.empty()) return s;
    s.corroboration = corroboration(claims_, s.told, owners_, first_);
    // A party to the act corroborates nothing, and of unnamed sources nobody knows whether they are two.
    s.roots = s.corroboration.named + std::min(s.corroboration.own, s.corroboration.texts);
    if (s.tellers.size() < 2) return s;
    s.differences = disputes_.of(comparable(s));
    for (const Difference& difference : s.differences) {
      if (!really_part(difference)) continue;
      const bool denied = std::any_of(difference.versions.begin(), difference.versions.end(),
                                      [](const Version& version) { return version.value == "denied"; });
      if (difference.about != "status" || denied) s.parts.insert(difference.about);
      if (difference.about == "status" && denied && s.standing == "done") s.standing = "done, denied by others";
    }
    return s;
  }

  // A plan and what came of it are no dispute: once an act is done, what only announced it is left out, and so are
  // documents of other stories.
  std::vector<uint32_t> comparable(const State& s) const {
    std::vector<uint32_t> list;
    for (const uint32_t i : s.told) {
      Standing alone;
      alone.add(claims_.views[i]);
      const std::string word = alone.word();
      const bool open = word == "planned" || word == "possible" || word == "asked";
      if (claims_.of[i] < beside_ && !(open && s.standing.starts_with("done"))) list.push_back(i);
    }
    return list;
  }

  void compare(const State& before, const State& now) {
    if (now.told.empty()) {
      if (!before.told.empty()) withdrawn(before, now);
      return;
    }
    const bool first = before.told.empty();
    if (first) {
      if (!told_before()) fill(put("new", now), now, {}, "now");
    } else {
      moved(before, now);
      for (const std::string& teller : before.tellers)
        if (!now.tellers.contains(teller)) {
          withdrawn(before, now);
          break;
        }
    }
    if (before.roots < 2 && now.roots >= 2) roots(now);
    for (const Difference& difference : now.differences)
      if (now.parts.contains(difference.about) && !before.parts.contains(difference.about) &&
          !(difference.about == "status" && told_as_denied()))
        parting(now, difference);
  }

  bool told_as_denied() const {
    return !found_.empty() && found_.back().first == moment_ && found_.back().second.kind == "denied";
  }

  // An act that was told and taken back, and is told again, is not new.
  bool told_before() const {
    return std::any_of(members_->begin(), members_->end(), [&](uint32_t i) {
      return claims_.views[i].basis == "report" && !claims_.views[i].wrong && arrivals_.came[i] < moment_;
    });
  }

  void moved(const State& before, const State& now) {
    if (now.standing == before.standing) return;
    // Where the telling that made the difference is gone, that is news of another kind.
    const bool came =
        std::any_of(now.told.begin(), now.told.end(), [&](uint32_t i) { return arrivals_.came[i] == moment_; });
    if (!came) return;
    const auto denied = [](const std::string& standing) { return standing.find("denied") != std::string::npos; };
    NewsItem& item = put(denied(now.standing) && !denied(before.standing) ? "denied" : "status", now);
    item.before = before.standing;
    fill(item, now, before.told, "now");
    if (item.kind == "denied") add_denials(item, now);
  }

  // A denial may stand in running text that was read as no claim.
  void add_denials(NewsItem& item, const State& now) {
    for (const Difference& difference : now.differences)
      for (const Version& version : difference.versions) {
        if (difference.about != "status" || version.value != "denied") continue;
        for (const auto& p : version.passages) {
          const bool known = std::any_of(item.passages.begin(), item.passages.end(),
                                         [&](const NewsPassage& other) { return other.sentence == p.sentence; });
          if (!known && item.passages.size() <= kMostPassages) item.passages.push_back(passage(p, "denied", "now"));
        }
      }
  }

  NewsPassage passage(const Version::Passage& p, std::string_view status, std::string role) const {
    for (uint32_t i = 0; i < claims_.views.size(); ++i)
      if (!p.claim.empty() && claims_.views[i].id == p.claim) return passage_of(claims_, i, std::move(role));
    NewsPassage out;
    out.role = std::move(role);
    out.document = p.document;
    out.outlet = p.outlet;
    out.status = status;
    if (!p.source.empty()) out.sources.push_back(p.source);
    out.sentence = p.sentence;
    for (const Told& told : claims_.documents)
      if (told.telling.code == p.document && !told.older) {
        out.url = told.telling.url;
        out.published = told.telling.published;
      }
    return out;
  }

  void withdrawn(const State& before, const State& now) {
    NewsItem& item = put("withdrawn", before);
    item.before = before.standing;
    item.standing = now.told.empty() ? "" : now.standing;
    item.by = "outlet";
    for (const uint32_t i : before.told)
      if (!now.tellers.contains(claims_.views[i].document) && item.passages.size() < kMostPassages)
        item.passages.push_back(passage_of(claims_, i, "before"));
  }

  void roots(const State& now) {
    NewsItem& item = put("root", now);
    for (const Root& root : now.corroboration.roots) {
      if (root.kind != "named" && root.kind != "outlet") continue;
      for (const uint32_t i : now.told)
        if (!root.claims.empty() && claims_.views[i].id == root.claims.front() && item.passages.size() < kMostPassages)
          item.passages.push_back(passage_of(claims_, i, "now"));
    }
  }

  void parting(const State& now, const Difference& difference) {
    NewsItem& item = put("parting", now);
    item.about = difference.about;
    for (const Version& version : difference.versions)
      if (!version.passages.empty() && item.passages.size() < kMostVersions)
        item.passages.push_back(passage(version.passages.front(), "", version.value));
  }

  // The claims that came now, own words before copies and sentences before titles; behind them what was told before.
  void fill(NewsItem& item, const State& now, const std::vector<uint32_t>& before, const std::string& role) {
    for (const auto& [copies, titles] : {std::pair{false, false}, {false, true}, {true, false}, {true, true}})
      for (const uint32_t i : now.told)
        if (arrivals_.came[i] == moment_ && claims_.views[i].copied == copies && claims_.tells[i].title == titles &&
            item.passages.size() < kMostPassages)
          item.passages.push_back(passage_of(claims_, i, role));
    if (!before.empty()) item.passages.push_back(passage_of(claims_, before.front(), "before"));
  }

  NewsItem& put(std::string kind, const State& s) {
    NewsItem item;
    item.kind = std::move(kind);
    if (const auto at = added_.find(moment_); at != added_.end()) item.at = at->second;
    item.event = claims_.views[s.told.front()].id;
    const ClaimView* fullest = nullptr;
    size_t most = 0;
    for (const uint32_t i : s.told) {
      const ClaimView& view = claims_.views[i];
      const size_t weight = 1 + 2 * (view.actors.size() + view.recipients.size()) + (view.place.empty() ? 0 : 1);
      if (weight > most) {
        most = weight;
        fullest = &view;
      }
      if (item.date.empty()) item.date = view.date;
      if (item.place.empty()) item.place = view.place;
    }
    item.type = fullest->type;
    item.mode = fullest->mode;
    item.actors = fullest->actors;
    item.recipients = fullest->recipients;
    item.standing = s.standing;
    item.in_words = s.corroboration.in_words;
    item.outlets = s.corroboration.outlets;
    item.texts = s.corroboration.texts;
    item.named = s.corroboration.named;
    item.parties = s.corroboration.parties;
    item.unnamed = s.corroboration.unnamed;
    item.own = s.corroboration.own;
    found_.emplace_back(moment_, std::move(item));
    return found_.back().second;
  }

  Claims& claims_;
  const Owners& owners_;
  const Disputes disputes_;
  const FirstVoices first_;
  const Arrivals arrivals_;
  int64_t known_, upto_, moment_ = 0;
  size_t beside_;
  const std::map<int64_t, std::string>& added_;
  std::vector<bool> outdated_;
  const std::vector<uint32_t>* members_ = nullptr;
  std::vector<std::pair<int64_t, NewsItem>> found_;
};

}  // namespace

Arrivals arrivals_of(const Claims& claims) {
  struct Edition {
    int64_t version;
    size_t document;
    std::set<std::string> signs;
  };
  std::map<std::string, std::vector<Edition>> pages;
  for (size_t d = 0; d < claims.documents.size(); ++d)
    pages[claims.documents[d].telling.code].push_back({claims.documents[d].telling.version, d, {}});
  for (auto& [code, editions] : pages) {
    std::sort(editions.begin(), editions.end(),
              [](const Edition& a, const Edition& b) { return a.version < b.version; });
    if (editions.size() > 1)
      for (Edition& edition : editions) edition.signs = signs_of(claims.documents[edition.document].doc);
  }
  Arrivals arrivals;
  for (size_t i = 0; i < claims.views.size(); ++i) {
    const Told& told = claims.documents[claims.of[i]];
    int64_t came = told.telling.version, left = kStays;
    const std::vector<Edition>& editions = pages[told.telling.code];
    if (editions.size() > 1) {
      const std::string own = sign(text::fold(claims.views[i].sentence), claims.views[i].type);
      for (const Edition& edition : editions) {
        if (edition.signs.contains(own)) came = std::min(came, edition.version);
        if (told.older && edition.version > told.telling.version) left = std::min(left, edition.version);
      }
    }
    arrivals.came.push_back(came);
    arrivals.left.push_back(left);
  }
  return arrivals;
}

NewsPassage passage_of(const Claims& claims, uint32_t claim, std::string role) {
  const ClaimView& view = claims.views[claim];
  NewsPassage passage;
  passage.role = std::move(role);
  passage.claim = view.id;
  passage.document = view.document;
  passage.url = claims.documents[claims.of[claim]].telling.url;
  passage.outlet = view.outlet;
  passage.published = view.published;
  passage.status = still_to_come(view) ? "planned" : view.status;
  passage.qualifier = view.qualifier;
  for (const Who& source : view.sources) passage.sources.push_back(source.name);
  passage.copied = view.copied;
  passage.sentence = view.sentence;
  return passage;
}

std::vector<NewsItem> act_news(Claims& claims, const Owners& owners, const std::vector<Change>& changes,
                               const Look& look) {
  Watching watching(claims, owners, look);
  for (const std::vector<uint32_t>& members : act_groups_of(claims, changes, watching.concerned()))
    watching.act(members);
  return watching.take();
}

}  // namespace isnad::desk
