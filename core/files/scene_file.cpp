#include "core/files/scene_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/files/beneath.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;
using Why = FileRefusal::Why;

FileRefusal cannot_read(const std::string& path, std::string_view reason, std::string hint = "") {
  return {Why::missing, fmt::format("cannot read {}: {}", in_quotes(path), reason),
          std::move(hint)};
}

FileRefusal failed(const std::string& path, int error) {
  return cannot_read(path, std::generic_category().message(error));
}

FileRefusal leads_out(const std::string& path, const std::string& root) {
  const bool by_link = path.find("..") == std::string::npos;
  return {
      Why::forbidden,
      fmt::format("{} {} {}", in_quotes(path),
                  by_link ? "is a link that leads out of" : "is outside of",
                  root.empty() ? "the script's folder" : "the folder of --root"),
      root.empty() ? "--root DIR names a folder above the script that scenes may read from" : ""};
}

FileRefusal not_plain(const std::string& path) {
  return {Why::forbidden,
          fmt::format("{} is no plain file but a pipe or a device", in_quotes(path))};
}

std::string sized(std::int64_t bytes) {
  const double size = static_cast<double>(bytes);
  if (size < 1 << 10) return fmt::format("{} bytes", bytes);
  if (size < 1 << 20) return fmt::format("{:.3g} KiB", size / (1 << 10));
  return fmt::format("{:.{}f} MiB", size / (1 << 20), size < 10 << 20 ? 1 : 0);
}

/// In mebibytes, a little more than that.
std::string limit_for(std::int64_t bytes) {
  constexpr double kSteps = 100;
  return fmt::format("{:.10g}",
                     std::ceil(static_cast<double>(bytes) / (1 << 20) * kSteps) / kSteps);
}

FileRefusal too_large(const std::string& path, std::int64_t bytes, std::int64_t most_bytes) {
  return {Why::too_large,
          fmt::format("{} has {}, which is over the limit of {} for a file of data",
                      in_quotes(path), sized(bytes), sized(most_bytes)),
          fmt::format("leave out rows and columns that the scene does not show, or raise it: "
                      "`--limit file={}`",
                      limit_for(bytes))};
}

/// Never more than `most` bytes and one, should the file grow meanwhile.
std::optional<std::string> all_of(int fd, size_t size, size_t most) {
  std::string out(std::min(size, most) + 1, '\0');
  size_t used = 0;
  for (;;) {
    const ssize_t got = ::read(fd, out.data() + used, out.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    used += static_cast<size_t>(got);
    if (got == 0 || used > most) break;
    if (used == out.size()) out.resize(std::min(2 * used, most + 1));
  }
  out.resize(used);
  return out;
}

FileText text_of(const ReadOnly& file, const std::string& path, std::int64_t most_bytes) {
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return failed(path, errno);
  if (S_ISDIR(status.st_mode)) return failed(path, EISDIR);
  if (!S_ISREG(status.st_mode)) return not_plain(path);
  if (status.st_size > most_bytes) return too_large(path, status.st_size, most_bytes);
  auto text =
      all_of(file.get(), static_cast<size_t>(status.st_size), static_cast<size_t>(most_bytes));
  if (!text) return failed(path, errno);
  if (static_cast<std::int64_t>(text->size()) > most_bytes)
    return too_large(path, static_cast<std::int64_t>(text->size()), most_bytes);
  return std::move(*text);
}

/// A folder's real path; an empty one is where the program was started.
fs::path real(const std::string& folder) {
  std::error_code ignored;
  return fs::canonical(folder.empty() ? "." : folder, ignored);
}

std::string seen_from(const std::string& root, const std::string& folder) {
  return real(folder).lexically_relative(real(root)).string();
}

/// What cannot be a path from the script's folder, whatever is there.
std::optional<FileRefusal> refused_path(const std::string& path) {
  if (path.find("://") != std::string::npos)
    return FileRefusal{Why::forbidden, fmt::format("{} is an address, not a file", in_quotes(path)),
                       "scenes read files of their own folder only"};
  if (path.starts_with('/'))
    return FileRefusal{Why::forbidden, fmt::format("{} is an absolute path", in_quotes(path)),
                       "write it from the script's folder, or give the file on the command line: "
                       "--data TABLE=FILE"};
  return std::nullopt;
}

}  // namespace

std::string_view code_of(FileRefusal::Why why) {
  switch (why) {
    case FileRefusal::Why::missing:
      return "data-file";
    case FileRefusal::Why::forbidden:
      return "refused-file";
    case FileRefusal::Why::too_large:
      return "limit";
  }
  return "";
}

FileText read_scene_file(const std::string& path, const std::string& folder,
                         const std::string& root, std::int64_t most_bytes) {
  if (auto refusal = refused_path(path)) return std::move(*refusal);
  const ReadOnly file = root.empty() ? open_beneath(folder, path)
                                     : open_beneath(root, seen_from(root, folder) + "/" + path);
  if (file) return text_of(file, path, most_bytes);
  if (errno == EXDEV) return leads_out(path, root);
  if (errno == ENXIO) return not_plain(path);  // a socket
  return failed(path, errno);
}

FileText read_given_file(const std::string& path, std::int64_t most_bytes) {
  const ReadOnly file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  return file ? text_of(file, path, most_bytes) : failed(path, errno);
}

bool is_below(const std::string& folder, const std::string& root) {
  const std::string path = seen_from(root, folder);
  return !path.empty() && path != ".." && !path.starts_with("../");
}

}  // namespace lantern
