// SPDX-License-Identifier: Apache-2.0
// Tab-separated rows with the twenty columns of the ICEWS public event data, one a pair of parties, then our own that
// make a row citable. CAMEO has no column for the status and none for the word on which an act is told.
#include "exports/formats.h"
#include "text/letters.h"

namespace isnad::exports {

namespace {

class Row {
 public:
  Row& operator<<(std::string_view cell) {
    if (!first_) out_ += '\t';
    first_ = false;
    for (char c : cell) out_ += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    return *this;
  }
  std::string end() { return std::move(out_) + "\n"; }

 private:
  std::string out_;
  bool first_ = true;
};

// The row of type and mode, else of the type alone.
std::pair<std::string_view, std::string_view> code_of(const lexicon::Table& codes, const ClaimRow& r) {
  std::pair<std::string_view, std::string_view> general;
  for (uint32_t row : codes.find(text::fold(r.type))) {
    const std::string_view mode = codes.cell(row, codes.column("mode"));
    const std::pair found{codes.cell(row, codes.column("code")), codes.cell(row, codes.column("intensity"))};
    if (!r.mode.empty() && mode == r.mode) return found;
    if (mode.empty()) general = found;
  }
  return general;
}

}  // namespace

std::string cameo_header() {
  return "event_id\tevent_date\tsource_name\tsource_sectors\tsource_country\tevent_text\tcameo_code\tintensity\t"
         "target_name\ttarget_sectors\ttarget_country\tstory_id\tsentence_number\tpublisher\tcity\tdistrict\tprovince\t"
         "country\tlatitude\tlongitude\tclaim\tchain\tstatus\tlast_day\tdate_basis\tsentence\tstart\tend\turl\t"
         "content_sha256\tengine\tlexicon\tcodebook\treview\n";
}

std::string cameo_rows(const ClaimRow& r, const lexicon::Table& codes, const reading::MadeBy& made_by) {
  static const std::vector<PartyRow> kNobody(1);
  const auto [code, intensity] = code_of(codes, r);
  const auto& sources = r.actors.empty() ? kNobody : r.actors;
  const auto& targets = r.recipients.empty() ? kNobody : r.recipients;
  std::string out;
  unsigned number = 0;
  for (const PartyRow& source : sources)
    for (const PartyRow& target : targets) {
      Row row;
      row << r.claim + "/" + std::to_string(++number) << r.first_day << source.name << source.sector << source.country
          << r.trigger << code << intensity << target.name << target.sector << target.country << r.document
          << std::to_string(r.sentence_number) << r.outlet << r.place << ""
          << "" << r.place_country << ""
          << "" << r.claim << r.effective_chain << r.status << r.last_day << r.date_basis << r.sentence
          << std::to_string(r.start) << std::to_string(r.end) << r.url << r.content_sha256 << made_by.engine
          << made_by.lexicon << made_by.codebook << r.review;
      out += row.end();
    }
  return out;
}

}  // namespace isnad::exports
