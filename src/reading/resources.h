// SPDX-License-Identifier: Apache-2.0
// Everything that reading a document needs and no document changes.
#pragma once

#include "claims/claims.h"
#include "framing/framing.h"
#include "lexicon/lexicon.h"
#include "names/local.h"
#include "names/names.h"
#include "names/roles.h"
#include "page/page.h"
#include "quantities/quantities.h"
#include "reading/json.h"
#include "speech/speech.h"
#include "times/times.h"
#include "words/words.h"

namespace isnad::reading {

struct Resources {
  std::unique_ptr<lexicon::Lexicon> lexicon;
  page::Page page;
  words::Words words;
  names::Names names;
  names::LocalActors local;
  names::Roles roles;
  times::Times times;
  quantities::Quantities quantities;
  speech::Speech speech;
  claims::Claims claims;
  framing::Framing framing;
  MadeBy made_by;
};

// Source of the derived blobs of each room, in the order in which they are made.
std::span<const lexicon::Deriver> derivers();

}  // namespace isnad::reading
