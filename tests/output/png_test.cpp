#include "output/png/png.h"

#include <sys/resource.h>

#include <csignal>
#include <cstring>

#include <png.h>
#include <catch2/catch.hpp>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "output/png/png_sink.h"
#include "output/staging/signals.h"
#include "tests/output/child.h"
#include "tests/output/pictures.h"
#include "tests/support/golden.h"

namespace lantern::test::png_test {

using Catch::Matchers::Contains;
using lantern::encode_png;
using lantern::Film;
using lantern::Pixmap;
using lantern::PngText;
using lantern::Quality;
using lantern::SinkRequest;
using lantern::test::contents;
using lantern::test::film_of;
using lantern::test::noise;
using lantern::test::read_file;
using Bytes = std::vector<std::uint8_t>;
using Folder = lantern::test::TemporaryFolder;
using Names = std::vector<std::string>;

namespace {

struct Decoded {
  unsigned width = 0;
  unsigned height = 0;
  bool has_alpha = false;
  std::vector<std::uint32_t> pixels;  ///< 0xAARRGGBB, straight
};

Decoded decode(const Bytes& png) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_memory(&image, png.data(), png.size()));
  Decoded out{image.width, image.height, (image.format & PNG_FORMAT_FLAG_ALPHA) != 0, {}};
  image.format = PNG_FORMAT_BGRA;
  out.pixels.resize(size_t(image.width) * image.height);
  REQUIRE(png_image_finish_read(&image, nullptr, out.pixels.data(), 0, nullptr));
  return out;
}

/// The types of a file's chunks, IDAT once.
Names chunks(const Bytes& png) {
  Names out;
  for (size_t at = 8; at + 8 <= png.size();) {
    const size_t length =
        size_t(png[at]) << 24 | size_t(png[at + 1]) << 16 | size_t(png[at + 2]) << 8 | png[at + 3];
    const std::string type(png.begin() + std::ptrdiff_t(at) + 4,
                           png.begin() + std::ptrdiff_t(at) + 8);
    if (out.empty() || out.back() != type) out.push_back(type);
    at += 12 + length;
  }
  return out;
}

Bytes bytes_of(const std::string& path) {
  const std::string text = read_file(path);
  return {text.begin(), text.end()};
}

void write_film(lantern::Sink& sink, std::int64_t frames) {
  sink.plan(film_of(frames), 8, 8);
  for (std::int64_t n = 0; n < frames; ++n) {
    sink.add(n, {}, noise(8, 8, true, static_cast<std::uint32_t>(n)));
  }
  sink.finish();
}

}  // namespace

TEST_CASE("an opaque picture comes back from PNG exactly", "[output]") {
  for (const Quality quality : {Quality::draft, Quality::final}) {
    const Pixmap pixmap = noise(37, 21, true);
    const Decoded decoded = decode(encode_png(pixmap, quality, {}));
    REQUIRE(decoded.width == 37);
    REQUIRE(decoded.height == 21);
    CHECK_FALSE(decoded.has_alpha);
    for (int y = 0; y < 21; ++y) {
      CHECK(std::memcmp(pixmap.row(y), &decoded.pixels[size_t(y) * 37], 37 * 4) == 0);
    }
  }
}

TEST_CASE("a picture that is too large to be deflated at once comes back as well", "[output]") {
  Pixmap pixmap(6000, 4000, true);  // 72 MB of rows
  pixmap.row(0)[0] = 0xff123456;
  pixmap.row(3999)[5999] = 0xff654321;
  const Bytes file = encode_png(pixmap, Quality::draft, {});
  CHECK(file.size() < 1 << 20);
  const Decoded decoded = decode(file);
  CHECK(decoded.pixels.front() == 0xff123456);
  CHECK(decoded.pixels.back() == 0xff654321);
}

TEST_CASE("alpha comes back exactly and colours as near as premultiplying left them", "[output]") {
  const Pixmap pixmap = noise(64, 64, false);
  const Decoded decoded = decode(encode_png(pixmap, Quality::final, {}));
  CHECK(decoded.has_alpha);
  int worst = 0;
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      const std::uint32_t want = pixmap.row(y)[x];
      const std::uint32_t got = decoded.pixels[size_t(y) * 64 + size_t(x)];
      REQUIRE(got >> 24 == want >> 24);
      const auto alpha = static_cast<int>(want >> 24);
      for (int shift = 0; shift < 24; shift += 8) {
        // Premultiplied again, the nearest straight value gives the very component.
        const int again = (static_cast<int>(got >> shift & 255) * alpha + 127) / 255;
        worst = std::max(worst, std::abs(again - static_cast<int>(want >> shift & 255)));
      }
    }
  }
  CHECK(worst == 0);
}

TEST_CASE("a PNG holds sRGB and the film's words, and nothing that varies", "[output]") {
  const Pixmap pixmap = noise(16, 16, true);
  const Bytes bare = encode_png(pixmap, Quality::final, {});
  CHECK(chunks(bare) == Names{"IHDR", "sRGB", "IDAT", "IEND"});
  const PngText text = {"The ROC curve", "Überschrift"};
  const Bytes full = encode_png(pixmap, Quality::final, text);
  CHECK(chunks(full) == Names{"IHDR", "sRGB", "iTXt", "IDAT", "IEND"});
  CHECK_THAT(std::string(full.begin(), full.end()), Contains("Überschrift"));
  CHECK(full == encode_png(pixmap, Quality::final, text));
}

TEST_CASE("a still is one PNG", "[output]") {
  const Folder folder;
  SinkRequest request;
  request.path = folder.file("figure.png");
  write_film(*lantern::make_png_sink(request), 1);
  CHECK(contents(folder.path()) == Names{"figure.png"});
  CHECK(decode(bytes_of(request.path)).pixels[0] == noise(8, 8, true, 0).row(0)[0]);
  CHECK_THROWS_WITH(write_film(*lantern::make_png_sink(request), 2), Contains("frames/%05d.png"));
}

TEST_CASE("a sequence is numbered from 0", "[output]") {
  const Folder folder;
  SinkRequest request;
  request.path = folder.file("frames/%03d.png");
  write_film(*lantern::make_png_sequence_sink(request), 3);
  CHECK(contents(folder.path()) ==
        Names{"frames", "frames/000.png", "frames/001.png", "frames/002.png"});
  CHECK(decode(bytes_of(folder.file("frames/002.png"))).pixels[0] ==
        noise(8, 8, true, 2).row(0)[0]);
}

TEST_CASE("a sequence that fails leaves nothing", "[output]") {
  const Folder folder;
  const auto child = lantern::test::in_child([&] {
    lantern::install_signal_handlers();
    const rlimit limit = {100, 100};
    setrlimit(RLIMIT_FSIZE, &limit);
    SinkRequest request;
    request.path = folder.file("frames/%03d.png");
    write_film(*lantern::make_png_sequence_sink(request), 3);
  });
  CHECK(child.exit_code == 1);
  CHECK(child.error == "writing " + folder.file("frames/000.png") + ": File too large");
  CHECK(contents(folder.path()).empty());
}

}  // namespace lantern::test::png_test
