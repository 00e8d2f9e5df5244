// SPDX-License-Identifier: Apache-2.0
// toml++ stays in this one file: it costs four seconds to compile.
#include "watch/sources.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
// Its parser asserts what a key begins with before it says what is wrong with it: bad input must be an error, so the
// assertions go (under clang they would become assumptions, which is worse).
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT(expr) static_assert(true)
#define TOML_ASSERT_ASSUME(expr) static_assert(true)
#include <toml++/toml.h>

#include <charconv>
#include <cmath>
#include <set>

#include "base/toml_text.h"
#include "watch/address.h"
#include "watch/networks.h"

namespace isnad::watch {

namespace {

constexpr double kLongest = 400 * 86400.0;
constexpr size_t kMostSources = 20'000;

// Reads one table; the first fault is kept, with its line, and everything after it is passed over.
class Reading {
 public:
  explicit Reading(std::string file) : file_(std::move(file)) {}

  Result<Sources> read(const toml::table& root) {
    Sources sources;
    only(root, {"watch", "limits", "feed", "sitemap", "pages", "folder"}, "the file");
    if (const toml::table* watch = table(root, "watch")) whole(*watch, sources);
    if (const toml::table* limits = table(root, "limits")) read_limits(*limits, sources.limits);
    lists(root, "feed", Kind::kFeed, sources);
    lists(root, "sitemap", Kind::kSitemap, sources);
    lists(root, "pages", Kind::kPages, sources);
    lists(root, "folder", Kind::kFolder, sources);
    if (fault_.empty() && sources.list.empty())
      fault_ = file_ + ": names no source; add a [[feed]] with a url, a [[sitemap]], [[pages]] or a [[folder]]";
    if (!fault_.empty()) return Error{fault_};
    return sources;
  }

 private:
  void fail(const toml::node& at, const std::string& what) {
    if (fault_.empty()) fault_ = file_ + ":" + std::to_string(at.source().begin.line) + ": " + what;
  }

  void only(const toml::table& table, std::initializer_list<std::string_view> known, const std::string& where) {
    for (const auto& [key, node] : table) {
      bool found = false;
      for (const std::string_view name : known) found = found || key.str() == name;
      if (found) continue;
      std::string all;
      for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
      fail(node, "'" + std::string(key.str()) + "' is not known in " + where + "; known are " + all);
    }
  }

  const toml::table* table(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return nullptr;
    if (node->as_table() == nullptr)
      fail(*node, "'" + std::string(key) + "' must be a table: [" + std::string(key) + "]");
    return node->as_table();
  }

  void string(const toml::table& in, std::string_view key, std::string& slot) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return;
    if (const auto* value = node->as_string()) slot = value->get();
    else fail(*node, "'" + std::string(key) + "' must be a string in quotes");
  }

  void strings(const toml::table& in, std::string_view key, std::vector<std::string>& slot) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return fail(*node, "'" + std::string(key) + "' must be a list of strings: [\"...\", \"...\"]");
    slot.clear();
    for (const toml::node& one : *list) {
      if (const auto* value = one.as_string()) slot.push_back(value->get());
      else fail(one, "'" + std::string(key) + "' must be a list of strings");
    }
  }

  void duration(const toml::table& in, std::string_view key, double least, double& slot) {
    std::string text;
    string(in, key, text);
    if (in.get(key) == nullptr || !fault_.empty()) return;
    const Result<double> seconds = read_duration(text);
    if (!seconds) return fail(*in.get(key), "'" + std::string(key) + "': " + seconds.error().message);
    if (*seconds < least)
      return fail(*in.get(key),
                  "'" + std::string(key) + "' is too short; at least " + std::to_string(static_cast<int>(least)) + "s");
    slot = *seconds;
  }

