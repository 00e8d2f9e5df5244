// SPDX-License-Identifier: Apache-2.0
// The open database behind a Store, with the statements that every document needs.
#pragma once

#include "store/sqlite.h"
#include "store/store.h"

namespace isnad::store {

inline constexpr int kWaitForLocks = 10'000;  // milliseconds

struct Store::Connection {
  sqlite3* db = nullptr;
  Statements kept{48};  // of statement() and of questions
  Statement find, insert_document, set_current, find_version, insert_version, set_reading, drop_claims, insert_claim,
      correct_claims, index_words, unindex_words, insert_signature, drop_signature, insert_actor, find_actor,
      insert_appearance, drop_appearances, unplace, drop_dating, insert_party, drop_parties, set_language,
      set_claim_place, know_actor;

  ~Connection() {
    // Statements go first: a connection with open ones does not close.
    for (Statement* s :
         {&find,           &insert_document, &set_current,    &find_version,      &insert_version,   &set_reading,
          &drop_claims,    &insert_claim,    &correct_claims, &index_words,       &unindex_words,    &insert_signature,
          &drop_signature, &insert_actor,    &find_actor,     &insert_appearance, &drop_appearances, &unplace,
          &drop_dating,    &insert_party,    &drop_parties,   &set_language,      &set_claim_place,  &know_actor})
      *s = Statement();
    kept.clear();
    sqlite3_close(db);
  }
};

}  // namespace isnad::store
