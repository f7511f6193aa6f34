#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/diagnostics.h"

namespace lantern {

struct YamlNode;
using YamlPtr = std::shared_ptr<const YamlNode>;

/// A YAML document as an immutable tree with the place of every key and value. Aliases share the
/// node of their anchor.
struct YamlNode {
  enum class Type { null, scalar, sequence, map };
  enum class Style { plain, single_quoted, double_quoted, block };
  struct Entry {
    YamlPtr key;  ///< always a scalar
    YamlPtr value;
  };

  Type type = Type::null;
  Location at;
  size_t offset = 0;  ///< in the source text
  Style style = Style::plain;
  std::string scalar;
  std::vector<YamlPtr> items;
  std::vector<Entry> entries;
  size_t weight = 1;  ///< nodes below and with this one, aliases written out
  int height = 1;
  bool reported = false;  ///< a mistake here has been reported: readers pass over it

  bool plain() const { return type == Type::scalar && style == Style::plain; }
  /// The value of a map's key, null where there is none.
  const YamlNode* find(std::string_view key) const;
};

/// Limits that guard against hostile or broken scripts.
struct YamlLimits {
  size_t bytes = 8u << 20;
  size_t scalar = 64u << 10;  ///< bytes of one value
  int depth = 64;
  size_t nodes = 1'000'000;  ///< aliases written out
};

/// Parses the file `file` of `sources`. Mistakes go to `diagnostics`; a syntax error stops the
/// parse and comes alone, with its likely cause; a passed limit has the code "limit". Null where
/// there is no tree.
YamlPtr parse_yaml(const Sources& sources, std::int32_t file, Diagnostics& diagnostics,
                   const YamlLimits& limits = {});

/// The place of `length` bytes at byte `offset` of a scalar's value: follows folding and escapes.
Location locate_in_scalar(const Sources& sources, const YamlNode& scalar, size_t offset,
                          size_t length);

}  // namespace lantern
