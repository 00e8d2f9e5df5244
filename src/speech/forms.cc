// SPDX-License-Identifier: Apache-2.0
// Inflection by affixes: the lexicon gives past, present and participle of each verb, so that only regular endings
// remain. Forms that do not exist in the language do no harm: nobody writes them.
#include "speech/forms.h"

#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "base/hash.h"
#include "text/letters.h"

namespace isnad::speech {

namespace {

struct Header {
  uint64_t slots;
};

// Affixes in Arabic script come from a lexicon table, so that this file stays ASCII: role -> affixes.
class Affixes {
 public:
  explicit Affixes(const lexicon::SourceTable& table) : table_(table) {}
  std::vector<std::string> of(std::string_view role) const {
    std::vector<std::string> found;
    for (size_t row = 0; row < table_.rows(); ++row)
      if (table_.cell(row, 1) == role) {
        const std::string_view affix = table_.cell(row, 0);
        found.emplace_back(affix);
      }
    return found;
  }
  // The one affix of a role; empty when there is none.
  std::string one(std::string_view role) const {
    std::vector<std::string> found = of(role);
    return found.empty() ? std::string() : std::move(found.front());
  }

 private:
  const lexicon::SourceTable& table_;
};

class Deriver {
 public:
  explicit Deriver(const lexicon::Builder& builder) : builder_(builder) {}

  Result<std::string> run() {
    for (const std::string_view name : kTables)
      if (builder_.table(name) == nullptr) return Error{"lexicon: the table " + std::string(name) + " is missing"};
    const lexicon::SourceTable* affixes = builder_.table("reporting/affixes");
    if (affixes == nullptr) return Error{"lexicon: the table reporting/affixes is missing"};
    const Affixes a(*affixes);
    pronouns_ = a.of("pronoun");
    clitics_ = a.of("clitic");
    articles_ = a.of("article");
    to_article_ = a.of("clitic-article");
    persons_ = a.of("present");
    future_ = a.of("future");
    feminine_ = a.one("feminine");
    plural_past_ = a.one("plural-past");
    plural_present_ = a.one("plural-present");
    dual_ = a.one("dual");
    accusative_ = a.one("accusative");
    plural_accusative_ = a.one("plural-accusative");
    ta_marbuta_ = a.one("ta-marbuta");
    defective_ = a.of("defective");
    link_ = a.one("link");
    if (persons_.size() != 2) return Error{"lexicon/reporting/affixes.tsv: the role present wants two affixes"};
    verbs();
    nouns(Part::kNoun, "reporting/nouns");
    nouns(Part::kSpeaker, "reporting/speakers");
    phrases(Part::kPhrase, "reporting/phrases");
    phrases(Part::kWord, "reporting/grammar");
    return bytes();
  }

 private:
  struct Made {
    std::string key;   // folded first word
    std::string rest;  // folded further words
    FormEntry entry;
  };

  void add(std::string_view form, Part part, size_t row, int bits, std::string_view clitics = {}) {
    Made made;
    const std::string folded = text::fold(form);
    const size_t space = folded.find(' ');
    made.key = folded.substr(0, space);
    if (space != std::string::npos) made.rest = folded.substr(space + 1);
    made.entry.part = part;
    made.entry.row = static_cast<uint16_t>(row);
    made.entry.bits = static_cast<uint8_t>(bits);
    made.entry.letters = static_cast<uint8_t>(text::length(clitics));
    for (const char c : folded) made.entry.words = static_cast<uint8_t>(made.entry.words + (c == ' '));
    made_.push_back(std::move(made));
  }

  void with_pronouns(const std::string& form, Part part, size_t row, int bits) {
    add(form, part, row, bits);
    for (const std::string& pronoun : pronouns_) add(form + pronoun, part, row, bits | kPronoun);
  }

  bool is_defective(const std::string& form, std::string& without) const {
    for (const std::string& ending : defective_)
      if (form.ends_with(ending)) {
        without = form.substr(0, form.size() - ending.size());
        return true;
      }
    return false;
  }

  void verbs() {
    const lexicon::SourceTable& table = *builder_.table("reporting/verbs");
    for (size_t row = 0; row < table.rows(); ++row) {
      past(std::string(table.cell(row, 0)), row);
      present(std::string(table.cell(row, 1)), row);
      const std::string participle(table.cell(row, 2));
      if (participle.empty() || participle == "-") continue;
      participles_.insert(participle);
      add(participle + accusative_, Part::kParticiple, row, 0);
      add(participle + ta_marbuta_, Part::kParticiple, row, kFeminine);
      std::string stem = participle;
      if (participle.ends_with(link_)) stem.resize(participle.size() - link_.size());
      add(stem + plural_accusative_, Part::kParticiple, row, kPlural);
    }
  }

  void past(const std::string& form, size_t row) {
    std::string stem;
    const bool defective = is_defective(form, stem);
    if (!defective) stem = form;
    with_pronouns(form, Part::kVerb, row, 0);
    with_pronouns(stem + feminine_, Part::kVerb, row, kFeminine);
    add(stem + plural_past_, Part::kVerb, row, kPlural);
    for (const std::string& pronoun : pronouns_)
      add(stem + plural_past_.substr(0, plural_past_.size() / 2) + pronoun, Part::kVerb, row, kPlural | kPronoun);
    if (!defective) add(form + dual_.substr(0, dual_.size() / 2), Part::kVerb, row, kPlural);
    add(stem + feminine_ + dual_.substr(0, dual_.size() / 2), Part::kVerb, row, kPlural | kFeminine);
  }

