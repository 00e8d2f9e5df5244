// SPDX-License-Identifier: Apache-2.0
// How a text is dressed changes nothing of what is found in it: direction marks, tatweel, diacritics, zero-width
// characters inside words, presentation forms and Persian letters. The sample texts are dressed, read, and the reading
// is carried back to the offsets of the plain text; the layers must be those of the plain text, letter for letter.
#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <map>

#include "base/hash.h"
#include "document/dump.h"
#include "reading/reader.h"
#include "text/letters.h"
#include "text/utf8.h"

using namespace isnad;

namespace {

struct PresentationForm {
  uint16_t point;
  uint8_t count;
  uint16_t letters[8];
};

constexpr PresentationForm kPresentationForms[] = {
#include "text/presentation_forms.inc"
};

// The first (isolated) form of each Arabic letter.
std::map<uint32_t, uint32_t> isolated_forms() {
  std::map<uint32_t, uint32_t> forms;
  for (const PresentationForm& form : kPresentationForms)
    if (form.count == 1 && form.letters[0] >= 0x0621 && form.letters[0] <= 0x064A)
      forms.try_emplace(form.letters[0], form.point);
  return forms;
}

bool is_arabic_letter(uint32_t p) { return p >= 0x0621 && p <= 0x064A && p != 0x0640; }

struct Dress {
  std::string name;
  std::vector<uint32_t> marks;  // put behind letters inside words
  bool anywhere = false;        // also behind spaces and punctuation
  std::map<uint32_t, uint32_t> letters;
};

std::vector<Dress> dresses() {
  return {{"direction marks", {0x200E, 0x200F, 0x061C, 0x202B, 0x202C, 0x2067, 0x2069}, true, {}},
          {"tatweel", {0x0640}, false, {}},
          {"diacritics", {0x064E, 0x0650, 0x0651, 0x0652, 0x0670}, false, {}},
          {"zero-width characters", {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF}, false, {}},
          {"presentation forms", {}, false, isolated_forms()},
          {"Persian letters", {}, false, {{0x0643, 0x06A9}, {0x064A, 0x06CC}}}};
}

struct Dressed {
  std::string text;
  std::vector<uint32_t> plain_offset;  // of each byte of text, and of its end
};

// Every third place or so, chosen by a hash, so that each run is the same.
Dressed put_on(std::string_view plain, const Dress& dress) {
  Dressed out;
  const auto add = [&](uint32_t point, size_t offset) {
    text::append(out.text, point);
    out.plain_offset.resize(out.text.size(), static_cast<uint32_t>(offset));
  };
  for (size_t at = 0; at < plain.size();) {
    const text::CodePoint now = text::decode(plain, at);
    const uint64_t dice = mix(at, hash64(dress.name));
    const auto other = dress.letters.find(now.value);
    add(other != dress.letters.end() && dice % 3 != 0 ? other->second : now.value, at);
    at += now.bytes;
    if (dress.marks.empty() || dice % 3 != 0 || at >= plain.size()) continue;
    const bool inside = is_arabic_letter(now.value) && is_arabic_letter(text::decode(plain, at).value);
    if (inside || (dress.anywhere && now.value != '\n')) add(dress.marks[dice / 3 % dress.marks.size()], at);
  }
  out.plain_offset.push_back(static_cast<uint32_t>(plain.size()));
  return out;
}

// Carries a document's spans over to the plain text.
class TakeOff {
 public:
  TakeOff(const Dressed& dressed, std::string_view plain) : dressed_(dressed), plain_(plain) {}

  void run(Document& doc) const {
    for (auto* spans : {&doc.meta.published.evidence})
      for (Span& s : *spans) move(s);
    if (doc.meta.title) move(*doc.meta.title);
    for (auto& x : doc.regions) move(x.span);
    for (auto& x : doc.sentences) move(x.span);
    for (auto& x : doc.tokens) move(x.span);
    for (auto& x : doc.mentions) move(x.span);
    for (auto& x : doc.times) move(x.span);
    for (auto& x : doc.designations) move(x.span);
    for (auto& x : doc.quantities) {
      move(x.span);
      if (x.who) move(*x.who);
      move(x.sources);
    }
    for (auto& x : doc.quotes) {
      if (x.source) move(*x.source);
      move(x.via);
      move(x.cue);
      for (Span& s : x.content) move(s);
    }
    for (auto& x : doc.events) {
      move(x.trigger);
      for (auto* list : {&x.actors, &x.recipients, &x.concerning, &x.sources, &x.effective_sources}) move(*list);
    }
    doc.text = plain_;
  }

 private:
  void move(Span& span) const {
    span.begin = dressed_.plain_offset[span.begin];
    span.end = dressed_.plain_offset[span.end];
  }
  void move(Participant& p) const {
    if (p.span) move(*p.span);
  }
  void move(std::vector<Participant>& list) const {
    for (Participant& p : list) move(p);
  }
  const Dressed& dressed_;
  std::string_view plain_;
};

struct Sample {
  std::string id, text, date;
};

std::vector<Sample> samples() {
  std::vector<Sample> out;
  std::ifstream in(ISNAD_SOURCE_DIR "/eval/sample/gold.jsonl");
  for (std::string line; std::getline(in, line);) {
    rapidjson::Document json;
    json.Parse(line.data(), line.size());
    REQUIRE_FALSE(json.HasParseError());
    out.push_back({json["id"].GetString(), json["text"].GetString(), json["published"]["value"].GetString()});
  }
  return out;
}

// The lines of two dumps that differ, for a message that can be read.
std::string difference(const std::string& wanted, const std::string& got) {
  size_t at = 0;
  while (at < wanted.size() && at < got.size() && wanted[at] == got[at]) ++at;
  const size_t from = at == 0 ? 0 : wanted.rfind('\n', at - 1) + 1;
  return "wanted: " + wanted.substr(from, wanted.find('\n', at) - from) +
         "\ngot:    " + got.substr(std::min(from, got.size()), got.find('\n', at) - from);
}

}  // namespace

TEST_CASE("how a text is dressed changes neither offsets nor findings") {
  const Result<reading::Reader> reader = reading::Reader::open(ISNAD_HOME);
  REQUIRE(reader);
  const std::vector<Sample> all = samples();
  REQUIRE(all.size() >= 8);
  for (const Dress& dress : dresses()) {
    for (const Sample& sample : all) {
      page::Given given;
      given.date = sample.date;
      const Document plain = reader->read_text(sample.text, given);
      const Dressed dressed = put_on(sample.text, dress);
      REQUIRE_EQ(text::clean(dressed.text), text::clean(sample.text));
      Document doc = reader->read_text(dressed.text, given);
      TakeOff(dressed, sample.text).run(doc);
      for (const std::string layer :
           {"regions", "sentences", "names", "times", "quantities", "quotes", "events", "designations"}) {
        const std::string wanted = dump(plain, layer), got = dump(doc, layer);
        const bool same = got == wanted;
        CHECK_MESSAGE(same, dress.name, ", ", sample.id, ", ", layer, "\n", difference(wanted, got));
      }
    }
  }
}
