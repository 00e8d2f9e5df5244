// SPDX-License-Identifier: Apache-2.0
// Why a claim says what it says. Evidence is not kept with readings, so the document is read again, and the entries of
// lexicon and codebook that fired are shown with the words that they matched.
#include <algorithm>

#include "document/names.h"
#include "serve/api.h"
#include "serve/json.h"
#include "serve/parameters.h"
#include "store/given.h"
#include "text/utf8.h"

namespace isnad::serve {

namespace {

// Columns of the codebook, of the words of reporting and of those of status, in the order they are shown.
constexpr const char* kColumns[] = {"lemma", "past", "present", "participle", "noun",  "phrase",    "word",
                                    "pos",   "mode", "class",   "kind",       "actor", "recipient", "strength",
                                    "needs", "not",  "use",     "frames",     "loose", "example",   "note"};

class Why {
 public:
  Why(const Document& doc, const reading::Reader& reader) : doc_(doc), lexicon_(reader.lexicon()), points_(doc.text) {
    const reading::MadeBy& by = reader.made_by();
    made_by_ = by.engine + " lexicon " + by.lexicon + " codebook " + by.codebook + " models " + by.models;
  }

  std::string write(const Event& event) {
    json_.object([&] {
      json_.string("claim", event.id);
      json_.string("made_by", made_by_);
      json_.object("act", [&] {
        json_.string("type", name_of(event.type));
        json_.nullable("mode", event.mode);
        json_.string("rule", event.rule);
        span("trigger", event.trigger);
      });
      json_.string("status", name_of(event.status));
      json_.nullable("qualifier", name_of(event.qualifier));
      json_.string("basis", name_of(event.basis));
      fired("fired", event.evidence);
      json_.key("parties");
      json_.begin_array();
      parties("actor", event, event.actors);
      parties("recipient", event, event.recipients);
      parties("concerning", event, event.concerning);
      json_.end_array();
      time(event);
      chain(event);
      quotations(event);
    });
    return json_.take();
  }

 private:
  // Words with their place in the text, in code points.
  void span(std::string_view name, Span span) {
    json_.object(name, [&] { words(span); });
  }
  void words(Span span) {
    json_.string("text", doc_.str(span));
    json_.number("start", points_.at(span.begin));
    json_.number("end", points_.at(span.end));
  }

  // Entries that fired: which table, which line, its cells by column.
  void fired(std::string_view name, const std::vector<Evidence>& list) {
    json_.array(name, list, [&](const Evidence& e) {
      json_.object([&] {
        json_.string("part", e.part);
        if (!e.span.empty()) words(e.span);
        if (e.table == kNoIndex) return;
        const lexicon::Table table = lexicon_.table(e.table);
        json_.string("where", lexicon_.where(e.table, e.row));
        json_.object("row", [&] {
          for (const char* column : kColumns)
            if (const std::string_view cell = table.cell(e.row, table.column(column)); !cell.empty())
              json_.string(column, cell);
        });
      });
    });
  }

  // What the codebook's entry asks of who acts, or is acted on.
  std::string_view slot(const Event& event, std::string_view role) const {
    for (const Evidence& e : event.evidence)
      if (std::string_view(e.part) == "trigger" && e.table != kNoIndex) {
        const lexicon::Table table = lexicon_.table(e.table);
        const int column = table.column(role);
        return column < 0 ? std::string_view() : table.cell(e.row, column);
      }
    return {};
  }

  std::string_view where(const Event& event, const Participant& party) const {
    if (!party.span) return "implied";
    if (doc_.sentence_at(party.span->begin) != doc_.sentence_at(event.trigger.begin)) return "elsewhere";
    if (party.span->begin < event.trigger.end && event.trigger.begin < party.span->end) return "inside";
    return party.span->begin < event.trigger.begin ? "before" : "after";
  }

