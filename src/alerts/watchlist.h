// SPDX-License-Identifier: Apache-2.0
// What somebody wants to be told, and how: a TOML file (docs/alerts.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alerts/quiet.h"
#include "base/result.h"

namespace isnad::alerts {

enum class Way : uint8_t { kTerminal, kWebhook, kMail };

// Somewhere that alerts go to.
struct Channel {
  std::string name;
  Way way = Way::kTerminal;
  std::string url;                        // of a webhook: http or https
  std::string secret;                     // goes along in a header; empty: none
  std::string header = "X-Isnad-Secret";  // its name
  std::string to, from;                   // addresses of a mail
  std::vector<std::string> mailer = {"/usr/sbin/sendmail", "-t", "-i"};
  std::string language;  // en or ar; empty: the program's
  std::optional<Hours> quiet;
  std::optional<int> digest;  // minute of the day: all of a day in one message
};

// What is watched: all conditions that are given must hold.
struct Entry {
  std::string name;
  std::string actor;              // a party of the act
  std::vector<std::string> pair;  // two parties of it
  std::string place;
  std::vector<std::string> types;  // cooperation, material-conflict, ASSAULT, ASSAULT/heavy-weapons; any of them
  std::string words;               // all of them in one sentence
  std::vector<std::string> when;   // kinds of news; any of them
  std::vector<std::string> to;     // names of channels; empty: the terminal
};

struct Watchlist {
  std::string timezone = "UTC";
  std::vector<Channel> channels;  // the terminal among them, as the first one
  std::vector<Entry> entries;
};

// `file` is for messages, which name line and fault. A secret may stand in a file of its own (secret_file), which is
// read by `read_file`.
Result<Watchlist> read_watchlist(std::string_view toml, const std::string& file,
                                 Result<std::string> (*read_file)(const std::string& path));

}  // namespace isnad::alerts
