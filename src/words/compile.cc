// SPDX-License-Identifier: Apache-2.0
// Order matters where one lemma stands in several tables: what a verb derives by rule (masdars, participles) takes its
// frequency from the noun and adjective lists and is not entered a second time from them.
#include "words/compile.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "document/names.h"
#include "text/letters.h"
#include "words/inflect.h"
#include "words/table_writer.h"

namespace isnad::words {

namespace {

constexpr uint8_t kNominalProclitics = kAnd | kBi | kLi | kKa;
constexpr const char* kAdjectiveTables[] = {"words/adjectives", "words/adjectives_more"};
constexpr std::string_view kTaMarbuta = "\xD8\xA9";
constexpr int kRareVerb = 6;  // participles that no list has are made only of verbs at least this frequent

int number(std::string_view cell) {
  int value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

// A source table read by column names.
class Source {
 public:
  Source(const lexicon::Builder& builder, std::string_view name) : table_(builder.table(name)) {}
  size_t rows() const { return table_ == nullptr ? 0 : table_->rows(); }
  std::string_view cell(size_t row, std::string_view column) const {
    for (size_t i = 0; i < table_->columns.size(); ++i)
      if (table_->columns[i].name == column) return table_->cell(row, i);
    return {};
  }

 private:
  const lexicon::SourceTable* table_;
};

class Compiler {
 public:
  Compiler(const lexicon::Builder& builder, const Inflector& inflector) : builder_(builder), inflector_(inflector) {}

  std::string run() {
    read_lists();
    closed();
    verbs();
    nouns();
    adjectives();
    proper();
    return table_.finish();
  }

 private:
  struct Listed {
    int frequency = 0;
    bool defective = false;
    std::vector<std::string> plurals;
  };

  void read_lists() {
    const Source nouns(builder_, "words/nouns");
    for (size_t row = 0; row < nouns.rows(); ++row)
      list(nouns_, nouns.cell(row, "lemma"), number(nouns.cell(row, "frequency")), nouns.cell(row, "defective"));
    for (const char* name : kAdjectiveTables) {
      const Source adjectives(builder_, name);
      for (size_t row = 0; row < adjectives.rows(); ++row) {
        Listed& entry = list(adjectives_, adjectives.cell(row, "lemma"), number(adjectives.cell(row, "frequency")),
                             adjectives.cell(row, "defective"));
        for (std::string_view plural : items(adjectives.cell(row, "plurals"))) entry.plurals.emplace_back(plural);
      }
    }
    const Source plurals(builder_, "words/plurals");
    for (size_t row = 0; row < plurals.rows(); ++row)
      for (std::string_view plural : items(plurals.cell(row, "plurals")))
        plurals_[text::fold(plurals.cell(row, "noun"))].emplace_back(plural);
    const Source underived(builder_, "words/underived");
    for (size_t row = 0; row < underived.rows(); ++row) underived_.insert(text::clean(underived.cell(row, "noun")));
    const Source intransitive(builder_, "words/intransitive");
    for (size_t row = 0; row < intransitive.rows(); ++row)
      intransitive_.insert(text::fold(intransitive.cell(row, "verb")));
    const Source masdars(builder_, "words/masdars");
    for (size_t row = 0; row < masdars.rows(); ++row)
      for (std::string_view masdar : items(masdars.cell(row, "masdars")))
        masdars_[text::fold(masdars.cell(row, "verb"))].emplace_back(masdar);
  }

  static Listed& list(std::unordered_map<std::string, Listed>& lists, std::string_view lemma, int frequency,
                      std::string_view defective) {
    Listed& entry = lists[text::clean(lemma)];
    entry.frequency = std::max(entry.frequency, frequency);
    entry.defective = entry.defective || defective == "defective";
    return entry;
  }

  void closed() {
    const Source rows(builder_, "words/closed");
    for (size_t row = 0; row < rows.rows(); ++row) {
      Feature feature;
      feature.pos = named<Pos>(rows.cell(row, "pos")).value_or(Pos::kParticle);
      const std::string_view attach = rows.cell(row, "attach"), person = rows.cell(row, "person"),
                             gender = rows.cell(row, "gender"), count = rows.cell(row, "number");
      feature.forms = attach == "bare" ? kBare : attach == "pronoun" ? kBeforePronoun : kBare | kBeforePronoun;
      feature.proclitics = kAnd | kQuestion;
      for (std::string_view item : items(rows.cell(row, "proclitics"))) {
        if (item == "bi") feature.proclitics |= kBi;
        if (item == "li") feature.proclitics |= kLi;
        if (item == "ka") feature.proclitics |= kKa;
        if (item == "article") feature.forms |= kAfterArticle;
      }
      if (!person.empty()) feature.person = static_cast<uint8_t>(number(person));
      if (feature.pos == Pos::kVerb) feature.tense = Tense::kPresent, feature.voice = Voice::kActive;
      feature.gender = gender == "m" ? Gender::kMasculine : gender == "f" ? Gender::kFeminine : Gender::kNone;
      feature.number = count == "s"   ? Number::kSingular
                       : count == "d" ? Number::kDual
                       : count == "p" ? Number::kPlural
                                      : Number::kNone;
      const std::string form = text::clean(rows.cell(row, "form"));
      table_.add(form, text::fold(rows.cell(row, "lemma")), feature, number(rows.cell(row, "frequency")));
      if (feature.pos != Pos::kVerb && feature.pos != Pos::kRelative) closed_.insert(form);
    }
  }

  void verbs() {
    const Source rows(builder_, "words/verbs");
    for (size_t row = 0; row < rows.rows(); ++row) {
      const Verb verb{text::clean(rows.cell(row, "lemma")),     text::clean(rows.cell(row, "present")),
                      std::string(rows.cell(row, "past_kind")), std::string(rows.cell(row, "present_kind")),
                      std::string(rows.cell(row, "measure")),   rows.cell(row, "object") != "none"};
      const int frequency = number(rows.cell(row, "frequency"));
      const std::string lemma = text::fold(verb.past);
      // Of an intransitive verb only those passives stay that are spelled apart from the active.
      const bool intransitive = intransitive_.count(lemma) > 0;
      std::unordered_set<std::string> active;
      inflector_.conjugate(verb, [&](const std::string& form, const Feature& feature) {
        if (intransitive && feature.voice == Voice::kActive) active.insert(form);
        if (intransitive && feature.voice == Voice::kPassive && active.count(form) > 0) return;
        table_.add(form, lemma, feature, frequency);
      });
      masdars(verb, lemma);
      participles(verb, lemma, frequency);
    }
  }

  void masdars(const Verb& verb, const std::string& lemma) {
    std::vector<std::string> forms;
    for (const Derived& derived : inflector_.derive(verb, "masdar"))
      if (!derived.only_if_listed || nouns_.count(derived.form) > 0) forms.push_back(derived.form);
    if (const auto by_hand = masdars_.find(lemma); by_hand != masdars_.end())
      forms.insert(forms.end(), by_hand->second.begin(), by_hand->second.end());
    for (const std::string& form : forms) {
      const std::string key = text::fold(form);
      if (underived_.count(form) > 0 || !derived_.insert(form + " masdar").second) continue;
      const auto listed = nouns_.find(form);
      table_.belongs_to(key, lemma);
      noun(form, Pos::kMasdar, listed == nouns_.end() ? 1 : listed->second.frequency,
           kStemSet | kDualSet | (form.size() >= 8 || form.ends_with(kTaMarbuta) ? kWomenSet : 0),
           form.size() > 4 && ends_in_ya(form), Gender::kNone);
      covered_nouns_.insert(form);
    }
  }

  void participles(const Verb& verb, const std::string& lemma, int frequency) {
    for (const std::string_view what : {"active", "passive"}) {
      for (const Derived& derived : inflector_.derive(verb, what)) {
        const std::string key = text::fold(derived.form);
        const auto adjective = adjectives_.find(derived.form), listed = nouns_.find(derived.form);
        const int noun_frequency = listed == nouns_.end() ? 0 : listed->second.frequency;
        const int listed_frequency =
            std::max(adjective == adjectives_.end() ? 0 : adjective->second.frequency, noun_frequency);
        if (closed_.count(derived.form) > 0 || underived_.count(derived.form) > 0) continue;
        if (listed_frequency == 0 && frequency < kRareVerb) continue;
        if (adjective == adjectives_.end() && noun_frequency > 0 && looks_like_place(verb)) continue;
        if (!derived_.insert(derived.form + " participle").second) continue;
        table_.belongs_to(key, lemma);
        covered_nouns_.insert(derived.form);
        covered_adjectives_.insert(derived.form);
        noun(derived.form, Pos::kParticiple, std::max(listed_frequency, 1),
             kStemSet | kDualSet | kFeminineSet | kMenSet | kWomenSet, what == "active" && ends_in_ya(derived.form),
             Gender::kMasculine);
      }
    }
  }

  // Nouns of place and instrument are spelled like participles of these.
  static bool looks_like_place(const Verb& verb) {
    return verb.measure == "4" || (verb.measure == "1" && (verb.past_kind == "hollow" || verb.past_kind == "doubled"));
  }

  void nouns() {
    const Source rows(builder_, "words/nouns");
    for (size_t row = 0; row < rows.rows(); ++row) {
      const std::string form = text::clean(rows.cell(row, "lemma")), key = text::fold(form);
      if (closed_.count(form) > 0 || !covered_nouns_.insert(form).second) continue;
      const bool sound_plural = (form.size() >= 8 || form.ends_with(kTaMarbuta)) && plurals_.count(key) == 0;
      noun(form, Pos::kNoun, nouns_[form].frequency,
           static_cast<uint8_t>(kStemSet | kDualSet | (sound_plural ? kWomenSet : 0)), nouns_[form].defective,
           Gender::kNone);
    }
  }

  void adjectives() {
    for (const char* name : kAdjectiveTables) adjectives(Source(builder_, name));
  }

  void adjectives(const Source& rows) {
    for (size_t row = 0; row < rows.rows(); ++row) {
      const std::string form = text::clean(rows.cell(row, "lemma"));
      if (!covered_adjectives_.insert(form).second) continue;
      const bool compares = rows.cell(row, "kind") == "comparative";
      noun(form, Pos::kAdjective, adjectives_[form].frequency,
           compares ? kStemSet : kStemSet | kDualSet | kFeminineSet | kMenSet | kWomenSet, adjectives_[form].defective,
           compares ? Gender::kNone : Gender::kMasculine);
    }
  }

  void proper() {
    for (const char* name : {"words/proper", "words/proper_more"}) proper(Source(builder_, name));
  }

  void proper(const Source& rows) {
    for (size_t row = 0; row < rows.rows(); ++row) {
      const std::string form = text::clean(rows.cell(row, "lemma"));
      Feature feature;
      feature.pos = Pos::kProperNoun;
      feature.gender = rows.cell(row, "gender") == "f" ? Gender::kFeminine : Gender::kNone;
      feature.number = Number::kSingular;
      feature.forms = kBare | kAfterArticle;
      feature.proclitics = kNominalProclitics;
      table_.add(form, text::fold(form), feature, number(rows.cell(row, "frequency")));
    }
  }

  // A noun, masdar, participle or adjective with the plurals that the lists know.
  void noun(const std::string& form, Pos pos, int frequency, uint8_t sets, bool drops_ya, Gender gender) {
    const std::string lemma = text::fold(form);
    Feature feature;
    feature.pos = pos;
    feature.gender = gender;
    feature.proclitics = kNominalProclitics;
    const auto take = [&](const std::string& inflected, const Feature& f) {
      table_.add(inflected, lemma, f, frequency);
    };
    inflector_.decline(form, sets, drops_ya, feature, take);
    feature.number = Number::kPlural;
    feature.gender = Gender::kNone;
    const auto plurals = [&](const std::vector<std::string>& all) {
      for (const std::string& plural : all)
        if (plural.starts_with('+')) {
          const uint8_t more = plural.substr(1) == kTaMarbuta ? kFeminineSet | kWomenSet : kMenSet;
          inflector_.decline(form, more, drops_ya, feature, take);
        } else {
          inflector_.decline(plural, kStemSet, false, feature, take);
        }
    };
    if (const auto found = plurals_.find(lemma); found != plurals_.end()) plurals(found->second);
    const bool describes = pos == Pos::kAdjective || pos == Pos::kParticiple;
    if (const auto found = adjectives_.find(form); describes && found != adjectives_.end())
      plurals(found->second.plurals);
  }

  static bool ends_in_ya(const std::string& form) { return form.ends_with("\xD9\x8A"); }

  const lexicon::Builder& builder_;
  const Inflector& inflector_;
  TableWriter table_;
  std::unordered_map<std::string, Listed> nouns_, adjectives_;  // by lemma as spelled
  std::unordered_map<std::string, std::vector<std::string>> plurals_, masdars_;
  std::unordered_set<std::string> closed_, underived_, intransitive_, derived_, covered_nouns_, covered_adjectives_;
};

}  // namespace

Result<void> compile_forms(lexicon::Builder& builder) {
  Result<Inflector> inflector = Inflector::make(builder);
  if (!inflector) return inflector.error();
  builder.add_blob("words/forms", Compiler(builder, *inflector).run());
  return {};
}

}  // namespace isnad::words
