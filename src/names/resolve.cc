// SPDX-License-Identifier: Apache-2.0
// Fuller names first: each name joins the group of its phrase or of its row in the lexicon, else the group that it fits
// best as a short form, else it founds a group. Then every group becomes an entity.
#include "names/resolve.h"

#include <algorithm>
#include <numeric>

#include "base/hash.h"
#include "names/match.h"
#include "text/letters.h"

namespace isnad::names {

namespace {

constexpr size_t kGroupsCompared = 400;  // a name is compared with that many groups at most, so that time stays linear

// Of the names whose country is known; set on held-out text.
constexpr double kShareForPersons = 0.5, kShareForBodies = 0.7;

constexpr std::string_view kAbu = "\xD8\xA7\xD8\xA8\xD9\x88";

enum class Sort : uint8_t { kPerson, kBody, kPlace };

Sort sort_of(EntityType type) {
  return type == EntityType::kPerson ? Sort::kPerson : type == EntityType::kOrganisation ? Sort::kBody : Sort::kPlace;
}

// From a hash to a group; grows with the number of names.
class GroupMap {
 public:
  explicit GroupMap(size_t names) {
    size_t slots = 16;
    while (slots < names * 4) slots *= 2;
    slots_.resize(slots, {0, kNoIndex});
  }
  int32_t& operator[](uint64_t key) {
    size_t at = (key >> 5) & (slots_.size() - 1);
    while (slots_[at].second != kNoIndex && slots_[at].first != key) at = (at + 1) & (slots_.size() - 1);
    slots_[at].first = key;
    return slots_[at].second;
  }

 private:
  std::vector<std::pair<uint64_t, int32_t>> slots_;
};

struct Group {
  NameForm form;         // of its fullest name
  uint32_t fullest = 0;  // mention
  uint32_t first = 0;    // its first mention in the text
  Sort sort = Sort::kPerson;
  const Gazetteer::Entry* known = nullptr;
};

}  // namespace

class Resolution {
 public:
  Resolution(const Resolver& resolver, Document& doc, const std::vector<Cue>& cues)
      : resolver_(resolver), doc_(doc), cues_(cues), by_phrase_(doc.mentions.size()), by_row_(doc.mentions.size()) {}

  void run() {
    forms_.reserve(doc_.mentions.size());
    for (const Mention& m : doc_.mentions) forms_.push_back(make_form(doc_, cues_, m, resolver_.gazetteer_));
    std::vector<uint32_t> order(doc_.mentions.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return forms_[a].size > forms_[b].size; });
    group_of_.resize(order.size());
    for (const uint32_t m : order) group_of_[m] = join(m);
    make_entities();
  }

 private:
  int32_t join(uint32_t m) {
    const NameForm& form = forms_[m];
    const Sort sort = sort_of(doc_.mentions[m].type);
    int32_t& of_phrase = by_phrase_[mix(form.phrase, static_cast<uint64_t>(sort))];
    if (of_phrase == kNoIndex) of_phrase = settle(m, sort);
    Group& group = groups_[static_cast<size_t>(of_phrase)];
    group.first = std::min(group.first, m);
    return of_phrase;
  }

  // The group of a phrase that was not seen before.
  int32_t settle(uint32_t m, Sort sort) {
    const NameForm& form = forms_[m];
    const Gazetteer::Entry* known = known_as(form, sort);
    const bool doubtful = known != nullptr && sort == Sort::kPerson && form.size == 1 && !is_nickname(m);
    if (doubtful || known == nullptr)
      if (const int32_t fits = best_fit(m, sort); fits != kNoIndex) return fits;
    if (doubtful && (form.first().known & kGivenName) != 0) known = nullptr;
    if (known == nullptr) return found(m, sort, nullptr);
    int32_t& of_row = by_row_[row_key(*known)];
    if (of_row == kNoIndex) of_row = found(m, sort, known);
    return of_row;
  }

  // `abu X` is a name as sure as two words.
  bool is_nickname(uint32_t m) const {
    const Mention& mention = doc_.mentions[m];
    return mention.last_token == mention.first_token + 2 && cues_[mention.first_token].core == kAbu;
  }

  int32_t found(uint32_t m, Sort sort, const Gazetteer::Entry* known) {
    groups_.push_back({forms_[m], m, m, sort, known});
    return static_cast<int32_t>(groups_.size() - 1);
  }

  const Gazetteer::Entry* known_as(const NameForm& form, Sort sort) const {
    const uint32_t kind = sort == Sort::kPerson ? kPerson : sort == Sort::kBody ? kOrganisation : kPlace;
    const Gazetteer::Entry* entry = resolver_.gazetteer_.find(typed(form.phrase, kind));
    return entry->ref != Gazetteer::kNoRef ? entry : nullptr;
  }

  // Rows with one English name are one thing.
  uint64_t row_key(const Gazetteer::Entry& known) const {
    const KnownTable& table = resolver_.tables_[known.ref >> 24];
    const std::string_view en = table.table.cell(known.ref & 0xFFFFFF, table.en);
    return en.empty() || en == "-" ? mix(0x2091, known.ref) : hash64(en);
  }

  int32_t best_fit(uint32_t m, Sort sort) const {
    if (sort == Sort::kPlace) return kNoIndex;
    int best = 0;
    uint32_t best_distance = 0;
    int32_t found = kNoIndex;
    const size_t begin = groups_.size() > kGroupsCompared ? groups_.size() - kGroupsCompared : 0;
    for (size_t g = begin; g < groups_.size(); ++g) {
      const Group& group = groups_[g];
      if (group.sort != sort) continue;
      const int fit = sort == Sort::kPerson ? person_fit(forms_[m], group.form) : body_fit(forms_[m], group.form);
      if (fit == 0 || fit < best) continue;
      // Among equals the one last named before, else the one named next.
      const uint32_t distance = group.first <= m ? m - group.first : (group.first - m) * 4;
      if (fit == best && distance >= best_distance) continue;
      best = fit;
      best_distance = distance;
      found = static_cast<int32_t>(g);
    }
    return found;
  }

