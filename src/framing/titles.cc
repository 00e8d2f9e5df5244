// SPDX-License-Identifier: Apache-2.0
#include "framing/titles.h"

#include <algorithm>

#include "text/letters.h"
#include "text/utf8.h"

namespace isnad::framing {

namespace {

constexpr uint32_t kLongest = 16;  // words of a title
constexpr size_t kTitles = 3000;   // in one document; more is a list, no text
constexpr size_t kWindow = 200;    // bound titles that a title alone is compared with

struct Title {
  uint32_t begin = 0;  // tokens
  uint32_t end = 0;
  uint32_t strict = 0;  // end before the first preposition
  Head head;
  int32_t entity = kNoIndex;
  bool definite = false;
};

class Finder {
 public:
  Finder(const Document& doc, const Terms& terms, const Setting& setting)
      : doc_(doc), terms_(terms), setting_(setting), size_(static_cast<uint32_t>(doc.tokens.size())) {}

  void run(std::vector<Designation>& out) {
    for (const Sentence& sentence : doc_.sentences) {
      for (uint32_t t = sentence.first_token; t < sentence.last_token && titles_.size() < kTitles; ++t) {
        if (setting_.quoted[t] || inside_mention(t)) continue;
        Title title;
        if (!terms_.head(doc_.tokens[t], title.head)) continue;
        if (!noun(t)) continue;
        read(t, sentence, title);
        bind(title, sentence);
        titles_.push_back(title);
        if (title.end > t + 1 && (title.entity != kNoIndex || title.definite)) t = title.end - 1;
      }
    }
    resolve();
    for (const Title& title : titles_)
      if (title.entity != kNoIndex) out.push_back(designation(title));
  }

 private:
  bool inside_mention(uint32_t t) const {
    const int32_t m = setting_.mention[t];
    return m != kNoIndex && doc_.mentions[static_cast<size_t>(m)].span.begin < doc_.tokens[t].span.end &&
           !(doc_.mentions[static_cast<size_t>(m)].first_token == t &&
             doc_.mentions[static_cast<size_t>(m)].span.begin > doc_.tokens[t].span.end);
  }

  bool noun(uint32_t t) const {
    const Pos pos = doc_.analysis(doc_.tokens[t]).pos;
    return pos != Pos::kVerb && pos != Pos::kPreposition && pos != Pos::kParticle;
  }

  bool is_mark(uint32_t t) const {
    return doc_.tokens[t].kind == TokenKind::kPunct || doc_.tokens[t].kind == TokenKind::kOther;
  }
  uint32_t point(uint32_t t) const { return text::decode(doc_.text, doc_.tokens[t].span.begin).value; }
  bool is_comma(uint32_t t) const { return is_mark(t) && (point(t) == 0x060C || point(t) == ','); }
  bool is_quote(uint32_t t) const { return is_mark(t) && text::is_quotation_mark(point(t)); }

  const Mention* mention_at(uint32_t t) const {
    if (t >= size_ || setting_.mention[t] == kNoIndex) return nullptr;
    return &doc_.mentions[static_cast<size_t>(setting_.mention[t])];
  }
  bool clitic(const Mention& mention) const { return mention.span.begin > doc_.tokens[mention.first_token].span.begin; }

  // Reads the title forward from its head.
  void read(uint32_t t, const Sentence& sentence, Title& title) {
    title.begin = t;
    const uint32_t limit = std::min(sentence.last_token, t + kLongest);
    bool definite = title.head.definite;
    uint32_t end = t + 1;
    // "د. فلان"
    if (end < limit && title.head.stem.size() == 2 && is_mark(end) && point(end) == '.') ++end;
    bool linked = false;
    title.strict = 0;
    while (end < limit) {
      const uint32_t next = step(end, limit, title, definite, linked);
      if (next == end) break;
      if (linked && title.strict == 0) title.strict = end;
      end = next;
    }
    while (end > t + 1 && terms_.link(doc_.tokens[end - 1]) == Link::kLink) --end;
    title.end = end;
    if (title.strict == 0 || title.strict > end) title.strict = end;
    title.definite = definite;
  }

