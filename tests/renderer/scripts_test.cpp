#include <unistd.h>

#include <catch2/catch.hpp>

#include "renderer/formula/typesetter.h"
#include "renderer/frame/missing_glyphs.h"
#include "renderer/raster/rasteriser.h"
#include "renderer/text/emoji.h"
#include "renderer/text/script_fonts.h"
#include "tests/renderer/raster_support.h"
#include "tests/support/shown.h"

namespace lantern::test::scripts_test {
namespace {

const Font kFont{"Inter", 20, 500, false};

const Typesetter& typesetter() {
  static const Typesetter instance;
  return instance;
}

bool there_is(const std::string& path) {
  return access(path.c_str(), R_OK) == 0;
}

/// The name of the file that the glyph of this byte comes from.
std::string file_at(const ShapedText& text, unsigned byte) {
  for (const Glyph& glyph : text.glyphs) {
    if (glyph.cluster == byte && glyph.file) return glyph.file->substr(glyph.file->rfind('/') + 1);
  }
  return "";
}

/// The tests of scripts want their fonts, which `script/bootstrap test` installs: without them
/// there would be nothing to look at.
void require_installed(const std::string& file) {
  INFO(file << " is not installed: script/bootstrap test");
  REQUIRE((there_is("/usr/share/fonts/truetype/noto/" + file) ||
           there_is("/usr/share/fonts/opentype/noto/" + file)));
}

void require_emoji() {
  INFO("fonts-noto-color-emoji is not installed: script/bootstrap test");
  REQUIRE_FALSE(emoji_font_file(FontSource::anywhere).empty());
}

std::vector<std::string> emoji_in(const std::string& text) {
  std::vector<std::string> out;
  for (const ByteRange& range : find_emoji(text)) {
    out.push_back(text.substr(range.begin, range.end - range.begin));
  }
  return out;
}

}  // namespace

TEST_CASE("scripts have their own fonts where they are installed", "[scripts]") {
  struct Case {
    std::string text, file;
  };
  for (const Case& one :
       {Case{"नमस्ते दुनिया", "NotoSansDevanagari-Regular.ttf"},
        Case{"হ্যালো", "NotoSansBengali-Regular.ttf"}, Case{"வணக்கம்", "NotoSansTamil-Regular.ttf"},
        Case{"สวัสดี", "NotoSansThai-Regular.ttf"},
        Case{"مرحبا بالعالم", "NotoSansArabic-Regular.ttf"},
        Case{"שלום עולם", "NotoSansHebrew-Regular.ttf"},
        Case{"你好世界", "NotoSansCJK-Regular.ttc"},
        Case{"こんにちは世界", "NotoSansCJK-Regular.ttc"},
        Case{"안녕하세요", "NotoSansCJK-Regular.ttc"}}) {
    require_installed(one.file);
    INFO(one.text);
    const ShapedTextPtr text = typesetter().texts().shape(one.text, kFont);
    CHECK(text->missing.empty());
    REQUIRE_FALSE(text->glyphs.empty());
    CHECK(file_at(*text, text->glyphs.front().cluster) == one.file);
    for (const Glyph& glyph : text->glyphs)
      CHECK((glyph.outline || one.text[glyph.cluster] == ' '));
  }
}

TEST_CASE("bold text takes the bold face of its script", "[scripts]") {
  require_installed("NotoSansDevanagari-Bold.ttf");
  const ShapedTextPtr text = typesetter().texts().shape("नमस्ते", {"Inter", 20, 700, false});
  CHECK(file_at(*text, 0) == "NotoSansDevanagari-Bold.ttf");
}

TEST_CASE("Devanagari is shaped, not set letter by letter", "[scripts]") {
  require_installed("NotoSansDevanagari-Regular.ttf");
  // The vowel sign of "हि" is written before its letter.
  const ShapedTextPtr text = typesetter().texts().shape("हिन्दी", kFont);
  CHECK(text->glyphs.size() < 6);
  CHECK(text->glyphs[0].id != typesetter().texts().shape("ह", kFont)->glyphs[0].id);
}

TEST_CASE("Arabic letters are joined and run from right to left", "[scripts]") {
  const ShapedTextPtr word = typesetter().texts().shape("مرحبا", kFont);
  CHECK(word->right_to_left);
  CHECK(word->missing.empty());
  REQUIRE(word->glyphs.size() > 3);
  for (size_t i = 1; i < word->glyphs.size(); ++i) {
    CHECK(word->glyphs[i].cluster <= word->glyphs[i - 1].cluster);
  }
  const ShapedTextPtr alone = typesetter().texts().shape("ح", kFont);
  bool same = false;
  for (const Glyph& glyph : word->glyphs) same = same || glyph.id == alone->glyphs[0].id;
  CHECK_FALSE(same);
}

TEST_CASE("a line that starts from right to left starts at the right", "[scripts]") {
  const std::string two = "שלום עולם ארוך\nשלום";
  const auto ends = [&](TextAlign align) {
    const ShapedTextPtr text = typesetter().texts().shape(two, kFont, align);
    double left = 1e9, right = 0;
    for (const Glyph& glyph : text->glyphs) {
      if (!(glyph.at.y > 0)) continue;
      left = std::min(left, glyph.at.x);
      right = std::max(right, glyph.at.x + glyph.advance);
    }
    return std::pair(left, text->width - right);
  };
  CHECK(ends(TextAlign::start).second == Approx(0).margin(0.1));
  CHECK(ends(TextAlign::end).first == Approx(0).margin(0.1));
}

TEST_CASE("Han characters take the forms of the language around them", "[scripts]") {
  require_installed("NotoSansCJK-Regular.ttc");
  const auto faces = [](const std::u32string& text) {
    return script_faces(400, text, FontSource::anywhere).at(0).family;
  };
  CHECK(faces(U"骨") == "Noto Sans CJK SC");
  CHECK(faces(U"骨の") == "Noto Sans CJK JP");
  CHECK(faces(U"骨한") == "Noto Sans CJK KR");
  const auto glyph = [](const std::string& text) {
    return typesetter().texts().shape(text, kFont)->glyphs[0].id;
  };
  CHECK(glyph("骨") != glyph("骨の"));
}

TEST_CASE("emoji are found as whole sequences", "[emoji]") {
  using Strings = std::vector<std::string>;
  CHECK(emoji_in("plain → ∑ ✓ ☺ é") == Strings{});
  CHECK(emoji_in("a 😀 b🐈") == Strings{"😀", "🐈"});
  CHECK(emoji_in("👍🏽!") == Strings{"👍🏽"});
  CHECK(emoji_in("👩‍💻 👨‍👩‍👧") == Strings{"👩‍💻", "👨‍👩‍👧"});
  CHECK(emoji_in("🇩🇪🇫🇷") == Strings{"🇩🇪", "🇫🇷"});
  CHECK(emoji_in("❤️ ❤ ☎︎") == Strings{"❤️"});
  CHECK(emoji_in("1️⃣ 1 #️⃣") == Strings{"1️⃣", "#️⃣"});
  CHECK(emoji_in("🤷‍♀️") == Strings{"🤷‍♀️"});
}

TEST_CASE("emoji are pictures in their colours", "[emoji]") {
  require_emoji();
  const Shown shown(
      "lantern: 1\ncanvas: {size: 200x100}\n"
      "views: {v: {marks: {t: {text: {text: 'a 😀 b', x: 50%, y: 50%, size: 40}}}}}\n");
  const Frame frame = shown.frame(0);
  const ImageShape* image = nullptr;
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* found = std::get_if<ImageShape>(&item.shape)) image = found;
  });
  REQUIRE(image != nullptr);
  CHECK(image->width == Approx(50).margin(8));
  CHECK(texts(frame).at("v.t.text") == "a 😀 b");
  // The face is yellow.
  const Pixmap pixels = draw_fresh(frame, 200, 100);
  const std::uint32_t middle =
      pixels.row(int(image->at.y + image->height * 0.3))[int(image->at.x + image->width * 0.5)];
  CHECK((middle >> 16 & 255) > 200);
  CHECK((middle & 255) < 140);
}

