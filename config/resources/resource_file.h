#pragma once

#include <functional>
#include <string>

#include "config/read/context.h"

namespace lantern {

/// Parses a YAML file of ours and hands its root to `read`. Throws RuntimeError with all
/// diagnostics where the file is missing or not right.
void read_resource_file(const std::string& path,
                        const std::function<void(const ReadContext&, const YamlNode&)>& read);

/// A key of such a file, which is read by code of its own.
Field key(std::string_view name, std::string_view doc, bool required = true);

}  // namespace lantern
