// SPDX-License-Identifier: Apache-2.0
#include "reading/home.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace isnad::reading {

Result<std::string> find_home() {
  namespace fs = std::filesystem;
  if (const char* given = std::getenv("ISNAD_HOME"); given != nullptr && *given != '\0') return std::string(given);
  std::error_code failed;
  std::vector<fs::path> homes;
  const auto near = [&](const fs::path& file) {
    const fs::path folder = fs::weakly_canonical(file, failed).parent_path();
    homes.push_back(folder / "share");
    homes.push_back(folder.parent_path() / "share" / "isnad");
    // lib/<architecture>/ is one folder deeper.
    homes.push_back(folder.parent_path().parent_path() / "share" / "isnad");
  };
  near(fs::read_symlink("/proc/self/exe", failed));
  Dl_info library{};
  if (::dladdr(reinterpret_cast<const void*>(&find_home), &library) != 0 && library.dli_fname != nullptr)
    near(library.dli_fname);
  std::string tried;
  for (const fs::path& home : homes) {
    if (fs::exists(home / "lexicon.bin", failed)) return home.string();
    tried += (tried.empty() ? "" : " or ") + home.string();
  }
  return Error{"no lexicon.bin in " + tried + "; build the project, or name its folder in ISNAD_HOME"};
}

std::string find_local(const std::string& store) {
  namespace fs = std::filesystem;
  if (const char* given = std::getenv("ISNAD_LOCAL"); given != nullptr && *given != '\0') return given;
  if (store.empty()) return {};
  std::error_code failed;
  const fs::path folder = fs::absolute(store, failed).parent_path() / "lexicon" / "local";
  return fs::is_directory(folder, failed) ? folder.string() : std::string();
}

}  // namespace isnad::reading
