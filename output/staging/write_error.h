#pragma once

#include <string>

namespace lantern {

/// Throws RuntimeError("writing roc.mp4: No space left on device"); `error` is an errno.
[[noreturn]] void throw_write_error(const std::string& path, int error);

}  // namespace lantern
