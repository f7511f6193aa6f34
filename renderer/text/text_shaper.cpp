#include "renderer/text/text_shaper.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <set>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/work.h"
#include "renderer/text/emoji_font.h"
#include "renderer/text/font_files.h"
#include "renderer/text/layout_runs.h"
#include "renderer/text/shape_cache.h"
#include "renderer/text/span_layout.h"
#include "renderer/text/text_layout.h"

namespace lantern {
namespace {

constexpr size_t kCacheBytes = size_t{4} << 20;

/// The fonts for text in one face: that face alone, and with those that stand in for characters it
/// lacks. Both are opened when they are first needed. What a text looks like never depends on which
/// are open, only on whether the face has all of its characters.
class FaceFonts {
 public:
  FaceFonts(const FontFamily& family, const FaceFile& face, FontSource source)
      : family_(family), face_(face), source_(source), metrics_(alone().metrics()) {}

  const FontSet& alone() {
    if (!alone_) alone_ = std::make_unique<FontSet>(first());
    return *alone_;
  }

  /// With the fonts that may have these characters.
  const FontSet& with_fallbacks(const std::u32string& characters) {
    std::vector<FontSet::Face> faces = first();
    add_fallbacks(faces, face_.weight, characters);
    return set_of(std::move(faces));
  }

  /// For texts of several styles: upright and italic, in the weight asked for and bold.
  const FontSet& with_styles(const std::u32string& characters) {
    std::vector<FontSet::Face> faces = first();
    const std::set<int> weights{face_.weight, std::max(700, face_.weight)};
    for (const int weight : weights) {
      for (const bool italic : {false, true}) {
        add(faces, {std::string(family_.name),
                    path_of(family_, closest_face(family_, weight, italic), source_)});
      }
    }
    for (const int weight : weights) add_fallbacks(faces, weight, characters);
    return set_of(std::move(faces));
  }

  const FontSet::Metrics& metrics() const { return metrics_; }

 private:
  std::vector<FontSet::Face> first() const {
    return {{std::string(family_.name), path_of(family_, face_, source_)}};
  }

  static void add(std::vector<FontSet::Face>& faces, FontSet::Face face) {
    const auto same = [&](const FontSet::Face& other) { return other.path == face.path; };
    if (std::none_of(faces.begin(), faces.end(), same)) faces.push_back(std::move(face));
  }

  void add_fallbacks(std::vector<FontSet::Face>& faces, int weight,
                     const std::u32string& characters) const {
    for (FallbackFace& face : fallback_faces(weight, characters, source_)) {
      add(faces, {std::move(face.family), std::move(face.path)});
    }
  }

  const FontSet& set_of(std::vector<FontSet::Face> faces) {
    std::string key;
    for (const FontSet::Face& face : faces) key += face.family + face.path + '\n';
    std::unique_ptr<FontSet>& set = sets_[key];
    if (!set) set = std::make_unique<FontSet>(faces);
    return *set;
  }

  const FontFamily& family_;
  const FaceFile& face_;
  FontSource source_;
  std::unique_ptr<FontSet> alone_;
  std::map<std::string, std::unique_ptr<FontSet>> sets_;
  FontSet::Metrics metrics_;
};

void check(const Font& font) {
  if (std::isfinite(font.size) && font.size >= 0) return;
  throw RuntimeError(fmt::format("Text cannot be set at a size of {}.", font.size));
}

/// Of texts that are not known yet. A letter takes some kilobytes while it is shaped: what nobody
/// could read is made to cost so much that it is refused.
std::uint64_t work_of(size_t bytes) {
  constexpr std::uint64_t kText = 10000, kByte = 150, kUnreadable = 6000;
  constexpr size_t kPage = 10'000;
  return kText + bytes * (bytes > kPage ? kUnreadable : kByte);
}

}  // namespace

struct TextShaper::Impl {
  explicit Impl(FontSource from) : source(from), emoji(from) {}

  const FontSource source;
  std::mutex mutex;
  ShapeCache cache{kCacheBytes};
  GlyphOutlines outlines;
  std::map<const FaceFile*, FaceFonts> fonts;
  EmojiFont emoji;

  FaceFonts& fonts_for(const Font& font) {
    const FontFamily& family = find_family(font.family);
    const FaceFile& face = closest_face(family, font.weight, font.italic);
    return fonts.try_emplace(&face, family, face, source).first->second;
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

    const Wrap wrap_ems = in_ems(key.wrap, key.font);
    std::vector<ByteRange> missing;
    TextLayout layout(face.alone(), out.text, wrap_ems, missing);
    const std::u32string lacking = characters_at(layout.find_missing(), out.text);
    if (!lacking.empty()) {
      const FontSet& all = face.with_fallbacks(lacking);
      layout = TextLayout(all, out.text, wrap_ems, missing);
      missing = layout.find_missing();
      if (!missing.empty()) layout = TextLayout(all, out.text, wrap_ems, missing);
      const std::u32string characters = characters_at(missing, out.text);
      out.missing.assign(characters.begin(), characters.end());
    }
    layout.write(outlines, key.align, out);
    return out;
  }

  SetLines set(const std::vector<ParagraphSpan>& spans, const Font& font, TextAlign align,
               Wrap wrap) {
    FaceFonts& face = fonts_for(font);
    const FontSet::Metrics& metrics = face.metrics();
    const double line_height =
        std::round((metrics.ascent + metrics.descent + metrics.line_gap) * font.size);
    SpanLayout layout(face.with_styles({}), spans, font, wrap);
    if (const std::u32string lacking = layout.missing(); !lacking.empty()) {
      layout = SpanLayout(face.with_styles(lacking), spans, font, wrap);
    }
    return layout.write(outlines, align, metrics, line_height);
  }
};

TextShaper::TextShaper(FontSource source) : impl_(std::make_unique<Impl>(source)) {
  // Every text may need these; other families are asked for when a text names them.
  for (const char* name : {"Inter", "DejaVu Sans"}) {
    const FontFamily& family = find_family(name);
    for (const FaceFile& face : family.faces) path_of(family, face, source);
  }
}

TextShaper::~TextShaper() = default;

ShapedTextPtr TextShaper::shape(std::string_view text, const Font& font, TextAlign align,
                                Wrap wrap) const {
  check(font);
  constexpr std::uint64_t kKnown = 250;
  spend(kKnown);
  const ShapeKey key{std::string(text), font, align, wrap};
  const std::lock_guard lock(impl_->mutex);
  if (ShapedTextPtr known = impl_->cache.find(key)) return known;
  spend(work_of(text.size()));
  auto shaped = std::make_shared<const ShapedText>(impl_->shape(key));
  impl_->cache.add(key, shaped);
  return shaped;
}

SetLines TextShaper::set(const std::vector<ParagraphSpan>& spans, const Font& font, TextAlign align,
                         Wrap wrap) const {
  check(font);
  size_t bytes = 0;
  for (const ParagraphSpan& span : spans) bytes += span.text.size();
  spend(work_of(bytes));
  const std::lock_guard lock(impl_->mutex);
  return impl_->set(spans, font, align, wrap);
}

std::optional<EmojiPicture> TextShaper::emoji(const std::string& sequence) const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->emoji.find(sequence);
}

std::vector<std::string> TextShaper::families() {
  std::vector<std::string> names;
  for (const FontFamily& family : font_families()) names.emplace_back(family.name);
  return names;
}

}  // namespace lantern