  uint32_t step(uint32_t t, uint32_t limit, const Title& title, bool& definite, bool& linked) {
    if (is_quote(t)) return quoted(t, limit, definite);
    if (is_mark(t)) return t;
    if (const Mention* mention = mention_at(t); mention != nullptr && mention->first_token == t) {
      const bool joined = clitic(*mention) && doc_.tokens[t].key.starts_with(terms_.wa());
      if (mention->type == EntityType::kPerson && !(clitic(*mention) && !joined && !definite)) return t;
      if (joined) {  // "رئيس مصر وليبيا" is no title
        const Mention* before = mention_at(t - 1);
        if (before == nullptr || before->type == EntityType::kPerson) return t;
        if (before->type != mention->type) return t;
      }
      if (clitic(*mention) && !joined) linked = true;
      definite = true;
      return std::min(limit, mention->last_token);
    }
    const Token& token = doc_.tokens[t];
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kLatin) return t;
    const Analysis& analysis = doc_.analysis(token);
    switch (terms_.link(token)) {
      case Link::kStop: return t;
      case Link::kLink: return link(t, limit, definite, linked);
      default: break;
    }
    if (analysis.pos == Pos::kVerb || analysis.pos == Pos::kRelative || analysis.pos == Pos::kPreposition ||
        analysis.pos == Pos::kConjunction || analysis.pos == Pos::kParticle || analysis.pos == Pos::kPronoun ||
        analysis.pos == Pos::kDemonstrative)
      return t;
    Head other;
    const bool article = terms_.has_article(token.key);
    if (terms_.head(token, other) && !other.preposition) {
      if (other.conjoined) return t;
      if (definite) {
        // "وزير الإعلام الناطق باسم ..." are two titles; "الرئيس الأمريكي" is one
        const bool adjective = analysis.pos == Pos::kAdjective && other.kind != HeadKind::kRank;
        if (!adjective) return t;
      }
    }
    if (analysis.has(kAnd)) {
      if (!terms_.has_article(token.key.substr(terms_.wa().size())) || t == title.begin + 1) return t;
      return t + 1;
    }
    if (analysis.has(kLi) || token.key.starts_with(terms_.li()) ? analysis.has(kLi) : false) {
      linked = true;
      definite = analysis.has(kArticle) || definite;
      return t + 1;
    }
    if (analysis.has(kBi)) {
      linked = true;
      return t + 1;
    }
    if (definite && !article && token.kind == TokenKind::kWord && !linked) return t;
    if (definite && !article && linked && analysis.pos == Pos::kMasdar) return t;
    // After "الرئيس الفرنسي" another noun with its article is the next part of the sentence.
    const bool noun = analysis.pos == Pos::kNoun || analysis.pos == Pos::kMasdar;
    if (definite && article && noun && t > title.begin + 1 && doc_.analysis(doc_.tokens[t - 1]).pos == Pos::kAdjective)
      return t;
    if (article) definite = true;
    return t + 1;
  }

  uint32_t link(uint32_t t, uint32_t limit, bool& definite, bool& linked) {
    if (t + 1 >= limit) return t;
    const Token& next = doc_.tokens[t + 1];
    if (terms_.link(next) == Link::kStop) return t;
    const Mention* mention = mention_at(t + 1);
    const bool body = mention != nullptr && mention->type != EntityType::kPerson;
    if (!body && !is_quote(t + 1) && next.kind != TokenKind::kWord) return t;
    const Analysis& analysis = doc_.analysis(next);
    if (analysis.pos == Pos::kVerb || analysis.pos == Pos::kParticle || analysis.pos == Pos::kDemonstrative) return t;
    linked = true;
    definite = false;
    return t + 1;
  }

  uint32_t quoted(uint32_t t, uint32_t limit, bool& definite) const {
    if (const Mention* mention = mention_at(t + 1); mention != nullptr && mention->type == EntityType::kPerson)
      return t;
    for (uint32_t k = t + 1; k < limit && k < t + 6; ++k)
      if (is_quote(k)) {
        definite = true;
        return k + 1;
      }
    return t;
  }

  // The person named right behind `t`: over a comma, an opening mark and further titles of address.
  int32_t name_after(uint32_t t, const Sentence& sentence, bool comma_allowed) const {
    uint32_t k = t;
    for (int marks = 0; k < sentence.last_token && marks < 2 && ((comma_allowed && is_comma(k)) || is_quote(k));
         ++marks)
      ++k;
    for (int ranks = 0; ranks < 3 && k < sentence.last_token; ++ranks) {
      const Mention* mention = mention_at(k);
      if (mention != nullptr)
        return mention->type == EntityType::kPerson && mention->first_token == k && !clitic(*mention) ? mention->entity
                                                                                                      : kNoIndex;
      Head rank;
      if (!terms_.head(doc_.tokens[k], rank) || rank.conjoined || rank.preposition) return kNoIndex;
      if (rank.kind == HeadKind::kOffice && ranks == 0) return office_between(k, sentence);
      ++k;
      while (k < sentence.last_token && mention_at(k) == nullptr && !is_mark(k) &&
             doc_.analysis(doc_.tokens[k]).pos == Pos::kAdjective)
        ++k;
      if (k < sentence.last_token && is_mark(k) && point(k) == '.') ++k;
    }
    return kNoIndex;
  }

  // "وزير الإعلام الناطق باسم الحكومة محمد ...": the name stands behind the second title.
  int32_t office_between(uint32_t k, const Sentence& sentence) const {
    Title second;
    if (!terms_.head(doc_.tokens[k], second.head)) return kNoIndex;
    const_cast<Finder*>(this)->read(k, sentence, second);
    uint32_t after = second.end;
    if (after < sentence.last_token && is_comma(after)) ++after;
    const Mention* mention = mention_at(after);
    return mention != nullptr && mention->type == EntityType::kPerson && !clitic(*mention) ? mention->entity : kNoIndex;
  }

