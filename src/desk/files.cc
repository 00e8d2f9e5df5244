// SPDX-License-Identifier: Apache-2.0
#include "desk/files.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "desk/acts.h"
#include "desk/dictionaries.h"
#include "desk/placing.h"
#include "text/letters.h"

namespace isnad::desk {

namespace {

constexpr size_t kMost = 3000;

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

// A content line of RFC 5545: escaped, and folded after 73 bytes between characters.
std::string line(const std::string& name, std::string_view text) {
  std::string out = name + ":";
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  std::string folded;
  size_t width = 0;
  for (const char c : out) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins && width >= 70) {
      folded += "\r\n ";
      width = 1;
    }
    folded += c;
    ++width;
  }
  return folded + "\r\n";
}

std::string compact(std::string date) {
  date.erase(std::remove(date.begin(), date.end(), '-'), date.end());
  return date;
}

Result<std::vector<Telling>> latest(const Desk& desk, const Filter& filter) {
  Filter all = filter;
  all.most = kMost;
  return tellings(desk.store, all);
}

// By story: the acts of each, with its claims still at hand.
template <class Each>
Result<void> each_event(const Desk& desk, const Filter& filter, Each each) {
  const Result<std::vector<Telling>> list = latest(desk, filter);
  if (!list) return list.error();
  const Result<std::vector<Change>> all = changes(desk.store);
  if (!all) return all.error();
  const Result<std::shared_ptr<const Dictionaries>> dictionaries = dictionaries_of(desk);
  if (!dictionaries) return dictionaries.error();
  const Owners& owners = (*dictionaries)->owners();
  for (size_t begin = 0; begin < list->size();) {
    size_t end = begin;
    while (end < list->size() && (*list)[end].story == (*list)[begin].story) ++end;
    const Result<Claims> claims = read_acts(
        desk, {list->begin() + static_cast<std::ptrdiff_t>(begin), list->begin() + static_cast<std::ptrdiff_t>(end)},
        {});
    if (!claims) return claims.error();
    for (const EventView& event : events_of(*claims, owners, *all)) each(event);
    begin = end;
  }
  return {};
}

bool is_done(const EventView& event) {
  return std::any_of(event.claims.begin(), event.claims.end(), [](const ClaimView& c) {
    return !c.wrong && c.qualifier.empty() && (c.status == "happened" || c.status == "ongoing");
  });
}

}  // namespace

std::string series_csv(const Relation& relation) {
  constexpr std::string_view kQuads[] = {"verbal-cooperation", "material-cooperation", "verbal-conflict",
                                         "material-conflict"};
  constexpr std::string_view kApart[] = {"planned", "possible", "asked", "alleged", "denied"};
  std::string out = "from,until,cooperation,hostility";
  for (const auto name : kQuads) out += "," + std::string(name);
  for (const auto name : kApart) out += "," + std::string(name);
  out += ",weighted_cooperation,weighted_hostility,acts\r\n";
  for (const Point& p : relation.points) {
    out += p.from + "," + p.until + "," + std::to_string(p.cooperation) + "," + std::to_string(p.hostility);
    const auto number = [&](const std::map<std::string, int64_t>& map, std::string_view name) {
      const auto at = map.find(std::string(name));
      out += "," + std::to_string(at == map.end() ? 0 : at->second);
    };
    for (const auto name : kQuads) number(p.quads, name);
    for (const auto name : kApart) number(p.other, name);
    char text[64];
    std::snprintf(text, sizeof text, ",%.1f,%.1f,", p.weighted_cooperation, p.weighted_hostility);
    out += text;
    for (size_t i = 0; i < p.acts.size(); ++i) out += (i == 0 ? "" : " ") + p.acts[i];
    out += "\r\n";
  }
  return out;
}