  void make_entities() {
    std::vector<uint32_t> order(groups_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return groups_[a].first < groups_[b].first; });
    std::vector<int32_t> entity_of(groups_.size());
    for (const uint32_t g : order) {
      entity_of[g] = static_cast<int32_t>(doc_.entities.size());
      doc_.entities.push_back(make_entity(groups_[g]));
    }
    for (size_t m = 0; m < group_of_.size(); ++m) {
      Mention& mention = doc_.mentions[m];
      mention.entity = entity_of[static_cast<size_t>(group_of_[m])];
      Entity& entity = doc_.entities[static_cast<size_t>(mention.entity)];
      if (entity.country.empty()) entity.country = country_beside(m);
    }
    take_main_country();
  }

  // Who nothing else is told of belongs to the state that most names of the text belong to, if one stands out.
  void take_main_country() {
    std::vector<std::pair<std::string_view, uint32_t>> counts;
    uint32_t total = 0;
    for (const Mention& mention : doc_.mentions) {
      const std::string& country = doc_.entities[static_cast<size_t>(mention.entity)].country;
      if (country.empty() || country == "INT") continue;
      ++total;
      const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == country; });
      if (found == counts.end()) counts.emplace_back(country, 1);
      else ++found->second;
    }
    if (counts.empty()) return;
    const auto top = *std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const std::string main(top.first);
    for (Entity& entity : doc_.entities) {
      if (!entity.country.empty() || entity.type == EntityType::kLocation) continue;
      if (entity.type != EntityType::kPerson && !entity.en.empty()) continue;  // the lexicon knows that it has none
      const double share = entity.type == EntityType::kPerson ? kShareForPersons : kShareForBodies;
      if (top.second >= share * total) entity.country = main;
    }
  }

  std::string_view country_beside(size_t m) const {
    const Mention& mention = doc_.mentions[m];
    if (mention.type == EntityType::kPerson) return resolver_.whose_.beside(doc_, cues_, m);
    if (mention.type == EntityType::kOrganisation) return resolver_.whose_.inside(doc_, cues_, mention);
    return {};
  }

  Entity make_entity(const Group& group) const {
    const Mention& mention = doc_.mentions[group.fullest];
    Entity entity;
    entity.type = mention.type;
    if (group.known != nullptr) describe(*group.known, entity);
    if (entity.name.empty() || fuller(group, entity.name)) entity.name = written(mention);
    if (entity.en.empty() && group.sort == Sort::kPerson) entity.en = resolver_.latin_.spell(entity.name);
    return entity;
  }

  // True where the text has more of a person's or body's name than the lexicon, or divides its words otherwise.
  bool fuller(const Group& group, std::string_view known) const {
    if (group.sort == Sort::kPlace) return false;
    const std::string here = text::fold(written(doc_.mentions[group.fullest])), there = text::fold(known);
    const auto letters = [](const std::string& s) {
      return s.size() - static_cast<size_t>(std::count(s.begin(), s.end(), ' '));
    };
    return letters(here) > letters(there) || (letters(here) == letters(there) && here.size() != there.size());
  }

  // The name as the text has it; an article that a clitic swallowed comes back.
  std::string written(const Mention& mention) const {
    std::string name = text::clean(doc_.str(mention.span));
    const Cue& cue = cues_[mention.first_token];
    if ((cue.clitics & kLi) != 0 && cue.article && !name.starts_with("\xD8\xA7")) name.insert(0, "\xD8\xA7");
    return name;
  }

  void describe(const Gazetteer::Entry& known, Entity& entity) const {
    const KnownTable& from = resolver_.tables_[known.ref >> 24];
    const auto cell = [&](int column) {
      const std::string_view text = from.table.cell(known.ref & 0xFFFFFF, column);
      return text == "-" ? std::string_view{} : text;
    };
    entity.name = cell(0);
    entity.en = cell(from.en);
    entity.country = cell(from.country);
    entity.sector = cell(from.sector);
    entity.side = cell(from.side);
    entity.kb = cell(from.kb);
    if (sort_of(entity.type) == Sort::kPlace && (known.known & kCountry) == 0) {
      const auto seats = resolver_.seats_.find(text::fold(entity.name));
      if (!seats.empty()) entity.capital_of = resolver_.seats_.cell(seats.front(), resolver_.seats_.column("iso3"));
    }
  }

  const Resolver& resolver_;
  Document& doc_;
  const std::vector<Cue>& cues_;
  std::vector<NameForm> forms_;
  std::vector<Group> groups_;
  std::vector<int32_t> group_of_;
  GroupMap by_phrase_, by_row_;
};

Resolver::Resolver(const lexicon::Lexicon& lexicon, Gazetteer gazetteer)
    : gazetteer_(gazetteer), whose_(lexicon, gazetteer), latin_(lexicon), seats_(lexicon.table("places/seats")) {
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    KnownTable known;
    known.table = lexicon.table(static_cast<int32_t>(i));
    known.en = known.table.column("en");
    known.country = std::max(known.table.column("country"), known.table.column("iso3"));
    known.sector = known.table.column("sector");
    known.side = known.table.column("side");
    known.kb = known.table.column("kb");
    known.type = known.table.column("type");
    tables_.push_back(known);
  }
}

void Resolver::run(Document& doc, const std::vector<Cue>& cues) const { Resolution(*this, doc, cues).run(); }

}  // namespace isnad::names
