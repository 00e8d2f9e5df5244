// SPDX-License-Identifier: Apache-2.0
#include "serve/read_page.h"

#include <simdjson.h>

#include "reading/json.h"
#include "serve/guard.h"

namespace isnad::serve {

namespace {

Response reading_of(const Document& doc, const reading::Reader& reader) {
  Response response;
  response.body = reading::to_json(doc, reader.made_by());
  return response;
}

Response read_json(const Request& request, const reading::Reader& reader) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(simdjson::padded_string(request.body)).get(root) != simdjson::SUCCESS || !root.is_object())
    return problem(400, "No JSON object", "The body must be an object with \"text\" or \"html\".");
  const auto get = [&](const char* name) {
    std::string_view value;
    return root[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  page::Given given;
  given.id = get("id");
  given.url = get("url");
  given.outlet = get("outlet");
  given.title = get("title");
  given.date = get("date");
  const std::string html = get("html");
  const std::string text = get("text");
  if (html.empty() && text.empty())
    return problem(422, "Nothing to read", "The body must be an object with \"text\" or \"html\".");
  return reading_of(html.empty() ? reader.read_text(text, given) : reader.read_html(html, given), reader);
}

}  // namespace

Response read_page(const Request& request, const reading::Reader& reader) {
  const std::string_view type = request.header("content-type");
  if (request.body.empty()) return problem(422, "Nothing to read", "The body is empty; send a page, a text or JSON.");
  if (type.starts_with("application/json")) return read_json(request, reader);
  page::Given given;
  given.date = request.parameter("date");
  given.url = request.parameter("url");
  given.outlet = request.parameter("outlet");
  if (type.starts_with("text/html")) return reading_of(reader.read_html(request.body, given), reader);
  if (type.starts_with("text/plain")) return reading_of(reader.read_text(request.body, given), reader);
  return problem(415, "Unknown type of content", "Send text/html, text/plain or application/json.");
}

}  // namespace isnad::serve
