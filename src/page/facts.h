// SPDX-License-Identifier: Apache-2.0
// What a page says of itself outside its text: JSON-LD, OpenGraph, microdata, its head.
#pragma once

#include <string>
#include <vector>

#include "page/dom.h"

namespace isnad::page {

struct PageFacts {
  std::vector<std::string> headlines;  // best first, as written; <title> also without the site's name
  std::string canonical_url;
  std::string site;  // what the page calls its outlet
  std::string author;
  std::string agency;            // an organisation named as author that is not the publisher
  std::vector<Claim> published;  // best first, as written
  std::vector<Claim> modified;
};

PageFacts page_facts(const Dom& dom);

}  // namespace isnad::page
