// SPDX-License-Identifier: Apache-2.0
// The claims of some documents of a store, each as it is shown and as it is compared.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/changes.h"
#include "desk/desk.h"
#include "desk/events.h"
#include "desk/figures.h"
#include "desk/stories.h"
#include "document/document.h"
#include "stories/acts.h"

namespace isnad::desk {

// Which outlets belong together, from lexicon/outlets.
class Owners {
 public:
  explicit Owners(const lexicon::Lexicon& lexicon);
  // The owner of an outlet, by its address or name; the outlet itself where no owner is known, or only the state.
  std::string voice(const std::string& url, const std::string& outlet) const;
  // True for the name of an outlet or agency that the dictionaries know.
  bool is_outlet(const std::string& name) const;

 private:
  std::map<std::string, std::string> by_domain_, by_name_;
};

// A number in a text with what it counts.
struct Count {
  std::string unit, value;
  double low = 0, high = 0;
  size_t document = 0;  // index into Claims::documents
  std::string source, sentence;
  uint32_t at = 0;  // byte in the text
  std::vector<uint32_t> stems;
  std::string event;  // id of the event in its reading that it belongs to, or empty
};

struct Told {
  Telling telling;
  Document doc;       // from its reading: no tokens
  std::string voice;  // owner or outlet
  std::string agency;
  bool older = false;  // not the newest version of its page
};

struct Claims {
  std::vector<Told> documents;
  std::vector<ClaimView> views;      // oldest document first
  std::vector<stories::Tell> tells;  // of the same claims
  std::vector<size_t> of;            // the document of each
  std::vector<uint32_t> at;          // byte of the trigger
  std::vector<Count> counts;
  Passages passages;                            // numbers, denials and blame in the texts
  std::vector<std::vector<uint32_t>> disputed;  // groups of passages.figures
};

// Reads the claims of the documents, with all that stories need.
Result<Claims> read_claims(const Desk& desk, const std::vector<Telling>& tellings);
// For views that count acts only: claims that `wanted` keeps, without what differences are found by; of a document no
// more is kept than its telling. Each document is shown to `look` (which may be empty) before it is let go.
Result<Claims> read_acts(const Desk& desk, const std::vector<Telling>& tellings,
                         const std::function<bool(const ClaimView&)>& wanted,
                         const std::function<void(const Told&)>& look = {});

// The claims of each event, after analysts' changes: indices of claims.views, in order.
std::vector<std::vector<uint32_t>> act_groups(const Claims& claims, const std::vector<Change>& changes);
// The same for the acts that some of the claims are of: only those are compared that may tell one act with these, which
// share a type or the root of a word with them.
std::vector<std::vector<uint32_t>> act_groups_of(const Claims& claims, const std::vector<Change>& changes,
                                                 const std::vector<uint32_t>& some);

// The events that the claims are of, those told by most outlets first.
std::vector<EventView> events_of(const Claims& claims, const Owners& owners, const std::vector<Change>& changes);

// Who a participant is.
Who who(const Document& doc, const Participant& p);

}  // namespace isnad::desk
