// SPDX-License-Identifier: Apache-2.0
// The commands about actors in time: relation, timeline, actor, and their files for other programs.
#include "desk/relations.h"

#include <unistd.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/display.h"
#include "cli/open.h"
#include "desk/files.h"
#include "desk/json.h"

namespace isnad::cli {

namespace {

Style output_style() { return ::isatty(STDOUT_FILENO) == 1 ? Style::kTerminal : Style::kPlain; }
void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

std::string join(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : ", ") + isolate(item);
  return text;
}

std::string act_text(const desk::Act& act, Style style) {
  std::string out = "   " + (act.date.empty() ? std::string("undated") : act.date) + "  " +
                    bold(act.type + (act.mode.empty() ? "" : "/" + act.mode), style) + "  " + act.standing +
                    (act.background.empty() ? "" : "  background") + "  " + act.id + "\n";
  out += "      " + isolate(act.from) + (act.to.empty() ? "" : " -> " + isolate(act.to)) + "\n";
  out += "      " + isolate(act.sentence) + "\n";
  out += "      " + isolate(act.outlet) + ", " + act.published +
         (act.roots.empty() ? "" : "; on the word of " + join(act.roots)) + "\n";
  return out;
}

std::string point_text(const desk::Point& point, bool weights) {
  std::string out = "   " + point.from + "  cooperation " + std::to_string(point.cooperation) + "  hostility " +
                    std::to_string(point.hostility);
  char text[80];
  if (weights) {
    std::snprintf(text, sizeof text, "  (weighted %.1f and %.1f)", point.weighted_cooperation,
                  point.weighted_hostility);
    out += text;
  }
  std::string apart;
  for (const auto& [name, count] : point.other)
    apart += (apart.empty() ? "" : ", ") + std::to_string(count) + " " + name;
  return out + (apart.empty() ? "" : "  apart: " + apart) + "\n";
}

std::string relation_text(const desk::Relation& r, const desk::RelationOptions& options, Style style) {
  std::string out = bold(isolate(r.a.name) + " - " + isolate(r.b.name), style) + "   " + std::to_string(r.documents) +
                    " documents, " + std::to_string(r.acts.size()) + " acts\n";
  for (const std::string& warning : r.warnings) out += "   ! " + isolate(warning) + "\n";
  out += "\n" + bold("acts done, by when they were done", style) + "\n";
  for (const desk::Point& point : r.points) out += point_text(point, options.weights);
  if (options.weights) {
    out += "   weights:";
    for (const char* type : {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
                             "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}) {
      char text[48];
      std::snprintf(text, sizeof text, " %s %.1f", type, desk::weight_of(type));
      out += text;
    }
    out += "\n";
  }
  out += "\n" + bold("turning points", style) + "\n";
  if (r.turns.empty()) out += "   none that five acts on either side and two roots show\n";
  for (const desk::Turn& turn : r.turns)
    out += "   from " + turn.from + ": before " + turn.before + "; after " + turn.after + "; " +
           std::to_string(turn.roots) + " roots\n";
  for (const auto& [title, quad] : {std::pair{"cooperation", "cooperation"}, std::pair{"hostility", "conflict"}}) {
    out += "\n" + bold(title, style) + "\n";
    for (const desk::Act& act : r.acts)
      if (act.quad.ends_with(quad) && act.standing.starts_with("done")) out += act_text(act, style);
  }
  out += "\n" + bold("not done: planned, possible, asked for, alleged, denied", style) + "\n";
  for (const desk::Act& act : r.acts)
    if (!act.standing.starts_with("done")) out += act_text(act, style);
  out += "\n" + bold("who claims", style) + "\n";
  for (const auto& [camp, count] : r.by_camp) out += "   " + isolate(camp) + ": " + std::to_string(count) + "\n";
  return out;
}

}  // namespace

int relation(const RelationOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  const desk::Desk desk{*store, *lexicon};
  const Result<desk::Relation> found = desk::relation(desk, options.a, options.b, options.how);
  if (!found) return fail(found.error().message);
  if (options.format == "jsonl") put(desk::to_json(*found) + "\n");
  else if (options.format == "csv") put(desk::series_csv(*found));
  else if (options.format == "ical") put(desk::calendar(found->acts));
  else put(relation_text(*found, options.how, output_style()));
  return kDone;
}

int timeline(const TimelineOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  const Result<std::vector<desk::Act>> acts = desk::timeline({*store, *lexicon}, options.how);
  if (!acts) return fail(acts.error().message);
  if (options.format == "ical") return put(desk::calendar(*acts)), kDone;
  for (const desk::Act& act : *acts)
    put(options.format == "jsonl" ? desk::to_json(act) + "\n" : act_text(act, output_style()));
  return kDone;
}

int actor(const RelationOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  const Result<desk::ActorView> view = desk::actor({*store, *lexicon}, options.a, options.how);
  if (!view) return fail(view.error().message);
  if (options.format == "jsonl") return put(desk::to_json(*view) + "\n"), kDone;
  const Style style = output_style();
  put(bold(isolate(view->actor.name), style) + "  " + view->actor.key + "  " + view->actor.country + "  " +
      std::to_string(view->actor.documents) + " documents\n\n" + bold("with whom", style) + "\n");
  for (const auto& [other, counts] : view->with)
    put("   " + isolate(other.name) + "  cooperation " + std::to_string(counts.first) + "  hostility " +
        std::to_string(counts.second) + "\n");
  put("\n" + bold("what outlets call him, in their own voice", style) + "\n");
  for (const desk::Wording& w : view->wordings)
    put("   " + isolate(w.outlet) + ": " + isolate(w.word) + " " + std::to_string(w.count) + "\n");
  put("\n" + bold("acts", style) + "\n");
  for (const desk::Act& act : view->acts) put(act_text(act, style));
  return kDone;
}

int network(const NetworkOptions& options) {
  Result<store::Store> store = open_and_place(options.store);
  if (!store) return fail(store.error().message);
  const Result<lexicon::Lexicon> lexicon = open_lexicon();
  if (!lexicon) return fail(lexicon.error().message);
  const desk::Desk desk{*store, *lexicon};
  if (options.format == "geojson") {
    const Result<std::string> map = desk::places_geojson(desk, options.filter);
    if (!map) return fail(map.error().message);
    return put(*map), kDone;
  }
  const Result<desk::Network> network = desk::network(desk, options.filter);
  if (!network) return fail(network.error().message);
  put(options.format == "gexf" ? desk::gexf(*network) : desk::graphml(*network));
  return kDone;
}

}  // namespace isnad::cli
