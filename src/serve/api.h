// SPDX-License-Identifier: Apache-2.0
// The routes' functions, a file a resource (api_documents.cc, ...). All answer JSON; errors are problems (guard.h).
#pragma once

#include "desk/relations.h"
#include "serve/newsroom.h"

namespace isnad::serve {

Result<Response> get_documents(Call& call);
Result<Response> get_document(Call& call);
Result<Response> post_correction(Call& call);
Result<Response> delete_correction(Call& call);
Result<Response> get_log(Call& call);
Result<Response> get_why(Call& call);
Result<Response> get_runs(Call& call);
Result<Response> get_stories(Call& call);
Result<Response> get_story(Call& call);
Result<Response> get_story_events(Call& call);
Result<Response> get_event(Call& call);
Result<Response> get_actors(Call& call);
Result<Response> get_timeline(Call& call);
Result<Response> get_network(Call& call);
Result<Response> get_actor(Call& call);
Result<Response> get_relation(Call& call);
Result<Response> get_places(Call& call);
Result<Response> get_changes(Call& call);
Result<Response> post_change(Call& call);
Result<Response> delete_change(Call& call);
Result<Response> get_claims(Call& call);
Result<Response> get_claim_facets(Call& call);
Result<Response> get_claims_feed(Call& call);
Result<Response> get_search(Call& call);
Result<Response> get_labels(Call& call);
Result<Response> get_overview(Call& call);
Result<Response> get_codebook(Call& call);
Result<Response> get_outlets(Call& call);
Result<Response> get_sources(Call& call);
Result<Response> get_document_export(Call& call);
Result<Response> get_news(Call& call);
Result<Response> put_reader(Call& call);
Result<Response> get_alert_feed(Call& call);
Result<Response> get_search_feed(Call& call);

// True for who may have a page: bodies, states, and persons with a public role.
Result<bool> has_public_role(const store::Store& store, const desk::ActorFound& actor);

// The number of a document by its code, id, key or address; 0 when there is none.
Result<int64_t> find_document(const store::Store& store, std::string_view name);

}  // namespace isnad::serve
