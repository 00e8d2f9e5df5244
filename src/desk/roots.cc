// SPDX-License-Identifier: Apache-2.0
#include "desk/roots.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/letters.h"

namespace isnad::desk {

namespace {

std::string plural(int64_t n, const char* one, const char* many) {
  return std::to_string(n) + " " + (n == 1 ? one : many);
}

// A party to the act, or somebody of its side: his word on his own cause corroborates nothing.
bool party(const ClaimView& claim, const Who& source) {
  for (const auto* list : {&claim.actors, &claim.recipients})
    for (const Who& w : *list) {
      if (!source.key.empty() && (w.key == source.key || "of:" + w.key == source.key || w.key == "of:" + source.key))
        return true;
      if (!w.side.empty() && w.side == source.side && w.country == source.country) return true;
      if (!w.country.empty() && w.country == source.country && w.country != "INT" && w.side.empty() &&
          source.side.empty())
        return true;
    }
  return false;
}

void add(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

struct Rooted {
  std::string key, name, kind;
};

// The nearest speaker is the root. Without one it is the outlet's own word, or its agency's, or that of the text
// copied.
Rooted root_of(const Claims& claims, uint32_t i, const Owners& owners, const FirstVoices& first) {
  const ClaimView& claim = claims.views[i];
  const Told& told = claims.documents[claims.of[i]];
  if (claim.sources.empty()) {
    const auto original = first.find(text::fold(claim.sentence));
    const std::string name = !told.agency.empty()      ? told.agency
                             : original != first.end() ? original->second
                                                       : told.voice;
    return {"outlet:" + text::fold(name), name, "outlet"};
  }
  const Who& source = claim.sources.front();
  if (owners.is_outlet(source.name)) return {"outlet:" + text::fold(source.name), source.name, "outlet"};
  if (source.named && !source.key.empty()) return {source.key, source.name, party(claim, source) ? "party" : "named"};
  const std::string where = told.telling.copy_of.empty() ? told.voice : told.telling.copy_of;
  return {"unnamed:" + where + "/" + text::fold(source.name), source.name, party(claim, source) ? "party" : "unnamed"};
}

std::string in_words(const Corroboration& c) {
  std::string text = plural(c.outlets, "outlet", "outlets");
  if (c.voices < c.outlets) text += " of " + plural(c.voices, "owner", "owners");
  text += ", " + plural(c.texts, "text", "texts") + "; ";
  std::string roots;
  const auto put = [&](const std::string& part) { roots += (roots.empty() ? "" : ", ") + part; };
  if (c.named > 0) put(plural(c.named, "named root", "named roots"));
  if (c.parties > 0) put(c.parties == 1 ? "a party to the act" : std::to_string(c.parties) + " parties to the act");
  if (c.unnamed > 0)
    put(plural(c.unnamed, "unnamed root", "unnamed roots") + (c.unnamed > 1 ? ", independence unknown" : ""));
  if (c.own > 0) put(c.own == 1 ? "an outlet's own word" : "own words of " + std::to_string(c.own) + " outlets");
  return text + (roots.empty() ? "no root" : roots);
}

void count_carriers(const Claims& claims, const std::set<size_t>& documents, Corroboration& c) {
  std::set<std::string> outlets, voices, texts;
  for (const size_t d : documents) {
    const Told& told = claims.documents[d];
    outlets.insert(told.telling.outlet.empty() ? told.telling.code : told.telling.outlet);
    voices.insert(told.voice.empty() ? told.telling.code : told.voice);
    texts.insert(told.telling.copy_of.empty() ? told.telling.code : told.telling.copy_of);
  }
  c.outlets = static_cast<int64_t>(outlets.size());
  c.voices = static_cast<int64_t>(std::min(voices.size(), outlets.size()));
  c.texts = static_cast<int64_t>(texts.size());
}

}  // namespace

FirstVoices first_voices(const Claims& claims) {
  FirstVoices first;
  for (size_t i = 0; i < claims.views.size(); ++i)
    first.try_emplace(text::fold(claims.views[i].sentence), claims.documents[claims.of[i]].voice);
  return first;
}

Corroboration corroboration(const Claims& claims, const std::vector<uint32_t>& members, const Owners& owners,
                            const FirstVoices& first) {
  const auto done = [&](uint32_t i) {
    const ClaimView& c = claims.views[i];
    return !c.wrong && !c.outdated && c.qualifier.empty() && (c.status == "happened" || c.status == "ongoing");
  };
  const bool any_done = std::any_of(members.begin(), members.end(), done);
  Corroboration c;
  std::set<size_t> documents;
  std::map<std::string, Root> roots;
  for (const uint32_t i : members) {
    const ClaimView& claim = claims.views[i];
    if (claim.wrong || claim.outdated || claim.status == "denied" || (any_done && !done(i))) continue;
    documents.insert(claims.of[i]);
    const Rooted rooted = root_of(claims, i, owners, first);
    Root& root = roots[rooted.key];
    root.name = rooted.name;
    if (root.kind != "party") root.kind = rooted.kind;
    add(root.outlets, claim.outlet);
    add(root.claims, claim.id);
  }
  count_carriers(claims, documents, c);
  for (auto& [key, root] : roots) {
    if (root.kind == "named") ++c.named;
    if (root.kind == "party") ++c.parties;
    if (root.kind == "unnamed") ++c.unnamed;
    if (root.kind == "outlet") ++c.own;
    c.roots.push_back(std::move(root));
  }
  c.in_words = in_words(c);
  return c;
}

std::vector<int64_t> words_behind(const Claims& claims, const std::vector<std::vector<uint32_t>>& acts,
                                  const Owners& owners) {
  const FirstVoices first = first_voices(claims);
  std::vector<int64_t> words(claims.views.size());
  for (const std::vector<uint32_t>& act : acts) {
    const Corroboration c = corroboration(claims, act, owners, first);
    for (const uint32_t i : act) words[i] = c.named + c.unnamed + c.own;
  }
  return words;
}

Corroboration carriers(const Claims& claims) {
  Corroboration c;
  std::set<size_t> documents;
  for (size_t i = 0; i < claims.documents.size(); ++i) documents.insert(i);
  count_carriers(claims, documents, c);
  c.in_words = plural(c.outlets, "outlet", "outlets") + ", " + plural(c.texts, "text", "texts");
  return c;
}

}  // namespace isnad::desk
