/* SPDX-License-Identifier: Apache-2.0
   isnad for other languages: a C interface that stays as it is within a major version. All text is UTF-8; offsets in
   what comes back are code points. Nothing here prints, exits or throws. Functions that can fail give an error as a
   string that isnad_free() takes back. */
#ifndef ISNAD_C_H
#define ISNAD_C_H

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
#define ISNAD_C_VERSION 1

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
   the bytes are a saved page in any charset, else they are text. Null only when memory is short. Free with
   isnad_free(). */
ISNAD_C_API char* isnad_read(const isnad_reader* reader, const char* bytes, size_t size, int html,
                             const isnad_known* known, size_t* length);

/* Reads the rows of a record batch (a struct array) and gives one table of docs/arrow.md: "readings", "claims",
   "quotations", "entities", "designations", "quantities" or "issues". `columns` names the input's columns as
   "role=column" lines; roles: text, html, id, url, outlet, title, published. Text columns may be utf8, large_utf8,
   binary or large_binary. A row that cannot be read (null, wrong type) becomes a row of "issues" and a reading with
   nothing but its id. `schema` and `batch` stay the caller's; `*out_schema` and `*out` are the caller's to release.
   Returns 0, or not 0 with `*error` set when the batch as a whole is wrong. */
ISNAD_C_API int isnad_read_batch(const isnad_reader* reader, const struct ArrowSchema* schema,
                                 const struct ArrowArray* batch, const char* columns, const char* table,
                                 struct ArrowSchema* out_schema, struct ArrowArray* out, char** error);

ISNAD_C_API void isnad_free(void* memory);

#ifdef __cplusplus
}
#endif
#endif
