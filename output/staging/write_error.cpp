#include "output/staging/write_error.h"

#include <system_error>

#include <fmt/format.h>

namespace lantern {

void throw_write_error(const std::string& path, int error) {
  throw WriteError(fmt::format("writing {}: {}", path, std::generic_category().message(error)));
}

}  // namespace lantern
