// SPDX-License-Identifier: Apache-2.0
// The command line. CLI11 stays in this one file: it costs nine seconds to compile.
#include <CLI/CLI.hpp>
#include <csignal>
#include <map>
#include <thread>

#include "cli/commands.h"
#include "document/dump.h"

namespace {

using isnad::cli::Format;
using isnad::cli::Language;

constexpr const char* kFooter = R"(Examples:
  isnad read page.html                          what a page tells, on whose word, how surely
  isnad read --format jsonl news.jsonl.gz       one reading a line (docs/reading.md)
  isnad read --format csv --jobs 2 folder/      one claim a row
  isnad read --format none --store news.db dir/ keep the readings
  isnad read --format none --store news.db CC-NEWS-20240501.warc.gz
                                                the pages of a web archive
  isnad search --store news.db WORDS            find them again
  isnad export --store news.db --format plover --output acts.jsonl
                                                acts as PLOVER records, what is not done apart
  isnad serve --store news.db                   look at them in a browser
  isnad watch sources.toml --store news.db      follow feeds, sitemaps, pages and folders
  isnad explain page.txt                        the claims of a page; with a claim's id, why it says so

Exit status: 0 done, 1 an input or the store failed (a message names it; the other inputs were read), 2 wrong usage.)";

const std::map<std::string, Format> kFormats = {
    {"text", Format::kText}, {"jsonl", Format::kJsonl}, {"csv", Format::kCsv}, {"none", Format::kNone}};
