#pragma once

#include <string>

#include "core/base/error.h"

namespace lantern {

/// A file that was begun cannot be written.
class WriteError : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// Throws WriteError("writing roc.mp4: No space left on device"); `error` is an errno.
[[noreturn]] void throw_write_error(const std::string& path, int error);

}  // namespace lantern
