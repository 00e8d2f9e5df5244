// SPDX-License-Identifier: Apache-2.0
#include "serve/stored_claims.h"

#include <algorithm>

namespace isnad::serve {

exports::Options row_options(const Call& call) {
  return exports::options_of(call.reader.lexicon(), call.request.parameter("lang") == "en" ? "en" : "ar", false);
}

Result<const exports::ClaimRow*> StoredClaims::find(int64_t version, std::string_view event) {
  if (version != version_)
    if (Result<void> done = load(version); !done) return done.error();
  const auto row =
      std::find_if(rows_.begin(), rows_.end(), [&](const exports::ClaimRow& r) { return r.event->id == event; });
  return row == rows_.end() ? nullptr : &*row;
}

Result<void> StoredClaims::load(int64_t version) {
  Result<store::Stored> stored = call_.store.version(version);
  if (!stored) return stored.error();
  doc_ = Document();
  if (Result<void> read = reading::from_json(stored->reading, doc_); !read) return read.error();
  made_by_ = reading::made_by_of(stored->reading);
  lay_over(stored->corrections, doc_);
  rows_ = exports::claim_rows(doc_, stored->corrections, options_);
  code_ = stored->code.empty() ? stored->id : stored->code;
  version_ = version;
  return {};
}

}  // namespace isnad::serve
