// SPDX-License-Identifier: Apache-2.0
#include "names/names.h"

#include "names/common_nouns.h"
#include "names/cues.h"
#include "names/rules.h"
#include "text/letters.h"

namespace isnad::names {

namespace {

// Names as the tags have them; clitics before a name's first word are left out of its span.
void add_mentions(Document& doc, const std::vector<Cue>& cues, const std::vector<uint8_t>& tags) {
  for (uint32_t i = 0; i < tags.size();) {
    if (!is_begin(tags[i])) {
      ++i;
      continue;
    }
    Mention mention;
    mention.type = type_of(tags[i]);
    mention.first_token = i;
    const uint8_t inside = inside_tag(mention.type);
    for (++i; i < tags.size() && tags[i] == inside && doc.tokens[i].sentence == doc.tokens[i - 1].sentence;) ++i;
    mention.last_token = i;
    const Span first = doc.tokens[mention.first_token].span;
    mention.span.begin = text::letter_offset(doc.text, first, cues[mention.first_token].clitic_letters);
    mention.span.end = doc.tokens[i - 1].span.end;
    doc.mentions.push_back(mention);
  }
}

}  // namespace

Result<Names> Names::open(const lexicon::Lexicon& lexicon, const model::Models& models) {
  Names stage;
  stage.gazetteer_ = Gazetteer(lexicon.blob("names/gazetteer"));
  stage.resolver_ = Resolver(lexicon, stage.gazetteer_);
  stage.groups_ = WordGroups(lexicon.blob("names/groups"));
  Result<Tagger> tagger = Tagger::open(models);
  if (!tagger) return tagger.error();
  stage.tagger_ = std::move(*tagger);
  return stage;
}

void Names::run(Document& doc) const {
  const std::vector<Cue> cues = make_cues(doc, gazetteer_, groups_);
  std::vector<uint8_t> tags = tagger_.tag(doc, cues);
  apply_rules(doc, cues, tags);
  add_mentions(doc, cues, tags);
  drop_common_nouns(doc);
  resolver_.run(doc, cues);
}

}  // namespace isnad::names