std::string calendar(const std::vector<Act>& acts) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//isnad//acts//EN\r\n";
  for (const Act& act : acts) {
    const auto [from, to] = days_of(act.date);
    if (from == stories::kNoDay) continue;
    out += "BEGIN:VEVENT\r\n" + line("UID", act.id + "@isnad");
    // The stamp is the day of publication: the program reads no clock here, and the same store gives the same file.
    const int32_t published = day_of(act.published.substr(0, 10));
    out += line("DTSTAMP", compact(published == stories::kNoDay ? date_of(to) : date_of(published)) + "T000000Z");
    out += line("DTSTART;VALUE=DATE", compact(date_of(from))) + line("DTEND;VALUE=DATE", compact(date_of(to + 1)));
    const std::string standing = act.standing == "done" ? "" : " [" + act.standing + "]";
    out += line("SUMMARY", act.type + standing + ": " + act.from + (act.to.empty() ? "" : " - " + act.to));
    out += line("DESCRIPTION", act.sentence + "\n" + act.outlet + ", " + act.published);
    out += "END:VEVENT\r\n";
  }
  return out + "END:VCALENDAR\r\n";
}

Result<Network> network(const Desk& desk, const Filter& filter) {
  std::map<std::string, Network::Node> nodes;
  std::map<std::pair<std::string, std::string>, Network::Edge> edges;
  const auto node = [&](const Who& w) {
    Network::Node& n = nodes[w.key];
    n.key = w.key;
    n.name = w.name;
    n.country = w.country;
    n.side = w.side;
    ++n.acts;
  };
  Result<void> done = each_event(desk, filter, [&](const EventView& event) {
    std::vector<const Who*> from, to;
    for (const Who& w : event.actors)
      if (w.named && !w.key.empty()) from.push_back(&w);
    for (const Who& w : event.recipients)
      if (w.named && !w.key.empty()) to.push_back(&w);
    const auto edge = [&](const Who& a, const Who& b, bool directed) {
      if (a.key == b.key) return;
      node(a);
      node(b);
      const bool swap = !directed && b.key < a.key;
      Network::Edge& e = edges[{swap ? b.key : a.key, (swap ? a.key : b.key) + (directed ? "" : " ")}];
      e.from = swap ? b.key : a.key;
      e.to = swap ? a.key : b.key;
      e.directed = directed;
      if (!is_done(event)) ++e.apart;
      else ++(quad_of(event.type).ends_with("conflict") ? e.hostility : e.cooperation);
    };
    for (const Who* a : from)
      for (const Who* b : to) edge(*a, *b, true);
    if (to.empty() && !quad_of(event.type).ends_with("conflict"))
      for (size_t i = 0; i < from.size(); ++i)
        for (size_t k = i + 1; k < from.size(); ++k) edge(*from[i], *from[k], false);
  });
  if (!done) return done.error();
  Network network;
  for (auto& [key, n] : nodes) network.nodes.push_back(std::move(n));
  for (auto& [key, e] : edges) network.edges.push_back(std::move(e));
  return network;
}

std::string graphml(const Network& network) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* key : {"name", "country", "side"})
    out += std::string("<key id=\"") + key + "\" for=\"node\" attr.name=\"" + key + "\" attr.type=\"string\"/>\n";
  out += "<key id=\"acts\" for=\"node\" attr.name=\"acts\" attr.type=\"long\"/>\n";
  for (const char* key : {"cooperation", "hostility", "not_done"})
    out += std::string("<key id=\"") + key + "\" for=\"edge\" attr.name=\"" + key + "\" attr.type=\"long\"/>\n";
  out += "<graph edgedefault=\"directed\">\n";
  for (const auto& n : network.nodes)
    out += "<node id=\"" + xml(n.key) + "\"><data key=\"name\">" + xml(n.name) + "</data><data key=\"country\">" +
           xml(n.country) + "</data><data key=\"side\">" + xml(n.side) + "</data><data key=\"acts\">" +
           std::to_string(n.acts) + "</data></node>\n";
  for (const auto& e : network.edges)
    out += "<edge source=\"" + xml(e.from) + "\" target=\"" + xml(e.to) + "\" directed=\"" +
           (e.directed ? "true" : "false") + "\"><data key=\"cooperation\">" + std::to_string(e.cooperation) +
           "</data><data key=\"hostility\">" + std::to_string(e.hostility) + "</data><data key=\"not_done\">" +
           std::to_string(e.apart) + "</data></edge>\n";
  return out + "</graph>\n</graphml>\n";
}

