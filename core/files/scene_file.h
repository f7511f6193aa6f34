#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace lantern {

/// Why a file was not read.
struct FileRefusal {
  enum class Why {
    missing,    ///< it is not there, or the system refuses it
    forbidden,  ///< a scene may not read it
    too_large
  };
  Why why = Why::missing;
  std::string message;
  std::string hint = "";
};

/// The code of a diagnostic that says so: data-file, refused-file, limit.
std::string_view code_of(FileRefusal::Why why);

using FileText = std::variant<std::string, FileRefusal>;

/// Reads a file that a scene names. All that a script can name is read here: scenes come from
/// strangers too. `path` starts at the script's folder and stays below `root`, which is that
/// folder where it is empty; links count by where they lead. Only plain files are read, and their
/// size, at most so many bytes, is looked at first. Messages hold nothing of what is refused.
FileText read_scene_file(const std::string& path, const std::string& folder,
                         const std::string& root, std::int64_t most_bytes);

/// Reads a file that the user names, which may lie anywhere.
FileText read_given_file(const std::string& path, std::int64_t most_bytes);

/// Whether the script's folder is below the root. A script may have no folder.
bool is_below(const std::string& folder, const std::string& root);

}  // namespace lantern
