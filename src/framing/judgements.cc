// SPDX-License-Identifier: Apache-2.0
#include "framing/judgements.h"

#include <algorithm>

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::framing {

namespace {

constexpr uint32_t kBetween = 3;  // adjectives that may stand between a name and a word about it

class Finder {
 public:
  Finder(const Document& doc, const Terms& terms, const Setting& setting)
      : doc_(doc), terms_(terms), setting_(setting) {}

  void run(std::vector<Designation>& out) {
    const size_t first = out.size();
    for (const Sentence& sentence : doc_.sentences) {
      for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
        if (setting_.quoted[t]) continue;
        Loaded loaded;
        if (!terms_.loaded(doc_, t, sentence.last_token, loaded)) continue;
        const int32_t entity = target(loaded, t, sentence, out, first);
        if (entity == kNoIndex) continue;
        Designation d;
        d.span = {loaded.letters > 0 ? text::letter_offset(doc_.text, doc_.tokens[t].span, loaded.letters)
                                     : doc_.tokens[t].span.begin,
                  doc_.tokens[loaded.end - 1].span.end};
        if (d.span.empty()) continue;
        d.entity = entity;
        d.stance = loaded.stance;
        d.kind = loaded.kind;
        d.voice = loaded.stance == Stance::kPlain ? VoiceOf::kOutlet : voice(d.span, entity);
        out.push_back(d);
        t = loaded.end - 1;
      }
    }
    own_words(out, first);
  }

 private:
  const Mention* mention_at(uint32_t t) const {
    if (t >= doc_.tokens.size() || setting_.mention[t] == kNoIndex) return nullptr;
    return &doc_.mentions[static_cast<size_t>(setting_.mention[t])];
  }
  bool is_mark(uint32_t t) const { return doc_.tokens[t].kind == TokenKind::kPunct; }

  int32_t target(const Loaded& loaded, uint32_t t, const Sentence& sentence, const std::vector<Designation>& out,
                 size_t first) const {
    switch (loaded.place) {
      case Place::kAlone: return of_country(loaded.country, t, loaded.end);
      case Place::kBefore: return after(loaded.end, sentence);
      case Place::kAfter: return before(t, sentence, false, false);
      case Place::kAfterOrganisation: return before(t, sentence, true, false);
      case Place::kAfterPerson: return before(t, sentence, false, true);
      case Place::kBoth: {
        int32_t entity = after(loaded.end, sentence);
        if (entity == kNoIndex) entity = before(t, sentence, false, false);
        if (entity == kNoIndex && loaded.stance == Stance::kMinus) entity = earlier(loaded, t, out, first);
        return entity;
      }
    }
    return kNoIndex;
  }

  // The name right behind: "ميليشيات حكومة ...", "المتمردون الحوثيون", "المخلوع علي ...".
  int32_t after(uint32_t t, const Sentence& sentence) const {
    for (uint32_t k = t; k < sentence.last_token && k < t + kBetween; ++k) {
      if (const Mention* mention = mention_at(k); mention != nullptr) {
        const bool joined = mention->first_token == k && mention->span.begin > doc_.tokens[k].span.begin &&
                            doc_.tokens[k].key.starts_with(terms_.wa());
        return joined ? kNoIndex : mention->entity;
      }
      if (is_mark(k)) {
        if (text::is_quotation_mark(text::decode(doc_.text, doc_.tokens[k].span.begin).value)) continue;
        return kNoIndex;
      }
      const Pos pos = doc_.analysis(doc_.tokens[k]).pos;
      if (pos != Pos::kNoun && pos != Pos::kAdjective && pos != Pos::kUnknown && pos != Pos::kProperNoun)
        return kNoIndex;
      if (doc_.analysis(doc_.tokens[k]).has(kAnd) || doc_.analysis(doc_.tokens[k]).has(kBi)) return kNoIndex;
    }
    return kNoIndex;
  }

  // The name right before, with adjectives between; else a body told of before by its class noun ("الحكومة غير ...").
  int32_t before(uint32_t t, const Sentence& sentence, bool organisation, bool person) const {
    uint32_t k = t;
    for (uint32_t steps = 0; k > sentence.first_token && steps <= kBetween; ++steps) {
      --k;
      if (const Mention* mention = mention_at(k); mention != nullptr) {
        if (organisation && mention->type != EntityType::kOrganisation) return kNoIndex;
        if (person && mention->type != EntityType::kPerson) return kNoIndex;
        return mention->entity;
      }
      if (is_mark(k)) {
        const uint32_t point = text::decode(doc_.text, doc_.tokens[k].span.begin).value;
        if (text::is_quotation_mark(point)) continue;
        return kNoIndex;
      }
      if (doc_.analysis(doc_.tokens[k]).has(kAnd)) break;
      if (!terms_.has_article(doc_.tokens[k].key)) break;
    }
    if (organisation || person || t == sentence.first_token) return kNoIndex;
    return body_called(t - 1, t);
  }

  int32_t body_called(uint32_t noun, uint32_t until) const {
    const std::string_view stem = terms_.stem(doc_.tokens[noun].key);
    if (!terms_.has_article(doc_.tokens[noun].key) && !doc_.tokens[noun].key.starts_with(terms_.li())) return kNoIndex;
    int32_t found = kNoIndex;
    for (const Mention& mention : doc_.mentions) {
      if (mention.first_token >= until && found != kNoIndex) break;
      if (mention.type != EntityType::kOrganisation || mention.first_token >= doc_.tokens.size()) continue;
      std::string_view first = terms_.stem(doc_.tokens[mention.first_token].key);
      if (first == stem || (mention.first_token > 0 && terms_.stem(doc_.tokens[mention.first_token - 1].key) == stem))
        found = mention.entity;
    }
    return found;
  }

  // "الاحتلال" stands for the state that the lexicon names, unless an adjective names another.
  int32_t of_country(std::string_view country, uint32_t begin, uint32_t end) const {
    if (country.empty()) return kNoIndex;
    if (const Mention* mention = mention_at(begin); mention != nullptr) return mention->entity;
    if (const Mention* mention = mention_at(end); mention != nullptr && mention->type == EntityType::kPerson && false)
      return mention->entity;
    for (size_t e = 0; e < doc_.entities.size(); ++e)
      if (doc_.entities[e].country == country && doc_.entities[e].type == EntityType::kGpe &&
          doc_.entities[e].capital_of.empty())
        return static_cast<int32_t>(e);
    return kNoIndex;
  }

  // "الانقلابيون" alone: those whom the text has called so with their name.
  int32_t earlier(const Loaded& loaded, uint32_t t, const std::vector<Designation>& out, size_t first) const {
    (void)t;
    for (size_t i = out.size(); i-- > first;)
      if (out[i].stance == Stance::kMinus && out[i].kind == loaded.kind) return out[i].entity;
    for (size_t i = out.size(); i-- > first;)
      if (out[i].stance == Stance::kMinus &&
          (out[i].kind == DesignationKind::kMilitia || out[i].kind == DesignationKind::kLegality ||
           out[i].kind == DesignationKind::kTerror))
        return out[i].entity;
    return kNoIndex;
  }

  // In indirect speech a judgement is its speaker's, unless it is about himself or his own side.
  VoiceOf voice(Span span, int32_t entity) const {
    for (const Quote& quote : doc_.quotes)
      for (const Span content : quote.content)
        if (content.contains(span)) {
          if (!quote.source.has_value()) return VoiceOf::kUnclear;
          return quote.source->entity == entity && entity != kNoIndex ? VoiceOf::kOutlet : VoiceOf::kSpeaker;
        }
    return VoiceOf::kOutlet;
  }

  // A word that the outlet uses of the same one in its own voice is the outlet's in reported speech, too.
  void own_words(std::vector<Designation>& out, size_t first) const {
    for (size_t i = first; i < out.size(); ++i) {
      if (out[i].voice != VoiceOf::kSpeaker) continue;
      for (size_t k = first; k < out.size() && k < first + 500; ++k)
        if (out[k].voice == VoiceOf::kOutlet && out[k].stance == out[i].stance && out[k].entity == out[i].entity &&
            out[k].kind == out[i].kind) {
          out[i].voice = VoiceOf::kUnclear;
          break;
        }
    }
  }

  const Document& doc_;
  const Terms& terms_;
  const Setting& setting_;
};

}  // namespace

void find_judgements(const Document& doc, const Terms& terms, const Setting& setting, std::vector<Designation>& out) {
  Finder(doc, terms, setting).run(out);
}

}  // namespace isnad::framing
