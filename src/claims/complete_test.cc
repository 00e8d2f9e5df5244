// SPDX-License-Identifier: Apache-2.0
#include "claims/complete.h"

#include <doctest/doctest.h>

#include "document/segment.h"

namespace isnad {

TEST_CASE("ids of events are stable, twelve hexadecimal digits, and differ for two acts in the same words") {
  const auto read = [] {
    Document doc;
    doc.text = "\xD9\x82\xD8\xB5\xD9\x81 \xD9\x82\xD8\xB5\xD9\x81";  // one word twice
    doc.regions.push_back({{0, static_cast<uint32_t>(doc.text.size())}, RegionKind::kBody});
    segment(doc);
    for (uint32_t t = 0; t < doc.tokens.size(); ++t) {
      Event event;
      event.trigger = doc.tokens[t].span;
      event.trigger_token = t;
      event.type = EventType::kAssault;
      doc.events.push_back(event);
    }
    claims::give_ids(doc, doc.events);
    return doc;
  };
  const Document a = read(), b = read();
  REQUIRE(a.events.size() == 2);
  CHECK(a.events[0].id.size() == 12);
  CHECK(a.events[0].id != a.events[1].id);
  CHECK(a.events[0].id == b.events[0].id);
  CHECK(a.events[1].id == b.events[1].id);
}

}  // namespace isnad
