#include "output/svg/write/font_subset.h"

#include <hb-subset.h>

#include <memory>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "renderer/text/font_files.h"

namespace lantern {
namespace {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* p) const {
    release(p);
  }
};
using BlobPtr = std::unique_ptr<hb_blob_t, Release<hb_blob_destroy>>;
using FacePtr = std::unique_ptr<hb_face_t, Release<hb_face_destroy>>;
using InputPtr = std::unique_ptr<hb_subset_input_t, Release<hb_subset_input_destroy>>;
using SetPtr = std::unique_ptr<hb_set_t, Release<hb_set_destroy>>;

FacePtr open_face(const std::string& path, unsigned index = 0) {
  const BlobPtr blob(hb_blob_create_from_file_or_fail(path.c_str()));
  if (!blob) throw RuntimeError(fmt::format("cannot read the font {}", path));
  return FacePtr(hb_face_create(blob.get(), index));
}

std::vector<std::uint8_t> subset_of(hb_face_t* face, const std::set<char32_t>& characters) {
  const InputPtr input(hb_subset_input_create_or_fail());
  if (!input) throw RuntimeError("no memory for a font's subset");
  for (const char32_t c : characters) hb_set_add(hb_subset_input_unicode_set(input.get()), c);
  // Figures are tabular: see Typesetter.
  hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG),
             HB_TAG('t', 'n', 'u', 'm'));
  const FacePtr subset(hb_subset_or_fail(face, input.get()));
  if (!subset) throw RuntimeError("a font could not be cut down to its used glyphs");
  const BlobPtr blob(hb_face_reference_blob(subset.get()));
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  return {data, data + length};
}

/// The characters among `wanted` that the face has; they are taken out of `wanted`.
std::set<char32_t> take_known(hb_face_t* face, std::set<char32_t>& wanted) {
  const SetPtr known(hb_set_create());
  hb_face_collect_unicodes(face, known.get());
  std::set<char32_t> out;
  for (const char32_t c : wanted) {
    if (hb_set_has(known.get(), c)) out.insert(c);
  }
  for (const char32_t c : out) wanted.erase(c);
  return out;
}

char32_t decode(std::string_view text, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  char32_t out = more == 0 ? first : first & (0x3F >> more);
  ++at;
  for (int i = 0; i < more && at < text.size(); ++i) out = out << 6 | (byte(at++) & 0x3F);
  return out;
}

std::string unicode_range(const std::set<char32_t>& characters) {
  std::string out;
  for (const char32_t c : characters) {
    out += fmt::format("{}U+{:X}", out.empty() ? "" : ",", static_cast<std::uint32_t>(c));
  }
  return out;
}

}  // namespace

void UsedFonts::add(const ShapedText& text) {
  std::set<char32_t>& used = characters_[{text.font.family, text.font.weight, text.font.italic}];
  for (size_t at = 0; at < text.text.size();) {
    const char32_t c = decode(text.text, at);
    if (c >= 0x20) used.insert(c);
  }
}

std::vector<UsedFonts::Face> UsedFonts::subsets(FontSource source) const {
  std::vector<Face> out;
  for (const auto& [style, characters] : characters_) {
    const FontFamily& family = find_family(style.family);
    const FacePtr face =
        open_face(path_of(family, closest_face(family, style.weight, style.italic), source));
    std::set<char32_t> left = characters;
    const auto add = [&, &style = style](const FacePtr& from, bool stands_in) {
      const std::set<char32_t> used = take_known(from.get(), left);
      if (used.empty()) return;
      out.push_back({style.family, style.weight, style.italic, subset_of(from.get(), used),
                     stands_in ? unicode_range(used) : ""});
    };
    add(face, false);
    for (const FallbackFace& fallback :
         fallback_faces(style.weight, std::u32string(left.begin(), left.end()), source)) {
      if (!left.empty()) add(open_face(fallback.path, fallback.index), true);
    }
  }
  return out;
}

std::string base64(const std::vector<std::uint8_t>& bytes) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = std::min<size_t>(3, bytes.size() - i);
    std::uint32_t word = 0;
    for (size_t j = 0; j < 3; ++j) word = word << 8 | (j < left ? bytes[i + j] : 0u);
    for (size_t j = 0; j < 4; ++j) {
      out += j <= left ? kDigits[word >> (18 - 6 * j) & 63] : '=';
    }
  }
  return out;
}

}  // namespace lantern
