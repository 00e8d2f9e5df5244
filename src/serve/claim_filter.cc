// SPDX-License-Identifier: Apache-2.0
#include "serve/claim_filter.h"

#include <algorithm>

#include "desk/actors.h"
#include "document/names.h"
#include "serve/parameters.h"
#include "store/sqlite.h"
#include "text/letters.h"

namespace isnad::serve {

namespace {

std::optional<Response> refuse(const Request& r, const desk::ClaimFilter& filter) {
  for (std::string_view name : {"said_since", "said_until", "since", "until"})
    if (std::optional<Response> refused = refuse_day(r, name)) return refused;
  for (const std::string& type : filter.types)
    if (!named<EventType>(type))
      return problem(400, "No such type", "type is one of PLOVER's sixteen, in capitals, such as CONSULT or ASSAULT.");
  for (const std::string& status : filter.statuses)
    if (!named<Status>(status))
      return problem(400, "No such status", "status is one of the seven of a reading, such as happened or denied.");
  for (const std::string& role : filter.roles)
    if (!desk::ClaimIndex::is_role(role))
      return problem(400, "No such role", "role is actor, recipient, concerning or source.");
  for (const std::string& roots : filter.roots)
    if (roots.size() != 1 || roots[0] < '0' || roots[0] > '3')
      return problem(400, "No such number of roots", "roots is 0, 1, 2 or 3, which stands for three and more.");
  if (r.parameter("q").size() > 1000) return problem(400, "Too many words", "q holds at most 1,000 bytes.");
  return std::nullopt;
}

// Adds the numbers that a query finds for a name.
Result<void> put(const store::Store& store, std::string_view sql, std::string_view name, std::vector<int64_t>& ids) {
  Result<store::Statement> select = store.statement(sql);
  if (!select) return select.error();
  select->bind(1, name);
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return {};
    ids.push_back(select->number(0));
  }
}

// Everybody whom a name, a key or a part of a name means. Persons without a public role are found by no name.
Result<void> put_actors(Call& call, const std::string& name, std::vector<int64_t>& ids) {
  const size_t before = ids.size();
  const std::string folded = text::fold(name);
  for (const auto& [sql, wanted] :
       {std::pair{"SELECT id FROM actors WHERE folded = ?1 AND known = 1", std::string_view(folded)},
        std::pair{"SELECT id FROM actors WHERE key = ?1 AND (known = 1 OR type = 'STATE')", std::string_view(name)}})
    if (Result<void> done = put(call.store, sql, wanted, ids); !done) return done;
  if (ids.size() > before) return {};
  const Result<std::vector<desk::ActorFound>> found = desk::find_actors({call.store, call.reader.lexicon()}, name, 3);
  if (!found) return {};  // nobody of this name
  return put(call.store, "SELECT id FROM actors WHERE key = ?1 AND (known = 1 OR type = 'STATE')", found->front().key,
             ids);
}

}  // namespace

Result<FilterOrRefusal> filter_of(Call& call) {
  const Request& r = call.request;
  FilterOrRefusal result;
  desk::ClaimFilter& filter = result.filter;
  filter.types = r.parameters("type");
  filter.statuses = r.parameters("status");
  filter.outlets = r.parameters("outlet");
  filter.countries = r.parameters("country");
  filter.roles = r.parameters("role");
  filter.places = r.parameters("place");
  filter.languages = r.parameters("language");
  filter.roots = r.parameters("roots");
  filter.said_since = r.parameter("said_since");
  filter.said_until = r.parameter("said_until");
  filter.since = r.parameter("since");
  filter.until = r.parameter("until");
  if ((result.refused = refuse(r, filter))) return result;
  for (const std::string& name : r.parameters("actor"))
    if (Result<void> done = put_actors(call, name, filter.actors); !done) return done.error();
  filter.nobody = filter.actors.empty() && !r.parameter("actor").empty();
  if (const std::string_view words = r.parameter("q"); !words.empty()) {
    Result<std::vector<int64_t>> versions = call.store.versions_with(words);
    if (!versions) result.refused = problem(400, "No word", versions.error().message);
    else filter.versions = std::move(*versions);
  }
  return result;
}

}  // namespace isnad::serve
