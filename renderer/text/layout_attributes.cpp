#include "renderer/text/layout_attributes.h"

#include <algorithm>

#include "renderer/text/font_set.h"
#include "renderer/text/glyph_outlines.h"
#include "renderer/text/held_together.h"

namespace lantern {
namespace {

/// The language that a script is read as where English does not use it. Pango would otherwise take
/// PANGO_LANGUAGE and LANGUAGE into account, which change the forms of letters.
const char* language_of(GUnicodeScript script, const char* han) {
  switch (script) {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_LATIN:
      return nullptr;
    case G_UNICODE_SCRIPT_GREEK:
      return "el";
    case G_UNICODE_SCRIPT_CYRILLIC:
      return "ru";
    case G_UNICODE_SCRIPT_ARABIC:
      return "ar";
    case G_UNICODE_SCRIPT_HEBREW:
      return "he";
    case G_UNICODE_SCRIPT_HAN:
      return han;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return "ja";
    case G_UNICODE_SCRIPT_HANGUL:
      return "ko";
    case G_UNICODE_SCRIPT_THAI:
      return "th";
    case G_UNICODE_SCRIPT_DEVANAGARI:
      return "hi";
    case G_UNICODE_SCRIPT_BENGALI:
      return "bn";
    case G_UNICODE_SCRIPT_TAMIL:
      return "ta";
    case G_UNICODE_SCRIPT_ARMENIAN:
      return "hy";
    case G_UNICODE_SCRIPT_GEORGIAN:
      return "ka";
    default:
      return nullptr;
  }
}

/// The language whose forms Han characters take: as the rest of the text tells.
const char* han_language(const std::string& text) {
  const char* language = "zh-cn";
  for (const char* p = text.c_str(); *p != '\0'; p = g_utf8_next_char(p)) {
    const GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));
    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA) return "ja";
    if (script == G_UNICODE_SCRIPT_HANGUL) language = "ko";
  }
  return language;
}

void add(PangoAttrList* list, PangoAttribute* attribute, ByteRange range) {
  attribute->start_index = range.begin;
  attribute->end_index = range.end;
  pango_attr_list_insert(list, attribute);
}

void add_language(PangoAttrList* list, const char* language, ByteRange range) {
  if (language == nullptr || range.begin == range.end) return;
  add(list, pango_attr_language_new(pango_language_from_string(language)), range);
}

/// One attribute for each run of characters of one language; those common to all scripts stay out
/// of the runs.
void add_languages(PangoAttrList* list, const std::string& text) {
  const char* language = nullptr;
  const char* han = han_language(text);
  ByteRange run;
  for (const char* p = text.c_str(); *p != '\0'; p = g_utf8_next_char(p)) {
    const unsigned at = static_cast<unsigned>(p - text.c_str());
    const char* next = language_of(g_unichar_get_script(g_utf8_get_char(p)), han);
    if (next != language) {
      run.end = at;
      add_language(list, language, run);
      run.begin = at;
      language = next;
    }
  }
  run.end = static_cast<unsigned>(text.size());
  add_language(list, language, run);
}

/// A shape in the place of letters: only its width matters, lines are placed by our own metrics.
void add_shape(PangoAttrList* list, double ems, ByteRange range) {
  constexpr double kMostUnits = 1 << 28;
  const double width = std::clamp(ems * kUnitsPerEm, 0.0, kMostUnits);
  const PangoRectangle box{0, static_cast<int>(-0.7 * kUnitsPerEm), static_cast<int>(width),
                           static_cast<int>(0.7 * kUnitsPerEm)};
  add(list, pango_attr_shape_new(&box, &box), range);
}

}  // namespace

AttrListPtr layout_attributes(const std::string& text, const std::vector<ByteRange>& missing,
                              const std::vector<StyledRange>& styles) {
  AttrListPtr list(pango_attr_list_new());
  pango_attr_list_insert(list.get(), pango_attr_font_features_new("tnum=1"));
  add_languages(list.get(), text);
  for (const StyledRange& style : styles) {
    add(list.get(), pango_attr_weight_new(static_cast<PangoWeight>(style.weight)), style.range);
    add(list.get(), pango_attr_style_new(style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL),
        style.range);
    if (style.box_ems >= 0) add_shape(list.get(), style.box_ems, style.range);
  }
  for (const ByteRange range : held_together(text)) {
    add(list.get(), pango_attr_allow_breaks_new(FALSE), range);
  }
  for (const ByteRange range : missing) add_shape(list.get(), kMissingGlyphAdvance, range);
  return list;
}

}  // namespace lantern
