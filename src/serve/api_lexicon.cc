// SPDX-License-Identifier: Apache-2.0
// What is loaded: the codebook's entries, the outlets, what the interface says.
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"

namespace isnad::serve {

namespace {

// The rows of a table as objects, cells by their columns' names; empty cells are left out.
void write_rows(Json& json, const lexicon::Table& table, std::initializer_list<const char*> columns) {
  json.begin_array();
  for (uint32_t row = 0; row < table.rows(); ++row)
    json.object([&] {
      for (const char* name : columns)
        if (const std::string_view cell = table.cell(row, table.column(name)); !cell.empty()) json.string(name, cell);
    });
  json.end_array();
}

}  // namespace

Result<Response> get_codebook(Call& call) {
  const lexicon::Lexicon& lexicon = call.reader.lexicon();
  const reading::MadeBy& made_by = call.reader.made_by();
  Json json;
  json.object([&] {
    json.string("engine", made_by.engine);
    json.string("lexicon", made_by.lexicon);
    json.string("codebook", made_by.codebook);
    json.string("models", made_by.models);
    json.object("types", [&] {
      for (size_t i = 0; i < lexicon.tables(); ++i) {
        const lexicon::Table table = lexicon.table(static_cast<int32_t>(i));
        if (!table.name().starts_with("codebook/")) continue;
        json.key(table.name().substr(9));
        write_rows(json, table, {"lemma", "pos", "mode", "actor", "recipient", "strength", "needs", "not", "example"});
      }
    });
  });
  return json_response(json.take());
}

Result<Response> get_outlets(Call& call) {
  Json json;
  json.object([&] {
    json.key("outlets");
    write_rows(json, call.reader.lexicon().table("outlets/outlets"),
               {"domain", "name_ar", "name_en", "country", "owner", "kind"});
  });
  return json_response(json.take());
}

// What the interface says in both languages, by key.
Result<Response> get_labels(Call& call) {
  const lexicon::Table table = call.reader.lexicon().table("interface/labels");
  Json json;
  json.object([&] {
    for (uint32_t row = 0; row < table.rows(); ++row)
      json.object(table.cell(row, 0U), [&] {
        json.string("en", table.cell(row, table.column("en")));
        json.string("ar", table.cell(row, table.column("ar")));
      });
  });
  return json_response(json.take());
}

}  // namespace isnad::serve
