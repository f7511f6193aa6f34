#include "renderer/text/text_shaper.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include "core/base/error.h"
#include "renderer/text/font_files.h"
#include "renderer/text/shape_cache.h"
#include "renderer/text/text_layout.h"

namespace lantern {
namespace {

constexpr size_t kCacheBytes = size_t{16} << 20;

/// The fonts for text in one face: that face alone, and with those that stand in for characters it
/// lacks. Both are opened when they are first needed. What a text looks like never depends on which
/// are open, only on whether the face has all of its characters.
class FaceFonts {
 public:
  FaceFonts(const FontFamily& family, const FaceFile& face)
      : family_(family), face_(face), metrics_(alone().metrics()) {}

  const FontSet& alone() {
    if (!alone_) alone_ = std::make_unique<FontSet>(first());
    return *alone_;
  }

  const FontSet& with_fallbacks() {
    if (!all_) {
      std::vector<FontSet::Face> faces = first();
      for (FallbackFace& fallback : fallback_faces(face_.weight)) {
        if (fallback.path == faces.front().path) continue;
        faces.push_back({std::string(fallback.family), std::move(fallback.path)});
      }
      all_ = std::make_unique<FontSet>(faces);
    }
    return *all_;
  }

  const FontSet::Metrics& metrics() const { return metrics_; }

 private:
  std::vector<FontSet::Face> first() const {
    return {{std::string(family_.name), path_of(family_, face_)}};
  }

  const FontFamily& family_;
  const FaceFile& face_;
  std::unique_ptr<FontSet> alone_, all_;
  FontSet::Metrics metrics_;
};

/// Valid UTF-8; what is not becomes U+FFFD.
std::string valid_text(std::string_view text) {
  const auto length = static_cast<gssize>(text.size());
  if (g_utf8_validate(text.data(), length, nullptr)) return std::string(text);
  return GStringPtr(g_utf8_make_valid(text.data(), length)).get();
}

/// Each character once, in order of appearance.
std::vector<char32_t> characters_at(const std::vector<ByteRange>& places, const std::string& text) {
  std::vector<char32_t> characters;
  for (const ByteRange place : places) {
    const char32_t c = g_utf8_get_char(text.c_str() + place.begin);
    const auto end = characters.end();
    if (std::find(characters.begin(), end, c) == end) characters.push_back(c);
  }
  return characters;
}

void check(const Font& font) {
  if (std::isfinite(font.size) && font.size >= 0) return;
  throw RuntimeError(fmt::format("Text cannot be set at a size of {}.", font.size));
}

}  // namespace

struct TextShaper::Impl {
  std::mutex mutex;
  ShapeCache cache{kCacheBytes};
  GlyphOutlines outlines;
  std::map<const FaceFile*, FaceFonts> fonts;

  FaceFonts& fonts_for(const Font& font) {
    const FontFamily& family = find_family(font.family);
    const FaceFile& face = closest_face(family, font.weight, font.italic);
    return fonts.try_emplace(&face, family, face).first->second;
  }

  ShapedText shape(const ShapeKey& key) {
    FaceFonts& face = fonts_for(key.font);
    ShapedText out;
    out.text = valid_text(key.text);
    out.font = key.font;
    const FontSet::Metrics& metrics = face.metrics();
    out.ascent = metrics.ascent * key.font.size;
    out.descent = metrics.descent * key.font.size;
    // Whole, so that all lines of a text stand on whole canvas units where the first one does.
    out.line_height = std::round(out.ascent + out.descent + metrics.line_gap * key.font.size);

    const double wrap_ems = key.font.size > 0 ? key.wrap_width / key.font.size : 0;
    std::vector<ByteRange> missing;
    TextLayout layout(face.alone(), out.text, wrap_ems, missing);
    if (!layout.find_missing().empty()) {
      layout = TextLayout(face.with_fallbacks(), out.text, wrap_ems, missing);
      missing = layout.find_missing();
    }
    if (!missing.empty()) {
      layout = TextLayout(face.with_fallbacks(), out.text, wrap_ems, missing);
      out.missing = characters_at(missing, out.text);
    }
    layout.write(outlines, key.align, out);
    return out;
  }
};

TextShaper::TextShaper() : impl_(std::make_unique<Impl>()) {
  // Every text may need these; other families are asked for when a text names them.
  for (const char* name : {"Inter", "DejaVu Sans"}) {
    const FontFamily& family = find_family(name);
    for (const FaceFile& face : family.faces) path_of(family, face);
  }
}

TextShaper::~TextShaper() = default;

ShapedTextPtr TextShaper::shape(std::string_view text, const Font& font, TextAlign align,
                                double wrap_width) const {
  check(font);
  const ShapeKey key{std::string(text), font, align, wrap_width > 0 ? wrap_width : 0};
  const std::lock_guard lock(impl_->mutex);
  if (ShapedTextPtr known = impl_->cache.find(key)) return known;
  auto shaped = std::make_shared<const ShapedText>(impl_->shape(key));
  impl_->cache.add(key, shaped);
  return shaped;
}

std::vector<std::string> TextShaper::families() {
  std::vector<std::string> names;
  for (const FontFamily& family : font_families()) names.emplace_back(family.name);
  return names;
}

}  // namespace lantern
