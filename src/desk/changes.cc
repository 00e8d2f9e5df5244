// SPDX-License-Identifier: Apache-2.0
#include "desk/changes.h"

#include <array>
#include <sstream>

#include "base/hash.h"
#include "store/sqlite.h"

namespace isnad::desk {

using store::Statement;

namespace {

constexpr std::array<std::string_view, 6> kActions = {"move", "merge", "split", "join-acts", "part-acts", "wrong"};

bool about_claims(Action action) { return action >= Action::kJoinActs; }

struct Found {
  int64_t document = 0, story = 0;
  std::string code;
};

// A placed document by code, or first digits of it, id, key or address. Also of a claim: what stands before the dot.
Result<Found> find(const store::Store& store, std::string_view name) {
  Result<Statement> select = store.statement(
      "SELECT p.document, p.story, p.code FROM placements p WHERE p.document IN (SELECT document FROM placements WHERE "
      "code = ?1 UNION ALL SELECT id FROM documents WHERE given_id = ?1 OR key = ?1 OR url = ?1) ORDER BY p.code = ?1 "
      "DESC, p.document LIMIT 1");
  if (!select) return select.error();
  Result<bool> row = select->bind(1, name).step();
  if (!row) return store.failure(row.error());
  if (!*row)
    return store.failure(Error{"has no placed document '" + std::string(name) + "'; `isnad stories` lists them"});
  return Found{select->number(0), select->number(1), std::string(select->text(2))};
}

// Code of a claim "DOCUMENT.EVENT", with the event id completed.
Result<std::string> find_claim(const store::Store& store, std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos)
    return Error{"'" + std::string(name) + "' names no claim; write DOCUMENT.EVENT, as `isnad story` shows it"};
  Result<Found> document = find(store, name.substr(0, dot));
  if (!document) return document.error();
  Result<Statement> select = store.statement(
      "SELECT c.event_id FROM claims c JOIN documents d ON d.current_version = c.version WHERE d.id = ?1 AND "
      "substr(c.event_id, 1, length(?2)) = ?2 LIMIT 2");
  if (!select) return select.error();
  Result<bool> row = select->bind(1, document->document).bind(2, name.substr(dot + 1)).step();
  if (!row) return store.failure(row.error());
  if (!*row) return store.failure(Error{"has no claim '" + std::string(name) + "'"});
  return document->code + "." + std::string(select->text(0));
}

std::string lines(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& line : list) text += line + "\n";
  return text;
}

Result<void> run(store::Store& store, std::string_view sql, int64_t a, int64_t b) {
  Result<Statement> statement = store.statement(sql);
  if (!statement) return statement.error();
  Result<void> done = statement->bind(1, a).bind(2, b).run();
  return done ? done : Result<void>(store.failure(done.error()));
}

// One change laid over the stories. What it names may be gone from the store: then it does nothing.
Result<void> lay_over(store::Store& store, const Change& change) {
  if (about_claims(change.action)) return {};  // laid over events when they are shown
  int64_t story = 0;
  if (!change.target.empty()) {
    Result<Found> target = find(store, change.target);
    if (!target) return {};
    story = target->story;
  }
  for (const std::string& subject : change.subjects) {
    Result<Found> found = find(store, subject);
    if (!found) continue;
    // A story that a document was split off to has the document's number with a minus before it.
    if (change.action == Action::kSplit && story == 0) story = -found->document;
    Result<void> done =
        change.action == Action::kMerge
            ? run(store, "UPDATE placements SET story = ?2 WHERE story = ?1", found->story, story)
            : run(store, "UPDATE placements SET story = ?2 WHERE document = ?1", found->document, story);
    if (!done) return done;
  }
  return {};
}

// Readers of the news are told that a claim, by its code, is wrong.
Result<void> leave_notice(store::Store& store, const std::string& claim, const Change& change) {
  const size_t dot = claim.rfind('.');
  const Result<Found> found = find(store, claim.substr(0, dot));
  if (!found) return found.error();
  return store.leave_notice(found->document,
                            {"wrong", claim.substr(dot + 1), "verdict", "wrong", change.note, change.made});
}

}  // namespace

std::string_view name_of(Action action) { return kActions[static_cast<size_t>(action)]; }

