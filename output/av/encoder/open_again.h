#pragma once

#include <cerrno>
#include <fstream>
#include <string>

namespace lantern {

/// Opens a file until no signal interrupts it.
inline std::fstream open_again(const std::string& path, std::ios::openmode mode) {
  std::fstream out;
  do {
    out.clear();
    errno = 0;
    out.open(path, mode);
  } while (!out && errno == EINTR);
  return out;
}

}  // namespace lantern
