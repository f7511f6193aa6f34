#include "renderer/text/font_set.h"

#include <chrono>
#include <deque>
#include <mutex>

#include <fmt/format.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

#include "core/base/error.h"

namespace lantern {
namespace {

FcConfigPtr make_config() {
  FcConfigPtr config(FcConfigCreate());
  if (!config) throw RuntimeError("There is not enough memory for fonts.");
  return config;
}

/// Pango starts fontconfig for its default font map, in a thread, when the first map of any kind
/// is made: that would read the machine's configuration and take 7 ms. An empty configuration set
/// beforehand leaves nothing to read.
void keep_fontconfig_from_machine() {
  static const bool done = FcConfigSetCurrent(make_config().get()) == FcTrue;
  if (!done) throw RuntimeError("The font library could not be started.");
}

FcConfigPtr config_with(const std::vector<FontSet::Face>& faces) {
  FcConfigPtr config = make_config();
  for (const FontSet::Face& face : faces) {
    const auto* path = reinterpret_cast<const FcChar8*>(face.path.c_str());
    if (FcConfigAppFontAddFile(config.get(), path) != FcTrue) {
      throw RuntimeError(fmt::format("The file {} is not a font.", face.path));
    }
  }
  return config;
}

/// Outlines are drawn where they are: nothing may be fitted to pixels.
void leave_unhinted(FcPattern* pattern, gpointer) {
  FcPatternDel(pattern, FC_HINTING);
  FcPatternAddBool(pattern, FC_HINTING, FcFalse);
  FcPatternDel(pattern, FC_AUTOHINT);
  FcPatternAddBool(pattern, FC_AUTOHINT, FcFalse);
}

GObjectPtr<PangoContext> make_context(PangoFontMap* map) {
  GObjectPtr<PangoContext> context(pango_font_map_create_context(map));
  pango_context_set_language(context.get(), pango_language_from_string("en"));
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_WEAK_LTR);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

/// Maps that nobody needs any more. Pango 1.50 sorts fonts in a thread of the map, and looks there
/// at the map once more after it has answered, without a reference to it: freed meanwhile, it would
/// crash the program. So they are kept for a while, and those of its last moments for ever.
class RetiredMaps {
 public:
  void add(PangoFontMap* map) {
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    while (!maps_.empty() && now - maps_.front().since > std::chrono::seconds(2)) {
      free(maps_.front().map);
      maps_.pop_front();
    }
    maps_.push_back({map, now});
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Retired {
    PangoFontMap* map;
    Clock::time_point since;
  };

  static void free(PangoFontMap* map) {
    // Pango 1.50 does not give its reference back when the map ends.
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), nullptr);
    g_object_unref(map);
  }

  std::mutex mutex_;
  std::deque<Retired> maps_;
};

RetiredMaps& retired_maps() {
  static auto* const maps = new RetiredMaps;  // outlives the threads
  return *maps;
}

FontDescriptionPtr describe(const std::vector<FontSet::Face>& faces) {
  FontDescriptionPtr description(pango_font_description_new());
  std::string families;
  for (const FontSet::Face& face : faces) families += (families.empty() ? "" : ",") + face.family;
  pango_font_description_set_family(description.get(), families.c_str());
  pango_font_description_set_absolute_size(description.get(), kUnitsPerEm);
  return description;
}

}  // namespace

void FontSet::FreeMap::operator()(PangoFontMap* map) const noexcept {
  retired_maps().add(map);
}

FontSet::MapPtr FontSet::make_map(const std::vector<Face>& faces) {
  keep_fontconfig_from_machine();
  const FcConfigPtr config = config_with(faces);
  MapPtr map(pango_ft2_font_map_new());
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
  pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(map.get()), leave_unhinted, nullptr,
                                           nullptr);
  return map;
}

FontSet::FontSet(const std::vector<Face>& faces)
    : map_(make_map(faces)), context_(make_context(map_.get())), description_(describe(faces)) {
  pango_context_set_font_description(context_.get(), description_.get());
}

GObjectPtr<PangoLayout> FontSet::make_layout() const {
  GObjectPtr<PangoLayout> layout(pango_layout_new(context_.get()));
  pango_layout_set_auto_dir(layout.get(), TRUE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
  return layout;
}

FontSet::Metrics FontSet::metrics() const {
  const GObjectPtr<PangoFont> font(
      pango_font_map_load_font(map_.get(), context_.get(), description_.get()));
  if (!font) throw RuntimeError("The font library found no font among its files.");
  hb_font_extents_t extents{};
  const HbFontPtr unscaled(hb_font_create(hb_font_get_face(pango_font_get_hb_font(font.get()))));
  hb_font_get_h_extents(unscaled.get(), &extents);
  const double em = hb_face_get_upem(hb_font_get_face(unscaled.get()));
  return {extents.ascender / em, -extents.descender / em, extents.line_gap / em};
}

}  // namespace lantern