  int32_t name_before(uint32_t t, const Sentence& sentence) const {
    if (t == sentence.first_token) return kNoIndex;
    uint32_t k = t - 1;
    if (is_quote(k) && k > sentence.first_token) --k;
    if (is_comma(k) && k > sentence.first_token) --k;
    if (is_quote(k) && k > sentence.first_token) --k;
    const Mention* mention = mention_at(k);
    return mention != nullptr && mention->type == EntityType::kPerson ? mention->entity : kNoIndex;
  }

  void bind(Title& title, const Sentence& sentence) {
    const int32_t direct = name_after(title.end, sentence, false);
    if (direct != kNoIndex) {
      title.entity = direct;
      return;
    }
    if (title.strict < title.end) {
      const int32_t nearer = name_after(title.strict, sentence, false);
      if (nearer != kNoIndex) {
        title.end = title.strict;
        title.entity = nearer;
        return;
      }
    }
    // "شكري نظيره التركي" are two men.
    if (!title.head.conjoined && !title.head.preposition && !title.head.pronoun) {
      const int32_t before = name_before(title.begin, sentence);
      if (before != kNoIndex && title.head.kind != HeadKind::kRank) {
        title.entity = before;
        if (title.strict < title.end && mention_at(title.end - 1) == nullptr &&
            !terms_.has_article(doc_.tokens[title.end - 1].key))
          title.end = title.strict;
        return;
      }
    }
    title.entity = title.definite || title.end > title.begin + 1 ? name_after(title.end, sentence, true) : kNoIndex;
    if (title.entity != kNoIndex) return;
    if (title.strict < title.end && !solid(title)) title.end = title.strict;
  }

  // A linked title that keeps its link without a name: what follows the link is a body.
  bool solid(const Title& title) const {
    for (uint32_t t = title.strict; t < title.end; ++t)
      if (const Mention* mention = mention_at(t); mention != nullptr && mention->type == EntityType::kOrganisation)
        return true;
    return terms_.link(doc_.tokens[title.strict]) == Link::kLink && title.end > title.strict + 1 &&
           terms_.has_article(doc_.tokens[title.strict + 1].key) && title.head.kind == HeadKind::kOffice &&
           title.strict == title.begin + 1;
  }

  // All words of `a` but its head stand in `b`.
  bool within(const Title& a, const Title& b) const {
    for (uint32_t t = a.begin + 1; t < a.end; ++t) {
      const std::string_view stem = terms_.stem(doc_.tokens[t].key);
      bool found = false;
      for (uint32_t k = b.begin + 1; k < b.end && !found; ++k) found = terms_.stem(doc_.tokens[k].key) == stem;
      if (!found) return false;
    }
    return true;
  }

  void resolve() {
    for (size_t i = 0; i < titles_.size(); ++i) {
      Title& title = titles_[i];
      if (title.entity != kNoIndex || !title.definite || title.head.kind == HeadKind::kProfession) continue;
      int32_t found = kNoIndex;
      for (size_t back = i; back-- > (i > kWindow ? i - kWindow : 0) && found == kNoIndex;)
        found = same(title, titles_[back]);
      for (size_t on = i + 1; on < titles_.size() && on < i + kWindow && found == kNoIndex; ++on)
        found = same(title, titles_[on]);
      title.entity = found;
    }
  }

  int32_t same(const Title& title, const Title& bound) const {
    if (bound.entity == kNoIndex || bound.head.stem != title.head.stem) return kNoIndex;
    return within(title, bound) || (bound.end > bound.begin + 1 && within(bound, title)) ? bound.entity : kNoIndex;
  }

  Designation designation(const Title& title) const {
    Designation d;
    const Token& first = doc_.tokens[title.begin];
    d.span = {
        title.head.letters > 0 ? text::letter_offset(doc_.text, first.span, title.head.letters) : first.span.begin,
        doc_.tokens[title.end - 1].span.end};
    if (d.span.empty()) d.span.begin = first.span.begin;
    d.entity = title.entity;
    d.kind = DesignationKind::kOffice;
    return d;
  }

  const Document& doc_;
  const Terms& terms_;
  const Setting& setting_;
  const uint32_t size_;
  std::vector<Title> titles_;
};

}  // namespace

Setting setting_of(const Document& doc) {
  Setting setting;
  setting.mention.assign(doc.tokens.size(), kNoIndex);
  setting.quoted.assign(doc.tokens.size(), false);
  for (size_t m = 0; m < doc.mentions.size(); ++m)
    for (uint32_t t = doc.mentions[m].first_token; t < doc.mentions[m].last_token && t < doc.tokens.size(); ++t)
      setting.mention[t] = static_cast<int32_t>(m);
  for (const Quote& quote : doc.quotes) {
    if (quote.kind != QuoteKind::kDirect) continue;
    for (const Span span : quote.content)
      for (uint32_t t = doc.token_at(span.begin); t < doc.tokens.size() && doc.tokens[t].span.begin < span.end; ++t)
        setting.quoted[t] = true;
  }
  return setting;
}

void find_titles(const Document& doc, const Terms& terms, const Setting& setting, std::vector<Designation>& out) {
  Finder(doc, terms, setting).run(out);
}

}  // namespace isnad::framing
