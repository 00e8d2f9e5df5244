// SPDX-License-Identifier: Apache-2.0
// One act told by several documents: every claim with outlet, chain, status and sentence; where they differ, side by
// side; and on how many independent words it rests. Plain data, ready to be written as JSON; strings are UTF-8, empty
// where not known. Words of sources are the texts' own; nothing is a score.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "desk/desk.h"
#include "desk/stories.h"
#include "store/store.h"

namespace isnad::desk {

// Somebody as he stands in a claim.
struct Who {
  std::string key;   // stories::Identity's; empty: no named person, body or state
  std::string name;  // full name, or the words of the text
  std::string country, side;
  bool named = false;
};

struct ClaimView {
  std::string id;        // DOCUMENT.EVENT: document's code, a dot, the event's id in its reading
  std::string document;  // its code
  std::string outlet, published;
  bool copied = false;  // the document is a copy of another, or the sentence stands in an older one of the story
  std::string type, mode, status, qualifier, basis, date;
  std::vector<Who> actors, recipients;
  std::vector<Who> sources;          // nearest to the words first; empty: the outlet's own word
  std::string place, place_country;  // country: ISO 3166 alpha-3, empty when unknown
  std::string sentence;
  Span trigger;           // in bytes of sentence
  bool outdated = false;  // of an older version of the page: the newest no longer says so; counts nowhere
  bool wrong = false;     // an analyst says so: counts nowhere
};

// One of several versions of a thing: what is said, and who says it where.
struct Version {
  std::string value;  // "3", "at least 25", "2020-05-16", a name, "denied"
  struct Passage {
    std::string claim;  // its id; empty when the passage tells no act of its own
    std::string document, outlet, source, sentence;
  };
  std::vector<Passage> passages;
};

struct Difference {
  std::string about;  // killed, wounded, detained, ... ; date, place, actor, status
  std::vector<Version> versions;
};

// On whose word it stands, each counted once however many carry it.
struct Root {
  std::string name;
  std::string kind;  // named, party (a party to the act: corroborates nothing), unnamed, outlet (its own word)
  std::vector<std::string> outlets;
  std::vector<std::string> claims;
};

struct Corroboration {
  int64_t outlets = 0, voices = 0, texts = 0;  // voices: outlets of one owner, and copies of one text, count once
  int64_t named = 0, parties = 0, unnamed = 0, own = 0;  // roots
  std::vector<Root> roots;
  std::string in_words;  // "3 outlets, 2 texts, 1 named root, a party; 1 unnamed root, independence unknown"
};

struct EventView {
  std::string id;  // that of its first claim; any of its claims' ids finds it
  std::string type, mode, date, place, place_country;
  std::vector<Who> actors, recipients;  // those that most claims name
  std::string sentence;                 // of the claim that tells most
  std::vector<std::string> statuses;    // with which it is told: happened, planned, denied, ...
  std::vector<ClaimView> claims;        // oldest first
  std::vector<Difference> differences;
  Corroboration corroboration;
};

// How one outlet tells: the words it uses for actors and acts. Only what stands in the outlet's own voice.
struct Wording {
  std::string outlet;
  std::string about;  // an actor's name, or a type of act
  std::string key;    // of the actor; empty for acts
  std::string word;
  std::string stance;  // of designations: +, 0, -; empty for acts
  int64_t count = 0;
  std::string document, sentence;  // an example
};

// What an outlet tells of a story and what it leaves out, by event ids; whom it quotes.
struct Coverage {
  std::string outlet;
  std::vector<std::string> told, left_out;
  std::vector<std::pair<std::string, int64_t>> quoted;
  std::vector<std::string> headline_only;  // claims of headlines that no sentence below takes up
};

struct StoryView {
  std::string id, title, first, last;
  std::vector<Telling> tellings;
  std::vector<EventView> events;  // those told by most first
  std::vector<Wording> wordings;
  std::vector<Coverage> coverage;
  Corroboration corroboration;  // of the story: outlets, voices and texts
};

// `name`: story id, or id, code or address of one of its documents.
Result<StoryView> story(const Desk& desk, std::string_view name);
// `name`: id of an event or of a claim.
Result<EventView> event(const Desk& desk, std::string_view name);

}  // namespace isnad::desk
