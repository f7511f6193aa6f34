#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/location.h"

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

}  // namespace lantern
