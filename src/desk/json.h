// SPDX-License-Identifier: Apache-2.0
// The views as JSON, one object each, keys as the members are named. Empty strings are null.
#pragma once

#include <string>

#include "desk/changes.h"
#include "desk/events.h"
#include "desk/relations.h"
#include "desk/stories.h"

namespace isnad::desk {

std::string to_json(const StoryRow& row);
std::string to_json(const Telling& telling);
std::string to_json(const EventView& event);
std::string to_json(const StoryView& story);
std::string to_json(const ActorFound& actor);
std::string to_json(const Act& act);
std::string to_json(const Relation& relation);
std::string to_json(const ActorView& view);
std::string to_json(const Change& change);

}  // namespace isnad::desk
