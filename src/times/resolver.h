// SPDX-License-Identifier: Apache-2.0
// From a time as told to days, counted from the day on which the text speaks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "times/calendar.h"
#include "times/context.h"
#include "times/edtf.h"
#include "times/expression.h"

namespace isnad::times {

struct Outcome {
  std::optional<Resolved> resolved;  // nothing: open, written "?"
  std::vector<Resolved> candidates;  // other readings, when the text contradicts itself
  const char* issue = nullptr;       // code, static
  const char* message = nullptr;
};

class Resolver {
 public:
  Resolver(const HijriCalendar& hijri, const Lexemes& lexemes, std::optional<Day> today)
      : hijri_(hijri), lexemes_(lexemes), today_(today) {}

  // `before`: the time told before this one, for "the same day".
  Outcome resolve(const Expression& x, Direction direction, const std::optional<Resolved>& before) const;

  // A full date of either calendar; nothing when it is not full or does not exist.
  std::optional<Day> full_day(const Moment& moment) const;

 private:
  // resolver.cc
  Outcome calendar(const Expression& x, Direction direction) const;
  Outcome told_date(const Expression& x, Direction direction) const;
  std::optional<Resolved> moment(const Moment& m, Relation relation, Direction direction) const;
  std::optional<Resolved> dated_moment(const Moment& m) const;
  std::optional<Resolved> hijri_moment(const Moment& m, Relation relation, Direction direction) const;
  int year_of(const Moment& m, Relation relation, Direction direction) const;
  Day weekday(int day, Relation relation, Direction direction) const;
  Outcome range(const Expression& x, Direction direction) const;
  void check_weekday(const Expression& x, const Resolved& date, Outcome& outcome) const;
  void add_hour(const Expression& x, Outcome& outcome) const;

  // resolver_units.cc
  std::optional<Resolved> unit(const Expression& x, Direction direction) const;
  std::optional<Resolved> shifted(Unit unit, double count, int sign) const;
  std::optional<Resolved> span_of_units(const Expression& x, int sign) const;
  std::optional<Resolved> rest(const Expression& x) const;
  std::optional<Resolved> same(const Expression& x, const std::optional<Resolved>& before) const;
  std::optional<Resolved> season(const Expression& x) const;
  std::optional<Resolved> weekend(const Expression& x, Direction direction) const;
  std::optional<Resolved> part_of(const Resolved& whole, const Expression& x) const;
  std::optional<Resolved> edge_of(const Resolved& whole, Edge edge) const;

  const HijriCalendar& hijri_;
  const Lexemes& lexemes_;
  std::optional<Day> today_;
};

}  // namespace isnad::times
