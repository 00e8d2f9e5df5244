// SPDX-License-Identifier: Apache-2.0
#include "desk/sources.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "store/sqlite.h"

namespace isnad::desk {

Result<std::vector<SourceHealth>> sources(const store::Store& store) {
  Result<store::Statement> select = store.statement(
      "SELECT s.id, s.name, s.kind, s.address, coalesce(s.moved_to, ''), s.watched, s.every, coalesce(s.tried, ''), "
      "coalesce(s.succeeded, ''), coalesce(s.failed, ''), coalesce(s.due, ''), coalesce(s.failure, ''), s.failures, "
      "coalesce(s.note, ''), s.documents, s.versions, coalesce(w.waiting, 0), coalesce(w.given_up, 0), "
      "coalesce(w.gone, 0) FROM sources s LEFT JOIN (SELECT source, sum(state = 'due') AS waiting, "
      "sum(state = 'failed') AS given_up, sum(state = 'gone') AS gone FROM watched GROUP BY source) w "
      "ON w.source = s.id ORDER BY s.watched DESC, s.failures > 0 DESC, s.name");
  if (!select) return select.error();
  std::vector<SourceHealth> all;
  for (;;) {
    const Result<bool> row = select->step();
    if (!row) return store.failure(row.error());
    if (!*row) return all;
    SourceHealth one;
    one.id = select->number(0);
    one.name = select->text(1);
    one.kind = select->text(2);
    one.address = select->text(3);
    one.moved_to = select->text(4);
    one.watched = select->number(5) != 0;
    one.every = select->number(6);
    one.tried = select->text(7);
    one.succeeded = select->text(8);
    one.failed = select->text(9);
    one.due = select->text(10);
    one.failure = select->text(11);
    one.failures = select->number(12);
    one.note = select->text(13);
    one.documents = select->number(14);
    one.versions = select->number(15);
    one.waiting = select->number(16);
    one.given_up = select->number(17);
    one.gone = select->number(18);
    all.push_back(std::move(one));
  }
}

std::string to_json(const SourceHealth& source) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  json.StartObject();
  const auto string = [&](const char* key, const std::string& value) {
    json.Key(key);
    if (value.empty()) json.Null();
    else json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  const auto number = [&](const char* key, int64_t value) {
    json.Key(key);
    json.Int64(value);
  };
  number("id", source.id);
  string("name", source.name);
  string("kind", source.kind);
  string("address", source.address);
  string("moved_to", source.moved_to);
  json.Key("watched");
  json.Bool(source.watched);
  number("every", source.every);
  string("tried", source.tried);
  string("succeeded", source.succeeded);
  string("failed", source.failed);
  string("due", source.due);
  string("failure", source.failure);
  number("failures", source.failures);
  string("note", source.note);
  number("documents", source.documents);
  number("versions", source.versions);
  number("waiting", source.waiting);
  number("given_up", source.given_up);
  number("gone", source.gone);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace isnad::desk
