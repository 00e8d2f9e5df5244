// SPDX-License-Identifier: Apache-2.0
#include "document/dump.h"

#include <charconv>
#include <map>

#include "document/names.h"

namespace isnad {

namespace {

class Dumper {
 public:
  explicit Dumper(const Document& doc) : doc_(doc) {}

  std::string layer(std::string_view name) {
    using Method = void (Dumper::*)();
    static const std::map<std::string_view, Method> kLayers = {{"regions", &Dumper::regions},
                                                               {"sentences", &Dumper::sentences},
                                                               {"tokens", &Dumper::tokens},
                                                               {"words", &Dumper::words},
                                                               {"names", &Dumper::names},
                                                               {"times", &Dumper::times},
                                                               {"quantities", &Dumper::quantities},
                                                               {"quotes", &Dumper::quotes},
                                                               {"events", &Dumper::events},
                                                               {"triggers", &Dumper::triggers},
                                                               {"designations", &Dumper::designations},
                                                               {"issues", &Dumper::issues},
                                                               {"meta", &Dumper::meta}};
    const auto found = kLayers.find(name);
    if (found != kLayers.end()) (this->*found->second)();
    return std::move(out_);
  }

 private:
  void line(std::string_view key, std::string_view value) {
    if (!value.empty()) out_.append("  ").append(key).append(" ").append(value).append("\n");
  }
  void text(std::string_view key, Span span) {
    std::string shown(doc_.str(span));
    for (char& c : shown)
      if (c == '\n') c = ' ';
    line(key, shown);
  }
  void head(std::string_view key, std::string_view value) { out_.append(key).append(" ").append(value).append("\n"); }

  std::string shown(const Participant& p) const {
    std::string s;
    if (p.entity != kNoIndex) s += "e" + std::to_string(p.entity + 1) + " ";
    if (p.of != kNoIndex) s += "of-e" + std::to_string(p.of + 1) + " ";
    if (!p.country.empty()) s += "@" + p.country + " ";
    if (p.span) s += std::string(doc_.str(*p.span));
    else if (p.entity != kNoIndex) s += doc_.entities[static_cast<size_t>(p.entity)].name;
    if (s.ends_with(' ')) s.pop_back();
    return s;
  }
  void list(std::string_view key, const std::vector<Participant>& all) {
    for (const Participant& p : all) line(key, shown(p));
  }

