#pragma once

#include "config/yaml/yaml_node.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// Limits that guard against hostile or broken scripts.
struct YamlLimits {
  size_t bytes = 1u << 20;
  size_t scalar = 64u << 10;  ///< bytes of one value
  int depth = 64;
  size_t nodes = 1'000'000;  ///< aliases written out
};

/// Parses the file `file` of `sources`. Mistakes go to `diagnostics`; a syntax error stops the
/// parse and comes alone, with its likely cause; a passed limit has the code "limit". Null where
/// there is no tree.
YamlPtr parse_yaml(const Sources& sources, std::int32_t file, Diagnostics& diagnostics,
                   const YamlLimits& limits = {});

}  // namespace lantern
