// SPDX-License-Identifier: Apache-2.0
// FollowTheMoney entities (schemata of followthemoney 4): the page as Article, named parties as Person, Organization or
// PublicBody, each act as Event, and a Documentation that links every one of them to the page, with its role and the
// chain of sources. Described but unnamed parties get no entity: their words stand in the event. Actors that the
// lexicon knows keep one id in all documents; everybody else is a stranger in each document.
#include <unicode/uloc.h>

#include <cctype>
#include <map>

#include "base/hash.h"
#include "document/names.h"
#include "exports/formats.h"
#include "exports/json_line.h"

namespace isnad::exports {

namespace {

using std::string;
using std::string_view;

string id_of(string_view kind, string_view key) {
  return "isnad-" + string(kind) + "-" + sha256_hex(key).substr(0, 32);
}

// FollowTheMoney writes countries as lower-case ISO 3166 alpha-2; empty for what has none (INT).
string alpha2(string_view alpha3) {
  static const std::map<string, string, std::less<>> kCodes = [] {
    std::map<string, string, std::less<>> codes;
    for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
      string lower = *code;
      for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      codes.emplace(uloc_getISO3Country(("und_" + string(*code)).c_str()), lower);
    }
    return codes;
  }();
  const auto found = kCodes.find(alpha3);
  return found == kCodes.end() ? string{} : found->second;
}

class Entities {
 public:
  Entities(const Document& doc, const reading::MadeBy& made_by, std::set<string>& written)
      : doc_(doc), made_by_(made_by), written_(written) {
    article_ = id_of("page", doc.meta.id);
  }

  string write(const std::vector<ClaimRow>& rows) {
    if (rows.empty()) return {};
    article(rows.front());
    for (const ClaimRow& row : rows) event(row);
    return std::move(out_);
  }

 private:
  struct Properties {
    JsonLine& json;
    void one(string_view name, string_view value) {
      if (value.empty()) return;
      const string_view values[] = {value};
      json.array(name, values, [&](string_view v) { json.value(v); });
    }
  };

  template <class Fill>
  void entity(const string& id, string_view schema, Fill fill) {
    if (!written_.insert(id).second) return;
    JsonLine json;
    json.string("id", id);
    json.string("schema", schema);
    json.object("properties", [&] {
      Properties properties{json};
      fill(properties);
    });
    out_ += json.end();
  }

  void article(const ClaimRow& r) {
    entity(article_, "Article", [&](Properties& p) {
      p.one("title", r.title);
      p.one("fileName", r.document);
      p.one("sourceUrl", r.url);
      p.one("publisher", r.outlet);
      p.one("publishedAt", r.published);
      p.one("language", r.language == "ar" ? "ara" : r.language);
      p.one("description", "SHA-256 of the page: " + r.content_sha256);
    });
  }

  // The id of a named party, written where it is new; empty for one that is only described.
  string party(const PartyRow& row) {
    if (!row.named) return {};
    const Entity& e = doc_.entities[static_cast<size_t>(row.entity)];
    const bool known = row.known && !row.masked;
    const string key = known ? string(name_of(e.type)) + "|" + e.name + "|" + e.country
                             : doc_.meta.id + "|" + std::to_string(row.entity);
    const string id = id_of("party", key);
    const bool person = e.type == EntityType::kPerson;
    const bool body = e.type == EntityType::kOrganisation;
    entity(id,
           person ? "Person"
           : body ? "Organization"
                  : "PublicBody",
           [&](Properties& p) {
             p.one("name", row.name);
             p.one("alias", row.english);
             p.one("country", alpha2(e.country));
             p.one("wikidataId", row.wikidata);
           });
    return id;
  }

  void documentation(string_view subject, string_view role, const ClaimRow& r, string_view summary) {
    const string id = id_of("link", article_ + "|" + string(subject) + "|" + string(role) + "|" + r.claim);
    entity(id, "Documentation", [&](Properties& p) {
      p.one("document", article_);
      p.one("entity", subject);
      p.one("role", role);
      p.one("summary", summary);
      p.one("sourceUrl", r.url);
      p.one("publisher", r.outlet);
      p.one("recordId", r.claim);
    });
  }

  void event(const ClaimRow& r) {
    const string id = id_of("act", r.claim);
    std::vector<string> involved;
    const auto add = [&](const std::vector<PartyRow>& list, string_view role) {
      for (const PartyRow& row : list) {
        const string party_id = party(row);
        if (party_id.empty()) continue;
        documentation(party_id, role, r, r.sentence);
        if (role != "source") involved.push_back(party_id);
      }
    };
    add(r.actors, "actor");
    add(r.recipients, "recipient");
    add(r.effective_sources, "source");
    entity(id, "Event", [&](Properties& p) {
      p.one("name", string(r.type) + (r.mode.empty() ? "" : "/" + r.mode) + ": " + r.trigger);
      p.one("summary", r.sentence);
      p.one("description", "On the word of: " + r.effective_chain + ". Status: " + string(r.status) +
                               ". Date from: " + string(r.date_basis) + ". Codebook: " + r.rule + ".");
      if (r.first_day == r.last_day) {
        p.one("date", r.first_day);
      } else {
        p.one("startDate", r.first_day);
        p.one("endDate", r.last_day);
      }
      p.one("location", r.place);
      p.one("country", alpha2(r.place_country));
      p.one("keywords", r.type);
      p.one("recordId", r.claim);
      p.one("sourceUrl", r.url);
      p.one("publisher", r.outlet);
      p.one("proof", article_);
      if (!involved.empty()) p.json.array("involved", involved, [&](const string& value) { p.json.value(value); });
      p.one("notes", r.review + "; " + made_by_.engine + ", lexicon " + made_by_.lexicon + ", codebook " +
                         made_by_.codebook + "; characters " + std::to_string(r.start) + " to " +
                         std::to_string(r.end));
    });
    documentation(id, "tells of", r, r.effective_chain);
  }

  const Document& doc_;
  const reading::MadeBy& made_by_;
  std::set<string>& written_;
  string article_, out_;
};

}  // namespace

std::string ftm_entities(const Document& doc, const std::vector<ClaimRow>& carried, const reading::MadeBy& made_by,
                         std::set<std::string>& written) {
  return Entities(doc, made_by, written).write(carried);
}

}  // namespace isnad::exports