std::string gexf(const Network& network) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<graph "
      "defaultedgetype=\"directed\">\n<attributes class=\"node\"><attribute id=\"0\" title=\"country\" "
      "type=\"string\"/><attribute id=\"1\" title=\"side\" type=\"string\"/></attributes>\n<attributes "
      "class=\"edge\"><attribute id=\"0\" title=\"cooperation\" type=\"long\"/><attribute id=\"1\" title=\"hostility\" "
      "type=\"long\"/><attribute id=\"2\" title=\"not_done\" type=\"long\"/></attributes>\n<nodes>\n";
  for (const auto& n : network.nodes)
    out += "<node id=\"" + xml(n.key) + "\" label=\"" + xml(n.name) + "\"><attvalues><attvalue for=\"0\" value=\"" +
           xml(n.country) + "\"/><attvalue for=\"1\" value=\"" + xml(n.side) + "\"/></attvalues></node>\n";
  out += "</nodes>\n<edges>\n";
  size_t id = 0;
  for (const auto& e : network.edges)
    out += "<edge id=\"" + std::to_string(id++) + "\" source=\"" + xml(e.from) + "\" target=\"" + xml(e.to) +
           "\" type=\"" + (e.directed ? "directed" : "undirected") + "\"><attvalues><attvalue for=\"0\" value=\"" +
           std::to_string(e.cooperation) + "\"/><attvalue for=\"1\" value=\"" + std::to_string(e.hostility) +
           "\"/><attvalue for=\"2\" value=\"" + std::to_string(e.apart) + "\"/></attvalues></edge>\n";
  return out + "</edges>\n</graph>\n</gexf>\n";
}

namespace {

struct Position {
  double latitude = 0, longitude = 0;
  std::string country;
};

std::map<std::string, Position> positions(const lexicon::Lexicon& lexicon) {
  std::map<std::string, Position> found;
  for (int32_t i = 0; i < static_cast<int32_t>(lexicon.tables()); ++i) {
    const lexicon::Table table = lexicon.table(i);
    const int latitude = table.column("lat"), longitude = table.column("lon");
    if (!table.name().starts_with("coordinates/") || latitude < 0 || longitude < 0) continue;
    const int country = table.column("country");
    for (uint32_t row = 0; row < table.rows(); ++row) {
      const std::string lat(table.cell(row, latitude)), lon(table.cell(row, longitude));
      if (lat.empty() || lon.empty()) continue;
      found.try_emplace(text::fold(table.cell(row, 0U)),
                        Position{std::strtod(lat.c_str(), nullptr), std::strtod(lon.c_str(), nullptr),
                                 std::string(table.cell(row, country))});
    }
  }
  return found;
}

}  // namespace

Result<std::string> places_geojson(const Desk& desk, const Filter& filter) {
  // By name and country: Tripoli is a town of two states.
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> acts;
  Result<void> done = each_event(desk, filter, [&](const EventView& event) {
    if (!event.place.empty()) acts[{event.place, event.place_country}].push_back(event.id);
  });
  if (!done) return done.error();
  const std::map<std::string, Position> known = positions(desk.lexicon);
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto string = [&](const std::string& value) {
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  json.StartObject();
  json.Key("type");
  json.String("FeatureCollection");
  json.Key("features");
  json.StartArray();
  for (const auto& [where, ids] : acts) {
    const auto& [place, country] = where;
    auto at = known.find(text::fold(place));
    if (at != known.end() && !country.empty() && at->second.country != country) at = known.end();
    json.StartObject();
    json.Key("type");
    json.String("Feature");
    json.Key("geometry");
    if (at == known.end()) {
      json.Null();
    } else {
      json.StartObject();
      json.Key("type");
      json.String("Point");
      json.Key("coordinates");
      json.StartArray();
      json.Double(at->second.longitude);
      json.Double(at->second.latitude);
      json.EndArray();
      json.EndObject();
    }
    json.Key("properties");
    json.StartObject();
    json.Key("place");
    string(place);
    json.Key("country");
    if (country.empty()) json.Null();
    else string(country);
    json.Key("acts");
    json.StartArray();
    for (const std::string& id : ids) string(id);
    json.EndArray();
    json.EndObject();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace isnad::desk
