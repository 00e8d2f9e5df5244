// SPDX-License-Identifier: Apache-2.0
// How each format writes one row.
#pragma once

#include <set>
#include <string>

#include "exports/claim_row.h"
#include "lexicon/lexicon.h"

namespace isnad::exports {

std::string csv_row(const ClaimRow& row, const reading::MadeBy& made_by);

// `set_aside`: why another format left it out, or empty.
std::string json_row(const ClaimRow& row, const reading::MadeBy& made_by, std::string_view set_aside);

std::string plover_record(const ClaimRow& row, const reading::MadeBy& made_by);

// `codes` is the table exports/cameo: type, mode, code, intensity.
std::string cameo_header();
std::string cameo_rows(const ClaimRow& row, const lexicon::Table& codes, const reading::MadeBy& made_by);

// Entities of one document; those whose id stands in `written` are left out, the others are noted there.
std::string ftm_entities(const Document& doc, const std::vector<ClaimRow>& carried, const reading::MadeBy& made_by,
                         std::set<std::string>& written);

}  // namespace isnad::exports
