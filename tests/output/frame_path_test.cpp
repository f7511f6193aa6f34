#include "output/staging/frame_path.h"

#include <catch2/catch.hpp>

#include "output/film/sink.h"

namespace lantern::test::frame_path_test {

using lantern::format_for;
using lantern::FramePath;

TEST_CASE("a frame's number goes where the path says", "[output]") {
  const auto path = [](const char* pattern, std::int64_t n) {
    return FramePath::parse(pattern).value()(n);
  };
  CHECK(path("frames/%05d.png", 7) == "frames/00007.png");
  CHECK(path("frames/%05d.png", 1234567) == "frames/1234567.png");
  CHECK(path("%d.png", 12) == "12.png");
  CHECK(path("100%/50%%-%02d-x.png", 3) == "100%/50%-03-x.png");
}

TEST_CASE("other paths are those of one file", "[output]") {
  for (const char* path : {"x.png", "%d/x.png", "%d-%d.png", "%s.png", "%5d.png", "%x%.png", "%"}) {
    CAPTURE(path);
    CHECK_FALSE(FramePath::parse(path));
  }
}

TEST_CASE("a path's extension names its format", "[output]") {
  CHECK(format_for("film.mp4", lantern::Content::film)->name == "mp4");
  CHECK(format_for("a.b/FILM.M4V", lantern::Content::film)->name == "mp4");
  CHECK(format_for("x.png", lantern::Content::film)->name == "png");
  CHECK(format_for("frames/%05d.png", lantern::Content::film)->name == "png-sequence");
  CHECK(format_for("x.svg", lantern::Content::film)->name == "svg-film");
  CHECK(format_for("x.SVG", lantern::Content::still)->name == "svg");
  for (const char* path : {"", "film", "film.gifv", "film.mpg4", "mp4", "film.mp4/", ".mp4"}) {
    CAPTURE(path);
    CHECK(format_for(path, lantern::Content::film) == nullptr);
  }
}

TEST_CASE("formats are sorted and say what they hold", "[output]") {
  const auto& all = lantern::formats();
  for (size_t i = 1; i < all.size(); ++i) CHECK(all[i - 1].name < all[i].name);
  for (const lantern::Format& format : all) {
    CHECK(format.make != nullptr);
    CHECK((format.moving || format.still));
    CHECK_FALSE(format.doc.empty());
  }
  CHECK(format_for("x.mp4", lantern::Content::film)->captions == lantern::CaptionDefault::track);
  CHECK(format_for("x.png", lantern::Content::film)->captions == lantern::CaptionDefault::burn);
}

}  // namespace lantern::test::frame_path_test
