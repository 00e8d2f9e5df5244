// SPDX-License-Identifier: Apache-2.0
#include "cli/csv.h"

#include "cli/report.h"
#include "document/names.h"
#include "text/utf8.h"

namespace isnad::cli {

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

std::string join(const Document& doc, const std::vector<Participant>& list) {
  std::string joined;
  for (const Participant& p : list) {
    if (!joined.empty()) joined += "; ";
    joined += participant_name(doc, p);
  }
  return joined;
}

}  // namespace

std::string csv_header() {
  return "document,outlet,url,published,published_basis,event,type,mode,status,qualifier,basis,sources,"
         "effective_sources,actors,recipients,concerning,place,time,date,same,sentence,start,end,rule,"
         "parse_confidence,note\n";
}

std::string csv_rows(const Document& doc) {
  std::string out;
  text::CodePoints points(doc.text);
  for (const Event& e : doc.events) {
    const int32_t sentence = doc.sentence_at(e.trigger.begin);
    const bool timed = e.time != kNoIndex;
    const TimeExpression none;
    const TimeExpression& time = timed ? doc.times[static_cast<size_t>(e.time)] : none;
    Row row;
    row << doc.meta.id << doc.meta.outlet << doc.meta.url << doc.meta.published.value
        << name_of(doc.meta.published.basis) << e.id << name_of(e.type) << e.mode << name_of(e.status)
        << name_of(e.qualifier) << name_of(e.basis) << join(doc, e.sources) << join(doc, e.effective_sources)
        << join(doc, e.actors) << join(doc, e.recipients) << join(doc, e.concerning)
        << (e.place == kNoIndex ? "" : doc.entities[static_cast<size_t>(e.place)].name) << doc.str(time.span)
        << (time.value == "?" ? "" : time.value) << (e.same == 0 ? "" : std::to_string(e.same))
        << (sentence == kNoIndex ? "" : doc.str(doc.sentences[static_cast<size_t>(sentence)].span))
        << std::to_string(points.at(e.trigger.begin)) << std::to_string(points.at(e.trigger.end)) << e.rule
        << std::to_string(e.confidence).substr(0, 5) << "machine-read, unchecked";
    out += row.end();
  }
  return out;
}

}  // namespace isnad::cli
