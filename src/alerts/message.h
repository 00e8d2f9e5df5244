// SPDX-License-Identifier: Apache-2.0
// Alerts as messages: JSON for a webhook, a mail, text for a terminal.
#pragma once

#include <string>
#include <vector>

#include "alerts/watchlist.h"
#include "desk/alerts.h"
#include "desk/news_text.h"

namespace isnad::alerts {

// One object: version, channel, again (they may have arrived before), alerts with watch, id, headline, text and item.
std::string webhook_body(const Channel& channel, const std::vector<desk::Delivery>& deliveries,
                         const desk::NewsWords& words);

// One alert, as it stands in webhook_body().
std::string json_line(const desk::Delivery& delivery, const desk::NewsWords& words);

// The alerts one after the other, each under its watch.
std::string plain_text(const std::vector<desk::Delivery>& deliveries, const desk::NewsWords& words);

// A whole mail (RFC 5322): headers, an empty line, the text in base64. `now`: seconds since 1970-01-01 UTC.
std::string mail(const Channel& channel, const std::vector<desk::Delivery>& deliveries, const desk::NewsWords& words,
                 int64_t now);

// A header's value of any UTF-8 as RFC 2047 has it, folded: no control character and no line of its own.
std::string encoded_header(std::string_view text);
std::string base64(std::string_view bytes);

}  // namespace isnad::alerts
