// SPDX-License-Identifier: Apache-2.0
// All rooms in their order. Opened once, shared by all threads; a read() touches only its own Document.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "claims/claims.h"
#include "document/document.h"
#include "page/page.h"
#include "reading/json.h"

namespace isnad::reading {

struct Resources;

// Layers as bits; a stage needs some and gives some.
enum Layer : uint32_t {
  kText = 1,
  kTokens = 2,
  kAnalyses = 4,
  kEntities = 8,
  kTimes = 16,
  kQuotes = 32,
  kEvents = 64,
  kQuantities = 128,
  kDesignations = 256
};

struct Stage {
  std::string_view name;
  uint32_t needs;
  uint32_t gives;
  void (*run)(const Resources&, Document&);
};

class Reader {
 public:
  // `home` holds lexicon.bin and models/. Errors name the file and what to do.
  // `local` is a folder with an analyst's own words on who is who, or empty (docs/local-actors.md).
  static Result<Reader> open(const std::string& home, const std::string& local = {});
  Reader(Reader&&) noexcept;
  ~Reader();

  Document read_text(std::string_view text, const page::Given& given) const;
  Document read_html(std::string_view bytes, const page::Given& given) const;
  // A document with its text, meta and regions, no stage run yet.
  Document prepare(std::string_view text, const page::Given& given) const;
  // Runs the stages on a document that has its text, meta and regions, up to and without the stage named `until`
  // (empty: all). For tools that put a layer in from elsewhere, such as gold names.
  void run(Document& doc, std::string_view until = {}) const;
  // Runs one stage by name. Returns false when there is none of that name.
  bool run_stage(Document& doc, std::string_view name) const;

  const MadeBy& made_by() const;
  const lexicon::Lexicon& lexicon() const;
  const claims::Claims& claims() const;  // for training tools and gold triggers

 private:
  explicit Reader(std::unique_ptr<Resources> resources);
  std::unique_ptr<Resources> resources_;
};

}  // namespace isnad::reading
