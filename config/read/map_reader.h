#pragma once

#include <string>
#include <string_view>

#include "config/read/context.h"

namespace lantern {

/// Reads a map by the description of its keys: what is unknown, missing or empty is reported when
/// it is made, so that the code that uses it only asks for what it wants.
class MapReader {
 public:
  /// `node` may be of any type; what is no map is reported. `name` is what messages call it.
  /// `check_required` is false where a map gives only some of its keys (a `change`).
  MapReader(const ReadContext& context, const YamlNode& node, const Kind& kind,
            std::string_view name, bool check_required = true);

  /// The description of one of its keys, which must exist.
  const Field& field(std::string_view key) const;
  /// The value of a described key; null where it is absent or unusable.
  const YamlNode* operator[](std::string_view key) const;
  const YamlNode& node() const { return node_; }
  bool valid() const { return valid_; }

 private:
  void check_key(const ReadContext& context, const YamlNode::Entry& entry, const Kind& kind,
                 std::string_view name) const;

  const YamlNode& node_;
  const Kind& kind_;
  bool valid_ = false;
};

/// "x, y, size and color": the fields of a kind.
std::string list_fields(const Kind& kind);

}  // namespace lantern
