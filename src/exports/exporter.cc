// SPDX-License-Identifier: Apache-2.0
#include "exports/exporter.h"

#include "exports/formats.h"

namespace isnad::exports {

std::optional<Target> target_named(std::string_view name) {
  if (name == "csv") return Target::kCsv;
  if (name == "jsonl") return Target::kJsonl;
  if (name == "plover") return Target::kPlover;
  if (name == "cameo") return Target::kCameo;
  if (name == "ftm") return Target::kFtm;
  return std::nullopt;
}

bool carries_status(Target target) { return target == Target::kCsv || target == Target::kJsonl; }

std::string csv_rows(const Document& doc, const reading::MadeBy& made_by, const std::vector<Correction>& corrections,
                     const Options& options) {
  std::string rows;
  for (const ClaimRow& row : claim_rows(doc, corrections, options)) rows += csv_row(row, made_by);
  return rows;
}

Result<Exporter> Exporter::open(Target target, const lexicon::Lexicon& lexicon, Options options) {
  if (target == Target::kCameo && !lexicon.table("exports/cameo").exists())
    return Error{"the lexicon has no table exports/cameo, which says the codes; compile it anew from lexicon/"};
  return Exporter(target, lexicon, std::move(options));
}

std::string Exporter::header() const {
  if (target_ == Target::kCsv) return csv_header();
  if (target_ == Target::kCameo) return cameo_header();
  return {};
}

Written Exporter::write(const Document& doc, const reading::MadeBy& made_by,
                        const std::vector<Correction>& corrections) {
  Written written;
  std::vector<ClaimRow> carried;
  for (ClaimRow& row : claim_rows(doc, corrections, options_)) {
    const std::string_view why =
        carries_status(target_) ? std::string_view{} : why_set_aside(row, target_ == Target::kPlover);
    if (!why.empty()) {
      written.aside += json_row(row, made_by, why);
      ++written.set_aside;
      continue;
    }
    ++written.carried;
    switch (target_) {
      case Target::kCsv: written.rows += csv_row(row, made_by); break;
      case Target::kJsonl: written.rows += json_row(row, made_by, {}); break;
      case Target::kPlover: written.rows += plover_record(row, made_by); break;
      case Target::kCameo: written.rows += cameo_rows(row, lexicon_->table("exports/cameo"), made_by); break;
      case Target::kFtm: carried.push_back(std::move(row)); break;
    }
  }
  if (target_ == Target::kFtm) written.rows = ftm_entities(doc, carried, made_by, written_);
  return written;
}

}  // namespace isnad::exports
