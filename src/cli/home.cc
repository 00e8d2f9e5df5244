// SPDX-License-Identifier: Apache-2.0
#include "cli/home.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace isnad::cli {

Result<std::string> find_home() {
  namespace fs = std::filesystem;
  if (const char* given = std::getenv("ISNAD_HOME"); given != nullptr && *given != '\0') return std::string(given);
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  std::string tried;
  for (const fs::path& home : {program / "share", program.parent_path() / "share" / "isnad"}) {
    if (fs::exists(home / "lexicon.bin", failed)) return home.string();
    tried += (tried.empty() ? "" : " or ") + home.string();
  }
  return Error{"no lexicon.bin in " + tried + "; build the project, or name its folder in ISNAD_HOME"};
}

}  // namespace isnad::cli
