// SPDX-License-Identifier: Apache-2.0
#include "names/relations.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "names/role_dates.h"
#include "text/letters.h"

namespace isnad::names {

namespace {

using lexicon::SourceTable;

// A cell, with what is needed to name it.
struct Place {
  const SourceTable* table = nullptr;
  size_t row = 0;
  int column = -1;

  std::string_view text() const {
    return column < 0 ? std::string_view{} : table->cell(row, static_cast<size_t>(column));
  }
  Place at(std::string_view name) const {
    for (size_t i = 0; i < table->columns.size(); ++i)
      if (table->columns[i].name == name) return {table, row, static_cast<int>(i)};
    return {table, row, -1};
  }
  std::string where() const { return table->path + ":" + std::to_string(table->lines[row]); }
};

class Faults {
 public:
  void add(const Place& at, const std::string& what) {
    if (!text_.empty()) text_ += '\n';
    text_ += at.where() + ": column " + std::to_string(at.column + 1) + " (" +
             at.table->columns[static_cast<size_t>(at.column)].name + ") '" + std::string(at.text()) + "' " + what;
  }
  Result<void> result() const {
    if (text_.empty()) return {};
    return Error{text_};
  }

 private:
  std::string text_;
};

void check_countries(const lexicon::Builder& builder, Faults& faults) {
  const SourceTable* countries = builder.table("places/countries");
  if (countries == nullptr) return;
  std::unordered_set<std::string_view> known = {"INT"};
  for (size_t row = 0; row < countries->rows(); ++row) known.insert(Place{countries, row}.at("iso3").text());
  for (const auto& table : builder.tables())
    for (size_t column = 0; column < table->columns.size(); ++column) {
      if (table.get() == countries || table->columns[column].type != lexicon::ColumnType::kIso3) continue;
      for (size_t row = 0; row < table->rows(); ++row) {
        const Place code{table.get(), row, static_cast<int>(column)};
        if (!code.text().empty() && !known.contains(code.text()))
          faults.add(code, "is the code of no country; take one of places/countries, or add the country there");
      }
    }
}

// Places without a country: the claimants exist, and no other table gives the place to one of them.
void check_claimed(const lexicon::Builder& builder, Faults& faults) {
  const SourceTable* claimed = builder.table("places/claimed");
  const SourceTable* countries = builder.table("places/countries");
  if (claimed == nullptr || countries == nullptr) return;
  std::unordered_set<std::string_view> codes;
  for (size_t row = 0; row < countries->rows(); ++row) codes.insert(Place{countries, row}.at("iso3").text());
  std::unordered_map<std::string, Place> names;
  for (size_t row = 0; row < claimed->rows(); ++row) {
    const Place name{claimed, row, 0}, by = name.at("claimed_by");
    names.emplace(text::fold(name.text()), name);
    for (std::string_view rest = by.text(); !rest.empty();) {
      const std::string_view code = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(rest.size(), code.size() + 1));
      if (!codes.contains(code)) faults.add(by, "names no country; separate codes of places/countries by |");
    }
  }
  for (const auto& table : builder.tables()) {
    if (!table->name.starts_with("places/") || table.get() == claimed || table.get() == countries) continue;
    for (size_t row = 0; row < table->rows(); ++row) {
      const Place name{table.get(), row, 0};
      const auto found = names.find(text::fold(name.text()));
      if (found != names.end() && !name.at("country").text().empty())
        faults.add(name, "is claimed by several states (" + found->second.where() + "); keep one of the two rows");
    }
  }
}

// Names of actors by kind.
struct Actors {
  std::unordered_set<std::string> persons, bodies;
};

Actors check_actors(const lexicon::Builder& builder, Faults& faults) {
  Actors actors;
  std::unordered_map<std::string, Place> rows, ids;
  const auto once = [&](std::unordered_map<std::string, Place>& seen, std::string key, const Place& at) {
    const auto [first, is_new] = seen.try_emplace(std::move(key), at);
    if (!is_new) faults.add(at, "stands already in " + first->second.where() + "; keep one row, or tell them apart");
  };
  for (const auto& table : builder.tables()) {
    if (!table->name.starts_with("actors/")) continue;
    for (size_t row = 0; row < table->rows(); ++row) {
      const Place name{table.get(), row, 0};
      const std::string_view type = name.at("type").text();
      const std::string folded = text::fold(name.text());
      once(rows, folded + '\t' + std::string(type) + '\t' + std::string(name.at("country").text()), name);
      if (const Place id = name.at("kb"); !id.text().empty()) once(ids, std::string(id.text()), id);
      (type == "PER" ? actors.persons : actors.bodies).insert(folded);
    }
  }
  return actors;
}

struct Term {
  Place holder;
  RoleDates dates;
};

// Offices that several hold at once, as `office TAB country TAB body`.
std::unordered_set<std::string> shared_offices(const lexicon::Builder& builder) {
  std::unordered_set<std::string> shared;
  const SourceTable* table = builder.table("offices/shared");
  for (size_t row = 0; table != nullptr && row < table->rows(); ++row) {
    const Place office{table, row, 0};
    shared.insert(text::fold(office.text()) + '\t' + std::string(office.at("country").text()) + '\t' +
                  text::fold(office.at("body").text()));
  }
  return shared;
}

void check_terms(std::vector<Term>& terms, Faults& faults) {
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& a, const Term& b) { return a.dates.surely_from < b.dates.surely_from; });
  size_t last = 0;  // of the terms so far, the one that ends last
  for (size_t i = 1; i < terms.size(); ++i) {
    if (overlap(terms[last].dates, terms[i].dates))
      faults.add(terms[i].holder, "holds the office while '" + std::string(terms[last].holder.text()) + "' does (" +
                                      terms[last].holder.where() +
                                      "); mend the dates, or add the office to offices/shared");
    if (terms[i].dates.surely_to > terms[last].dates.surely_to) last = i;
  }
}

void check_roles(const lexicon::Builder& builder, const Actors& actors, Faults& faults) {
  const std::unordered_set<std::string> shared = shared_offices(builder);
  std::map<std::string, std::vector<Term>> offices;
  for (const auto& table : builder.tables()) {
    if (!table->name.starts_with("roles/")) continue;
    for (size_t row = 0; row < table->rows(); ++row) {
      const Place office{table.get(), row, 0};
      const Place country = office.at("country"), body = office.at("body"), holder = office.at("holder");
      const Place from = office.at("from"), to = office.at("to");
      const std::string folded = text::fold(office.text()), of = text::fold(body.text());
      if (!actors.persons.contains(text::fold(holder.text())))
        faults.add(holder, "is no person of actors/; write the name as it stands there, or add a row");
      if (!of.empty() && !actors.bodies.contains(of))
        faults.add(body, "is no body of actors/; write the name as it stands there, or add a row");
      const RoleDates dates = role_dates(from.text(), to.text());
      if (dates.to < dates.from) faults.add(to, "lies before '" + std::string(from.text()) + "'; mend the dates");
      const std::string in = std::string(country.text());
      if (shared.contains(folded + "\t\t") || shared.contains(folded + '\t' + in + '\t' + of)) continue;
      offices[folded + '\t' + in + '\t' + of].push_back({holder, dates});
    }
  }
  for (auto& [office, terms] : offices) check_terms(terms, faults);
}

}  // namespace

Result<void> check_relations(lexicon::Builder& builder) {
  Faults faults;
  check_countries(builder, faults);
  check_claimed(builder, faults);
  const Actors actors = check_actors(builder, faults);
  check_roles(builder, actors, faults);
  return faults.result();
}

}  // namespace isnad::names
