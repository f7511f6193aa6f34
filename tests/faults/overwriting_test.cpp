#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/faults/workshop.h"

namespace lantern::test::overwriting_test {
namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;

/// A scene, and links to it and what it reads under names of outputs.
struct Linked : FaultShop {
  Linked() {
    fs::create_symlink("scene.yaml", file("scene.gif"));
    fs::create_symlink("points.csv", file("data.gif"));
    fs::create_hard_link(file("points.csv"), file("hard.gif"));
    fs::create_symlink("nowhere.gif", file("dangling.gif"));
    fs::create_symlink(".", file("here"));
    fs::create_directory(file("frames"));
    fs::create_symlink("../points.csv", file("frames/003.png"));
    fs::create_symlink("points.csv", file("sections.json"));
    fs::create_symlink("points.csv", file("parts-1-one.gif"));
    fs::create_symlink("points.csv", file(".noted.gif.lantern"));
    fs::create_symlink("points.csv", file("other.mp4"));
    write("other.yaml", "lantern: 1\nviews: {a: {marks: {t: {text: {x: 0, y: 0, text: t}}}}}\n");
  }

  void refuses(const Arguments& arguments) const {
    const auto before = contents();
    const Run run = here(arguments);
    std::string line;
    for (const std::string& argument : arguments) line += argument + " ";
    INFO(line << "\n" << run.err);
    CHECK(run.code == 2);
    CHECK((run.err.find("overwrite") != std::string::npos ||
           run.err.find("written twice") != std::string::npos));
    CHECK(contents() == before);
  }
};

}  // namespace

TEST_CASE("no output is an input, whatever it is called", "[overwriting][fault]") {
  const Linked shop;
  for (const char* output : {"scene.gif", "data.gif", "hard.gif", "./data.gif", "here/hard.gif",
                             "none/../data.gif", "frames/%03d.png", "here/frames/%03d.png"}) {
    shop.refuses({"render", "scene.yaml", "-o", output});
  }
  for (const char* deps : {"scene.yaml", "here/scene.yaml", "points.csv", "./points.csv"}) {
    shop.refuses({"render", "scene.yaml", "-o", "a.gif", "--deps", deps});
    shop.refuses({"still", "scene.yaml", "-o", "a.png", "--deps", deps});
    shop.refuses({"sheet", "scene.yaml", "-o", "a.png", "--deps", deps});
    shop.refuses({"slides", "scene.yaml", "-o", "a.html", "--deps", deps});
  }
  fs::create_symlink("points.csv", shop.file("data.png"));
  fs::create_symlink("points.csv", shop.file("data.html"));
  shop.refuses({"render", "scene.yaml", "-o", "a.gif", "--poster", "data.png"});
  shop.refuses({"still", "scene.yaml", "-o", "data.png"});
  shop.refuses({"sheet", "scene.yaml", "-o", "data.png"});
  shop.refuses({"slides", "scene.yaml", "-o", "data.html"});
}

TEST_CASE("files that come beside the output overwrite nothing either", "[overwriting][fault]") {
  const Linked shop;
  shop.refuses({"render", "scene.yaml", "-o", "sections.gif", "--sections"});
  shop.refuses({"render", "scene.yaml", "-o", "parts.gif", "--sections"});
  shop.refuses({"render", "scene.yaml", "-o", "noted.gif", "--if-changed"});
  shop.refuses({"render", "other.yaml", "scene.yaml"});
  for (const char* extension : {".vtt", ".srt", ".md", ".svg", ".webp", ".apng"}) {
    const std::string name = std::string("text") + extension;
    fs::create_symlink("points.csv", shop.file(name));
    shop.refuses({"render", "scene.yaml", "-o", name});
  }
}

TEST_CASE("themes and glyphs are inputs too", "[overwriting][fault]") {
  const Linked shop;
  const Run rule = shop.here({"still", "scene.yaml", "-q", "-o", "a.png", "--deps", "a.d"});
  REQUIRE(rule.code == 0);
  const std::string deps = read_file(shop.file("a.d"));
  for (const std::string name : {"themes/paper.yaml", "glyphs/cat.yaml"}) {
    const size_t end = deps.find(name);
    REQUIRE(end != std::string::npos);
    const size_t start = deps.rfind("\n  ", end) + 3;
    const std::string path = deps.substr(start, end - start) + name;
    fs::create_symlink(path, shop.file(fs::path(name).stem().string() + ".gif"));
    shop.refuses({"render", "scene.yaml", "-o", fs::path(name).stem().string() + ".gif"});
  }
}

TEST_CASE("two outputs are two files", "[overwriting][fault]") {
  const Linked shop;
  const auto both = [&](const char* a, const char* b) {
    shop.refuses({"render", "scene.yaml", "-o", a, "-o", b});
  };
  both("a.gif", "a.gif");
  both("a.gif", "./a.gif");
  both("a.gif", "here/a.gif");
  both("a.gif", "new/../a.gif");
  both("dangling.gif", "nowhere.gif");
  both("%d.png", "here/%d.png");
  both("here/%02d.png", "%02d.png");
  shop.refuses({"render", "scene.yaml", "-o", "f/%02d.png", "--poster", "f/01.png"});
  shop.refuses({"render", "scene.yaml", "-o", "a.gif", "--deps", "a.gif"});
  shop.refuses({"render", "scene.yaml", "-o", "a.gif", "--poster", "b.png", "--deps", "./b.png"});
  shop.refuses({"render", "scene.yaml", "-o", "-", "-o", "-", "--format", "gif"});
}

TEST_CASE("what is no clash is written", "[overwriting]") {
  const FaultShop shop;
  const Run run =
      shop.here({"render", "scene.yaml", "-q", "-o", "a.gif", "-o", "a.webp", "-o", "f/%02d.png",
                 "-o", "g/%02d.png", "--poster", "f/one.png", "--deps", "a.d"});
  INFO(run.err);
  CHECK(run.code == 0);
  CHECK(shop.here({"render", "scene.yaml", "-q", "-o", "a.gif", "-o", "a.webp"}).code == 0);
  CHECK(shop.here({"fmt", "scene.yaml", "-q"}).code == 0);  // which writes what it reads
}

}  // namespace lantern::test::overwriting_test
