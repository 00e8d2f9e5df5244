// SPDX-License-Identifier: Apache-2.0
// Inflection by rule, with the rules in lexicon/words/{stems,conjugation,imperatives,passives,derivations,nominal}.tsv.
// Used while the lexicon is compiled.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "words/forms.h"
#include "words/pattern.h"

namespace isnad::words {

// A verb by its principal parts, unvocalised.
struct Verb {
  std::string past, present, past_kind, present_kind, measure;
  bool transitive = true;  // takes an object pronoun and has a passive
};

struct Derived {
  std::string form;
  bool only_if_listed = false;
};

// Sets of nominal endings.
enum NominalSet : uint8_t { kStemSet = 1, kDualSet = 2, kFeminineSet = 4, kMenSet = 8, kWomenSet = 16 };

class Inflector {
 public:
  using Take = std::function<void(const std::string& form, const Feature& feature)>;

  // Errors: a rule table is missing.
  static Result<Inflector> make(const lexicon::Builder& builder);

  // Past, present and imperative, active and passive.
  void conjugate(const Verb& verb, const Take& take) const;
  // `what`: masdar, active or passive.
  std::vector<Derived> derive(const Verb& verb, std::string_view what) const;
  // Forms of a noun-like word by sets of endings. `feature` gives what the ending rows leave open; `drops_ya` for
  // words in -i that lose it (qadin).
  void decline(const std::string& lemma, uint8_t sets, bool drops_ya, const Feature& feature, const Take& take) const;

 private:
  // A rule table with its columns by name.
  struct Rules {
    const lexicon::SourceTable* table = nullptr;
    std::map<std::string, size_t, std::less<>> columns;
    size_t size() const { return table->rows(); }
    std::string_view cell(size_t row, std::string_view column) const {
      return table->cell(row, columns.find(column)->second);
    }
  };
  struct Tensed {  // one tense in one voice
    Letters form;
    std::string kind;
  };

  std::vector<Letters> stems(std::string_view part, const Tensed& of, std::string_view stem) const;
  void tense(std::string_view part, const Tensed& of, Voice voice, bool transitive, const Take& take) const;
  void imperative(const Verb& verb, const Take& take) const;
  bool passive(const Verb& verb, Tensed& past, Tensed& present) const;

  Rules stems_, conjugation_, imperatives_, passives_, derivations_, nominal_;
};

}  // namespace isnad::words
