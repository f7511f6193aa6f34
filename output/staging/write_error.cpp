#include "output/staging/write_error.h"

#include <system_error>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {

void throw_write_error(const std::string& path, int error) {
  throw RuntimeError(fmt::format("writing {}: {}", path, std::generic_category().message(error)));
}

}  // namespace lantern
