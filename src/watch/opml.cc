// SPDX-License-Identifier: Apache-2.0
#include "watch/opml.h"

#include <cstdio>
#include <pugixml.hpp>
#include <set>

#include "page/charset.h"
#include "text/utf8.h"
#include "watch/address.h"

namespace isnad::watch {

namespace {

constexpr int kDeepest = 32;
constexpr size_t kMostFeeds = 20'000;

struct Writing {
  std::string out;
  std::set<std::string> names, addresses;
  size_t left_out = 0;

  std::string unique(std::string name) {
    if (names.insert(name).second) return name;
    for (int i = 2;; ++i)
      if (const std::string next = name + " " + std::to_string(i); names.insert(next).second) return next;
  }

  void outline(const pugi::xml_node& node, int depth) {
    const std::string title = node.attribute("title").as_string(node.attribute("text").as_string());
    const std::optional<Address> address = parse_address(node.attribute("xmlUrl").as_string());
    if (node.attribute("xmlUrl")) {
      const bool web = address && (address->scheme == "http" || address->scheme == "https");
      if (!web || !addresses.insert(address->whole).second || addresses.size() > kMostFeeds) {
        ++left_out;
      } else {
        out += "[[feed]]\n";
        out += "name = " + toml_string(unique(title.empty() ? address->whole : title)) + "\n";
        out += "url = " + toml_string(address->whole) + "\n\n";
      }
    } else if (!title.empty()) {
      out += "# " + toml_string(title) + "\n\n";
    }
    if (depth < kDeepest)
      for (const pugi::xml_node child : node.children("outline")) outline(child, depth + 1);
  }
};

}  // namespace

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text::repair(text)) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out += code;
  }
  return out + "\"";
}

Result<std::string> sources_of_opml(std::string_view bytes) {
  const page::Decoded decoded = page::decode_bytes(bytes, true);
  pugi::xml_document xml;
  (void)xml.load_buffer(decoded.text.data(), decoded.text.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node body = xml.child("opml").child("body");
  if (!body) return Error{"found no OPML; expected <opml> with a <body> of outlines"};
  Writing writing;
  for (const pugi::xml_node node : body.children("outline")) writing.outline(node, 0);
  if (writing.addresses.empty()) return Error{"found OPML without feeds (outlines with an xmlUrl)"};
  if (writing.left_out > 0)
    writing.out +=
        "# " + std::to_string(writing.left_out) + " outlines were left out: no http address, or there twice\n";
  return writing.out;
}

}  // namespace isnad::watch
