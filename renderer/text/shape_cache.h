#pragma once

#include <functional>
#include <list>
#include <string>
#include <unordered_map>

#include "renderer/text/alignment.h"
#include "renderer/text/shaped_text.h"

namespace lantern {

/// Everything that the shape of a text depends on.
struct ShapeKey {
  std::string text;
  Font font;
  TextAlign align = TextAlign::start;
  Wrap wrap;

  friend bool operator==(const ShapeKey&, const ShapeKey&) = default;
};

/// Shaped texts, bounded in bytes: what was used longest ago goes first. Not safe for several
/// threads.
class ShapeCache {
 public:
  explicit ShapeCache(size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null where it is not there.
  ShapedTextPtr find(const ShapeKey& key);
  void add(const ShapeKey& key, ShapedTextPtr text);

 private:
  struct Hash {
    size_t operator()(const ShapeKey& key) const noexcept;
  };
  struct Entry {
    ShapeKey key;
    ShapedTextPtr text;
    size_t bytes;
  };

  size_t most_bytes_;
  size_t bytes_ = 0;
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<ShapeKey, std::list<Entry>::iterator, Hash> places_;
};

}  // namespace lantern
