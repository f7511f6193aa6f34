#include "renderer/text/script_fonts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <glib.h>

#include "renderer/text/emoji.h"

namespace lantern {
namespace {

constexpr std::string_view kNoto = "/usr/share/fonts/truetype/noto";
constexpr std::string_view kNotoCjk = "/usr/share/fonts/opentype/noto";
constexpr std::string_view kEmojiFile = "NotoColorEmoji.ttf";

constexpr std::string_view kNotoPackage = "fonts-noto-core";
constexpr std::string_view kCjkPackage = "fonts-noto-cjk";
constexpr std::string_view kEmojiPackage = "fonts-noto-color-emoji";

/// The scripts that fonts-noto-core has two weights of, by the names of its files.
struct Script {
  GUnicodeScript script;
  std::string_view name;
};
constexpr std::array kScripts{Script{G_UNICODE_SCRIPT_ARABIC, "Arabic"},
                              Script{G_UNICODE_SCRIPT_ARMENIAN, "Armenian"},
                              Script{G_UNICODE_SCRIPT_BENGALI, "Bengali"},
                              Script{G_UNICODE_SCRIPT_CHEROKEE, "Cherokee"},
                              Script{G_UNICODE_SCRIPT_DEVANAGARI, "Devanagari"},
                              Script{G_UNICODE_SCRIPT_ETHIOPIC, "Ethiopic"},
                              Script{G_UNICODE_SCRIPT_GEORGIAN, "Georgian"},
                              Script{G_UNICODE_SCRIPT_GUJARATI, "Gujarati"},
                              Script{G_UNICODE_SCRIPT_GURMUKHI, "Gurmukhi"},
                              Script{G_UNICODE_SCRIPT_HEBREW, "Hebrew"},
                              Script{G_UNICODE_SCRIPT_JAVANESE, "Javanese"},
                              Script{G_UNICODE_SCRIPT_KANNADA, "Kannada"},
                              Script{G_UNICODE_SCRIPT_KHMER, "Khmer"},
                              Script{G_UNICODE_SCRIPT_LAO, "Lao"},
                              Script{G_UNICODE_SCRIPT_MALAYALAM, "Malayalam"},
                              Script{G_UNICODE_SCRIPT_MYANMAR, "Myanmar"},
                              Script{G_UNICODE_SCRIPT_ORIYA, "Oriya"},
                              Script{G_UNICODE_SCRIPT_SINHALA, "Sinhala"},
                              Script{G_UNICODE_SCRIPT_TAMIL, "Tamil"},
                              Script{G_UNICODE_SCRIPT_TELUGU, "Telugu"},
                              Script{G_UNICODE_SCRIPT_THAANA, "Thaana"},
                              Script{G_UNICODE_SCRIPT_THAI, "Thai"}};

const Script* find_script(GUnicodeScript script) {
  const auto found = std::find_if(kScripts.begin(), kScripts.end(),
                                  [&](const Script& known) { return known.script == script; });
  return found == kScripts.end() ? nullptr : &*found;
}

bool is_cjk(GUnicodeScript script) {
  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL ||
         script == G_UNICODE_SCRIPT_BOPOMOFO;
}

/// One file holds the same characters as several languages write them.
struct CjkForms {
  std::string_view family;
  unsigned index;
};
CjkForms cjk_forms(const std::u32string& characters) {
  CjkForms forms{"Noto Sans CJK SC", 2};
  for (const char32_t c : characters) {
    const GUnicodeScript script = g_unichar_get_script(c);
    if (script == G_UNICODE_SCRIPT_HANGUL) forms = {"Noto Sans CJK KR", 1};
    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA) {
      return {"Noto Sans CJK JP", 0};
    }
  }
  return forms;
}

void add(std::vector<FallbackFace>& out, FallbackFace face) {
  const auto same = [&](const FallbackFace& other) { return other.path == face.path; };
  if (face.path.empty() || std::any_of(out.begin(), out.end(), same)) return;
  out.push_back(std::move(face));
}

}  // namespace

std::vector<FallbackFace> script_faces(int weight, const std::u32string& characters,
                                       FontSource source) {
  const std::string_view face = weight >= 600 ? "Bold" : "Regular";
  std::vector<FallbackFace> out;
  for (const char32_t c : characters) {
    const GUnicodeScript script = g_unichar_get_script(c);
    if (const Script* known = find_script(script)) {
      add(out, {fmt::format("Noto Sans {}", known->name),
                font_file(fmt::format("NotoSans{}-{}.ttf", known->name, face), kNoto, source), 0});
    } else if (is_cjk(script) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFFF0)) {
      const CjkForms forms = cjk_forms(characters);
      add(out, {std::string(forms.family),
                font_file(fmt::format("NotoSansCJK-{}.ttc", face), kNotoCjk, source), forms.index});
    }
  }
  return out;
}

std::string_view package_for(char32_t character) {
  if (is_emoji(character)) return kEmojiPackage;
  const GUnicodeScript script = g_unichar_get_script(character);
  if (is_cjk(script)) return kCjkPackage;
  return find_script(script) ? kNotoPackage : std::string_view();
}

std::string emoji_font_file(FontSource source) {
  return font_file(kEmojiFile, kNoto, source);
}

}  // namespace lantern
