// SPDX-License-Identifier: Apache-2.0
#include "times/text_day.h"

#include <algorithm>
#include <array>

namespace isnad::times {

std::optional<Day> text_day(const std::vector<Expression>& expressions, const Resolver& resolver,
                            std::optional<Day> published) {
  std::array<int, 8> votes{};  // by the weekday that "today" would be
  std::optional<Day> dated;
  for (const Expression& x : expressions) {
    if (x.shape != Shape::kCalendar || !x.offset) continue;
    if (const auto day = resolver.full_day(x.from); day && !dated) dated = *day - *x.offset;
    if (x.weekday == 0) continue;
    ++votes[static_cast<size_t>(((x.weekday - 1 - *x.offset) % 7 + 7) % 7 + 1)];
  }
  if (!published) return dated;
  if (dated && std::abs(*dated - *published) <= 7) return dated;
  const auto most = std::max_element(votes.begin(), votes.end());
  const auto own = votes[static_cast<size_t>(weekday_of(*published))];
  if (*most == 0 || *most == own) return published;
  const int weekday = static_cast<int>(most - votes.begin());
  const int back = (weekday_of(*published) - weekday + 7) % 7;
  return back == 6 ? *published + 1 : *published - back;  // a page of another time zone may be dated a day early
}

}  // namespace isnad::times
