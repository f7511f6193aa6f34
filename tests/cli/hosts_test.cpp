#include <catch2/catch.hpp>

#include "output/captions/language_codes.h"
#include "tests/faults/workshop.h"
#include "tests/output/other_programs.h"

// What pages, players and mails show of a film: its first picture, its language.

namespace lantern::test::hosts_test {
namespace {

struct Hosted : FaultShop {
  explicit Hosted(const std::string& canvas) {
    std::string text = kScene;
    write("scene.yaml", text.replace(text.find("loop: false"), 11, canvas));
  }
  void make(const std::vector<std::string>& outputs) const {
    std::vector<std::string> arguments{"render", "scene.yaml", "-q", "--poster", "poster.png"};
    for (const std::string& output : outputs) arguments.insert(arguments.end(), {"-o", output});
    const Run run = here(arguments);
    INFO(run.err);
    REQUIRE(run.code == 0);
  }
  /// How like the poster the n-th picture of a film is, in decibels.
  double like_poster(const std::string& film, int n) const {
    const Run run = test::run({"ffmpeg", "-v", "info", "-i", film, "-i", "poster.png", "-lavfi",
                               "[0]select=eq(n\\," + std::to_string(n) +
                                   "),format=rgb24[a];[1]format=rgb24[b];[a][b]psnr",
                               "-frames:v", "1", "-f", "null", "-"},
                              path());
    const size_t at = run.err.rfind("average:");
    INFO(run.err);
    REQUIRE(at != std::string::npos);
    const std::string value = run.err.substr(at + 8, 5);
    return value.starts_with("inf") ? 99 : std::stod(value);
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("pictures that move begin with the poster where the scene says so", "[hosts]") {
  const Hosted plain("loop: true"), first("first: poster"), other("first: 0s");
  plain.make({"a.gif", "a.apng"});
  first.make({"a.gif", "a.apng", "a.webp", "a.mp4"});
  other.make({"a.gif"});
  CHECK(plain.like_poster("a.gif", 0) < 40);
  CHECK(first.like_poster("a.gif", 0) > 45);
  CHECK(first.like_poster("a.apng", 0) > 90);
  CHECK(first.like_poster("a.apng", 1) == Approx(plain.like_poster("a.apng", 1)));
  CHECK(first.like_poster("a.mp4", 0) < 40);  // its hosts have the poster beside it
  CHECK(read_file(other.file("a.gif")) == read_file(plain.file("a.gif")));
  CHECK(Hosted("first: 9s").here({"check", "scene.yaml"}).code == 3);
  CHECK(Hosted("first: never").here({"check", "scene.yaml"}).code == 3);
}

TEST_CASE("files say the language of their texts", "[hosts]") {
  const Hosted german("language: de-AT"), silent("loop: true");
  german.make({"a.svg", "a.mp4"});
  silent.make({"a.svg", "a.mp4"});
  CHECK(has(read_file(german.file("a.svg")), " lang=\"de-AT\" xml:lang=\"de-AT\""));
  CHECK_FALSE(has(read_file(silent.file("a.svg")), "lang="));
  CHECK(has(german.here({"slides", "scene.yaml", "-q", "-o", "-"}).out, "<html lang=\"de-AT\">"));
  CHECK(has(german.here({"embed", "scene.yaml"}).out, "src=\"scene.vtt\" srclang=\"de-AT\""));
  const auto language_of = [](const Hosted& shop) {
    const nlohmann::json film = probe(shop.file("a.mp4"));
    for (const auto& stream : film.at("streams")) {
      if (stream.at("codec_name") == "mov_text") return stream.at("tags").value("language", "");
    }
    return std::string();
  };
  CHECK(language_of(german) == "deu");
  CHECK(language_of(silent) == "und");
  for (const char* wrong : {"language: German", "language: d", "language: de_AT", "language: ''"})
    CHECK(Hosted(wrong).here({"check", "scene.yaml"}).code == 3);
}

TEST_CASE("languages of two letters have three", "[hosts]") {
  CHECK(three_letters("de") == "deu");
  CHECK(three_letters("DE-at") == "deu");
  CHECK(three_letters("zu") == "zul");
  CHECK(three_letters("aa") == "aar");
  CHECK(three_letters("gsw-CH") == "gsw");
  CHECK(three_letters("xx").empty());
  CHECK(three_letters("").empty());
}

}  // namespace lantern::test::hosts_test