  void present(const std::string& form, size_t row) {
    if (form.empty()) return;
    const std::string third = persons_.front();
    const std::string body = form.substr(third.size());
    std::string stem;
    const bool defective = is_defective(body, stem);
    if (!defective) stem = body;
    std::vector<std::string> futures = {""};
    futures.insert(futures.end(), future_.begin(), future_.end());
    for (const std::string& future : futures) {
      with_pronouns(future + persons_[0] + body, Part::kVerb, row, kPresent);
      with_pronouns(future + persons_[1] + body, Part::kVerb, row, kPresent | kFeminine);
      add(future + persons_[0] + stem + plural_present_, Part::kVerb, row, kPresent | kPlural);
      add(future + persons_[0] + body + dual_, Part::kVerb, row, kPresent | kPlural);
      add(future + persons_[1] + body + dual_, Part::kVerb, row, kPresent | kPlural | kFeminine);
    }
  }

  void nouns(Part part, std::string_view name) {
    const lexicon::SourceTable& table = *builder_.table(name);
    for (size_t row = 0; row < table.rows(); ++row) {
      const std::string noun(table.cell(row, 0));
      const int gender = noun.ends_with(ta_marbuta_) ? kFeminine : 0;
      std::string linked = noun;
      if (gender != 0) linked = noun.substr(0, noun.size() - ta_marbuta_.size()) + feminine_;
      add(noun, part, row, gender);
      // What is a verb's adverbial participle, too, is that one when it stands alone in the accusative.
      if (participles_.count(noun) == 0) add(noun + accusative_, part, row, gender);
      for (const std::string& pronoun : pronouns_) add(linked + pronoun, part, row, gender | kPronoun);
      for (const std::string& article : articles_) add(article + noun, part, row, gender | kDefinite, article);
      for (const std::string& article : to_article_)
        add(article + noun, part, row, gender | kDefinite | kClitic, article);
      for (const std::string& clitic : clitics_) {
        add(clitic + noun, part, row, gender | kClitic, clitic);
        for (const std::string& pronoun : pronouns_)
          add(clitic + linked + pronoun, part, row, gender | kPronoun | kClitic, clitic);
      }
    }
  }

  void phrases(Part part, std::string_view name) {
    const lexicon::SourceTable& table = *builder_.table(name);
    for (size_t row = 0; row < table.rows(); ++row) {
      const std::string phrase(table.cell(row, 0));
      if (part == Part::kWord && table.cell(row, 1) == "complementizer") {
        with_pronouns(phrase, part, row, 0);
        for (const std::string& clitic : clitics_) {
          add(clitic + phrase, part, row, kClitic, clitic);
          for (const std::string& pronoun : pronouns_)
            add(clitic + phrase + pronoun, part, row, kClitic | kPronoun, clitic);
        }
        continue;
      }
      add(phrase, part, row, 0);
      if (part == Part::kPhrase && table.cell(row, 2) == "tag")
        for (const std::string& pronoun : pronouns_) add(phrase + pronoun, part, row, kPronoun);
    }
  }

  std::string bytes() const {
    uint64_t slots = 1024;
    while (slots < made_.size() * 2) slots *= 2;
    std::vector<FormEntry> entries(slots);
    std::string rest;
    const size_t rest_begin = sizeof(Header) + slots * sizeof(FormEntry);
    for (const Made& made : made_) {
      FormEntry entry = made.entry;
      const uint64_t hash = Forms::hash_of(made.key);
      entry.hash = Forms::tag_of(hash);
      entry.rest = static_cast<uint32_t>(rest_begin + rest.size());
      entry.rest_length = static_cast<uint16_t>(made.rest.size());
      rest += made.rest;
      uint64_t at = hash & (slots - 1);
      while (entries[at].hash != 0) at = (at + 1) & (slots - 1);
      entries[at] = entry;
    }
    const Header header{slots};
    std::string out(rest_begin, '\0');
    std::memcpy(out.data(), &header, sizeof header);
    std::memcpy(out.data() + sizeof header, entries.data(), slots * sizeof(FormEntry));
    return out + rest;
  }

  const lexicon::Builder& builder_;
  std::vector<Made> made_;
  std::set<std::string> participles_;
  std::vector<std::string> pronouns_, clitics_, articles_, to_article_, persons_, future_, defective_;
  std::string feminine_, plural_past_, plural_present_, dual_, accusative_, plural_accusative_, ta_marbuta_, link_;
};

}  // namespace

Result<void> derive_forms(lexicon::Builder& builder) {
  Result<std::string> bytes = Deriver(builder).run();
  if (!bytes) return bytes.error();
  builder.add_blob(std::string(kFormsBlob), std::move(*bytes));
  return {};
}

uint64_t Forms::hash_of(std::string_view key) { return hash64(key, 0x73706565); }

Result<Forms> Forms::open(const lexicon::Lexicon& lexicon) {
  Forms forms;
  forms.blob_ = lexicon.blob(kFormsBlob);
  if (forms.blob_.size() < sizeof(Header)) return Error{"lexicon: no reporting forms in it; compile it anew"};
  Header header{};
  std::memcpy(&header, forms.blob_.data(), sizeof header);
  if (header.slots == 0 || (header.slots & (header.slots - 1)) != 0 ||
      sizeof header + header.slots * sizeof(FormEntry) > forms.blob_.size())
    return Error{"lexicon: the reporting forms are damaged; compile it anew"};
  forms.slots_ = header.slots;
  forms.entries_ = reinterpret_cast<const FormEntry*>(forms.blob_.data() + sizeof header);
  return forms;
}

}  // namespace isnad::speech
