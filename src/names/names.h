// SPDX-License-Identifier: Apache-2.0
// Who and what is named, and who is it? Fills mentions and entities.
#pragma once

#include "base/result.h"
#include "document/document.h"
#include "lexicon/lexicon.h"
#include "model/linear.h"
#include "names/gazetteer.h"
#include "names/resolve.h"
#include "names/tagger.h"

namespace isnad::names {

// Immutable after open(); one instance serves all threads.
class Names {
 public:
  // `lexicon` must outlive the instance.
  static Result<Names> open(const lexicon::Lexicon& lexicon, const model::Models& models);
  void run(Document& doc) const;

 private:
  Gazetteer gazetteer_;
  WordGroups groups_;
  Tagger tagger_;
  Resolver resolver_;
};

}  // namespace isnad::names
