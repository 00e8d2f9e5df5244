// SPDX-License-Identifier: Apache-2.0
#include "words/inflect.h"

#include <algorithm>

namespace isnad::words {

namespace {

Number number_of(std::string_view cell) {
  return cell == "s" ? Number::kSingular : cell == "d" ? Number::kDual : cell == "p" ? Number::kPlural : Number::kNone;
}

Gender gender_of(std::string_view cell) {
  return cell == "m" ? Gender::kMasculine : cell == "f" ? Gender::kFeminine : Gender::kNone;
}

uint8_t attach_of(std::string_view cell) {
  return cell == "bare" ? kBare : cell == "pronoun" ? kBeforePronoun : kBare | kBeforePronoun;
}

// A stem that ends in the letter which its ending begins with is written once: a'lanna is spelled a'lana.
Letters join(const Letters& prefix, const Letters& stem, const Letters& suffix, bool may_merge) {
  const bool merges = may_merge && suffix.size() > 0 && stem.size() > 1 && stem.back() == suffix.front() &&
                      (suffix.front() == 0x0646 || suffix.front() == 0x062A);
  return prefix + (merges ? stem.substr(0, stem.size() - 1) : stem) + suffix;
}

}  // namespace

Result<Inflector> Inflector::make(const lexicon::Builder& builder) {
  Inflector made;
  const std::pair<const char*, Rules*> tables[] = {{"words/stems", &made.stems_},
                                                   {"words/conjugation", &made.conjugation_},
                                                   {"words/imperatives", &made.imperatives_},
                                                   {"words/passives", &made.passives_},
                                                   {"words/derivations", &made.derivations_},
                                                   {"words/nominal", &made.nominal_}};
  for (const auto& [name, rules] : tables) {
    rules->table = builder.table(name);
    if (rules->table == nullptr) return Error{std::string("lexicon/") + name + ".tsv: is missing"};
    for (size_t i = 0; i < rules->table->columns.size(); ++i) rules->columns[rules->table->columns[i].name] = i;
  }
  return made;
}

std::vector<Letters> Inflector::stems(std::string_view part, const Tensed& of, std::string_view stem) const {
  std::vector<Letters> found;
  for (size_t row = 0; row < stems_.size(); ++row)
    if (stems_.cell(row, "part") == part && stems_.cell(row, "kind") == of.kind && stems_.cell(row, "stem") == stem)
      found.push_back(apply_template(stems_.cell(row, "template"), of.form));
  if (found.empty()) found.push_back(of.form);
  return found;
}

void Inflector::tense(std::string_view part, const Tensed& of, Voice voice, bool transitive, const Take& take) const {
  const Rules& c = conjugation_;
  for (size_t row = 0; row < c.size(); ++row) {
    if (c.cell(row, "tense") != part) continue;
    Feature feature;
    feature.pos = Pos::kVerb;
    feature.person = static_cast<uint8_t>(c.cell(row, "person").front() - '0');
    feature.gender = gender_of(c.cell(row, "gender"));
    feature.number = number_of(c.cell(row, "number"));
    feature.tense = part == "past" ? Tense::kPast : Tense::kPresent;
    feature.voice = voice;
    feature.forms = attach_of(c.cell(row, "attach"));
    if (voice == Voice::kPassive || !transitive) feature.forms &= kBare;
    if (feature.forms == 0) continue;
    feature.proclitics = kAnd;
    if (part == "present") feature.proclitics |= kFuture | kLi;
    for (const Letters& stem : stems(part, of, c.cell(row, "stem")))
      take(utf8(join(letters(c.cell(row, "prefix")), stem, letters(c.cell(row, "suffix")),
                     c.cell(row, "stem") == "consonant")),
           feature);
  }
}

void Inflector::imperative(const Verb& verb, const Take& take) const {
  const Rules& r = imperatives_;
  for (size_t row = 0; row < r.size(); ++row) {
    if (!has_item(r.cell(row, "measures"), verb.measure) || !matches(r.cell(row, "past_like"), verb.past)) continue;
    if (!matches(r.cell(row, "present_kind"), verb.present_kind)) continue;
    Feature feature;
    feature.pos = Pos::kVerb;
    feature.person = 2;
    feature.tense = Tense::kImperative;
    feature.voice = Voice::kActive;
    feature.forms = kBare;
    feature.proclitics = kAnd;
    feature.number = Number::kSingular;
    take(utf8(apply_template(r.cell(row, "singular"), letters(verb.present))), feature);
    feature.number = Number::kPlural;
    take(utf8(apply_template(r.cell(row, "plural"), letters(verb.present))), feature);
    return;
  }
}

bool Inflector::passive(const Verb& verb, Tensed& past, Tensed& present) const {
  const Rules& p = passives_;
  for (size_t row = 0; row < p.size(); ++row) {
    if (!has_item(p.cell(row, "measures"), verb.measure) || !matches(p.cell(row, "past_like"), verb.past) ||
        !matches(p.cell(row, "past_kind"), verb.past_kind))
      continue;
    past = {apply_template(p.cell(row, "past"), letters(verb.past)), std::string(p.cell(row, "past_result"))};
    const std::string& from = p.cell(row, "present_from") == "past" ? verb.past : verb.present;
    present = {apply_template(p.cell(row, "present"), letters(from)), std::string(p.cell(row, "present_result"))};
    return true;
  }
  return false;
}

void Inflector::conjugate(const Verb& verb, const Take& take) const {
  tense("past", {letters(verb.past), verb.past_kind}, Voice::kActive, verb.transitive, take);
  tense("present", {letters(verb.present).substr(1), verb.present_kind}, Voice::kActive, verb.transitive, take);
  Tensed past, present;
  if (verb.transitive && passive(verb, past, present)) {
    tense("past", past, Voice::kPassive, true, take);
    present.form = present.form.substr(std::min<size_t>(1, present.form.size()));
    tense("present", present, Voice::kPassive, true, take);
  }
  imperative(verb, take);
}

std::vector<Derived> Inflector::derive(const Verb& verb, std::string_view what) const {
  const Rules& d = derivations_;
  std::vector<Derived> found;
  Tensed past, present;
  const bool has_passive = passive(verb, past, present);
  for (size_t row = 0; row < d.size(); ++row) {
    if (d.cell(row, "what") != what || !has_item(d.cell(row, "measures"), verb.measure)) continue;
    if (!matches(d.cell(row, "past_like"), verb.past) || !matches(d.cell(row, "past_kind"), verb.past_kind)) continue;
    const std::string_view from = d.cell(row, "from");
    if (from == "passive" && !has_passive) continue;
    const Letters base = from == "past" ? letters(verb.past) : from == "present" ? letters(verb.present) : present.form;
    found.push_back({utf8(apply_template(d.cell(row, "template"), base)), d.cell(row, "listed") == "listed"});
    if (what != "masdar") break;
  }
  return found;
}

void Inflector::decline(const std::string& lemma, uint8_t sets, bool drops_ya, const Feature& feature,
                        const Take& take) const {
  static constexpr std::string_view kSets[] = {"stem", "dual", "feminine", "men", "women"};
  const Letters word = letters(lemma);
  const Rules& n = nominal_;
  for (size_t set = 0; set < std::size(kSets); ++set) {
    if ((sets >> set & 1) == 0) continue;
    std::string_view ending;  // of the first row that fits
    for (size_t row = 0; row < n.size(); ++row) {
      if (n.cell(row, "set") != kSets[set]) continue;
      const std::string_view cell = n.cell(row, "ending");
      const bool fits = cell == "*" || (cell == "i" ? drops_ya : lemma.ends_with(cell));
      if (ending.empty() ? !fits : ending != cell) continue;
      ending = cell;
      Feature form = feature;
      if (form.gender == Gender::kNone || kSets[set] != "stem") form.gender = gender_of(n.cell(row, "gender"));
      if (form.number == Number::kNone || kSets[set] != "stem") form.number = number_of(n.cell(row, "number"));
      form.forms = 0;
      const std::string_view uses = n.cell(row, "forms");
      if (has_item(uses, "bare")) form.forms |= kBare;
      if (has_item(uses, "article")) form.forms |= kAfterArticle;
      if (has_item(uses, "pronoun")) form.forms |= kBeforePronoun;
      take(utf8(apply_template(n.cell(row, "template"), word)), form);
    }
  }
  if (drops_ya && word.size() > 3) {
    Feature form = feature;
    form.number = Number::kSingular;
    form.forms = kBare;
    take(utf8(word.substr(0, word.size() - 1)), form);
  }
}

}  // namespace isnad::words
