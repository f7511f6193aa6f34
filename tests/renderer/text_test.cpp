#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "core/base/error.h"
#include "renderer/text/text_shaper.h"

namespace lantern::test::text_test {

namespace {

const Font kInter{"Inter", 14, 400, false};

/// One shaper for all tests that do not ask for a fresh one: results must not depend on it.
const TextShaper& shaper() {
  static const TextShaper instance;
  return instance;
}

double width_of(const std::string& text, const Font& font = kInter) {
  return shaper().shape(text, font)->width;
}

/// Baselines of the glyphs, each once.
std::vector<double> baselines(const ShapedText& text) {
  std::vector<double> result;
  for (const Glyph& glyph : text.glyphs) {
    if (result.empty() || result.back() != glyph.at.y) result.push_back(glyph.at.y);
  }
  return result;
}

bool same_glyphs(const ShapedText& a, const ShapedText& b) {
  return std::equal(a.glyphs.begin(), a.glyphs.end(), b.glyphs.begin(), b.glyphs.end(),
                    [](const Glyph& x, const Glyph& y) {
                      const bool blank = !x.outline || !y.outline;
                      return x.at == y.at && x.advance == y.advance && x.cluster == y.cluster &&
                             (blank ? !x.outline && !y.outline : *x.outline == *y.outline);
                    });
}

/// Numbers that change when anything about these texts does.
std::string fingerprint() {
  std::string result;
  const TextShaper fresh;
  for (const char* text : {"Hamburgefonstiv 0123", "Σ ∂ → ✓ ☺", "при́вет бгдпт", "مرحبا بالعالم",
                           "שלום עולם", "中文 かな 한글"}) {
    for (const Font& font :
         {kInter, Font{"JetBrains Mono", 14, 700, true}, Font{"DejaVu Sans", 14, 400, false}}) {
      const ShapedTextPtr shaped = fresh.shape(text, font);
      double outlines = 0;
      for (const Glyph& glyph : shaped->glyphs) {
        if (!glyph.outline) continue;
        for (const Point p : glyph.outline->points) outlines = outlines * 0.9 + p.x + 3 * p.y;
      }
      result += std::to_string(shaped->width) + ' ' + std::to_string(shaped->line_height) + ' ' +
                std::to_string(outlines) + ' ' + std::to_string(shaped->missing.size()) + ';';
    }
  }
  return result;
}

/// The fingerprint as this program, started anew with these variables, finds it.
std::string fingerprint_with(const std::string& variables) {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe");
  std::string command = variables;
  command.append(" '").append(program).append("' '[text_fingerprint]'");
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) output += buffer.data();
  pclose(pipe);
  const size_t begin = output.find("<fingerprint>"), end = output.find("</fingerprint>");
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  return output.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("Prints what texts look like", "[.text_fingerprint]") {
  std::cout << "<fingerprint>" << fingerprint() << "</fingerprint>\n";
}

TEST_CASE("The environment does not change text", "[text]") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("lantern-text-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "fontconfig");
  std::ofstream(folder / "fontconfig" / "fonts.conf")
      << "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
         "<dir>/usr/share/fonts</dir><match target=\"pattern\"><edit name=\"family\" "
         "mode=\"assign\" binding=\"strong\"><string>DejaVu Serif</string></edit></match>"
         "<match target=\"font\"><edit name=\"embolden\" mode=\"assign\"><bool>true</bool></edit>"
         "</match></fontconfig>";
  const std::string conf = (folder / "fontconfig" / "fonts.conf").string();
  const std::string plain = fingerprint_with("env");
  CHECK(fingerprint_with("env -u LANG -u LC_ALL") == plain);
  CHECK(fingerprint_with("FONTCONFIG_FILE=" + conf + " XDG_CONFIG_HOME=" + folder.string()) ==
        plain);
  CHECK(fingerprint_with("FONTCONFIG_FILE=/nowhere FONTCONFIG_PATH=/nowhere") == plain);
  CHECK(fingerprint_with("LANG=tr_TR.UTF-8 LC_ALL=xx_XX LANGUAGE=ja:sr:fa") == plain);
  // In Serbian a б looks different, in the fonts that care.
  CHECK(fingerprint_with("PANGO_LANGUAGE=sr:fa:ur:ja LANG=sr_RS") == plain);
  std::filesystem::remove_all(folder);
}

TEST_CASE("Figures are tabular", "[text]") {
  for (const std::string& family : TextShaper::families()) {
    for (const int weight : {400, 600, 700}) {
      const Font font{family, 20, weight, false};
      INFO(family << " " << weight);
      CHECK(width_of("1111", font) == width_of("0000", font));
      // The 4 of Inter's bolder faces is up to five units of 2816 too narrow.
      CHECK(width_of("7417", font) == Approx(width_of("0000", font)).margin(0.002 * 20));
    }
  }
}

TEST_CASE("Advances follow the size exactly, unhinted", "[text]") {
  const double at_ten = width_of("Hamburgefonstiv", {"Inter", 10, 400, false});
  for (const double size : {7.3, 11.0, 13.5, 200.0}) {
    CHECK(width_of("Hamburgefonstiv", {"Inter", size, 400, false}) ==
          Approx(at_ten * size / 10).epsilon(1e-12));
  }
  // In units of the font, which has 2816 to the em.
  CHECK(width_of("H", {"Inter", 2816, 400, false}) == Approx(2084).margin(0.1));
  CHECK(width_of("a", {"Inter", 2816, 400, false}) == Approx(1588).margin(0.1));
}

TEST_CASE("Every weight and slant is a face of its own", "[text]") {
  double last = 0;
  for (const int weight : {400, 500, 600, 700}) {
    const double width = width_of("Hamburgefonstiv", {"Inter", 14, weight, false});
    CHECK(width > last);
    last = width;
  }
  CHECK(width_of("Hamburgefonstiv", {"Inter", 14, 460, false}) ==
        width_of("Hamburgefonstiv", {"Inter", 14, 500, false}));
  CHECK_FALSE(
      same_glyphs(*shaper().shape("a", kInter), *shaper().shape("a", {"Inter", 14, 400, true})));
}

TEST_CASE("Outlines are in em units, y downwards, and shared by all sizes", "[text]") {
  const ShapedTextPtr small = shaper().shape("H ", kInter);
  const ShapedTextPtr large = shaper().shape("H ", {"Inter", 99, 400, false});
  REQUIRE(small->glyphs.size() == 2);
  REQUIRE(small->glyphs[0].outline);
  CHECK(small->glyphs[0].outline == large->glyphs[0].outline);
  const Box box = small->glyphs[0].outline->bounds();
  CHECK(box.y1 == Approx(0).margin(1e-6));
  CHECK(box.y0 == Approx(-0.727).margin(0.01));  // Inter's cap height
  CHECK_FALSE(small->glyphs[1].outline);         // a blank
  CHECK(small->glyphs[1].advance > 0);
  CHECK(small->glyphs[1].cluster == 1);
}

TEST_CASE("A text's height is its font's, whatever its characters", "[text]") {
  const ShapedTextPtr latin = shaper().shape("a", kInter);
  CHECK(latin->ascent > 0.9 * 14);
  CHECK(latin->descent > 0.2 * 14);
  for (const char* text : {"", "∑", "中", "مرحبا", "ÅÄ", "😀"}) {
    const ShapedTextPtr other = shaper().shape(text, kInter);
    CHECK(other->ascent == latin->ascent);
    CHECK(other->descent == latin->descent);
    CHECK(other->line_height == latin->line_height);
    CHECK(other->lines == 1);
    CHECK(other->height() == latin->height());
  }
}

TEST_CASE("Lines are broken at newlines and between words", "[text]") {
  const ShapedTextPtr two = shaper().shape("one\ntwo", kInter);
  CHECK(two->lines == 2);
  CHECK(baselines(*two) == std::vector<double>{0, two->line_height});
  CHECK(two->height() == two->ascent + two->descent + two->line_height);

  const std::string words = "several words that do not fit into one line of this width";
  const ShapedTextPtr wrapped = shaper().shape(words, kInter, TextAlign::start, 100);
  CHECK(wrapped->lines >= 4);
  CHECK(wrapped->width <= 100);
  CHECK(wrapped->width > 60);
  for (const Glyph& glyph : wrapped->glyphs) {
    const bool starts_line = glyph.at.x == 0 && glyph.at.y > 0;
    if (starts_line) CHECK(words[glyph.cluster - 1] == ' ');
  }
  // A word is never broken, and a width that is not one does not wrap.
  CHECK(shaper().shape("unbreakable", kInter, TextAlign::start, 10)->lines == 1);
  CHECK(shaper().shape(words, kInter, TextAlign::start, 0)->lines == 1);
  CHECK(shaper().shape(words, kInter, TextAlign::start, -1)->lines == 1);
}

TEST_CASE("A number and its unit or sign are on one line", "[text]") {
  const auto lines = [](const std::string& text, double width) {
    const ShapedTextPtr set = shaper().shape(text, kInter, TextAlign::start, width);
    std::vector<std::string> out(1);
    double y = 0;
    for (const Glyph& glyph : set->glyphs) {
      if (glyph.at.y > y) out.emplace_back(), y = glyph.at.y;
      out.back() += text.substr(glyph.cluster, 1);
    }
    for (std::string& line : out) line.erase(line.find_last_not_of(' ') + 1);
    return out;
  };
  const auto broken = [&](const std::string& before, const std::string& after) {
    const double room = shaper().shape(before + " ", kInter)->width + 3;
    return lines(before + " " + after, room).at(0) == before;
  };
  for (const char* unit : {"g", "kg", "%", "km/h", "s.", "px"})
    CHECK_FALSE(broken("It weighs 30", unit));
  CHECK(
      lines("The error is 0.40 = much", shaper().shape("The error is 0.40 ", kInter)->width + 3) ==
      std::vector<std::string>{"The error is", "0.40 = much"});
  CHECK_FALSE(broken("It weighs 30", "290"));
  CHECK_FALSE(broken("with n =", "32"));
  CHECK_FALSE(broken("for $", "12"));
  CHECK_FALSE(broken("off by ±", "12"));
  CHECK(broken("one and +", "12"));
  CHECK(broken("with n =", "many"));
  for (const char* word : {"gulls", "of", "(12)", "12", "-5"}) CHECK(broken("It weighs 30", word));
  CHECK(broken("It weighs", "g"));
  // In a sentence also a number and what it counts.
  const std::string sentence = "Many of those who came to see it brought ";
  for (const char* words : {"12", "a", "90%"}) CHECK_FALSE(broken(sentence + words, "gulls"));
  CHECK_FALSE(broken(sentence + "at depth", "3."));
  CHECK_FALSE(broken(sentence + "at depth", "3"));
  CHECK_FALSE(broken(sentence + "what they had", "– and left"));
  CHECK(broken(sentence + "at depth", "3 gulls"));
  CHECK(broken(sentence + "12,000", "constellations"));
  CHECK(broken(sentence + "an", "albatross"));
  CHECK(broken(sentence + "12", "Gulls"));
}

TEST_CASE("Lines are aligned to each other", "[text]") {
  const auto starts = [&](TextAlign align) {
    const ShapedTextPtr text = shaper().shape("wide line\nx", kInter, align);
    return std::pair(text->glyphs.front().at.x, text->glyphs.back().at.x);
  };
  const double slack = width_of("wide line") - width_of("x");
  CHECK(starts(TextAlign::start) == std::pair(0.0, 0.0));
  CHECK(starts(TextAlign::middle).first == 0);
  CHECK(starts(TextAlign::middle).second == Approx(slack / 2));
  CHECK(starts(TextAlign::end).second == Approx(slack));
}

TEST_CASE("Missing characters are named and drawn as boxes", "[text]") {
  const ShapedTextPtr text = shaper().shape("a𐌰b𐌰𒀀", kInter);
  CHECK(text->missing == std::vector<char32_t>{U'𐌰', U'𒀀'});
  REQUIRE(text->glyphs.size() == 5);
  REQUIRE(text->glyphs[1].outline);
  CHECK(text->glyphs[1].outline->verbs.size() == 10);  // two rectangles
  CHECK(text->glyphs[1].advance == Approx(0.625 * 14));
  CHECK(text->glyphs[3].cluster == 6);
  CHECK(shaper().shape("plain → ∑", kInter)->missing.empty());
}

TEST_CASE("Fallback never changes the letters that the font has", "[text]") {
  const ShapedTextPtr plain = shaper().shape("abc", kInter);
  const ShapedTextPtr mixed = shaper().shape("abc\u05D0", kInter);  // Hebrew from another font
  REQUIRE(mixed->glyphs.size() == 4);
  for (size_t i = 0; i < 3; ++i) {
    CHECK(*mixed->glyphs[i].outline == *plain->glyphs[i].outline);
    CHECK(mixed->glyphs[i].at == plain->glyphs[i].at);
  }
  CHECK(mixed->glyphs[3].outline);
}

TEST_CASE("Right-to-left text", "[text]") {
  const ShapedTextPtr hebrew = shaper().shape("שלום", kInter);
  REQUIRE(hebrew->glyphs.size() == 4);
  CHECK(hebrew->missing.empty());
  // Visual order: what is read last stands at the left.
  CHECK(hebrew->glyphs.front().cluster > hebrew->glyphs.back().cluster);
  CHECK(hebrew->glyphs.front().at.x == 0);

  // Letters join: the word is not as wide as its letters one by one.
  const ShapedTextPtr arabic = shaper().shape("مرحبا", kInter);
  CHECK(arabic->missing.empty());
  CHECK(arabic->width <
        width_of("م") + width_of("ر") + width_of("ح") + width_of("ب") + width_of("ا"));

  const ShapedTextPtr lines = shaper().shape("שלום עולם\nשל", kInter);
  CHECK(lines->glyphs.back().at.x > 0.3 * lines->width);  // such lines start at the right
}

TEST_CASE("Text that is not text", "[text]") {
  const ShapedTextPtr broken = shaper().shape(
      "a\xff\xfe"
      "b",
      kInter);
  CHECK(broken->text ==
        "a\xEF\xBF\xBD\xEF\xBF\xBD"
        "b");
  CHECK(shaper().shape(std::string_view("a\0b", 3), kInter)->glyphs.size() == 3);
  CHECK(shaper().shape("", kInter)->width == 0);
  CHECK(shaper().shape("\n\n", kInter)->lines == 3);
  CHECK(shaper().shape("a\tb\r\n\u2028\u200B\u200F", kInter)->lines >= 2);
  CHECK_NOTHROW(shaper().shape(std::string(20000, 'x') + " y", kInter));
}

TEST_CASE("Fonts that cannot be had", "[text]") {
  CHECK_THROWS_WITH(shaper().shape("a", {"Comic Sans", 14, 400, false}),
                    Catch::Contains("Comic Sans") && Catch::Contains("JetBrains Mono"));
  CHECK_THROWS_AS(shaper().shape("a", {"Inter", -1, 400, false}), RuntimeError);
  CHECK_THROWS_AS(shaper().shape("a", {"Inter", std::nan(""), 400, false}), RuntimeError);
  CHECK(shaper().shape("a", {"Inter", 0, 400, false}, TextAlign::start, 10)->width == 0);
}

TEST_CASE("Results do not depend on what was shaped before", "[text]") {
  const TextShaper fresh;
  const ShapedTextPtr first = fresh.shape("AV 0.5 → fi", kInter);
  fresh.shape("中 ∑ مرحبا", kInter);
  fresh.shape("x", {"JetBrains Mono", 14, 400, false});
  const TextShaper other;
  other.shape("中 ∑ مرحبا", kInter);
  CHECK(same_glyphs(*first, *other.shape("AV 0.5 → fi", kInter)));
  CHECK(fresh.shape("AV 0.5 → fi", kInter) == first);  // and are kept
}

TEST_CASE("Several threads may shape", "[text]") {
  const TextShaper shared;
  std::vector<std::string> texts;
  for (int i = 0; i < 50; ++i) texts.push_back("text " + std::to_string(i) + " ∑ 中");
  std::vector<std::vector<ShapedTextPtr>> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&] {
      for (const std::string& text : texts) result.push_back(shared.shape(text, kInter));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (size_t i = 0; i < texts.size(); ++i) {
    const ShapedTextPtr alone = TextShaper().shape(texts[i], kInter);
    for (const auto& result : results) CHECK(same_glyphs(*result[i], *alone));
    if (i > 3) break;  // a fresh shaper each time: a few are enough
  }
}

}  // namespace lantern::test::text_test
