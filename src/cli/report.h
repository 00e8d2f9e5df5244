// SPDX-License-Identifier: Apache-2.0
// A reading for a person: headline, outlet and date with its basis; then the acts, most newsworthy first, source and
// status before anything else; then who is quoted.
#pragma once

#include <string>

#include "cli/display.h"
#include "cli/labels.h"
#include "document/document.h"

namespace isnad::cli {

struct ReportOptions {
  bool all = false;  // unfold background and the outlet's own inferences
  Style style = Style::kPlain;
};

// Needs no tokens: works on a reading loaded from JSON, too.
std::string report(const Document& doc, const Labels& labels, const ReportOptions& options);

// The tellings of each act: events that share `same` together, groups in order of newsworthiness.
std::vector<std::vector<uint32_t>> acts_by_newsworthiness(const Document& doc);

// «wasta'» (unnamed), as told by X: the chain of a claim in words.
std::string chain_in_words(const Document& doc, const Labels& labels, const std::vector<Participant>& chain);
// A participant's name: its entity's name when it is one, else the words that stand for it.
std::string participant_name(const Document& doc, const Participant& participant);

}  // namespace isnad::cli
