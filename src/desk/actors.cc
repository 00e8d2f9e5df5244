// SPDX-License-Identifier: Apache-2.0
#include "desk/actors.h"

#include <algorithm>

#include "desk/dictionaries.h"
#include "store/sqlite.h"
#include "stories/identity.h"
#include "text/letters.h"

namespace isnad::desk {

using store::Statement;

namespace {

// Of actors `a` whose English name is ?3, or whose folded name begins or ends with the words ?1; ?5 is the last of
// them. Written so that the indices of actors answer it.
constexpr std::string_view kNamedInPart =
    "lower(a.en) = lower(?3) OR (a.folded > ?1 || ' ' AND a.folded < ?1 || '!') OR (replace(a.folded, rtrim(a.folded, "
    "replace(a.folded, ' ', '')), '') = ?5 AND a.folded LIKE '% ' || ?1)";

std::string last_word(const std::string& folded) { return folded.substr(folded.rfind(' ') + 1); }

Result<void> counts(const store::Store& store, ActorFound& actor) {
  const bool state = actor.key.starts_with("@");
  Result<Statement> select = store.statement(
      state
          ? "SELECT count(DISTINCT x.version), coalesce(sum(x.acts), 0) FROM actors a JOIN appearances x ON x.actor = "
            "a.id WHERE a.country = ?1 AND (?2 = '' OR a.side = ?2)"
          : "SELECT count(*), coalesce(sum(x.acts), 0) FROM appearances x JOIN actors a ON a.id = x.actor WHERE a.key "
            "= ?1");
  if (!select) return select.error();
  select->bind(1, state ? std::string_view(actor.country) : std::string_view(actor.key));
  if (state) select->bind(2, actor.side);
  Result<bool> row = select->step();
  if (!row) return store.failure(row.error());
  actor.documents = select->number(0);
  actor.acts = select->number(1);
  return {};
}

Result<void> known_sides(const store::Store& store, ActorFound& actor) {
  Result<Statement> select =
      store.statement("SELECT DISTINCT side FROM actors WHERE country = ?1 AND side IS NOT NULL ORDER BY side");
  if (!select) return select.error();
  select->bind(1, actor.country);
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return {};
    actor.sides.emplace_back(select->text(0));
  }
}

// A state by any of its names, or "LBY", or with a side: "NAME/East".
ActorFound find_state(const lexicon::Lexicon& lexicon, std::string_view name) {
  ActorFound actor;
  const size_t slash = name.rfind('/');
  if (slash != std::string_view::npos) actor.side = name.substr(slash + 1);
  std::string_view bare = name.substr(0, slash);
  if (bare.starts_with("@")) bare.remove_prefix(1);
  const std::string folded = text::fold(bare);
  const lexicon::Table table = lexicon.table("places/countries");
  const int iso = table.column("iso3"), en = table.column("en"), kind = table.column("kind");
  for (uint32_t row = 0; row < table.rows() && actor.key.empty(); ++row) {
    const std::string_view code = table.cell(row, iso);
    if (text::fold(table.cell(row, 0U)) != folded && table.cell(row, en) != bare && code != bare) continue;
    actor.country = code;
    actor.en = table.cell(row, en);
    actor.key = "@" + actor.country + (actor.side.empty() ? "" : "/" + actor.side);
    actor.type = actor.side.empty() ? "STATE" : "SIDE";
  }
  for (uint32_t row = 0; row < table.rows(); ++row)
    if (table.cell(row, iso) == actor.country && table.cell(row, kind) == "main")
      actor.name = std::string(table.cell(row, 0U)) + (actor.side.empty() ? "" : " (" + actor.side + ")");
  return actor;
}

}  // namespace

