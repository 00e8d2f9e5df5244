// SPDX-License-Identifier: Apache-2.0
#include "serve/api.h"

namespace isnad::serve {

const std::vector<RouteEntry>& routes() {
  static const std::vector<RouteEntry> kRoutes = {
      {"GET", "/api/v1/overview", get_overview},
      {"GET", "/api/v1/labels", get_labels},
      {"GET", "/api/v1/codebook", get_codebook},
      {"GET", "/api/v1/outlets", get_outlets},
      {"GET", "/api/v1/sources", get_sources},
      {"GET", "/api/v1/documents/{id}/claims/{format}", get_document_export},
      {"GET", "/feeds/search.atom", get_search_feed},
      {"GET", "/feeds/alerts.atom", get_alert_feed, false},
      {"GET", "/feeds/claims.atom", get_claims_feed, false},
      {"GET", "/api/v1/documents", get_documents},
      {"GET", "/api/v1/documents/{id}", get_document},
      {"POST", "/api/v1/documents/{id}/corrections", post_correction},
      {"GET", "/api/v1/documents/{id}/why/{claim}", get_why},
      {"DELETE", "/api/v1/corrections/{id}", delete_correction},
      {"GET", "/api/v1/log", get_log},
      {"GET", "/api/v1/runs", get_runs, false},
      {"GET", "/api/v1/stories", get_stories},
      {"GET", "/api/v1/stories/{id}", get_story},
      {"GET", "/api/v1/stories/{id}/events", get_story_events},
      {"GET", "/api/v1/events/{id}", get_event},
      {"GET", "/api/v1/actors", get_actors},
      {"GET", "/api/v1/actors/{name}", get_actor},
      {"GET", "/api/v1/timeline", get_timeline},
      {"GET", "/api/v1/network", get_network},
      {"GET", "/api/v1/relations", get_relation},
      {"GET", "/api/v1/places", get_places},
      {"GET", "/api/v1/changes", get_changes},
      {"POST", "/api/v1/changes", post_change},
      {"DELETE", "/api/v1/changes/{id}", delete_change},
      {"GET", "/api/v1/claims", get_claims, false},
      {"GET", "/api/v1/claims/facets", get_claim_facets, false},
      {"GET", "/api/v1/search", get_search},
      {"GET", "/api/v1/news", get_news},
      {"POST", "/api/v1/readers/{name}", put_reader},
  };
  return kRoutes;
}

}  // namespace isnad::serve
