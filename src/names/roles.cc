// SPDX-License-Identifier: Apache-2.0
// A description is an office and whose it is; every word of it must be understood, so that "the former minister" and
// the like lead nowhere.
#include "names/roles.h"

#include <algorithm>

#include "names/role_dates.h"
#include "text/letters.h"

namespace isnad::names {

namespace {

constexpr size_t kOfficeWords = 6, kDescriptionWords = 12;
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84", kLam = "\xD9\x84", kIn = "\xD9\x81\xD9\x8A";

std::vector<std::string> words_of(std::string_view text) {
  const std::string folded = text::fold(text);
  std::vector<std::string> words;
  for (size_t at = 0; at < folded.size() && words.size() <= kDescriptionWords;) {
    const size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string join(const std::vector<std::string>& words, size_t first, size_t last) {
  std::string text;
  for (size_t i = first; i < last; ++i) text += (i == first ? "" : " ") + words[i];
  return text;
}

// The word after li-: "lil-X" is the X with its article.
std::string without_lam(const std::string& word) {
  if (!word.starts_with(kLam)) return {};
  const std::string rest = word.substr(kLam.size());
  return rest.starts_with(kLam) ? std::string(kArticle) + rest.substr(kLam.size()) : rest;
}

}  // namespace

Roles::Roles(const lexicon::Lexicon& lexicon)
    : forms_(lexicon.table("offices/forms")),
      shared_(lexicon.table("offices/shared")),
      seats_(lexicon.table("offices/seats")),
      countries_(lexicon.table("places/countries")),
      nationalities_(lexicon.table("places/nationalities")) {
  for (size_t i = 0; i < lexicon.tables(); ++i) {
    const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
    if (table.name().starts_with("actors/")) actors_.push_back(table);
    if (!table.name().starts_with("roles/")) continue;
    roles_.push_back({table, table.column("country"), table.column("body"), table.column("holder"),
                      table.column("from"), table.column("to")});
  }
  for (const RoleTable& role : roles_) add_first_words(role.table);
  add_first_words(forms_);
}

void Roles::add_first_words(const lexicon::Table& table) {
  const char* last = nullptr;  // equal cells are stored once
  for (uint32_t row = 0; row < table.rows(); ++row) {
    const std::string_view cell = table.cell(row, 0U);
    if (cell.data() == last) continue;
    last = cell.data();
    const std::string word = text::fold(cell.substr(0, cell.find(' ')));
    first_words_.insert(word);
    if (word.starts_with(kArticle)) first_words_.insert(word.substr(kArticle.size()));
  }
}

std::string_view Roles::actor_cell(const std::string& folded, std::string_view type, std::string_view column) const {
  for (const lexicon::Table& table : actors_)
    for (const uint32_t row : table.find(folded))
      if ((table.cell(row, table.column("type")) == "PER") == (type == "PER")) {
        const std::string_view cell = table.cell(row, table.column(column));
        if (!cell.empty()) return cell;
      }
  return {};
}

bool Roles::is_body(std::string_view cell, const std::string& folded) const {
  const std::string name = text::fold(cell);
  if (name == folded) return true;
  for (std::string_view forms = actor_cell(name, "ORG", "forms"); !forms.empty();) {
    const std::string_view form = forms.substr(0, forms.find('|'));
    if (text::fold(form) == folded) return true;
    forms.remove_prefix(std::min(forms.size(), form.size() + 1));
  }
  return false;
}

std::string_view Roles::country_of(const std::string& folded) const {
  if (const auto rows = nationalities_.find(folded); !rows.empty())
    return nationalities_.cell(rows.front(), nationalities_.column("definite")) == "yes"
               ? nationalities_.cell(rows.front(), nationalities_.column("iso3"))
               : std::string_view{};
  const auto rows = countries_.find(folded);
  return rows.empty() ? std::string_view{} : countries_.cell(rows.front(), countries_.column("iso3"));
}

bool Roles::shared(const std::string& office, std::string_view country, std::string_view body) const {
  const int in = shared_.column("country"), of = shared_.column("body");
  for (const uint32_t row : shared_.find(office)) {
    const std::string_view c = shared_.cell(row, in), b = shared_.cell(row, of);
    if ((c.empty() && b.empty()) || (c == country && text::fold(b) == text::fold(body))) return true;
  }
  return false;
}

void Roles::add_rows(const std::string& office, const Wanted& wanted, std::vector<Holder>& out) const {
  for (const RoleTable& role : roles_)
    for (const uint32_t row : role.table.find(office)) {
      const std::string_view country = role.table.cell(row, role.country), body = role.table.cell(row, role.body);
      const std::string_view from = role.table.cell(row, role.from), to = role.table.cell(row, role.to);
      const RoleDates dates = role_dates(from, to);
      if (dates.from > wanted.last || dates.to < wanted.first) continue;
      if (wanted.body.empty() ? country != wanted.country : body.empty() || !is_body(body, wanted.body)) continue;
      if (shared(office, country, body)) continue;
      const std::string_view name = role.table.cell(row, role.holder);
      if (std::any_of(out.begin(), out.end(), [&](const Holder& other) { return other.holder == name; })) continue;
      const std::string holder = text::fold(name);
      std::string_view side = actor_cell(text::fold(body), "ORG", "side");
      if (side.empty()) side = actor_cell(holder, "PER", "side");
      if (country.empty()) side = {};
      out.push_back({role.table.cell(row, 0U), name, actor_cell(holder, "PER", "en"),
                     country.empty() ? actor_cell(text::fold(body), "ORG", "country") : country, body, side,
                     actor_cell(holder, "PER", "sector"), from, to, role.table.index(), row});
    }
}

std::vector<Holder> Roles::find(std::string_view description, std::string_view day) const {
  std::vector<Holder> found;
  const std::vector<std::string> words = words_of(description);
  Wanted wanted;
  wanted.first = day_number(day.substr(0, 10), false);
  wanted.last = day_number(day.substr(0, 10), true);
  if (words.empty() || !first_words_.contains(words.front())) return found;
  if (wanted.first == 0 || words.size() < 2 || words.size() > kDescriptionWords) return found;
  for (size_t k = std::min(kOfficeWords, words.size() - 1); k > 0 && found.empty(); --k) {
    // "minister of foreign affairs of Egypt" leaves the article out that the office has.
    const std::string as_written = join(words, 0, k);
    const std::string with_article = join(words, 0, k - 1) + (k > 1 ? " " : "") + std::string(kArticle) + words[k - 1];
    size_t rest = k + (words[k] == kIn && k + 1 < words.size());
    wanted.body.clear();
    wanted.country = country_of(join(words, rest, words.size()));
    if (wanted.country.empty()) {
      std::vector<std::string> whose(words.begin() + static_cast<std::ptrdiff_t>(rest), words.end());
      if (const std::string bare = without_lam(whose.front()); !bare.empty()) {
        whose.front() = bare;
        wanted.country = country_of(join(whose, 0, whose.size()));
      }
      wanted.body = join(whose, 0, whose.size());
      if (!wanted.country.empty()) wanted.body.clear();
    }
    for (const std::string& office : {as_written, with_article}) {
      add_rows(office, wanted, found);
      for (const uint32_t row : forms_.find(office)) {
        const std::string_view only = forms_.cell(row, forms_.column("country"));
        const bool of_body = forms_.cell(row, forms_.column("of")) == "body";
        if ((!only.empty() && only != wanted.country) || (of_body && wanted.body.empty())) continue;
        add_rows(text::fold(forms_.cell(row, forms_.column("office"))), wanted, found);
      }
    }
  }
  return found;
}

void Roles::describe(const Document& doc, Participant& party) const {
  if (party.entity != kNoIndex || !party.span) return;
  const std::vector<Holder> holders = find(doc.str(*party.span), doc.meta.published.value);
  if (holders.size() != 1) return;
  const Holder& one = holders.front();
  const RoleDates dates = role_dates(one.from, one.to);
  const int64_t day = day_number(std::string_view(doc.meta.published.value).substr(0, 10), false);
  if (day < dates.surely_from || day > dates.surely_to) return;
  const std::string name = text::fold(one.holder);
  for (size_t e = 0; e < doc.entities.size(); ++e) {
    const Entity& entity = doc.entities[e];
    if (entity.type != EntityType::kPerson) continue;
    if (text::fold(entity.name) == name || (!one.en.empty() && entity.en == one.en)) {
      party.entity = static_cast<int32_t>(e);
      break;
    }
  }
  if (party.country.empty()) party.country = one.country;
  if (party.side.empty() && party.country == one.country) party.side = one.side;
  if (party.sector.empty()) party.sector = one.sector;
}

void Roles::take_side(const Document& doc, Participant& party) const {
  if (party.entity == kNoIndex || !party.side.empty() || party.country.empty()) return;
  const Entity& entity = doc.entities[static_cast<size_t>(party.entity)];
  if (entity.type == EntityType::kPerson || entity.type == EntityType::kOrganisation) return;
  const int64_t day = day_number(std::string_view(doc.meta.published.value).substr(0, 10), false);
  if (day == 0) return;
  for (const uint32_t row : seats_.find(text::fold(entity.name))) {
    const RoleDates dates = role_dates(seats_.cell(row, seats_.column("from")), seats_.cell(row, seats_.column("to")));
    if (seats_.cell(row, seats_.column("country")) == party.country && day >= dates.surely_from &&
        day <= dates.surely_to)
      party.side = seats_.cell(row, seats_.column("side"));
  }
}

void Roles::apply(Document& doc) const {
  if (doc.meta.published.value.size() < 10) return;  // without its day nothing is certain
  const auto each = [&](std::vector<Participant>& list) {
    for (Participant& party : list) {
      describe(doc, party);
      take_side(doc, party);
    }
  };
  for (Event& event : doc.events)
    for (auto* list : {&event.actors, &event.recipients, &event.concerning, &event.sources, &event.effective_sources})
      each(*list);
  for (Quote& quote : doc.quotes) {
    if (quote.source) describe(doc, *quote.source), take_side(doc, *quote.source);
    each(quote.via);
  }
}

}  // namespace isnad::names