Result<std::vector<ActorFound>> find_actors(const Desk& desk, std::string_view name, size_t most) {
  std::vector<ActorFound> found;
  if (ActorFound state = find_state(desk.lexicon, name); !state.key.empty()) {
    if (Result<void> done = counts(desk.store, state); !done) return done.error();
    if (Result<void> done = known_sides(desk.store, state); !done) return done.error();
    found.push_back(std::move(state));
  }
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  const std::string folded = text::fold(name), full = (*dictionaries)->full_name(folded);
  Result<Statement> select = desk.store.statement(
      "SELECT a.key, a.type, a.name, coalesce(a.en, ''), coalesce(a.country, ''), coalesce(a.side, ''), count(*), "
      "coalesce(sum(x.acts), 0) FROM actors a JOIN appearances x ON x.actor = a.id WHERE a.type <> 'STATE' AND a.id IN "
      "(SELECT a.id FROM actors a WHERE a.folded IN (?1, ?2) OR a.key = ?3 OR " +
      std::string(kNamedInPart) +
      ") GROUP BY a.id ORDER BY a.key = ?3 DESC, a.folded = ?2 DESC, a.folded = ?1 DESC, sum(x.acts) DESC, a.id LIMIT "
      "?4");
  if (!select) return select.error();
  const std::string last = last_word(folded);
  select->bind(1, folded).bind(2, full).bind(3, name).bind(4, static_cast<int64_t>(most)).bind(5, last);
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return desk.store.failure(row.error());
    if (!*row) break;
    ActorFound actor;
    actor.key = select->text(0);
    actor.type = select->text(1);
    actor.name = select->text(2);
    actor.en = select->text(3);
    actor.country = select->text(4);
    actor.side = select->text(5);
    actor.documents = select->number(6);
    actor.acts = select->number(7);
    found.push_back(std::move(actor));
  }
  if (found.empty())
    return desk.store.failure(Error{"names nobody '" + std::string(name) + "'; a part of the name works, too"});
  return found;
}

Recognising::Recognising(const Desk& desk, const ActorFound& actor)
    : actor_(actor), words_(desk.dictionaries ? desk.dictionaries->words() : Words(desk.lexicon)) {
  if (!actor.key.starts_with("@")) return;
  const lexicon::Table table = desk.lexicon.table("places/countries");
  const int iso = table.column("iso3"), capital = table.column("capital");
  for (uint32_t row = 0; row < table.rows(); ++row)
    if (table.cell(row, iso) == actor.country) {
      names_.insert(text::fold(table.cell(row, 0U)));
      capital_.insert(text::fold(table.cell(row, capital)));
    }
  capital_.erase("");
  Result<Statement> select = desk.store.statement(
      "SELECT key, coalesce(sector, ''), coalesce(side, '') FROM actors WHERE country = ?1 AND type IN ('PER', 'ORG')");
  if (!select) return;
  select->bind(1, actor.country);
  for (;;) {
    const Result<bool> row = select->step();
    if (!row || !*row) break;
    sectors_[std::string(select->text(0))] = select->text(1);
    sides_[std::string(select->text(0))] = select->text(2);
  }
}

Fit Recognising::fit(const Who& who, bool acts) const {
  if (!actor_.key.starts_with("@")) return who.key == actor_.key ? Fit::kYes : Fit::kNo;
  if (who.country != actor_.country) return Fit::kNo;
  const std::string folded = text::fold(who.name);
  std::string key = who.key, side = who.side;
  bool state = who.key == "@" + actor_.country || names_.contains(folded) || (acts && capital_.contains(folded));
  if (!state && key.starts_with("of:")) key = key.substr(3);
  if (const auto at = sectors_.find(key); !state && at != sectors_.end()) {
    state = stories::acts_for_state(at->second.substr(0, at->second.find_first_of(",|; ")));
    if (side.empty()) side = sides_.at(key);
  } else if (!state && !who.named) {
    state = words_.kind(folded.substr(0, folded.find(' '))) == WordKind::kState;
  }
  if (!state) return Fit::kNo;
  if (!actor_.side.empty()) return side == actor_.side ? Fit::kYes : Fit::kNo;
  return side.empty() ? Fit::kYes : Fit::kSide;
}

}  // namespace isnad::desk
