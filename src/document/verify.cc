// SPDX-License-Identifier: Apache-2.0
#include "document/verify.h"

#include <cstdio>
#include <cstdlib>

namespace isnad {

namespace {

class Verifier {
 public:
  explicit Verifier(const Document& doc) : doc_(doc) {}

  std::string run() {
    for (const Region& x : doc_.regions) span("region", x.span);
    for (const Sentence& x : doc_.sentences) {
      span("sentence", x.span);
      if (x.first_token > x.last_token || x.last_token > doc_.tokens.size()) blame("sentence's tokens");
    }
    uint32_t last = 0;
    for (const Token& x : doc_.tokens) {
      span("token", x.span);
      if (x.span.begin < last) blame("tokens out of order");
      last = x.span.end;
      if (x.sentence >= doc_.sentences.size()) blame("token's sentence");
      if (x.first_analysis + x.analyses > doc_.analyses.size()) blame("token's analyses");
    }
    last = 0;
    for (const Mention& x : doc_.mentions) {
      span("mention", x.span);
      if (x.span.empty()) blame("empty mention");
      if (x.span.begin < last) blame("mentions overlap or are out of order");
      last = x.span.end;
      entity("mention's entity", x.entity);
    }
    for (const TimeExpression& x : doc_.times) span("time", x.span);
    for (const Quote& x : doc_.quotes) {
      if (x.source) participant(*x.source);
      list(x.via);
      span("cue", x.cue);
      for (Span s : x.content) span("quotation", s);
    }
    for (const Event& x : doc_.events) event(x);
    for (const Quantity& x : doc_.quantities) {
      span("quantity", x.span);
      if (x.who) participant(*x.who);
      list(x.sources);
      index("quantity's event", x.event, doc_.events.size());
    }
    for (const Designation& x : doc_.designations) {
      span("designation", x.span);
      entity("designation's entity", x.entity);
    }
    for (const Issue& x : doc_.issues) span("issue", x.span);
    return fault_;
  }

 private:
  void blame(std::string_view what) {
    if (fault_.empty()) fault_ = what;
  }
  bool edge(uint32_t at) const {
    return at == doc_.text.size() ||
           (at < doc_.text.size() && (static_cast<unsigned char>(doc_.text[at]) & 0xC0) != 0x80);
  }
  void span(std::string_view what, Span s) {
    if (s.begin > s.end || !edge(s.begin) || !edge(s.end))
      blame(std::string(what) + " outside the text or inside a character");
  }
  void index(std::string_view what, int32_t i, size_t size) {
    if (i != kNoIndex && (i < 0 || static_cast<size_t>(i) >= size)) blame(what);
  }
  void entity(std::string_view what, int32_t i) { index(what, i, doc_.entities.size()); }
  void participant(const Participant& p) {
    if (p.span) span("participant", *p.span);
    entity("participant's entity", p.entity);
    entity("participant's body", p.of);
  }
  void list(const std::vector<Participant>& all) {
    for (const Participant& p : all) participant(p);
  }
  void event(const Event& x) {
    span("trigger", x.trigger);
    if (x.trigger.empty()) blame("empty trigger");
    list(x.actors);
    list(x.recipients);
    list(x.concerning);
    list(x.sources);
    list(x.effective_sources);
    entity("event's place", x.place);
    index("event's time", x.time, doc_.times.size());
    index("denied event", x.denies, doc_.events.size());
  }

  const Document& doc_;
  std::string fault_;
};

}  // namespace

std::string verify(const Document& doc) { return Verifier(doc).run(); }

void check([[maybe_unused]] const Document& doc, [[maybe_unused]] std::string_view stage) {
#ifndef NDEBUG
  if (const std::string fault = verify(doc); !fault.empty()) {
    std::fprintf(stderr, "isnad: after stage %.*s: %s\n", static_cast<int>(stage.size()), stage.data(), fault.c_str());
    std::abort();
  }
#endif
}

}  // namespace isnad
