// SPDX-License-Identifier: Apache-2.0
// A figure, then its noun. A number of people without a noun of harm takes its unit from the word of harm beside it:
// before the figure in its clause, or a verb just behind the noun. A second figure joined by waw goes on with the unit
// of the first.
#include "quantities/counts.h"

#include <algorithm>

#include "text/letters.h"

namespace isnad::quantities {

namespace {

constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";             // min
constexpr std::string_view kBetween = "\xD8\xA8\xD9\x8A\xD9\x86";  // bayna
constexpr std::string_view kTo = "\xD8\xA7\xD9\x84\xD9\x8A";       // ila, folded
constexpr std::string_view kWaw = "\xD9\x88";
constexpr std::string_view kIn = "\xD9\x81\xD9\x8A";  // fi
constexpr uint32_t kCueBefore = 6;                    // tokens between a word of harm and its figure
constexpr uint32_t kCueAfter = 3;
constexpr uint32_t kTotalBefore = 9;  // "the number of ... rose since ... to 25"
constexpr uint32_t kSinceAfter = 12;
constexpr double kLargest = 1e15;

bool of_harm(Unit unit) {
  return unit == Unit::kKilled || unit == Unit::kWounded || unit == Unit::kDetained || unit == Unit::kDisplaced ||
         unit == Unit::kMissing;
}

}  // namespace

void Counter::sentence(const Sentence& sentence, std::vector<Count>& out) {
  begin_ = sentence.first_token;
  end_ = sentence.last_token;
  out_ = &out;
  for (uint32_t at = begin_; at < end_; ++at) all_[at] = words_.at(doc_, at, end_);
  for (uint32_t at = begin_; at < end_;) {
    Count found;
    const Kind kind = all_[at].kind;
    const bool hit = kind == Kind::kNumber || kind == Kind::kVague ? count(at, found)
                     : kind == Kind::kNoun                         ? dual(at, found)
                     : kind == Kind::kCue                          ? single(at, found)
                                                                   : false;
    if (hit) {
      at = std::max(at + 1, found.last_token);
      out.push_back(std::move(found));
    } else {
      ++at;
    }
  }
}

bool Counter::in_time(uint32_t at) const {
  const uint32_t byte = doc_.tokens[at].span.begin;
  const auto after = std::upper_bound(doc_.times.begin(), doc_.times.end(), byte,
                                      [](uint32_t b, const TimeExpression& t) { return b < t.span.begin; });
  return after != doc_.times.begin() && std::prev(after)->span.contains(byte);
}

bool Counter::is_percentage(uint32_t next) const {
  if (key(next) == "%" || key(next) == "\xD9\xAA") return true;
  const bool in = key(next) == kIn;
  const lexicon::NumberWord* hundred =
      words_.numbers().find(in ? key(next + 1) : key(next).substr(std::min<size_t>(2, key(next).size())));
  return hundred != nullptr && hundred->definite && hundred->value == 100;
}

std::optional<Counter::Figure> Counter::figure(uint32_t at) const {
  Figure figure;
  figure.first = at;
  const Word& word = all_[at];
  if (word.kind == Kind::kVague) {
    figure.low = word.low;
    if (word.high > 0) figure.high = word.high;
    figure.next = at + word.tokens;
    figure.vague = true;
  } else {
    const auto number = words_.numbers().read(doc_.tokens, at, end_, word.clitics);
    if (!number || number->ordinal || number->value <= 0 || number->value > kLargest) return std::nullopt;
    figure.low = figure.high = number->value;
    figure.next = number->next;
    range(at, figure);
  }
  if (is_percentage(figure.next)) return std::nullopt;
  bound_before(figure);
  return figure;
}

// "between 10 and 15", "10 to 15", "10-15"
void Counter::range(uint32_t at, Figure& figure) const {
  uint32_t next = figure.next;
  const bool between = at > begin_ && key(at - 1) == kBetween;
  size_t skip = 0;
  if (between && key(next) == kWaw) ++next;
  else if (between && key(next).starts_with(kWaw)) skip = kWaw.size();
  else if (key(next) == kTo ||
           (key(next) == "-" && next + 1 < end_ && doc_.tokens[next + 1].kind == TokenKind::kNumber))
    ++next;
  else return;
  if (next >= end_) return;
  const auto last = words_.numbers().read(doc_.tokens, next, end_, skip);
  if (!last || last->ordinal || last->value <= *figure.low) return;
  figure.high = last->value;
  // "10 to 15 thousand": the scale is of both
  if (*figure.low < 1000 && last->value >= 1000 && last->digits && !last->plain && last->value / 1000 > *figure.low &&
      last->next > next + 1)
    figure.low = *figure.low * (last->value >= 1e9 ? 1e9 : last->value >= 1e6 ? 1e6 : 1e3);
  figure.next = last->next;
  if (between) --figure.first;
}

void Counter::apply(Bound bound, Figure& figure) const {
  if (bound == Bound::kLeast) figure.high.reset();
  else if (bound == Bound::kMost) figure.low.reset();
}

void Counter::bound_before(Figure& figure) const {
  for (uint32_t length = std::min(4u, figure.first - begin_); length >= 1; --length) {
    const Word& word = all_[figure.first - length];
    if (word.kind != Kind::kBound || word.tokens != length) continue;
    apply(word.bound, figure);
    figure.first -= length;
    return;
  }
}

void Counter::bound_after(uint32_t at, Figure& figure, uint32_t& next) const {
  if (at >= end_ || all_[at].kind != Kind::kBound || all_[at].conjunction) return;
  if (all_[at].tokens < 2 && all_[at].bound != Bound::kAbout) return;  // "until" opens something new
  apply(all_[at].bound, figure);
  next = at + all_[at].tokens;
}

// The noun behind a figure: "12 persons", "five of the soldiers", "a million dollars".
Counter::Counted Counter::counted(uint32_t at) const {
  Counted result;
  result.next = at;
  const bool of = key(at) == kFrom;
  const uint32_t noun = of ? at + 1 : at;
  if (noun >= end_ || all_[noun].kind != Kind::kNoun || all_[noun].conjunction || all_[noun].clitics != 0)
    return result;
  result.noun = &all_[noun];
  result.noun_at = noun;
  result.next = noun + all_[noun].tokens;
  return result;
}

std::optional<Unit> Counter::cue_unit(uint32_t first, uint32_t next, bool near) const {
  const uint32_t reach = all_[first].preposition ? 0 : near ? 2 : kCueBefore;
  for (uint32_t back = 1; back <= reach && back <= first - begin_; ++back) {
    const Word& word = all_[first - back];
    if (word.kind == Kind::kCue) {
      const uint32_t other = first - back;  // "the killing and wounding of 20": neither alone
      if (word.conjunction && other > begin_ && all_[other - 1].kind == Kind::kCue && all_[other - 1].unit != word.unit)
        return Unit::kOther;
      return word.unit;
    }
    if (word.kind == Kind::kNumber || word.kind == Kind::kVague) break;
    if (doc_.tokens[first - back].kind == TokenKind::kPunct && key(first - back) != "\"") break;
  }
  for (uint32_t ahead = 0; ahead < kCueAfter && !near && next + ahead < end_; ++ahead) {
    const Word& word = all_[next + ahead];
    if (word.kind == Kind::kOthers) continue;
    if (word.kind == Kind::kCue && !word.conjunction && !word.definite) return word.unit;
    if (word.kind != Kind::kNone || doc_.tokens[next + ahead].kind == TokenKind::kPunct || word.conjunction) break;
  }
  return std::nullopt;
}

// "the number of the dead to 25", "the toll of victims": the noun that the word for a total counts.
const Word* Counter::total_before(uint32_t first, uint32_t& noun_at) const {
  for (uint32_t back = 1; back <= kTotalBefore && back <= first - begin_; ++back) {
    const uint32_t at = first - back;
    if (all_[at].kind == Kind::kNumber || all_[at].kind == Kind::kVague) return nullptr;
    if (all_[at].kind != Kind::kTotal || at + 1 >= end_ || all_[at + 1].kind != Kind::kNoun) continue;
    noun_at = at + 1;
    return &all_[at + 1];
  }
  return nullptr;
}

bool Counter::running_total(uint32_t first, uint32_t next) const {
  for (uint32_t back = 1; back <= kTotalBefore && back <= first - begin_; ++back) {
    const Kind kind = all_[first - back].kind;
    if (kind == Kind::kNumber || kind == Kind::kVague) break;
    if (kind == Kind::kRise || kind == Kind::kTotal) return true;
  }
  for (uint32_t ahead = 0; ahead < kSinceAfter && next + ahead < end_; ++ahead)
    if (all_[next + ahead].kind == Kind::kSince) return true;
  return false;
}

// The noun with the adjectives behind it; the body that they belong to when its name follows.
Participant Counter::who(const Counted& counted) const {
  Participant who;
  uint32_t last = counted.noun_at + counted.noun->tokens;
  while (last < end_ && last < counted.noun_at + 4 && doc_.tokens[last].kind == TokenKind::kWord &&
         all_[last].kind == Kind::kNone && doc_.analysis(doc_.tokens[last]).pos == Pos::kAdjective &&
         !doc_.analysis(doc_.tokens[last]).has(kAnd))
    ++last;
  uint32_t end = doc_.tokens[last - 1].span.end;
  if (last < end_) {
    const uint32_t next = key(last) == kFrom && last + 1 < end_ ? last + 1 : last;
    const auto mention = std::lower_bound(doc_.mentions.begin(), doc_.mentions.end(), next,
                                          [](const Mention& m, uint32_t token) { return m.first_token < token; });
    const bool behind = mention != doc_.mentions.end() && mention->first_token == next &&
                        (mention->type == EntityType::kOrganisation || key(last) == kFrom);
    if (behind && mention->entity != kNoIndex && mention->type != EntityType::kPerson) {
      who.of = mention->entity;
      end = mention->span.end;
    }
  }
  const Word& noun = all_[counted.noun_at];
  who.span = Span{text::letter_offset(doc_.text, doc_.tokens[counted.noun_at].span, noun.clitic_letters), end};
  return who;
}

bool Counter::count(uint32_t at, Count& out) const {
  if (in_time(at)) return false;
  auto found = figure(at);
  if (!found) return false;
  Counted noun = counted(found->next);
  if (noun.noun == nullptr) {
    const bool others = found->next < end_ && all_[found->next].kind == Kind::kOthers;
    noun.next = others ? found->next + 1 : found->next;
    const bool joined = all_[at].conjunction && !out_->empty() && out_->back().last_token == at;
    uint32_t total_noun = 0;
    const Word* total = total_before(found->first, total_noun);
    std::optional<Unit> unit = cue_unit(found->first, noun.next, !others);
    if (!unit && total != nullptr) unit = total->unit;
    if (!unit || !of_harm(*unit)) return false;
    // A word behind the figure is what it counts, unless the figure stands for people by itself.
    if (!others && total == nullptr && !joined && noun.next < end_ && found->next == noun.next &&
        doc_.tokens[noun.next].kind == TokenKind::kWord && all_[noun.next].kind == Kind::kNone &&
        (doc_.analysis(doc_.tokens[noun.next]).pos == Pos::kNoun) && !doc_.analysis(doc_.tokens[noun.next]).definite)
      ++noun.next;
    out.quantity.unit = *unit;
    if (total != nullptr) out.quantity.who = who({total, total_noun, total_noun + 1});
  }
  return finish(*found, noun, out);
}

bool Counter::dual(uint32_t at, Count& out) const {
  const Word& noun = all_[at];
  if (noun.form != Form::kTwo || noun.definite || in_time(at)) return false;
  Figure two;
  two.low = two.high = 2;
  two.first = two.next = at;
  return finish(two, {&noun, at, at + noun.tokens}, out) && (out.quantity.unit != Unit::kOther || !noun.people);
}

// "the killing of a soldier": an indefinite singular right behind the word of harm.
bool Counter::single(uint32_t at, Count& out) const {
  const uint32_t noun_at = at + all_[at].tokens;
  if (noun_at >= end_ || !of_harm(all_[at].unit)) return false;
  const Word& noun = all_[noun_at];
  const bool fits = noun.kind == Kind::kNoun && noun.form == Form::kOne && !noun.definite && noun.clitics == 0 &&
                    (noun.people || of_harm(noun.unit));
  // Before a word with the article it is a title, or a construct ("an officer of the police").
  const bool construct = noun_at + 1 < end_ && doc_.analysis(doc_.tokens[noun_at + 1]).definite &&
                         doc_.tokens[noun_at + 1].key.starts_with("\xD8\xA7\xD9\x84");
  if (!fits || construct) return false;
  Figure one;
  one.low = one.high = 1;
  one.first = one.next = noun_at;
  return finish(one, {&noun, noun_at, noun_at + noun.tokens}, out);
}

bool Counter::finish(const Figure& told, const Counted& noun, Count& out) const {
  Figure figure = told;
  uint32_t next = noun.next;
  Quantity& quantity = out.quantity;
  if (noun.noun != nullptr) {
    quantity.unit = noun.noun->unit;
    if (noun.noun->people) {
      const bool joined = all_[told.first].conjunction && !out_->empty() && out_->back().last_token == told.first &&
                          of_harm(out_->back().quantity.unit);
      if (joined) quantity.unit = out_->back().quantity.unit;
      else if (const auto unit = cue_unit(told.first, next, false);
               unit && (of_harm(*unit) || noun.noun->unit == Unit::kTroops))
        quantity.unit = *unit;
      else if (uint32_t ignored = 0; const Word* total = total_before(told.first, ignored))
        quantity.unit = total->people ? quantity.unit : total->unit;
      // "one of the journalists" is a count only where something became of him
      if (!of_harm(quantity.unit) && told.high == 1.0 && told.low == 1.0) return false;
    }
    if (quantity.unit != Unit::kMoney) quantity.who = who(noun);
  }
  bound_after(next, figure, next);
  quantity.low = figure.low;
  quantity.high = figure.high;
  quantity.cumulative = (of_harm(quantity.unit) || quantity.unit == Unit::kTroops) && running_total(figure.first, next);
  out.first_token = figure.first;
  out.last_token = next;
  const uint32_t begin =
      text::letter_offset(doc_.text, doc_.tokens[figure.first].span, all_[figure.first].clitic_letters);
  quantity.span = {begin, doc_.tokens[next - 1].span.end};
  return quantity.span.begin < quantity.span.end;
}

}  // namespace isnad::quantities
