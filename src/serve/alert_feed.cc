// SPDX-License-Identifier: Apache-2.0
// Alerts as an Atom feed (RFC 4287), all or of one watch. Addresses are relative: the feed stays right behind a proxy.
#include "desk/alerts.h"
#include "desk/news_text.h"
#include "serve/api.h"
#include "serve/parameters.h"
#include "serve/xml_text.h"

namespace isnad::serve {

namespace {

constexpr size_t kEntries = 100;
constexpr size_t kTitle = 300;  // bytes

}  // namespace

Result<Response> get_alert_feed(Call& call) {
  const std::string_view watch = call.request.parameter("watch"), language = call.request.parameter("lang");
  if (watch.size() > 1000) return problem(400, "A long name", "watch is the name of a watch, at most 1,000 bytes.");
  const Result<std::vector<desk::Alert>> list = desk::alerts(call.store, watch, kEntries);
  if (!list) return list.error();
  const desk::NewsWords words(call.reader.lexicon(), language != "en");
  const std::string query = watch.empty() ? "" : "?watch=" + percent_encoded(watch);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>" +
      xml_text(watch.empty() ? "isnad" : watch) + "</title>\n<id>urn:isnad:alerts:" + percent_encoded(watch) +
      "</id>\n<updated>" + (list->empty() ? "1970-01-01T00:00:00Z" : list->front().made) +
      "</updated>\n<author><name>isnad</name></author>\n<link rel=\"self\" href=\"/feeds/alerts.atom" + query +
      "\"/>\n";
  for (const desk::Alert& alert : *list)
    out += "<entry><title>" + xml_text(headline(alert.item, words, kTitle)) +
           "</title><id>urn:isnad:alert:" + std::to_string(alert.id) + "</id><updated>" + alert.made +
           "</updated><category term=\"" + xml_text(alert.watch) + "\"/><link href=\"/story/" +
           percent_encoded(alert.item.story) + "\"/><content type=\"text\">" +
           xml_text(desk::in_words(alert.item, words)) + "</content></entry>\n";
  out += "</feed>\n";
  Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.body = std::move(out);
  return response;
}

}  // namespace isnad::serve
