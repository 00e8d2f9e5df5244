// SPDX-License-Identifier: Apache-2.0
// Comma-separated values for spreadsheets. Cells that a spreadsheet would take for a formula get an apostrophe.
#include "exports/exporter.h"
#include "exports/formats.h"

namespace isnad::exports {

namespace {

class Row {
 public:
  Row& operator<<(std::string_view cell) {
    if (!out_.empty()) out_ += ',';
    out_ += '"';
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) out_ += '\'';
    for (char c : cell) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
    return *this;
  }
  std::string end() { return std::move(out_) + "\n"; }

 private:
  std::string out_;
};

std::string names(const std::vector<PartyRow>& list) {
  std::string joined;
  for (const PartyRow& p : list) joined += (joined.empty() ? "" : "; ") + p.name;
  return joined;
}

std::string countries(const std::vector<PartyRow>& list) {
  std::string joined;
  for (size_t i = 0; i < list.size(); ++i) joined += (i == 0 ? "" : "; ") + list[i].country;
  return joined;
}

}  // namespace

std::string csv_header() {
  return "claim,document,outlet,url,content_sha256,published,published_basis,type,mode,status,qualifier,basis,sources,"
         "effective_sources,actors,actor_countries,recipients,recipient_countries,concerning,place,place_country,time,"
         "date,first_day,last_day,date_basis,same,sentence,start,end,rule,parse_confidence,engine,lexicon,codebook,"
         "review\n";
}

std::string csv_row(const ClaimRow& r, const reading::MadeBy& made_by) {
  Row row;
  row << r.claim << r.document << r.outlet << r.url << r.content_sha256 << r.published << r.published_basis << r.type
      << r.mode << r.status << r.qualifier << r.basis << r.chain << r.effective_chain << names(r.actors)
      << countries(r.actors) << names(r.recipients) << countries(r.recipients) << names(r.concerning) << r.place
      << r.place_country << r.time_words << r.date << r.first_day << r.last_day << r.date_basis
      << (r.same == 0 ? "" : std::to_string(r.same)) << r.sentence << std::to_string(r.start) << std::to_string(r.end)
      << r.rule << r.confidence << made_by.engine << made_by.lexicon << made_by.codebook << r.review;
  return row.end();
}

}  // namespace isnad::exports
