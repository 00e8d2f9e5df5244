// SPDX-License-Identifier: Apache-2.0
// The part of include/isnad/c.h that places documents into stories.
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "base/mapped_file.h"
#include "isnad/c.h"
#include "reading/home.h"
#include "stories/part.h"

using namespace isnad;

struct isnad_stories {
  stories::Frequencies frequencies;
};

namespace {

isnad_stories* fail(char** error, const std::string& message) {
  if (error != nullptr) *error = strdup(message.c_str());
  return nullptr;
}

Result<stories::Signature> decoded(const char* bytes, size_t size) {
  return stories::decode(bytes == nullptr ? std::string_view() : std::string_view(bytes, size));
}

}  // namespace

extern "C" {

isnad_stories* isnad_stories_open(const char* home, const uint32_t* terms, const uint32_t* documents, size_t size,
                                  uint32_t total, char** error) {
  if (size > 0 && (terms == nullptr || documents == nullptr)) return fail(error, "no counts of terms were given");
  std::string folder = home == nullptr ? "" : home;
  if (folder.empty()) {
    Result<std::string> found = reading::find_home();
    if (!found) return fail(error, found.error().message);
    folder = std::move(*found);
  }
  const Result<MappedFile> prior = MappedFile::open(folder + "/models/idf.model");
  if (!prior) return fail(error, prior.error().message);
  auto made = std::make_unique<isnad_stories>();
  if (Result<void> done = made->frequencies.set_prior(prior->bytes()); !done)
    return fail(error, folder + "/models/idf.model " + done.error().message);
  for (size_t i = 0; i < size; ++i) made->frequencies.set(terms[i], documents[i]);
  made->frequencies.set_total(total);
  made->frequencies.set_least(1);
  return made.release();
}

void isnad_stories_close(isnad_stories* stories) { delete stories; }

size_t isnad_story_keys(const isnad_stories* stories, const char* signature, size_t size, size_t most, int64_t* keys,
                        float* weights, size_t room) {
  if (stories == nullptr || keys == nullptr || weights == nullptr) return 0;
  const Result<stories::Signature> found = decoded(signature, size);
  if (!found) return 0;
  const std::vector<stories::Key> made = stories::keys_of(stories->frequencies, *found, most);
  const size_t count = std::min(room, made.size());
  for (size_t i = 0; i < count; ++i) {
    keys[i] = static_cast<int64_t>(made[i].key);
    weights[i] = made[i].weight;
  }
  return count;
}

void isnad_place_documents(const isnad_stories* stories, const isnad_signed* documents, size_t count,
                           isnad_place* places) {
  if (places == nullptr) return;
  if (stories == nullptr || documents == nullptr) {
    for (uint32_t i = 0; i < count; ++i) places[i] = {i, 1, i};
    return;
  }
  std::vector<stories::Waiting> waiting(count);
  for (size_t i = 0; i < count; ++i) {
    waiting[i].key = documents[i].key == nullptr ? "" : documents[i].key;
    waiting[i].day = documents[i].day;
    waiting[i].earliest = documents[i].earliest;
    waiting[i].latest = documents[i].latest;
    Result<stories::Signature> signature = decoded(documents[i].signature, documents[i].size);
    if (signature) waiting[i].signature = std::move(*signature);
  }
  const std::vector<stories::Place> found = stories::place_part(stories->frequencies, waiting);
  for (size_t i = 0; i < count; ++i) places[i] = {found[i].original, found[i].share, found[i].story};
}

}  // extern "C"
