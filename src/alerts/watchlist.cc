// SPDX-License-Identifier: Apache-2.0
// toml++ stays in this one file: it costs four seconds to compile.
#include "alerts/watchlist.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
// Bad input must be an error, so the parser's assertions go (src/watch/sources.cc says more).
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT(expr) static_assert(true)
#define TOML_ASSERT_ASSUME(expr) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "base/toml_text.h"
#include "desk/news.h"
#include "desk/relations.h"
#include "document/names.h"

namespace isnad::alerts {

namespace {

constexpr size_t kMostEntries = 2000, kMostChannels = 200, kLongest = 1000;

bool printable(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// An address that can stand in a header and means one mailbox: nothing that begins another header or address.
bool is_address(std::string_view text) {
  const size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || text.size() > 254 || text.front() == '-')
    return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) {
                       return c > 0x20 && c < 0x7F &&
                              std::string_view("()<>,;:\\\"[]").find(c) == std::string_view::npos;
                     }) &&
         text.find('@', at + 1) == std::string_view::npos;
}

bool is_header_name(std::string_view text) {
  return !text.empty() && text.size() < 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_web_address(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && text.size() < 2000 && printable(text) &&
         text.find(' ') == std::string_view::npos && text.size() > 8;
}

// The class as the codebook has it, or empty: a quad class, a half of them, a type, or a type with a mode.
std::string type_of(const std::string& given) {
  for (const std::string_view known : {"cooperation", "conflict", "verbal-cooperation", "material-cooperation",
                                       "verbal-conflict", "material-conflict"})
    if (given == known) return given;
  const size_t slash = given.find('/');
  std::string type = given.substr(0, slash);
  for (char& c : type) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  if (!named<EventType>(type)) return "";
  return slash == std::string::npos ? type : type + given.substr(slash);
}

// Reads the tables; the first fault is kept, with its line, and everything after it is passed over.
class Reading {
 public:
  Reading(std::string file, Result<std::string> (*read_file)(const std::string&))
      : file_(std::move(file)), read_file_(read_file) {}

  Result<Watchlist> read(const toml::table& root) {
    Watchlist list;
    only(root, {"timezone", "language", "quiet", "to", "watch"}, "the file");
    string(root, "timezone", list.timezone);
    if (const Result<Zone> zone = Zone::open(list.timezone); !zone) fail(root, zone.error().message);
    Channel common;
    habits(root, common);
    common.name = "terminal";
    list.channels.push_back(common);
    each(root, "to", kMostChannels, [&](const toml::table& in) { channel(in, common, list); });
    each(root, "watch", kMostEntries, [&](const toml::table& in) { entry(in, list); });
    if (fault_.empty() && list.entries.empty()) fault_ = file_ + ": watches nothing; add a [[watch]] with a name";
    if (!fault_.empty()) return Error{fault_};
    return list;
  }

 private:
  void fail(const toml::node& at, const std::string& what) {
    if (fault_.empty()) fault_ = file_ + ":" + std::to_string(at.source().begin.line) + ": " + what;
  }

  void only(const toml::table& table, std::initializer_list<std::string_view> known, const std::string& where) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      std::string all;
      for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
      fail(node, "'" + std::string(key.str()) + "' is not known in " + where + "; known are " + all);
    }
  }

  void string(const toml::table& in, std::string_view key, std::string& slot) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return;
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty() || value->size() > kLongest || !printable(*value))
      fail(*node, "'" + std::string(key) + "' must be a text of one line");
    else slot = *value;
  }

  void strings(const toml::table& in, std::string_view key, std::vector<std::string>& slot) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return;
    slot.clear();
    if (const auto one = node->value_exact<std::string>()) slot.push_back(*one);
    else if (const toml::array* list = node->as_array())
      for (const toml::node& item : *list) slot.push_back(item.value_exact<std::string>().value_or(""));
    for (const std::string& value : slot)
      if (value.empty() || value.size() > kLongest || !printable(value)) slot.clear();
    if (slot.empty()) fail(*node, "'" + std::string(key) + "' must be a text, or a list of them");
  }

  template <class Take>
  void each(const toml::table& in, std::string_view key, size_t most, Take take) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr || list->size() > most) {
      fail(*node, "'" + std::string(key) + "' must be tables, at most " + std::to_string(most) + ": [[" +
                      std::string(key) + "]]");
      return;
    }
    for (const toml::node& item : *list) {
      if (const toml::table* table = item.as_table()) take(*table);
      else fail(item, "must be a table: [[" + std::string(key) + "]]");
    }
  }

  // When and in which language.
  void habits(const toml::table& in, Channel& out) {
    std::string quiet, digest;
    string(in, "quiet", quiet);
    string(in, "digest", digest);
    string(in, "language", out.language);
    if (!out.language.empty() && out.language != "en" && out.language != "ar")
      fail(*in.get("language"), "'language' is en or ar");
    if (quiet == "none") out.quiet.reset();
    else if (!quiet.empty()) {
      const Result<Hours> hours = read_hours(quiet);
      if (hours) out.quiet = *hours;
      else fail(*in.get("quiet"), hours.error().message);
    }
    if (!digest.empty()) {
      const Result<int> minute = read_minute(digest);
      if (minute) out.digest = *minute;
      else fail(*in.get("digest"), minute.error().message);
    }
  }

  void channel(const toml::table& in, const Channel& common, Watchlist& list) {
    only(in,
         {"name", "webhook", "secret", "secret_file", "header", "mail", "from", "mailer", "terminal", "language",
          "quiet", "digest"},
         "[[to]]");
    Channel out = common;
    out.name.clear();
    string(in, "name", out.name);
    habits(in, out);
    const int ways =
        (in.contains("webhook") ? 1 : 0) + (in.contains("mail") ? 1 : 0) + (in.contains("terminal") ? 1 : 0);
    if (ways != 1) fail(in, "a [[to]] has one of webhook, mail and terminal");
    if (in.contains("webhook")) webhook(in, out);
    if (in.contains("mail")) mail(in, out);
    if (out.name.empty()) fail(in, "a [[to]] needs a name");
    if (out.name == "terminal" && out.way == Way::kTerminal) list.channels.front() = out;
    else if (std::any_of(list.channels.begin(), list.channels.end(),
                         [&](const Channel& c) { return c.name == out.name; }))
      fail(in, "'" + out.name + "' is named twice");
    else list.channels.push_back(std::move(out));
  }

  void webhook(const toml::table& in, Channel& out) {
    out.way = Way::kWebhook;
    string(in, "webhook", out.url);
    if (!is_web_address(out.url)) fail(in, "'webhook' must be an address that begins with https:// or http://");
    string(in, "header", out.header);
    if (!is_header_name(out.header)) fail(in, "'header' must be the name of a header: letters, digits and dashes");
    string(in, "secret", out.secret);
    std::string file;
    string(in, "secret_file", file);
    if (file.empty() || !fault_.empty()) return;
    Result<std::string> secret = read_file_(file);
    if (!secret) return fail(in, secret.error().message);
    while (!secret->empty() && (secret->back() == '\n' || secret->back() == '\r')) secret->pop_back();
    if (secret->empty() || secret->size() > kLongest || !printable(*secret))
      return fail(in, "'" + file + "' must hold a secret of one line");
    out.secret = *secret;
  }

  void mail(const toml::table& in, Channel& out) {
    out.way = Way::kMail;
    string(in, "mail", out.to);
    string(in, "from", out.from);
    for (const std::string* address : {&out.to, &out.from})
      if (!address->empty() && !is_address(*address)) fail(in, "'" + *address + "' is no mail address");
    if (out.to.empty()) fail(in, "'mail' must be a mail address");
    strings(in, "mailer", out.mailer);
    if (!out.mailer.empty() && !out.mailer.front().starts_with('/'))
      fail(in, "'mailer' begins with the whole path of a program, such as /usr/sbin/sendmail");
  }

  void entry(const toml::table& in, Watchlist& list) {
    only(in, {"name", "actor", "pair", "place", "type", "words", "when", "to"}, "[[watch]]");
    Entry out;
    string(in, "name", out.name);
    string(in, "actor", out.actor);
    string(in, "place", out.place);
    string(in, "words", out.words);
    strings(in, "pair", out.pair);
    strings(in, "type", out.types);
    out.when = {"new", "status", "denied", "root", "parting", "corrected", "withdrawn"};
    strings(in, "when", out.when);
    strings(in, "to", out.to);
    if (out.name.empty()) fail(in, "a [[watch]] needs a name");
    if (!out.pair.empty() && out.pair.size() != 2) fail(in, "'pair' has two names");
    if (out.actor.empty() && out.pair.empty() && out.place.empty() && out.types.empty() && out.words.empty())
      fail(in, "'" + out.name + "' watches nothing: give actor, pair, place, type or words");
    for (std::string& type : out.types) {
      const std::string known = type_of(type);
      if (known.empty())
        fail(in, "'" + type +
                     "' is no type of act; write one of the sixteen, TYPE/mode, or material-conflict and the like");
      type = known;
    }
    for (const std::string& kind : out.when)
      if (std::find(std::begin(desk::kNewsKinds), std::end(desk::kNewsKinds), kind) == std::end(desk::kNewsKinds))
        fail(in, "'" + kind + "' in 'when' is no kind of news");
    for (const std::string& to : out.to)
      if (std::none_of(list.channels.begin(), list.channels.end(), [&](const Channel& c) { return c.name == to; }))
        fail(in, "'" + to + "' is no [[to]] of this file");
    if (out.to.empty()) out.to = {"terminal"};
    if (!names_.insert(out.name).second) fail(in, "'" + out.name + "' is watched twice; give each its name");
    list.entries.push_back(std::move(out));
  }

  std::string file_, fault_;
  Result<std::string> (*read_file_)(const std::string&);
  std::set<std::string> names_;
};

}  // namespace

Result<Watchlist> read_watchlist(std::string_view bytes, const std::string& file,
                                 Result<std::string> (*read_file)(const std::string& path)) {
  if (const size_t line = line_of_foreign_letter(bytes); line != 0)
    return Error{file + ":" + std::to_string(line) + ": a letter that is not ASCII stands outside quotes; quote it"};
  const toml::parse_result parsed = toml::parse(bytes);
  if (!parsed)
    return Error{file + ":" + std::to_string(parsed.error().source().begin.line) + ": " +
                 std::string(parsed.error().description())};
  return Reading(file, read_file).read(parsed.table());
}

}  // namespace isnad::alerts
