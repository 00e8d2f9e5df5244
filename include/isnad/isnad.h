// SPDX-License-Identifier: Apache-2.0
// isnad as a library: open a Reader once, share it between threads, read pages, walk their claims.
//
//   const auto reader = isnad::Reader::open();
//   if (!reader) { std::cerr << reader.error().message << '\n'; return 1; }
//   const isnad::Reading reading = reader->read_text(text, {.published = "2020-09-09"});
//   for (const isnad::Claim& claim : reading.claims())
//     std::cout << claim.status << ' ' << claim.type << ": " << claim.sentence << '\n';
//
// Nothing here throws but std::bad_alloc, prints, exits or reads the clock. Offsets are UTF-8 bytes of
// Reading::text(); JSON has code points. Strings that spell a type, mode, status or basis are those of
// docs/reading.md; a string that is empty stands for null there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "isnad/result.h"
#include "isnad/span.h"

#if defined(__GNUC__)
#define ISNAD_API __attribute__((visibility("default")))
#else
#define ISNAD_API
#endif

namespace isnad {

struct Document;

// Somebody who acts, is acted on, or on whose word something is told.
struct Party {
  std::string name;          // his entity's full name, or the words that stand for him
  std::optional<Span> span;  // where these words stand; nothing when he is only implied
  int entity = -1;           // index into Reading::entities(), or -1
  std::string country;       // ISO 3166 alpha-3, or INT
  std::string side;          // of a state with rival authorities
  std::string sector;        // PLOVER's code
};

struct NamedEntity {
  std::string type;  // PER, ORG, GPE, LOC
  std::string name, english, country, side, wikidata;
  std::vector<Span> mentions;
};

// One act as the text tells it.
struct Claim {
  std::string id;                        // stable: the same text gives the same id
  std::string type, mode;                // PLOVER's
  std::string status;                    // happened, ongoing, planned, possible, called-for, conditional, denied
  std::string qualifier;                 // alleged, asked, wanted, negated, or empty
  std::string basis;                     // report, background, inference
  std::vector<Party> sources;            // nearest first; empty when the outlet says it itself
  std::vector<Party> effective_sources;  // with what the text as a whole makes plain
  std::vector<Party> actors, recipients, concerning;
  int place = -1;              // index into Reading::entities(), or -1
  std::string date;            // EDTF
  int same = 0;                // tellings of one act share a number; 0: told once
  float parse_confidence = 0;  // the program's sureness of its reading, never of the act
  std::string rule;            // the codebook entry that fired
  Span trigger;
  std::string sentence;  // where it stands
};

struct Quotation {
  std::optional<Party> source;
  std::vector<Party> via;  // near to far
  std::string cue_class;   // neutral, asserts, doubts, admits, denies, reveals, promises, asks
  std::string kind;        // direct, indirect, mixed
  bool named = false;
  Span cue;
  std::vector<Span> content;
};

// What the caller knows of a text; empty where it is not known.
struct Known {
  std::string id, url, outlet, title;
  std::string published;  // ISO 8601
};

// The reading of one document. Owns all it shows; move-only.
class ISNAD_API Reading {
 public:
  Reading(Reading&&) noexcept;
  Reading& operator=(Reading&&) noexcept;
  ~Reading();

  std::string_view id() const;
  std::string_view text() const;       // UTF-8, as read
  std::string_view published() const;  // EDTF, or empty
  const std::vector<Claim>& claims() const;
  const std::vector<Quotation>& quotations() const;
  const std::vector<NamedEntity>& entities() const;
  // One line, docs/reading.schema.json.
  const std::string& json() const;

 private:
  friend class Reader;
  struct Parts;
  explicit Reading(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Immutable once open; any number of threads may read with it at once.
class ISNAD_API Reader {
 public:
  // `home` is the folder that holds lexicon.bin and models/. When it is empty: $ISNAD_HOME, else share/isnad of the
  // installation. Errors name the file and what to do.
  static Result<Reader> open(const std::string& home = {});

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // Plain text in UTF-8; malformed bytes are replaced and noted.
  Reading read_text(std::string_view text, const Known& known = {}) const;
  // A saved HTML page in any charset.
  Reading read_page(std::string_view bytes, const Known& known = {}) const;

 private:
  struct Parts;
  explicit Reader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace isnad
