#include "cli/films/freshness.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "cli/version.h"
#include "core/base/error.h"
#include "output/staging/frame_path.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

std::string text_of(const Key& key) {
  return fmt::format("{:016x}{:016x}", key.hi, key.lo);
}

/// None where there is no such file.
std::optional<Key> key_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!file)
    throw RuntimeError(fmt::format("{}: {}", path, std::generic_category().message(errno)));
  Hasher hasher;
  std::string block(1 << 20, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    hasher.add(std::string_view(block.data(), static_cast<size_t>(file.gcount())));
  }
  return hasher.finish();
}

std::string state_of(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return "folder";
  const auto key = key_of_file(path);
  return key ? text_of(*key) : "none";
}

/// The files that an output consists of.
std::vector<std::string> files_of(const std::string& output) {
  const auto sequence = FramePath::parse(output);
  if (!sequence) return {output};
  std::vector<std::string> out;
  for (std::int64_t n = 0; fs::exists((*sequence)(n)); ++n) out.push_back((*sequence)(n));
  return out;
}

/// As the record names it: seen from its own folder, which may move.
std::string named(const std::string& file, const fs::path& record) {
  return fs::path(file)
      .lexically_relative(record.parent_path().empty() ? "." : record.parent_path())
      .string();
}

}  // namespace

std::string record_of(const std::string& output) {
  const fs::path path(output);
  return (path.parent_path() / ("." + path.filename().string() + ".lantern")).string();
}

Key render_key(const std::vector<std::string>& inputs, const Options& options,
               const std::string& command) {
  Hasher hasher;
  hasher.add(command);
  hasher.add(kVersion);
  hasher.add(state_of("/proc/self/exe"));  // a rebuilt program may draw otherwise
  for (const std::string& input : inputs) {
    hasher.add(input);
    hasher.add(state_of(input));
  }
  hasher.add(picture_options(options));
  return hasher.finish();
}

bool is_fresh(const std::string& first_output, const Key& key) {
  const fs::path record = record_of(first_output);
  std::ifstream file(record);
  std::string line;
  if (!std::getline(file, line) || line != text_of(key)) return false;
  bool any = false;
  while (std::getline(file, line)) {
    const size_t space = line.find(' ');
    if (space == std::string::npos) return false;
    any = true;
    if (state_of((record.parent_path() / line.substr(space + 1)).string()) != line.substr(0, space))
      return false;
  }
  return any;
}

void note_fresh(const std::string& first_output, const std::vector<std::string>& outputs,
                const Key& key) {
  const fs::path record = record_of(first_output);
  std::string text = text_of(key) + "\n";
  for (const std::string& output : outputs) {
    for (const std::string& file : files_of(output)) {
      text += fmt::format("{} {}\n", state_of(file), named(file, record));
    }
  }
  StagedFile file(record.string(), StagedFile::Streams::refused);
  file.write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  file.publish();
}

}  // namespace lantern
