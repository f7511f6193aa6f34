#include "cli/films/overwriting.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "cli/films/freshness.h"
#include "core/base/error.h"
#include "output/film/sink.h"
#include "output/staging/frame_path.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

/// A file that is there by its number on the disk; one that is not by the folder that will have it
/// and its path from there.
struct FileIdentity {
  dev_t device = 0;
  ino_t number = 0;
  std::string rest = "";

  bool operator==(const FileIdentity&) const = default;
};

std::optional<struct stat> status_at(const fs::path& path) {
  struct stat status = {};
  const int failed = path == "-" ? fstat(STDOUT_FILENO, &status) : stat(path.c_str(), &status);
  return failed ? std::nullopt : std::optional(status);
}

/// Where a link that leads nowhere would make a file.
fs::path end_of_links(fs::path path) {
  constexpr int kMostLinks = 40;  // as Linux has it
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(path, error)); ++i) {
    path = path.parent_path() / fs::read_symlink(path, error);
  }
  return path;
}

FileIdentity identity_of_new(const fs::path& given) {
  std::error_code error;
  fs::path folder = fs::weakly_canonical(fs::absolute(end_of_links(given), error), error);
  // "new/../film.mp4" may be there, though "new" is not yet.
  if (const auto status = status_at(folder)) return {status->st_dev, status->st_ino};
  fs::path rest;
  while (folder.has_relative_path()) {
    rest = rest.empty() ? folder.filename() : folder.filename() / rest;
    folder = folder.parent_path();
    if (const auto status = status_at(folder)) return {status->st_dev, status->st_ino, rest};
  }
  return {0, 0, given.string()};
}

/// None for what any number of outputs may go to.
std::optional<FileIdentity> identity_of(const std::string& path) {
  const auto status = status_at(path);
  const bool plain = status && S_ISREG(status->st_mode);
  if (!plain && path == "-") return FileIdentity{0, 0, path};
  if (!status) return identity_of_new(path);
  if (!plain) return std::nullopt;
  return FileIdentity{status->st_dev, status->st_ino};
}

/// A file that is written or read, or all files of a sequence.
struct Named {
  static Named input(const std::string& path) { return {path, std::nullopt, identity_of(path)}; }
  static Named output(const std::string& path) {
    const Format* format = format_for(path, Content::film);
    if (!format || format->number != PathNumber::wanted) return input(path);
    const auto sequence = FramePath::parse(path);
    return {path, sequence, sequence ? std::nullopt : identity_of(path)};
  }

  std::string path;
  std::optional<FramePath> sequence;
  std::optional<FileIdentity> identity;
};

fs::path folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

bool same_folder(const std::string& a, const std::string& b) {
  return identity_of_new(folder_of(a) / "x") == identity_of_new(folder_of(b) / "x");
}

/// Whether a file of the sequence is that one: by its name, or because it is a link to it.
bool has_file(const Named& sequence, const Named& file) {
  const std::string name = fs::path(file.path).filename().string();
  const std::string pattern = fs::path(sequence.path).filename().string();
  if (FramePath::parse(pattern)->gives(name) && same_folder(sequence.path, file.path)) return true;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_of(sequence.path), error)) {
    if (FramePath::parse(pattern)->gives(entry.path().filename().string()) && file.identity &&
        identity_of(entry.path().string()) == file.identity)
      return true;
  }
  return false;
}

bool are_one(const Named& a, const Named& b) {
  if (a.sequence && b.sequence) {
    const std::string first = fs::path((*a.sequence)(0)).filename().string();
    return same_folder(a.path, b.path) &&
           FramePath::parse(fs::path(b.path).filename().string())->gives(first);
  }
  if (a.sequence) return has_file(a, b);
  if (b.sequence) return has_file(b, a);
  return a.identity && a.identity == b.identity;
}

[[noreturn]] void refuse_pair(const Named& output, const Named& other) {
  if (output.path == other.path) throw UsageError(fmt::format("{} is written twice", output.path));
  throw UsageError(
      fmt::format("{} is written twice: {} is the same file", output.path, other.path));
}

}  // namespace

void refuse_overwriting(const std::vector<std::string>& outputs,
                        const std::vector<std::string>& inputs) {
  std::vector<Named> read, written;
  for (const std::string& path : std::set(inputs.begin(), inputs.end()))
    read.push_back(Named::input(path));
  for (const std::string& path : outputs) {
    const Named output = Named::output(path);
    for (const Named& other : written) {
      if (are_one(output, other)) refuse_pair(output, other);
    }
    for (const Named& input : read) {
      if (!are_one(output, input)) continue;
      throw UsageError(fmt::format("{} would overwrite {}, which is read", path, input.path));
    }
    written.push_back(output);
  }
}

std::vector<std::string> written_files(std::vector<std::string> outputs, const Options& options) {
  if (options.if_changed && !outputs.empty()) outputs.push_back(record_of(outputs[0]));
  if (!options.deps.empty()) outputs.push_back(options.deps);
  return outputs;
}

}  // namespace lantern
