// SPDX-License-Identifier: Apache-2.0
// The routes' functions, a file a resource (api_documents.cc, ...). All answer JSON; errors are problems (guard.h).
#pragma once

#include "serve/newsroom.h"

namespace isnad::serve {

Result<Response> get_documents(Call& call);
Result<Response> get_document(Call& call);
Result<Response> post_correction(Call& call);
Result<Response> get_stories(Call& call);
Result<Response> get_story(Call& call);
Result<Response> get_claims(Call& call);
Result<Response> get_search(Call& call);
Result<Response> get_labels(Call& call);
Result<Response> get_overview(Call& call);

}  // namespace isnad::serve