  template <class Number>
  void number(const toml::table& in, std::string_view key, int64_t least, int64_t most, int64_t unit, Number& slot) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return;
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most)
      return fail(*node, "'" + std::string(key) + "' must be a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most));
    slot = static_cast<Number>(value->get() * unit);
  }

  void whole(const toml::table& in, Sources& out) {
    only(in, {"every", "pace", "recheck", "newest", "text", "contact", "proxy", "allow"}, "[watch]");
    common(in, base_);
    duration(in, "pace", 0, out.pace);
    string(in, "contact", out.contact);
    for (const char c : out.contact)
      if (c < 0x21 || c > 0x7E || c == '(' || c == ')')
        fail(*in.get("contact"), "'contact' must be an address without blanks, such as https://example.org/bot");
    string(in, "proxy", out.proxy);
    if (!out.proxy.empty() && !parse_address(out.proxy))
      fail(*in.get("proxy"), "'proxy' must be an address, as http://127.0.0.1:3128");
    strings(in, "allow", out.allow);
    for (const std::string& allowed : out.allow)
      if (!Allowed::valid(allowed))
        fail(*in.get("allow"), "'" + allowed + "' is neither a host name, an IP address nor a network as 10.1.0.0/16");
  }

  void read_limits(const toml::table& in, Limits& out) {
    only(in,
         {"page_mb", "list_mb", "sitemap_mb", "entries", "seconds", "connect_seconds", "slow_bytes", "slow_seconds",
          "redirects", "connections"},
         "[limits]");
    number(in, "page_mb", 1, 16, 1 << 20, out.page_bytes);
    number(in, "list_mb", 1, 1024, 1 << 20, out.list_bytes);
    number(in, "sitemap_mb", 1, 1 << 20, 1 << 20, out.sitemap_bytes);
    number(in, "entries", 1, 1'000'000, 1, out.entries);
    number(in, "seconds", 1, 86400, 1, out.seconds);
    number(in, "connect_seconds", 1, 3600, 1, out.connect_seconds);
    number(in, "slow_bytes", 0, 1 << 30, 1, out.slow_bytes);
    number(in, "slow_seconds", 1, 86400, 1, out.slow_seconds);
    number(in, "redirects", 0, 20, 1, out.redirects);
    number(in, "connections", 1, 256, 1, out.connections);
  }

  // What [watch] may set for all sources and each source for itself.
  void common(const toml::table& in, Source& out) {
    duration(in, "every", 1, out.every);
    if (const toml::node* node = in.get("newest")) {
      double seconds = 0;
      duration(in, "newest", 0, seconds);
      out.newest = static_cast<int64_t>(seconds);
      newest_given_ = newest_given_ || node != nullptr;
    }
    std::string text;
    string(in, "text", text);
    if (text == "auto") out.text = Text::kAuto;
    else if (text == "page") out.text = Text::kPage;
    else if (text == "feed") out.text = Text::kFeed;
    else if (!text.empty()) fail(*in.get("text"), "'text' must be \"auto\", \"page\" or \"feed\"");
    if (in.get("recheck") == nullptr) return;
    std::vector<std::string> times;
    strings(in, "recheck", times);
    out.recheck.clear();
    for (const std::string& time : times) {
      const Result<double> seconds = read_duration(time);
      if (!seconds) return fail(*in.get("recheck"), "'recheck': " + seconds.error().message);
      if (*seconds < 1 || (!out.recheck.empty() && *seconds < out.recheck.back()))
        return fail(*in.get("recheck"), "'recheck' must be durations of at least 1s, in order: [\"1h\", \"1d\"]");
      out.recheck.push_back(*seconds);
    }
  }

  void lists(const toml::table& root, std::string_view key, Kind kind, Sources& out) {
    const toml::node* node = root.get(key);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return fail(*node, "write [[" + std::string(key) + "]], with two brackets");
    for (const toml::node& one : *list) {
      if (one.as_table() == nullptr) return fail(one, "write [[" + std::string(key) + "]], with two brackets");
      source(*one.as_table(), kind, out);
      if (out.list.size() > kMostSources) return fail(one, "more than " + std::to_string(kMostSources) + " sources");
    }
  }

  void source(const toml::table& in, Kind kind, Sources& out) {
    Source source = base_;
    source.kind = kind;
    const std::string where = "[[" + std::string(kind == Kind::kPages ? "pages" : name_of(kind)) + "]]";
    if (kind == Kind::kFolder) only(in, {"path", "name", "outlet", "every"}, where);
    else if (kind == Kind::kPages) only(in, {"urls", "name", "outlet", "every"}, where);
    else only(in, {"url", "name", "outlet", "every", "text", "recheck", "newest"}, where);
    if (kind == Kind::kSitemap && !newest_given_) source.newest = 3 * 86400;
    common(in, source);
    string(in, "name", source.name);
    string(in, "outlet", source.outlet);
    const char* key = kind == Kind::kFolder ? "path" : kind == Kind::kPages ? "urls" : "url";
    if (kind == Kind::kPages) {
      strings(in, key, source.address);
    } else if (std::string one; string(in, key, one), !one.empty()) {
      source.address.push_back(one);
    }
    if (source.address.empty()) return fail(in, where + " has no '" + std::string(key) + "'");
    for (std::string& address : source.address) {
      if (kind == Kind::kFolder) continue;
      const std::optional<Address> parsed = parse_address(address);
      if (!parsed) return fail(*in.get(key), "'" + address + "' is no address; expected http:// or https://");
      if (parsed->scheme != "http" && parsed->scheme != "https")
        return fail(*in.get(key),
                    "'" + address + "' has the scheme " + parsed->scheme + "; only http and https are followed");
      address = parsed->whole;
    }
    if (source.name.empty()) source.name = source.address.front();
    if (!names_.insert(source.name).second)
      return fail(in, "a second source is named '" + source.name + "'; give each its own name");
    out.list.push_back(std::move(source));
  }

  std::string file_, fault_;
  Source base_;
  bool newest_given_ = false;
  std::set<std::string> names_;
};

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kFeed: return "feed";
    case Kind::kSitemap: return "sitemap";
    case Kind::kPages: return "pages";
    case Kind::kFolder: return "folder";
  }
  return "";
}

Result<double> read_duration(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit(end, static_cast<size_t>(text.data() + text.size() - end));
  const double scale = unit == "ms"  ? 0.001
                       : unit == "s" ? 1
                       : unit == "m" ? 60
                       : unit == "h" ? 3600
                       : unit == "d" ? 86400
                                     : 0;
  if (fault != std::errc() || scale == 0 || !std::isfinite(value) || value < 0 || value * scale > kLongest)
    return Error{"'" + std::string(text.substr(0, 40)) + "' is no duration; write 90s, 15m, 2h or 7d"};
  return value * scale;
}

Result<Sources> read_sources(std::string_view bytes, const std::string& name) {
  if (const size_t line = line_of_foreign_letter(bytes); line != 0)
    return Error{name + ":" + std::to_string(line) + ": a letter that is not ASCII stands outside quotes; quote it"};
  const toml::parse_result parsed = toml::parse(bytes);
  if (!parsed)
    return Error{name + ":" + std::to_string(parsed.error().source().begin.line) + ": " +
                 std::string(parsed.error().description())};
  return Reading(name).read(parsed.table());
}

}  // namespace isnad::watch