const std::map<std::string, Language> kLanguages = {{"en", Language::kEnglish}, {"ar", Language::kArabic}};

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.footer(kFooter);
    app_.set_version_flag("--version", "isnad " ISNAD_VERSION);
    read();
    search();
    show();
    explain();
    reread();
    date();
    correct();
    stories();
    news();
    alerts();
    export_claims();
    serve();
    watch();
    sources();
    story();
    relation();
    actor();
    actors();
    who();
    timeline();
    network();
    rearrange();
    when();
    dump();
    lexicon();
    codebook();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? isnad::cli::kDone : isnad::cli::kUsage;
    }
    return status_;
  }

 private:
  template <class Command>
  void finish(CLI::App* command, Command action) {
    command->callback([this, action] { status_ = action(); });
  }
  static void jobs_option(CLI::App* command, unsigned& jobs) {
    command->add_option("--jobs,-j", jobs, "Threads; 0 for one a core")->check(CLI::Range(0U, 1024U));
  }
  static void language_option(CLI::App* command, std::optional<Language>& language) {
    command
        ->add_option_function<std::string>(
            "--language", [&language](const std::string& name) { language = kLanguages.at(name); },
            "Language of the labels, en or ar; without it the environment's")
        ->check(CLI::IsMember({"en", "ar"}));
  }
  static void format_option(CLI::App* command, Format& format, std::vector<std::string> names, const char* help) {
    command
        ->add_option_function<std::string>(
            "--format", [&format](const std::string& name) { format = kFormats.at(name); }, help)
        ->check(CLI::IsMember(std::move(names)));
  }
  static unsigned threads(unsigned jobs) {
    return jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : jobs;
  }

  void read() {
    CLI::App* command = app_.add_subcommand("read", "Read news pages: what happened, who says so, how surely");
    command
        ->add_option("INPUT", read_.inputs,
                     "Text files, saved pages (any charset, MHTML, SingleFile), JSONL of {id, text, title?, outlet?, "
                     "date?, url?}, web archives (WARC), feeds (RSS, Atom, JSON Feed, news sitemaps), CSV, exports of "
                     "Telegram channels, gzip or zstd of these, folders; - for standard input")
        ->required();
    format_option(command, read_.format, {"text", "jsonl", "csv", "none"},
                  "text for people (default), jsonl one reading a line, csv one claim a row, none with --store");
    command->add_option("--store", read_.store, "Also keep the readings in this file");
    jobs_option(command, read_.jobs);
    command->add_flag("--all", read_.all, "Unfold background and the outlet's own inferences");
    command->add_option("--date", read_.date, "Publication date of inputs that give none, ISO 8601");
    command->add_option("--outlet", read_.outlet, "Outlet of inputs that give none");
    language_option(command, read_.language);
    finish(command, [this] {
      read_.jobs = threads(read_.jobs);
      return isnad::cli::read(read_);
    });
  }

  void search() {
    CLI::App* command = app_.add_subcommand("search", "Find documents of a store by their words, in any spelling");
    command->add_option("--store", search_.store, "The store")->required();
    command->add_option("--most", search_.most, "At most so many documents (20)");
    command->add_option("WORDS", words_, "All of these words")->required();
    finish(command, [this] {
      for (const std::string& word : words_) search_.words += (search_.words.empty() ? "" : " ") + word;
      return isnad::cli::search(search_);
    });
  }

  void show() {
    CLI::App* command =
        app_.add_subcommand("show", "Show the reading of a stored document, with analysts' corrections");
    command->add_option("--store", show_.store, "The store")->required();
    command->add_option("DOC", show_.document, "Id or address of the document")->required();
    format_option(command, show_.format, {"text", "jsonl", "csv"}, "text (default), jsonl as it was read, csv");
    command->add_flag("--all", show_.all, "Unfold background and the outlet's own inferences");
    language_option(command, show_.language);
    finish(command, [this] { return isnad::cli::show(show_); });
  }

  void explain() {
    CLI::App* command = app_.add_subcommand("explain", "Which lexicon and codebook entries made a claim");
    command->add_option("--store", explain_.store, "The store; without it DOC is a file");
    command->add_option("DOC", explain_.document, "Id or address of a stored document, or a file")->required();
    command->add_option("CLAIM", explain_.claim, "First digits of the claim's id; without it the claims are listed");
    finish(command, [this] { return isnad::cli::explain(explain_); });
  }

  void reread() {
    CLI::App* command = app_.add_subcommand("reread", "Renew a store's readings after lexicon or engine changed");
    command->add_option("--store", reread_.store, "The store")->required();
    jobs_option(command, reread_.jobs);
    command->add_flag("--force", reread_.force, "Also those that this very engine and lexicon made");
    finish(command, [this] {
      reread_.jobs = threads(reread_.jobs);
      return isnad::cli::reread(reread_);
    });
  }

  void date() {
    CLI::App* command =
        app_.add_subcommand("date", "Bound the day of a store's undated documents by the documents like them");
    command->add_option("--store", date_.store, "The store")->required();
    format_option(command, date_.format, {"text", "jsonl"}, "text (default), jsonl");
    command->footer(
        "The interval is kept beside the reading, which does not change; `isnad show` shows it. It is the shortest\n"
        "run of days that the text's own weekdays and dates and the dated documents like it make likely.\n\n"
        "Example:\n  isnad date --store news.db");
    finish(command, [this] { return isnad::cli::date(date_); });
  }

  void correct() {
    CLI::App* command =
        app_.add_subcommand("correct", "Note an analyst's correction of a claim; it outlives rereading");
    command->add_option("--store", correct_.store, "The store")->required();
    command->add_option("DOC", correct_.document, "Id or address of the document")->required();
    command->add_option("CLAIM", correct_.claim, "First digits of the claim's id")->required();
    command->add_option("FIELD", correct_.field, "type, status, qualifier, basis, or verdict (right, wrong)")
        ->required();
    command->add_option("VALUE", correct_.value, "The right value")->required();
    command->add_option("--note", correct_.note, "Why");
    finish(command, [this] { return isnad::cli::correct(correct_); });
  }

  void stories() {
    CLI::App* command = app_.add_subcommand("stories", "Stories of a store: which documents tell one news event");
    command->add_option("--store", stories_.store, "The store")->required();
    command->add_option("--since", stories_.filter.since, "First day of publication, as 2020-09-01");
    command->add_option("--until", stories_.filter.until, "Last day of publication");
    command->add_option("--actor", stories_.filter.actor, "Only stories that name this person, body or place");
    command->add_option("--place", stories_.filter.place, "Only stories that name this place");
    command->add_option("--outlet", stories_.filter.outlet, "Only stories that this outlet tells; name or address");
    command->add_option("--most", stories_.filter.most, "At most so many stories (100)");
    format_option(command, stories_.format, {"text", "jsonl"},
                  "text (default); jsonl one document a line: id, story, copy");
    finish(command, [this] { return isnad::cli::stories(stories_); });
  }

  void news() {
    CLI::App* command =
        app_.add_subcommand("news", "What is new: told, denied, changed, corrected, withdrawn; since you last looked");
    command->add_option("--store", news_.store, "The store")->required();
    command->add_option("--since", news_.since,
                        "last (since this reader last looked), 24h, 7d, a day or a moment in UTC; without it all");
    command->add_option("--reader", news_.reader, "Whose last look counts (me)");
    command->add_flag("--mark", news_.mark, "This reader has seen what is shown now");
    command->add_option("--kind", news_.kinds, "Only new, status, denied, root, parting, changed, corrected, withdrawn")
        ->delimiter(',')
        ->check(CLI::IsMember({"new", "status", "denied", "root", "parting", "changed", "corrected", "withdrawn"}));
    command->add_option("--most", news_.most, "At most so many items, the oldest (200)");
    format_option(command, news_.format, {"text", "jsonl"}, "text (default), jsonl one item a line");
    language_option(command, news_.language);
    command->footer(
        "Examples:\n  isnad news --store news.db --since last --mark\n"
        "  isnad news --store news.db --since 24h --kind denied,corrected --format jsonl");
    finish(command, [this] { return isnad::cli::news(news_); });
  }

  void alerts() {
    CLI::App* command = app_.add_subcommand("alerts", "Tell those who watch what is new for them, each thing once");
    command->add_option("--store", alerts_.store, "The store");
    command->add_option("--watchlist", alerts_.watchlist, "What is watched, and who is told how: a TOML file")
        ->required();
    command->add_option("--since", alerts_.since, "Watches that are new look back to this day or moment");
    command->add_flag("--check", alerts_.check, "Only look whether the watchlist is right");
    command->add_option("--now", alerts_.now, "Take this moment for the present: for trying quiet hours and digests");
    format_option(command, alerts_.format, {"text", "jsonl"},
                  "Of the terminal: text (default), jsonl one alert a line");
    language_option(command, alerts_.language);
    command->footer(
        "Alerts go to the terminal, webhooks and mail as the watchlist says (docs/alerts.md), and into the newsroom's\n"
        "feed /feeds/alerts.atom. A new watch begins now.\n\n"
        "Examples:\n  isnad alerts --store news.db --watchlist watch.toml\n"
        "  isnad alerts --store news.db --watchlist watch.toml --since 2026-11-01");
    finish(command, [this] { return isnad::cli::alerts(alerts_); });
  }

  void export_claims() {
    CLI::App* command = app_.add_subcommand("export", "Write claims in the formats of others, each with its chain");
    command->add_option("--store", export_.store, "The store");
    command->add_option("READINGS", export_.inputs, "Without a store: files of readings, one JSON object a line");
    command->add_option("--format", export_.format, "csv, jsonl, plover, cameo or ftm (FollowTheMoney)")
        ->required()
        ->check(CLI::IsMember({"csv", "jsonl", "plover", "cameo", "ftm"}));
    command->add_option("--output,-o", export_.output, "File to write; without it standard output");
    command->add_option("--sidecar", export_.sidecar,
                        "For plover, cameo and ftm: file for claims that are not done, not dated or doubtful");
    command->add_flag("--include-private", export_.include_private,
                      "Name persons without a public role, too; this is logged");
    language_option(command, export_.language);
    command->footer("Example:\n  isnad export --store news.db --format plover --output acts.jsonl");
    finish(command, [this] { return isnad::cli::export_claims(export_); });
  }

  void serve() {
    CLI::App* command =
        app_.add_subcommand("serve", "The newsroom: stories, claims, relations of a store in a browser");
    command->add_option("--store", serve_.store, "The store; made where there is none")->required();
    command->add_option("--port", serve_.port, "Port (8400); 0 for any free one");
    command->add_option("--listen", serve_.listen,
                        "IP address to listen on (127.0.0.1); elsewhere a token is demanded");
    command->add_option("--token", serve_.token, "The token that clients must give; without it a random one is made");
    command->add_option("--host", serve_.hosts, "A further host name that the newsroom answers to, with its port");
    command->footer("Example:\n  isnad serve --store news.db");
    finish(command, [this] { return isnad::cli::serve(serve_); });
  }

  void watch() {
    CLI::App* command = app_.add_subcommand("watch", "Follow feeds, sitemaps, pages and folders into a store");
    command->add_option("SOURCES", watch_.sources, "The sources file, TOML (docs/watch.md)")->required();
    command->add_option("--store", watch_.store, "The store; made where there is none")->required();
    command->add_option("--watchlist", watch_.watchlist, "Also tell those who watch what is new (docs/alerts.md)");
    command->add_flag("--once", watch_.once, "Look at each source once, read what is due, and end");
    command->footer(
        "Runs until SIGTERM or SIGINT; a watch that was killed goes on where it was. One watch a store.\n"
        "`isnad sources --store FILE` shows how each source does.\n\n"
        "Examples:\n  isnad watch sources.toml --store news.db\n"
        "  isnad watch sources.toml --store news.db --once     from cron: status 1 when a source failed");
    finish(command, [this] { return isnad::cli::watch(watch_); });
  }

  void sources() {
    CLI::App* command = app_.add_subcommand("sources", "How the sources of a watch do; check or import a list of them");
    command->add_option("--store", sources_.store, "Show the health of the sources that this store follows");
    command->add_option("--check", sources_.check, "Check a sources file, and say what is wrong with it");
    command->add_option("--import-opml", sources_.opml, "Write the feeds of an OPML file as a sources file");
    format_option(command, sources_.format, {"text", "jsonl"}, "text (default), jsonl");
    command->footer(
        "Examples:\n  isnad sources --store news.db\n  isnad sources --import-opml feeds.opml > sources.toml");
    finish(command, [this] { return isnad::cli::sources(sources_); });
  }

  void story() {
    CLI::App* command = app_.add_subcommand("story", "One story: its documents, its acts, where the tellings differ");
    command->add_option("--store", story_.store, "The store")->required();
    command->add_option("STORY", story_.name, "Id of the story, or of one of its documents")->required();
    command->add_flag("--all", story_.all, "Also acts that are told only once");
    format_option(command, story_.format, {"text", "jsonl"}, "text (default), jsonl one object");
    finish(command, [this] { return isnad::cli::story(story_); });
    CLI::App* one = app_.add_subcommand("event", "One act with all its tellings, their chains, and where they differ");
    one->add_option("--store", story_.store, "The store")->required();
    one->add_option("EVENT", story_.name, "Id of the act, as `isnad story` shows it")->required();
    format_option(one, story_.format, {"text", "jsonl"}, "text (default), jsonl one object");
    finish(one, [this] {
      story_.one_event = true;
      return isnad::cli::story(story_);
    });
  }

  void relation() {
    CLI::App* command =
        app_.add_subcommand("relation", "Acts between two actors in time: for, against, and who claims it");
    command->add_option("--store", relation_.store, "The store")->required();
    command->add_option("ACTOR", relation_.a, "A person, body or state; a side as LBY/East")->required();
    command->add_option("OTHER", relation_.b, "The other one")->required();
    command
        ->add_option_function<std::string>(
            "--by",
            [this](const std::string& step) {
              relation_.how.step = step == "day"    ? isnad::desk::Step::kDay
                                   : step == "week" ? isnad::desk::Step::kWeek
                                                    : isnad::desk::Step::kMonth;
            },
            "day, week or month (default)")
        ->check(CLI::IsMember({"day", "week", "month"}));
    command->add_option("--since", relation_.how.since, "Documents published from this day on");
    command->add_option("--until", relation_.how.until, "Acts up to this day");
    command->add_option("--camp", relation_.how.camp, "Only what this camp claims, as the output names it");
    command->add_flag("--weights", relation_.how.weights, "Also weigh acts by their type; the weights are shown");
    command->add_flag("--all-sides", relation_.how.all_sides, "Add up the rival sides of a state");
    command->add_option("--format", relation_.format, "text (default), jsonl, csv (the series), ical (the acts)")
        ->check(CLI::IsMember({"text", "jsonl", "csv", "ical"}));
    finish(command, [this] { return isnad::cli::relation(relation_); });
  }

  void actor() {
    CLI::App* command = app_.add_subcommand("actor", "One actor: his acts, with whom, what outlets call him");
    command->add_option("--store", relation_.store, "The store")->required();
    command->add_option("ACTOR", relation_.a, "A person, body or state; a side as LBY/East")->required();
    command->add_option("--since", relation_.how.since, "Documents published from this day on");
    command->add_flag("--all-sides", relation_.how.all_sides, "Add up the rival sides of a state");
    command->add_option("--format", relation_.format, "text (default), jsonl")->check(CLI::IsMember({"text", "jsonl"}));
    finish(command, [this] { return isnad::cli::actor(relation_); });
  }

  void actors() {
    CLI::App* command = app_.add_subcommand("actors", "Who is in a store, how often, and under which names");
    command->add_option("--store", actors_.store, "The store")->required();
    command->add_option("--country", actors_.how.country, "Only those of this country, as EGY; INT: international");
    command->add_option("--type", actors_.how.type, "Only PER, ORG, GPE or LOC")
        ->check(CLI::IsMember({"PER", "ORG", "GPE", "LOC"}));
    command->add_option("--most", actors_.how.most, "At most so many, those in most documents (100)");
    format_option(command, actors_.format, {"text", "jsonl", "csv"}, "text (default), jsonl, csv");
    command->footer(
        "Sources without a name are nobody's entry. To merge, split or rename, write lexicon/local/actors.tsv beside\n"
        "the store and run isnad reread (docs/local-actors.md).\n\n"
        "Example:\n  isnad actors --store news.db --country LBY --type PER");
    finish(command, [this] { return isnad::cli::actors(actors_); });
  }

  void who() {
    CLI::App* command = app_.add_subcommand("who", "Who held an office on a day");
    command->add_option("OFFICE", who_.office, "An office with its state or body, in Arabic")->required();
    command->add_option("--on", who_.day, "The day, as 2020-06-03; a month or a year will do")->required();
    command->footer(
        "Several lines: rival authorities, or one after the other in that time.\n\n"
        "Example:\n  isnad who \"\u0648\u0632\u064a\u0631 \u0627\u0644\u062e\u0627\u0631\u062c\u064a\u0629 "
        "\u0627\u0644\u0645\u0635\u0631\u064a\" --on 2020-06-03");
    finish(command, [this] { return isnad::cli::who(who_); });
  }

  void timeline() {
    CLI::App* command = app_.add_subcommand("timeline", "What happened when: the dated acts of a store");
    command->add_option("--store", timeline_.store, "The store")->required();
    command->add_option("--since", timeline_.how.since, "First day of publication, as 2020-09-01");
    command->add_option("--until", timeline_.how.until, "Last day of publication");
    command->add_option("--actor", timeline_.how.actor, "Only documents that name this person, body or place");
    command->add_option("--place", timeline_.how.place, "Only documents that name this place");
    command->add_option("--outlets", timeline_.how.outlets, "Only acts that so many outlets tell (1)");
    command->add_option("--most", timeline_.how.most, "At most so many acts, the latest (200)");
    command->add_option("--format", timeline_.format, "text (default), jsonl, ical")
        ->check(CLI::IsMember({"text", "jsonl", "ical"}));
    finish(command, [this] { return isnad::cli::timeline(timeline_); });
  }

  void network() {
    CLI::App* command = app_.add_subcommand("network", "Who acts on whom as GraphML or GEXF, or where as GeoJSON");
    command->add_option("--store", network_.store, "The store")->required();
    command->add_option("--format", network_.format, "graphml, gexf, or geojson for places")
        ->required()
        ->check(CLI::IsMember({"graphml", "gexf", "geojson"}));
    command->add_option("--since", network_.filter.since, "First day of publication, as 2020-09-01");
    command->add_option("--until", network_.filter.until, "Last day of publication");
    command->add_option("--actor", network_.filter.actor, "Only documents that name this person, body or place");
    command->add_option("--place", network_.filter.place, "Only documents that name this place");
    finish(command, [this] { return isnad::cli::network(network_); });
  }

  void rearrange() {
    CLI::App* command =
        app_.add_subcommand("rearrange", "Change stories and events by hand; logged, kept through rereading, undoable");
    command->add_option("--store", rearrange_.store, "The store")->required();
    command
        ->add_option("ACTION", rearrange_.action,
                     "move, merge, split (stories, by documents); join-acts, part-acts, wrong (by claims); list; undo")
        ->required()
        ->check(CLI::IsMember({"move", "merge", "split", "join-acts", "part-acts", "wrong", "list", "undo"}));
    command->add_option("SUBJECT", rearrange_.subjects, "Documents, claims, or for undo the number of the change");
    command->add_option("--to", rearrange_.target, "A document of the other story, or a claim of the other event");
    command->add_option("--note", rearrange_.note, "Why");
    finish(command, [this] { return isnad::cli::rearrange(rearrange_); });
  }

  void when() {
    CLI::App* command = app_.add_subcommand("when", "Which time an Arabic expression means");
    command->add_option("EXPRESSION", when_.expression, "For example a weekday with its adjective")->required();
    command->add_option("--published", when_.published, "The day it is counted from, ISO 8601");
    format_option(command, when_.format, {"text", "jsonl"},
                  "text: one value a line (default); jsonl: with place, type and candidates");
    command->footer(
        "A value is ISO 8601 or EDTF, ? where it cannot be known; several readings stand behind \"or\".\n\n"
        "Example:\n  isnad when \"\u0627\u0644\u062b\u0644\u0627\u062b\u0627\u0621 "
        "\u0627\u0644\u0645\u0627\u0636\u064a\" --published 2020-09-09    2020-09-08");
    finish(command, [this] { return isnad::cli::when(when_); });
  }

  void dump() {
    CLI::App* command = app_.add_subcommand("dump", "Show layers of a reading as the case files write them");
    command->add_option("--layer", dump_.layers, "Layers, separated by commas: " + std::string(isnad::dump_layers()))
        ->required();
    command->add_option("--date", dump_.date, "Publication date of inputs that give none");
    command->add_option("INPUT", dump_.inputs, "As for read")->required();
    finish(command, [this] { return isnad::cli::dump(dump_); });
  }

  void lexicon() {
    CLI::App* command = app_.add_subcommand("lexicon", "Check or compile lexicon files");
    command->require_subcommand(1);
    CLI::App* check = command->add_subcommand("check", "Name every fault by file, line and column");
    check->add_option("FOLDER", directory_, "Folder of the lexicon (lexicon)");
    finish(check, [this] { return isnad::cli::lexicon_check(directory_); });
    CLI::App* compile = command->add_subcommand("compile", "Make the compiled file that the program maps");
    compile->add_option("FOLDER", directory_, "Folder of the lexicon (lexicon)");
    compile->add_option("--output,-o", output_, "The compiled file")->required();
    finish(compile, [this] { return isnad::cli::lexicon_compile(directory_, output_); });
  }

  void codebook() {
    CLI::App* command = app_.add_subcommand("codebook", "Work with the codebook of acts");
    command->require_subcommand(1);
    CLI::App* test = command->add_subcommand("test", "Run the examples inside the codebook");
    finish(test, [] { return isnad::cli::codebook_test(); });
  }

  CLI::App app_{"isnad reads Arabic news and tells what happened, on whose word, and how surely.", "isnad"};
  isnad::cli::ReadOptions read_;
  isnad::cli::SearchOptions search_;
  isnad::cli::ShowOptions show_;
  isnad::cli::ExplainOptions explain_;
  isnad::cli::RereadOptions reread_;
  isnad::cli::DateOptions date_;
  isnad::cli::WhenOptions when_;
  isnad::cli::CorrectOptions correct_;
  isnad::cli::StoriesOptions stories_;
  isnad::cli::NewsOptions news_;
  isnad::cli::AlertsOptions alerts_;
  isnad::cli::ExportOptions export_;
  isnad::cli::ServeOptions serve_;
  isnad::cli::WatchOptions watch_;
  isnad::cli::SourcesOptions sources_;
  isnad::cli::StoryOptions story_;
  isnad::cli::RelationOptions relation_;
  isnad::cli::TimelineOptions timeline_;
  isnad::cli::NetworkOptions network_;
  isnad::cli::RearrangeOptions rearrange_;
  isnad::cli::ActorsOptions actors_;
  isnad::cli::WhoOptions who_;
  isnad::cli::DumpOptions dump_;
  std::vector<std::string> words_;
  std::string directory_ = "lexicon", output_;
  int status_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends the program quietly
  return CommandLine().run(argc, argv);
}
