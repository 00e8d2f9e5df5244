// SPDX-License-Identifier: Apache-2.0
#include "desk/dictionaries.h"

#include "text/letters.h"

namespace isnad::desk {

Dictionaries::Dictionaries(const lexicon::Lexicon& lexicon, lexicon::NumberWords numbers)
    : owners_(lexicon), words_(lexicon), numbers_(std::move(numbers)) {
  for (int32_t i = 0; i < static_cast<int32_t>(lexicon.tables()); ++i) {
    const lexicon::Table table = lexicon.table(i);
    if (!table.name().starts_with("actors/")) continue;
    const int forms = table.column("forms");
    for (uint32_t row = 0; forms >= 0 && row < table.rows(); ++row) {
      std::string_view list = table.cell(row, forms);
      while (!list.empty()) {
        const size_t bar = list.find('|');
        full_names_.try_emplace(text::fold(list.substr(0, bar)), text::fold(table.cell(row, 0U)));
        list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
      }
    }
  }
}

Result<std::shared_ptr<const Dictionaries>> Dictionaries::open(const lexicon::Lexicon& lexicon) {
  Result<lexicon::NumberWords> numbers = lexicon::NumberWords::open(lexicon);
  if (!numbers) return numbers.error();
  return std::shared_ptr<const Dictionaries>(new Dictionaries(lexicon, std::move(*numbers)));
}

const std::string& Dictionaries::full_name(const std::string& folded) const {
  const auto at = full_names_.find(folded);
  return at == full_names_.end() ? folded : at->second;
}

Result<std::shared_ptr<const Dictionaries>> dictionaries_of(const Desk& desk) {
  if (desk.dictionaries) return desk.dictionaries;
  return Dictionaries::open(desk.lexicon);
}

}  // namespace isnad::desk
