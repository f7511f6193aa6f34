#include "output/av/encoder/track_flags.h"

#include <cstdint>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/av/encoder/open_again.h"

namespace lantern {
namespace {

/// Where a box's contents lie in the file.
struct Range {
  std::uint64_t start;
  std::uint64_t end;
};

std::uint64_t read_number(std::fstream& file, int bytes) {
  std::uint64_t out = 0;
  for (int i = 0; i < bytes; ++i) out = out << 8 | static_cast<std::uint8_t>(file.get());
  return out;
}

/// Box number `index` of a type among those that lie directly in `within`.
Range find_box(std::fstream& file, Range within, std::string_view type, int index) {
  for (std::uint64_t at = within.start; at + 8 <= within.end;) {
    file.seekg(static_cast<std::streamoff>(at));
    std::uint64_t header = 8;
    std::uint64_t size = read_number(file, 4);
    char name[4] = {};
    file.read(name, sizeof name);
    if (size == 1) {
      size = read_number(file, 8);
      header = 16;
    }
    if (!file || size < header || at + size > within.end) break;
    if (std::string_view(name, sizeof name) == type && index-- == 0) {
      return {at + header, at + size};
    }
    at += size;
  }
  throw RuntimeError(fmt::format("the file that was written has no box \"{}\"", type));
}

}  // namespace

void disable_track(const std::string& path, int index) {
  std::fstream file =
      open_again(path, std::ios::in | std::ios::out | std::ios::binary | std::ios::ate);
  const Range all = {0, static_cast<std::uint64_t>(file.tellg())};
  if (!file) throw RuntimeError("the file that was written cannot be read");
  const Range movie = find_box(file, all, "moov", 0);
  const Range track = find_box(file, movie, "trak", index);
  const Range header = find_box(file, track, "tkhd", 0);
  // A byte of version, then three of flags, of which the last has the bit.
  const auto flags = static_cast<std::streamoff>(header.start + 3);
  file.seekg(flags);
  const int old_flags = file.get();
  file.seekp(flags);
  file.put(static_cast<char>(old_flags & ~1));
  file.close();
  if (!file) throw RuntimeError("the file that was written cannot be changed");
}

}  // namespace lantern