std::string code_of(std::string_view document_key) { return hex64(hash64(document_key)).substr(0, 10); }

Result<int64_t> change(store::Store& store, const Change& wanted) {
  const bool claims = about_claims(wanted.action);
  std::vector<std::string> subjects = wanted.subjects;
  std::string target = wanted.target;
  if (subjects.empty()) return Error{"names nothing to change"};
  for (std::string* name : [&] {
         std::vector<std::string*> all;
         for (std::string& subject : subjects) all.push_back(&subject);
         if (!target.empty()) all.push_back(&target);
         return all;
       }()) {
    if (claims) {
      Result<std::string> code = find_claim(store, *name);
      if (!code) return code.error();
      *name = *code;
    } else {
      Result<Found> found = find(store, *name);
      if (!found) return found.error();
      *name = found->code;
    }
  }
  Result<void> done = store.begin();
  if (!done) return done.error();
  Result<Statement> insert = store.statement(
      "INSERT INTO story_changes (action, subject, target, note, made, who) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING "
      "id");
  int64_t id = 0;
  if (insert) {
    const std::string subject = lines(subjects);
    insert->bind(1, name_of(wanted.action)).bind(2, subject).bind_or_null(3, target).bind_or_null(4, wanted.note);
    Result<bool> row = insert->bind(5, wanted.made).bind_or_null(6, wanted.who).step();
    if (row && *row) {
      id = insert->number(0);
      while (row && *row) row = insert->step();
    }
    done = row ? Result<void>() : Result<void>(store.failure(row.error()));
    insert->reset();
  } else {
    done = insert.error();
  }
  if (done) done = lay_changes_over(store);
  for (const std::string& subject : subjects)
    if (done && wanted.action == Action::kWrong) done = leave_notice(store, subject, wanted);
  if (done) done = store.commit();
  else store.rollback();
  if (!done) return done.error();
  return id;
}

Result<void> take_back(store::Store& store, int64_t id, std::string_view when, std::string_view who) {
  Result<void> done = store.begin();
  if (!done) return done;
  Result<Statement> update = store.statement(
      "UPDATE story_changes SET undone = ?2, undone_by = ?3 WHERE id = ?1 AND undone IS NULL RETURNING id");
  if (update) {
    Result<bool> row = update->bind(1, id).bind(2, when).bind_or_null(3, who).step();
    if (!row) done = store.failure(row.error());
    else if (!*row) done = store.failure(Error{"has no change " + std::to_string(id) + " that holds"});
    while (row && *row) row = update->step();
    update->reset();
  } else {
    done = update.error();
  }
  if (done) done = lay_changes_over(store);
  if (done) done = store.commit();
  else store.rollback();
  return done;
}

Result<std::vector<Change>> changes(const store::Store& store) {
  Result<Statement> select = store.statement(
      "SELECT id, action, subject, coalesce(target, ''), coalesce(note, ''), made, coalesce(undone, ''), coalesce(who, "
      "''), "
      "coalesce(undone_by, '') FROM story_changes ORDER BY id");
  if (!select) return select.error();
  std::vector<Change> list;
  for (;;) {
    Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return list;
    Change change;
    change.id = select->number(0);
    for (size_t i = 0; i < kActions.size(); ++i)
      if (kActions[i] == select->text(1)) change.action = static_cast<Action>(i);
    std::istringstream subjects{std::string(select->text(2))};
    for (std::string line; std::getline(subjects, line);) change.subjects.push_back(line);
    change.target = select->text(3);
    change.note = select->text(4);
    change.made = select->text(5);
    change.undone = select->text(6);
    change.who = select->text(7);
    change.undone_by = select->text(8);
    list.push_back(std::move(change));
  }
}

Result<void> lay_changes_over(store::Store& store) {
  Result<std::vector<Change>> all = changes(store);
  if (!all) return all.error();
  Result<Statement> reset = store.statement("UPDATE placements SET story = base WHERE story <> base");
  if (!reset) return reset.error();
  if (!all->empty())
    if (Result<void> done = reset->run(); !done) return store.failure(done.error());
  for (const Change& change : *all)
    if (change.undone.empty())
      if (Result<void> done = lay_over(store, change); !done) return done;
  return {};
}

}  // namespace isnad::desk
