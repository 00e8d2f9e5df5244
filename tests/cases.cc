// SPDX-License-Identifier: Apache-2.0
// cases HOME FILE: runs the cases of one file. A case is
//
//   === a sentence that states the behaviour
//   @layer times            the layer that is dumped; stays in force for the file's later cases
//   @date 2020-09-09        publication date given with the text (for this case alone)
//   @html                   the input is a page, not plain text (for this case alone)
//   <input lines>
//   ---
//   <expected dump>
//
// Lines before the first case are comments. With ISNAD_UPDATE=1 the expected dumps are rewritten in place.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "document/dump.h"
#include "reading/reader.h"

namespace {

struct Case {
  std::string name, options, input, expected;
};

struct CaseFile {
  std::string comment;
  std::vector<Case> cases;
};

CaseFile parse(std::istream& in) {
  CaseFile file;
  std::string line;
  enum { kComment, kOptions, kInput, kExpected } part = kComment;
  while (std::getline(in, line)) {
    if (line.starts_with("=== ")) {
      file.cases.push_back({line.substr(4), {}, {}, {}});
      part = kOptions;
    } else if (part == kComment) {
      file.comment += line + "\n";
    } else if (part != kExpected && line == "---") {
      part = kExpected;
    } else if (part == kOptions && line.starts_with('@')) {
      file.cases.back().options += line + "\n";
    } else if (part == kExpected) {
      file.cases.back().expected += line + "\n";
    } else {
      part = kInput;
      file.cases.back().input += line + "\n";
    }
  }
  for (Case& c : file.cases) {
    while (c.expected.ends_with("\n\n")) c.expected.pop_back();
    if (c.expected == "\n") c.expected.clear();
    if (c.input.ends_with('\n')) c.input.pop_back();
  }
  return file;
}

std::string run(const isnad::reading::Reader& reader, const Case& c, std::string& layer) {
  isnad::page::Given given;
  bool html = false;
  std::istringstream options(c.options);
  for (std::string option; std::getline(options, option);) {
    const size_t space = option.find(' ');
    const std::string key = option.substr(1, space == std::string::npos ? space : space - 1);
    const std::string value = space == std::string::npos ? "" : option.substr(space + 1);
    if (key == "layer") layer = value;
    else if (key == "date") given.date = value;
    else if (key == "outlet") given.outlet = value;
    else if (key == "url") given.url = value;
    else if (key == "title") given.title = value;
    else if (key == "html") html = true;
    else return "unknown option @" + key + "\n";
  }
  const isnad::Document doc = html ? reader.read_html(c.input, given) : reader.read_text(c.input, given);
  std::string out;
  std::istringstream layers(layer);
  for (std::string one; layers >> one;) out += isnad::dump(doc, one);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: isnad_cases HOME FILE\n");
    return 2;
  }
  const auto reader = isnad::reading::Reader::open(argv[1]);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 1;
  }
  std::ifstream in(argv[2]);
  CaseFile file = parse(in);
  in.close();
  if (file.cases.empty()) {
    std::fprintf(stderr, "%s: holds no case\n", argv[2]);
    return 1;
  }
  const bool update = std::getenv("ISNAD_UPDATE") != nullptr;
  int failed = 0;
  std::string layer = "events";
  std::string rewritten = file.comment;
  for (Case& c : file.cases) {
    const std::string got = run(*reader, c, layer);
    if (got != c.expected) {
      ++failed;
      if (!update)
        std::printf("FAILED %s: %s\n%s\n--- wanted\n%s--- got\n%s\n", argv[2], c.name.c_str(), c.input.c_str(),
                    c.expected.c_str(), got.c_str());
    }
    rewritten += "=== " + c.name + "\n" + c.options + c.input + "\n---\n" + got + "\n";
  }
  if (update && failed > 0) std::ofstream(argv[2]) << rewritten;
  std::printf("%zu cases, %d %s\n", file.cases.size(), failed, update ? "rewritten" : "failed");
  return failed == 0 || update ? 0 : 1;
}
