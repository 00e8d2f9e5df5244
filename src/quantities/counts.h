// SPDX-License-Identifier: Apache-2.0
// Finds the counts of a sentence: the figure with its ends, what is counted, whether it is a running total.
#pragma once

#include <optional>
#include <vector>

#include "document/document.h"
#include "quantities/words.h"

namespace isnad::quantities {

struct Count {
  Quantity quantity;  // without event and sources
  uint32_t first_token = 0;
  uint32_t last_token = 0;
  bool linked = false;  // its unit was taken from the count before it
};

class Counter {
 public:
  Counter(const Words& words, const Document& doc) : words_(words), doc_(doc), all_(doc.tokens.size()) {}

  void sentence(const Sentence& sentence, std::vector<Count>& out);

 private:
  struct Figure {
    std::optional<double> low, high;
    uint32_t first = 0;  // token, with the bound before it
    uint32_t next = 0;
    bool vague = false;
  };
  struct Counted {
    const Word* noun = nullptr;
    uint32_t noun_at = 0;
    uint32_t next = 0;  // after the noun and what describes it
  };

  bool count(uint32_t at, Count& out) const;
  bool dual(uint32_t at, Count& out) const;
  bool single(uint32_t at, Count& out) const;
  bool finish(const Figure& figure, const Counted& counted, Count& out) const;
  std::optional<Figure> figure(uint32_t at) const;
  void range(uint32_t at, Figure& figure) const;
  void bound_before(Figure& figure) const;
  void bound_after(uint32_t at, Figure& figure, uint32_t& next) const;
  void apply(Bound bound, Figure& figure) const;
  Counted counted(uint32_t at) const;
  std::optional<Unit> cue_unit(uint32_t first, uint32_t next, bool near) const;
  const Word* total_before(uint32_t first, uint32_t& noun_at) const;
  bool running_total(uint32_t first, uint32_t next) const;
  Participant who(const Counted& counted) const;
  bool in_time(uint32_t at) const;
  bool is_percentage(uint32_t next) const;
  std::string_view key(uint32_t at) const { return at < end_ ? doc_.tokens[at].key : std::string_view{}; }

  const Words& words_;
  const Document& doc_;
  std::vector<Word> all_;
  std::vector<Count>* out_ = nullptr;
  uint32_t begin_ = 0;
  uint32_t end_ = 0;
};

}  // namespace isnad::quantities