  void regions() {
    for (const Region& x : doc_.regions) {
      head("region", name_of(x.kind));
      text("text", x.span);
    }
  }
  void sentences() {
    for (const Sentence& x : doc_.sentences) {
      head("sentence", name_of(x.region));
      text("text", x.span);
    }
  }
  void tokens() {
    for (const Token& x : doc_.tokens) {
      head("token", name_of(x.kind));
      line("key", x.key);
      text("text", x.span);
    }
  }
  void words() {
    for (const Token& x : doc_.tokens) {
      const Analysis& a = doc_.analysis(x);
      std::string features(name_of(a.pos));
      static constexpr std::string_view kClitics[] = {"and", "bi", "li", "ka", "future", "article", "question"};
      for (size_t i = 0; i < std::size(kClitics); ++i)
        if ((a.proclitics >> i & 1) != 0) features.append(" +").append(kClitics[i]);
      static constexpr std::string_view kTense[] = {"", " past", " present", " imperative"};
      static constexpr std::string_view kVoice[] = {"", "", " passive"};
      static constexpr std::string_view kGender[] = {"", "m", "f"};
      static constexpr std::string_view kNumber[] = {"", "s", "d", "p"};
      features.append(kTense[static_cast<size_t>(a.tense)]).append(kVoice[static_cast<size_t>(a.voice)]);
      if (a.person != 0 || a.gender != Gender::kNone || a.number != Number::kNone) {
        features += ' ';
        if (a.person != 0) features += static_cast<char>('0' + a.person);
        features.append(kGender[static_cast<size_t>(a.gender)]).append(kNumber[static_cast<size_t>(a.number)]);
      }
      if (a.enclitic_person != 0) {
        features += " pronoun-";
        features += static_cast<char>('0' + a.enclitic_person);
        features.append(kGender[static_cast<size_t>(a.enclitic_gender)]);
        features.append(kNumber[static_cast<size_t>(a.enclitic_number)]);
      }
      head("word", features);
      line("lemma", a.lemma);
      text("text", x.span);
    }
  }
  void names() {
    for (size_t i = 0; i < doc_.entities.size(); ++i) {
      const Entity& e = doc_.entities[i];
      head("entity", "e" + std::to_string(i + 1) + " " + std::string(name_of(e.type)) +
                         (e.country.empty() ? "" : " @" + e.country) + (e.kb.empty() ? "" : " " + e.kb));
      line("en", e.en);
      line("name", e.name);
      for (const Mention& m : doc_.mentions)
        if (m.entity == static_cast<int32_t>(i)) text("mention", m.span);
    }
    for (const Mention& m : doc_.mentions)
      if (m.entity == kNoIndex) {
        head("mention", name_of(m.type));
        text("text", m.span);
      }
  }
  void times() {
    for (const TimeExpression& x : doc_.times) {
      head("time", x.value);
      if (x.type != TimeType::kDate) line("type", name_of(x.type));
      for (const std::string& c : x.candidates) line("candidate", c);
      text("text", x.span);
    }
  }
  static std::string figure(const std::optional<double>& x) {
    if (!x) return "?";
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, *x).ptr;
    return {digits, end};
  }
  void quantities() {
    for (const Quantity& x : doc_.quantities) {
      head("quantity", figure(x.low) + ".." + figure(x.high) + " " + std::string(name_of(x.unit)) +
                           (x.cumulative ? " cumulative" : ""));
      if (x.event != kNoIndex) text("event", doc_.events[static_cast<size_t>(x.event)].trigger);
      if (x.who) line("who", shown(*x.who));
      list("source", x.sources);
      text("text", x.span);
    }
  }
  void quotes() {
    for (const Quote& x : doc_.quotes) {
      head("quote",
           std::string(name_of(x.kind)) + " " + std::string(name_of(x.cue_class)) + (x.named ? " named" : " unnamed"));
      if (x.source) line("source", shown(*x.source));
      list("via", x.via);
      text("cue", x.cue);
      for (Span span : x.content) text("content", span);
    }
  }
  void events() {
    for (const Event& x : doc_.events) {
      std::string first(name_of(x.type));
      if (!x.mode.empty()) first += "/" + x.mode;
      first.append(" ").append(name_of(x.status));
      if (x.qualifier != Qualifier::kNone) first.append(" ").append(name_of(x.qualifier));
      if (x.basis != Basis::kReport) first.append(" ").append(name_of(x.basis));
      if (x.same != 0) first += " same=" + std::to_string(x.same);
      head("event", first);
      line("rule", x.rule);
      text("trigger", x.trigger);
      list("source", x.sources);
      list("actor", x.actors);
      list("recipient", x.recipients);
      list("concerning", x.concerning);
      if (x.place != kNoIndex) line("place", doc_.entities[static_cast<size_t>(x.place)].name);
      if (x.time != kNoIndex) line("time", doc_.times[static_cast<size_t>(x.time)].value);
      if (x.denies != kNoIndex) text("denies", doc_.events[static_cast<size_t>(x.denies)].trigger);
    }
  }
  // Events without what completes them: for cases about the words that tell of an act.
  void triggers() {
    for (const Event& x : doc_.events) {
      head("trigger", std::string(name_of(x.type)) + (x.mode.empty() ? "" : "/" + x.mode));
      line("rule", x.rule);
      text("text", x.trigger);
    }
  }
  void designations() {
    for (const Designation& x : doc_.designations) {
      head("designation",
           std::string(name_of(x.stance)) + " " + std::string(name_of(x.kind)) + " " + std::string(name_of(x.voice)));
      if (x.entity != kNoIndex) line("entity", doc_.entities[static_cast<size_t>(x.entity)].name);
      text("text", x.span);
    }
  }
  void issues() {
    for (const Issue& x : doc_.issues) {
      head("issue", x.code);
      line("message", x.message);
      text("text", x.span);
    }
  }
  void meta() {
    const Meta& m = doc_.meta;
    head("published",
         m.published.value.empty() ? "?" : m.published.value + " " + std::string(name_of(m.published.basis)));
    line("earliest", m.published.earliest);
    line("latest", m.published.latest);
    line("modified", m.modified);
    line("canonical-url", m.canonical_url);
    line("outlet", m.outlet);
    line("author", m.author);
    line("agency", m.agency);
    if (m.title) text("title", *m.title);
  }

  const Document& doc_;
  std::string out_;
};

}  // namespace

std::string dump(const Document& doc, std::string_view layer) { return Dumper(doc).layer(layer); }

std::string_view dump_layers() {
  return "regions, sentences, tokens, words, names, times, quantities, quotes, events, triggers, designations, issues, "
         "meta";
}

}  // namespace isnad
