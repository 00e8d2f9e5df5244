// SPDX-License-Identifier: Apache-2.0
#include <curl/curl.h>

#include <memory>

#include "alerts/send.h"

namespace isnad::alerts {

namespace {

constexpr long kConnectSeconds = 10, kWholeSeconds = 30;

size_t ignore(char*, size_t size, size_t count, void*) { return size * count; }

}  // namespace

Failure post_json(const std::string& url, const std::string& header, const std::string& body) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(ready ? curl_easy_init() : nullptr, curl_easy_cleanup);
  if (!curl) return {"libcurl cannot be used", false};
  curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json; charset=utf-8");
  list = curl_slist_append(list, "Expect:");
  if (!header.empty()) list = curl_slist_append(list, header.c_str());
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
  CURL* c = curl.get();
  curl_easy_setopt(c, CURLOPT_URL, url.c_str());
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, kWholeSeconds);
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(c, CURLOPT_USERAGENT, "isnad");
  curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, ignore);
  const CURLcode code = curl_easy_perform(c);
  if (code != CURLE_OK) return {curl_easy_strerror(code), false};
  long status = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  if (status >= 200 && status < 300) return {};
  // 410: nobody takes them here any more.
  return {"answered with status " + std::to_string(status), status == 410};
}

}  // namespace isnad::alerts
