// SPDX-License-Identifier: Apache-2.0
// Readings in the formats of others. Formats without a column for the status carry only what happened or goes on;
// what they cannot carry comes back apart, as rows of the jsonl format with the reason, neither dropped nor counted.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exports/claim_row.h"
#include "lexicon/lexicon.h"
#include "reading/json.h"

namespace isnad::exports {

// kCsv, kJsonl: one row a claim, all of them. kPlover: PLOVER 0.7 records. kCameo: tab-separated, one row a pair of
// parties, columns as ICEWS has them. kFtm: FollowTheMoney entities, one a line.
enum class Target : uint8_t { kCsv, kJsonl, kPlover, kCameo, kFtm };

std::optional<Target> target_named(std::string_view name);
// Whether the format has a column for the status.
bool carries_status(Target target);

struct Written {
  std::string rows;   // in the format
  std::string aside;  // as jsonl
  size_t carried = 0, set_aside = 0;
};

// One document's claims as comma-separated rows, and the line above them. For any thread.
std::string csv_header();
std::string csv_rows(const Document& doc, const reading::MadeBy& made_by, const std::vector<Correction>& corrections,
                     const Options& options);

// Not for several threads at once. FollowTheMoney entities that documents share are written once an exporter.
class Exporter {
 public:
  // `lexicon` must outlive the instance. Errors: a table that the format needs is missing.
  static Result<Exporter> open(Target target, const lexicon::Lexicon& lexicon, Options options);

  // What stands before the first row; empty for most formats.
  std::string header() const;
  Written write(const Document& doc, const reading::MadeBy& made_by, const std::vector<Correction>& corrections);

 private:
  Exporter(Target target, const lexicon::Lexicon& lexicon, Options options)
      : target_(target), lexicon_(&lexicon), options_(std::move(options)) {}
  Target target_;
  const lexicon::Lexicon* lexicon_;
  Options options_;
  std::set<std::string> written_;  // ids of FollowTheMoney entities
};

}  // namespace isnad::exports
