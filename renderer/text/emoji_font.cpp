#include "renderer/text/emoji_font.h"

#include <hb-ot.h>

#include "renderer/text/script_fonts.h"

namespace lantern {
namespace {

using HbBlobPtr = std::unique_ptr<hb_blob_t, FreeBy<hb_blob_destroy>>;
using HbBufferPtr = std::unique_ptr<hb_buffer_t, FreeBy<hb_buffer_destroy>>;

/// Width and height stand at the head of every PNG.
std::shared_ptr<const ImageFile> image_of(const HbBlobPtr& blob) {
  constexpr unsigned kHead = 24;
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  if (length < kHead) return nullptr;
  ImageFile file;
  file.png.assign(data, data + length);
  const auto number = [&](size_t at) {
    return file.png[at] << 24 | file.png[at + 1] << 16 | file.png[at + 2] << 8 | file.png[at + 3];
  };
  file.width = number(16);
  file.height = number(20);
  return std::make_shared<const ImageFile>(std::move(file));
}

HbFontPtr open_font(const std::string& path) {
  if (path.empty()) return nullptr;
  const HbBlobPtr blob(hb_blob_create_from_file_or_fail(path.c_str()));
  if (!blob) return nullptr;
  const HbFacePtr face(hb_face_create(blob.get(), 0));
  return HbFontPtr(hb_font_create(face.get()));
}

}  // namespace

std::optional<EmojiPicture> EmojiFont::find(const std::string& sequence) {
  if (!opened_) {
    opened_ = true;
    font_ = open_font(emoji_font_file(source_));
  }
  if (!font_) return std::nullopt;
  const auto known = known_.find(sequence);
  if (known != known_.end()) return known->second;
  return known_[sequence] = make(sequence);
}

std::optional<EmojiPicture> EmojiFont::make(const std::string& sequence) {
  const HbBufferPtr buffer(hb_buffer_create());
  hb_buffer_add_utf8(buffer.get(), sequence.data(), int(sequence.size()), 0, int(sequence.size()));
  hb_buffer_guess_segment_properties(buffer.get());
  hb_shape(font_.get(), buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer.get(), &count);
  if (count == 0 || glyphs[0].codepoint == 0) return std::nullopt;
  // What the font has no picture for as a whole comes as several glyphs; blank ones may follow.
  for (unsigned i = 1; i < count; ++i) {
    if (places[i].x_advance != 0) return std::nullopt;
  }
  const HbBlobPtr blob(hb_ot_color_glyph_reference_png(font_.get(), glyphs[0].codepoint));
  EmojiPicture out;
  out.file = image_of(blob);
  hb_glyph_extents_t extents{};
  if (!out.file || !hb_font_get_glyph_extents(font_.get(), glyphs[0].codepoint, &extents)) {
    return std::nullopt;
  }
  const double em = hb_face_get_upem(hb_font_get_face(font_.get()));
  out.box = {extents.x_bearing / em, -extents.y_bearing / em,
             (extents.x_bearing + extents.width) / em, -(extents.y_bearing + extents.height) / em};
  out.advance = places[0].x_advance / em;
  return out;
}

}  // namespace lantern
