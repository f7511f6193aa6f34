#include "renderer/text/shape_cache.h"

namespace lantern {
namespace {

/// About what an entry takes, keys and nodes of both containers included.
size_t bytes_of(const ShapeKey& key, const ShapedText& text) {
  return sizeof(ShapedText) + text.glyphs.size() * sizeof(Glyph) + 3 * key.text.size() +
         3 * key.font.family.size() + 2 * sizeof(ShapeKey) + 128;
}

}  // namespace

ShapedTextPtr ShapeCache::find(const ShapeKey& key) {
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->text;
}

void ShapeCache::add(const ShapeKey& key, ShapedTextPtr text) {
  const size_t bytes = bytes_of(key, *text);
  entries_.push_front({key, std::move(text), bytes});
  places_.insert_or_assign(key, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > most_bytes_ && entries_.size() > 1) {
    bytes_ -= entries_.back().bytes;
    places_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

size_t ShapeCache::Hash::operator()(const ShapeKey& key) const noexcept {
  size_t hash = std::hash<std::string>{}(key.text);
  const auto mix_in = [&hash](size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15u; };
  mix_in(std::hash<std::string>{}(key.font.family));
  mix_in(std::hash<double>{}(key.font.size));
  mix_in(static_cast<size_t>(key.font.weight * 2 + (key.font.italic ? 1 : 0)));
  mix_in(static_cast<size_t>(key.align));
  mix_in(std::hash<double>{}(key.wrap.width) * 2 + key.wrap.inside_words);
  return hash;
}

}  // namespace lantern