TEST_CASE("an emoji that moves by parts of pixels does so evenly", "[emoji]") {
  require_emoji();
  const auto picture = typesetter().texts().emoji("😀");
  REQUIRE(picture);
  double last = 0;
  for (int i = 0; i < 20; ++i) {
    const ImageShape image{picture->file, {5 + i * 0.1, 5}, 20, 20, 0};
    const double x = ink_of(draw_fresh(frame_of({make_item("e", image)}))).center.x;
    if (i > 0) CHECK(x - last == Approx(0.1).margin(0.06));
    last = x;
  }
}

TEST_CASE("missing characters are one warning, where they are written", "[scripts]") {
  TestScene test(
      "lantern: 1\ntitle: Runes ᚠ\ncanvas: {captions: burn}\n"
      "views: {v: {marks: {t: {text: {text: 'Gothic 𐌰𐌱 and 𐌰', x: 50%, y: 50%}}}}}\n"
      "timeline: [{say: 'And 𐌲', for: 1s}]\n");
  REQUIRE(test.scene);
  const Production production = test.production();
  CHECK(check_pictures(*test.scene, *production.stage, test.desk.sources, test.desk.diagnostics));
  const auto all = test.desk.diagnostics.sorted();
  REQUIRE(all.size() == 1);
  CHECK(all[0].code == "missing-glyph");
  CHECK(all[0].message.find("U+10330") != std::string::npos);
  CHECK(all[0].message.find("U+10332") != std::string::npos);
  CHECK(all[0].at.line >= 2);
}

TEST_CASE("the warning names what to install", "[scripts]") {
  CHECK(package_for(U'中') == "fonts-noto-cjk");
  CHECK(package_for(U'ह') == "fonts-noto-core");
  CHECK(package_for(U'😀') == "fonts-noto-color-emoji");
  CHECK(package_for(U'𐌰').empty());
}

}  // namespace lantern::test::scripts_test
