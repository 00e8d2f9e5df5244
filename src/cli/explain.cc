// SPDX-License-Identifier: Apache-2.0
// Why a claim says what it says: the document is read again, because evidence is not kept with readings, and the
// lexicon and codebook entries that fired are shown with the words that they matched.
#include <cstdio>

#include "cli/commands.h"
#include "cli/given.h"
#include "cli/report.h"
#include "document/names.h"
#include "feeds/inputs.h"
#include "reading/home.h"
#include "reading/reader.h"
#include "store/store.h"

namespace isnad::cli {

namespace {

void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

class Explainer {
 public:
  Explainer(const Document& doc, const reading::Reader& reader)
      : doc_(doc), reader_(reader), labels_(reader.lexicon(), Language::kEnglish) {}

  void list() {
    for (const Event& event : doc_.events)
      put(event.id + "  " + std::string(name_of(event.type)) + "  " + std::string(name_of(event.status)) + "  " +
          isolate(doc_.str(event.trigger)) + "\n");
  }

  void claim(const Event& event) {
    const int32_t sentence = doc_.sentence_at(event.trigger.begin);
    put("claim      " + event.id + "\n");
    if (sentence != kNoIndex)
      put("sentence   " + isolate(doc_.str(doc_.sentences[static_cast<size_t>(sentence)].span)) + "\n");
    put("act        " + std::string(name_of(event.type)) + (event.mode.empty() ? "" : "/" + event.mode) +
        " by codebook entry " + isolate(event.rule) + ", carried by " + isolate(doc_.str(event.trigger)) + "\n");
    put("status     " + std::string(name_of(event.status)));
    if (event.qualifier != Qualifier::kNone) put(", " + std::string(name_of(event.qualifier)));
    put(", basis " + std::string(name_of(event.basis)) + "\n");
    participants("actor", event.actors);
    participants("recipient", event.recipients);
    participants("concerning", event.concerning);
    if (event.place != kNoIndex)
      put("place      " + isolate(doc_.entities[static_cast<size_t>(event.place)].name) + "\n");
    if (event.time != kNoIndex) {
      const TimeExpression& time = doc_.times[static_cast<size_t>(event.time)];
      put("time       " + isolate(doc_.str(time.span)) + " = " + time.value + ", counted from " +
          (doc_.meta.published.value.empty() ? "no known publication date" : doc_.meta.published.value) + "\n");
    }
    put("chain      " + chain_in_words(doc_, labels_, event.sources) + "\n");
    if (event.sources.empty() && !event.effective_sources.empty())
      put("           the text as a whole: " + chain_in_words(doc_, labels_, event.effective_sources) + "\n");
    evidence(event.evidence);
    for (const Quote& quote : doc_.quotes)
      for (Span content : quote.content)
        if (content.contains(event.trigger)) {
          put("quotation  cue " + isolate(doc_.str(quote.cue)) + " (" + std::string(name_of(quote.cue_class)) + ")\n");
          evidence(quote.evidence);
        }
    put("made by    " + made_by_line(reader_) + "\n");
  }

 private:
  void participants(const char* role, const std::vector<Participant>& list) {
    for (const Participant& p : list) {
      std::string text = role;
      text.resize(11, ' ');
      text += isolate(participant_name(doc_, p));
      if (!p.country.empty()) text += " (" + p.country + ")";
      put(text + "\n");
    }
  }

  void evidence(const std::vector<Evidence>& list) {
    for (const Evidence& e : list) {
      std::string text = "  fired    ";
      text += e.part;
      if (!e.span.empty()) text += " " + isolate(doc_.str(e.span));
      if (e.table != kNoIndex) {
        const lexicon::Table table = reader_.lexicon().table(e.table);
        text += "  <- " + reader_.lexicon().where(e.table, e.row) + " ";
        std::string cells;
        for (uint32_t i = 0; i < table.columns(); ++i) {
          const std::string_view cell = table.cell(e.row, i);
          if (!cell.empty()) cells.append(cells.empty() ? "" : " | ").append(cell);
        }
        text += isolate(cells);
      }
      put(text + "\n");
    }
  }

  const Document& doc_;
  const reading::Reader& reader_;
  Labels labels_;
};

struct Source {
  std::string bytes;
  page::Given given;
  bool html = false;
};

// The document named: of a store, or the first one of a file.
Result<Source> find_source(const ExplainOptions& options) {
  if (options.store.empty()) {
    feeds::Inputs inputs({options.document});
    feeds::Item item;
    if (!inputs.next(item)) return Error{options.document + ": holds no document"};
    if (!item.error.empty()) return Error{item.where + ": " + item.error};
    return Source{std::move(item.bytes), std::move(item.given), item.kind == feeds::Kind::kHtml};
  }
  Result<store::Store> store = store::Store::open(options.store, store::Access::kRead);
  if (!store) return store.error();
  Result<store::Stored> stored = store->get(options.document);
  if (!stored) return stored.error();
  return Source{std::move(stored->input.bytes), given_from_json(stored->input.given), stored->input.html};
}

}  // namespace

int explain(const ExplainOptions& options) {
  Result<Source> source = find_source(options);
  if (!source) return fail(source.error().message);
  const Result<std::string> home = reading::find_home();
  if (!home) return fail(home.error().message);
  const Result<reading::Reader> reader = reading::Reader::open(*home, reading::find_local(options.store));
  if (!reader) return fail(reader.error().message);
  const Document doc =
      source->html ? reader->read_html(source->bytes, source->given) : reader->read_text(source->bytes, source->given);
  Explainer explainer(doc, *reader);
  if (options.claim.empty()) {
    explainer.list();
    return kDone;
  }
  bool found = false;
  for (const Event& event : doc.events) {
    if (!event.id.starts_with(options.claim)) continue;
    if (found) put("\n");
    explainer.claim(event);
    found = true;
  }
  return found ? kDone
               : fail("no claim '" + options.claim + "' in this document; without a claim its claims are listed");
}

}  // namespace isnad::cli