  void parties(std::string_view role, const Event& event, const std::vector<Participant>& list) {
    for (const Participant& party : list)
      json_.object([&] {
        json_.string("role", role);
        json_.string("where", where(event, party));
        if (party.span) words(*party.span);
        json_.nullable("slot", role == "concerning" ? std::string_view() : slot(event, role));
        if (party.span) json_.nullable("word_before", word_before(*party.span));
        const int32_t index = party.entity != kNoIndex ? party.entity : party.of;
        json_.nullable("name", index == kNoIndex ? std::string() : doc_.entities[static_cast<size_t>(index)].name);
        json_.nullable("known", index == kNoIndex ? std::string() : doc_.entities[static_cast<size_t>(index)].kb);
        json_.boolean_field("member", party.entity == kNoIndex && party.of != kNoIndex);
        json_.nullable("country", party.country);
        json_.nullable("side", party.side);
        json_.nullable("sector", party.sector);
      });
  }

  // The word that leads to the party, a preposition most often; empty at the head of a sentence.
  std::string_view word_before(Span span) const {
    const uint32_t token = doc_.token_at(span.begin);
    if (token == 0 || token >= doc_.tokens.size()) return {};
    const Span before = doc_.tokens[token - 1].span;
    return doc_.sentence_at(before.begin) == doc_.sentence_at(span.begin) ? doc_.str(before) : std::string_view();
  }

  void time(const Event& event) {
    if (event.time == kNoIndex) return;
    const TimeExpression& time = doc_.times[static_cast<size_t>(event.time)];
    json_.object("time", [&] {
      words(time.span);
      json_.string("value", time.value);
      json_.nullable("counted_from", doc_.meta.published.value);
    });
  }

  void chain(const Event& event) {
    const bool taken_over = event.sources.empty() && !event.effective_sources.empty();
    json_.boolean_field("taken_over", taken_over);
    json_.array("chain", taken_over ? event.effective_sources : event.sources, [&](const Participant& source) {
      json_.object([&] {
        const int32_t index = source.entity;
        json_.string("name", index != kNoIndex ? std::string_view(doc_.entities[static_cast<size_t>(index)].name)
                             : source.span     ? doc_.str(*source.span)
                                               : std::string_view(source.country));
        json_.boolean_field("named", index != kNoIndex);
        if (source.span) words(*source.span);
      });
    });
  }

  void quotations(const Event& event) {
    json_.key("quotations");
    json_.begin_array();
    for (const Quote& quote : doc_.quotes) {
      if (std::none_of(quote.content.begin(), quote.content.end(),
                       [&](Span content) { return content.contains(event.trigger); }))
        continue;
      json_.object([&] {
        span("cue", quote.cue);
        json_.string("cue_class", name_of(quote.cue_class));
        json_.string("kind", name_of(quote.kind));
        fired("fired", quote.evidence);
      });
    }
    json_.end_array();
  }

  const Document& doc_;
  const lexicon::Lexicon& lexicon_;
  text::CodePoints points_;
  std::string made_by_;
  Json json_;
};

}  // namespace

Result<Response> get_why(Call& call) {
  const Result<int64_t> id = find_document(call.store, call.captures[0]);
  if (!id) return id.error();
  if (*id == 0) return problem(404, "No such document", "The store has no document with this id.");
  const Result<store::Stored> stored = call.store.get(std::to_string(*id));
  if (!stored) return stored.error();
  const page::Given given = store::given_from_json(stored->input.given);
  const Document doc = stored->input.html ? call.reader.read_html(stored->input.bytes, given)
                                          : call.reader.read_text(stored->input.bytes, given);
  for (const Event& event : doc.events)
    if (event.id == call.captures[1]) return json_response(Why(doc, call.reader).write(event));
  return problem(404, "No such claim",
                 "This isnad reads no such claim in the document. Where the kept reading has it, another version made "
                 "it: isnad reread renews readings.");
}

}  // namespace isnad::serve
