/* SPDX-License-Identifier: Apache-2.0
   isnad for other languages: a C interface that stays as it is within a major version. All text is UTF-8; offsets in
   what comes back are code points. Nothing here prints, exits or throws. Functions that can fail give an error as a
   string that isnad_free() takes back; `error` may be null. Any other null argument is a failure or, where the comment
   says so, nothing given: it never crashes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ISNAD_C_API __attribute__((visibility("default")))
#else
#define ISNAD_C_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the interface: grows when something is added. */
#define ISNAD_C_VERSION 3

struct ArrowSchema; /* of the Arrow C data interface */
struct ArrowArray;
typedef struct isnad_reader isnad_reader; /* immutable once open; any number of threads may read with it */

/* What the caller knows of a text; null or empty where it is not known. */
typedef struct {
  const char* id;
  const char* url;
  const char* outlet;
  const char* title;
  const char* published; /* ISO 8601 */
} isnad_known;

ISNAD_C_API int isnad_c_version(void);
/* Opens lexicon and models below `home`; null or empty: $ISNAD_HOME, else beside the library. Null on failure. */
ISNAD_C_API isnad_reader* isnad_open(const char* home, char** error);
ISNAD_C_API void isnad_close(isnad_reader* reader);
/* Engine, lexicon, codebook and models as a JSON object. Belongs to the caller: isnad_free(). */
ISNAD_C_API char* isnad_made_by(const isnad_reader* reader);

/* One reading as a line of JSON (docs/reading.md) without the newline, `*length` bytes and a NUL. `html`: not 0 when
   the bytes are a saved page in any charset, else they are text. `known` and `length` may be null, null `bytes` are an
   empty text. Null only without a reader or when memory is short. Free with isnad_free(). */
ISNAD_C_API char* isnad_read(const isnad_reader* reader, const char* bytes, size_t size, int html,
                             const isnad_known* known, size_t* length);

/* Reads the rows of a record batch (a struct array) and gives one table of docs/arrow.md: "readings", "claims",
   "quotations", "entities", "designations", "quantities", "issues" or "signatures". `columns` names the input's
   columns as "role=column" lines; roles: text, html, id, url, outlet, title, published, fault. Text columns may be
   utf8, large_utf8, binary or large_binary. A row that cannot be read (null, too large, or with a `fault` that says why
   it could not be fetched; since version 3) becomes a row of "issues" and a reading with nothing but its id. `schema`
   and `batch` stay the caller's; `*out_schema` and `*out` are the caller's to release. Returns 0, or not 0 with
   `*error` set when the batch as a whole is wrong. */
ISNAD_C_API int isnad_read_batch(const isnad_reader* reader, const struct ArrowSchema* schema,
                                 const struct ArrowArray* batch, const char* columns, const char* table,
                                 struct ArrowSchema* out_schema, struct ArrowArray* out, char** error);

/* Stories among documents that were read apart, from their signatures (docs/scale.md). Since version 2. */
typedef struct isnad_stories isnad_stories; /* immutable once open */
typedef struct {
  const char* key;  /* orders documents of one day; of the table "signatures" */
  int32_t day;      /* of publication, since 1970-01-01; INT32_MIN: not known */
  int32_t earliest; /* of one without a day, where its text bounds it; else INT32_MIN */
  int32_t latest;
  const char* signature; /* of the table "signatures" */
  size_t size;
} isnad_signed;
typedef struct {
  uint32_t original; /* position of the document that it is a copy of; its own when it is none */
  float share;       /* of its text that stands there */
  uint32_t story;    /* equal for documents of one story: the position of one of them */
} isnad_place;

/* `terms[i]` stands in `documents[i]` of all `total` documents; one that is not given stands in one. `home` as for
   isnad_open(). Null on failure. */
ISNAD_C_API isnad_stories* isnad_stories_open(const char* home, const uint32_t* terms, const uint32_t* documents,
                                              size_t size, uint32_t total, char** error);
ISNAD_C_API void isnad_stories_close(isnad_stories* stories);
/* At most `room` keys of a signature, the heaviest `most` terms first, then fingerprints; gives how many. Over the keys
   that two documents share, the products of weights add up to how near they are. 0 for what is no signature. */
ISNAD_C_API size_t isnad_story_keys(const isnad_stories* stories, const char* signature, size_t size, size_t most,
                                    int64_t* keys, float* weights, size_t room);
/* Places documents that no other document is near to, as `isnad stories` does with a store. `places` has room for all.
   A signature that is none is placed alone. */
ISNAD_C_API void isnad_place_documents(const isnad_stories* stories, const isnad_signed* documents, size_t count,
                                       isnad_place* places);

ISNAD_C_API void isnad_free(void* memory);

#ifdef __cplusplus
}
#endif
