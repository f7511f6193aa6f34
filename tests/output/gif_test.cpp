#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "core/base/error.h"
#include "core/base/random.h"
#include "output/gif/gif_sink.h"
#include "output/gif/lzw.h"
#include "output/gif/palette.h"
#include "tests/output/pictures.h"
#include "tests/support/golden.h"

namespace lantern::test::gif_test {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Canvas = std::vector<std::uint32_t>;

/// LZW as a reader of GIF89a's appendix F does it.
Bytes lzw_decode(const Bytes& data, int min_bits) {
  const int clear = 1 << min_bits, end = clear + 1;
  std::vector<Bytes> table;
  Bytes out;
  int bits = min_bits + 1, previous = -1;
  const auto reset = [&] {
    table.assign(size_t(clear) + 2, {});
    for (int i = 0; i < clear; ++i) table[size_t(i)] = {static_cast<std::uint8_t>(i)};
    bits = min_bits + 1;
    previous = -1;
  };
  reset();
  size_t at = 0;
  while (true) {
    int code = 0;
    for (int i = 0; i < bits; ++i, ++at) {
      if (at / 8 >= data.size()) throw std::logic_error("the data end without an end");
      code |= (data[at / 8] >> (at % 8) & 1) << i;
    }
    if (code == end) return out;
    if (code == clear) {
      reset();
      continue;
    }
    if (code > int(table.size()) || (code == int(table.size()) && previous < 0)) {
      throw std::logic_error("an unknown code");
    }
    Bytes string = code < int(table.size()) ? table[size_t(code)] : table[size_t(previous)];
    if (code == int(table.size())) string.push_back(string[0]);
    out.insert(out.end(), string.begin(), string.end());
    if (previous >= 0 && table.size() < 4096) {
      Bytes learnt = table[size_t(previous)];
      learnt.push_back(string[0]);
      table.push_back(learnt);
      if (int(table.size()) == 1 << bits && bits < 12) ++bits;
    }
    previous = code;
  }
}

struct Gif {
  int width = 0, height = 0;
  bool loops = false;
  std::vector<Canvas> frames;  // whole pictures
  std::vector<int> delays;     // hundredths of a second
};

class GifReader {
 public:
  explicit GifReader(const std::string& file) : data_(file.begin(), file.end()) {}

  Gif read() {
    Gif out;
    REQUIRE(text(6) == "GIF89a");
    out.width = word();
    out.height = word();
    REQUIRE(byte() == 0xF7);
    at_ += 2;
    for (int i = 0; i < 256; ++i) {
      std::uint32_t color = 0;
      for (int c = 0; c < 3; ++c) color = color << 8 | static_cast<std::uint32_t>(byte());
      palette_.push_back(color);
    }
    Canvas canvas(size_t(out.width) * size_t(out.height), 0xFFFFFFFF);
    while (true) {
      const int kind = byte();
      if (kind == 0x3B) break;
      if (kind == 0x21) extension(out);
      else image(out, canvas);
    }
    CHECK(at_ == data_.size());
    return out;
  }

 private:
  int byte() { return data_.at(at_++); }
  int word() {
    const int low = byte();
    return low | byte() << 8;
  }
  std::string text(size_t count) {
    at_ += count;
    return {data_.begin() + std::ptrdiff_t(at_ - count), data_.begin() + std::ptrdiff_t(at_)};
  }
  Bytes blocks() {
    Bytes out;
    for (int count = byte(); count > 0; count = byte()) {
      for (int i = 0; i < count; ++i) out.push_back(static_cast<std::uint8_t>(byte()));
    }
    return out;
  }
  void extension(Gif& out) {
    const int kind = byte();
    const Bytes data = blocks();
    if (kind == 0xFF) out.loops = std::string(data.begin(), data.begin() + 11) == "NETSCAPE2.0";
    if (kind == 0xF9) {
      delay_ = data[1] | data[2] << 8;
      transparent_ = data[0] & 1 ? data[3] : -1;
    }
  }
  void image(Gif& out, Canvas& canvas) {
    const int x0 = word(), y0 = word(), width = word(), height = word();
    REQUIRE(byte() == 0);
    const int bits = byte();
    const Bytes indices = lzw_decode(blocks(), bits);
    REQUIRE(indices.size() == size_t(width) * size_t(height));
    REQUIRE(x0 + width <= out.width);
    REQUIRE(y0 + height <= out.height);
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const int index = indices[size_t(y) * size_t(width) + size_t(x)];
        if (index == transparent_) continue;
        canvas[size_t(y0 + y) * size_t(out.width) + size_t(x0 + x)] = palette_[size_t(index)];
      }
    }
    out.frames.push_back(canvas);
    out.delays.push_back(delay_);
  }

  Bytes data_;
  size_t at_ = 0;
  std::vector<std::uint32_t> palette_;
  int delay_ = 0, transparent_ = -1;
};

Gif written(const std::vector<Pixmap>& frames, Rational fps = {25, 1}) {
  const TemporaryFolder folder;
  SinkRequest request;
  request.path = folder.file("film.gif");
  const auto sink = make_gif_sink(request);
  const Film film = film_of(std::int64_t(frames.size()), fps);
  const SinkNeeds needs = sink->plan(film, frames[0].width(), frames[0].height());
  CHECK_FALSE(needs.alpha);
  for (const double moment : needs.samples) {
    const auto n = std::min<size_t>(frames.size() - 1, size_t(std::lround(moment * fps.value())));
    sink->sample(frames[n]);
  }
  for (size_t i = 0; i < frames.size(); ++i) sink->add(std::int64_t(i), {}, frames[i]);
  CHECK(contents(folder.path()).size() == 1);
  CHECK_FALSE(std::filesystem::exists(request.path));
  sink->finish();
  return GifReader(read_file(request.path)).read();
}

Canvas pixels(const Pixmap& pixmap) {
  Canvas out;
  for (int y = 0; y < pixmap.height(); ++y) {
    for (int x = 0; x < pixmap.width(); ++x) out.push_back(pixmap.row(y)[x] & 0xFFFFFF);
  }
  return out;
}

/// A square that walks over a ground.
Pixmap walking(int width, int height, int step) {
  Pixmap out = plain(width, height, 0x204060);
  for (int y = 3; y < std::min(height, 9); ++y) {
    for (int x = 0; x < 6; ++x) out.row(y)[(x + step) % width] = 0xFFFF8000 + std::uint32_t(x);
  }
  return out;
}

int sum(const std::vector<int>& delays) {
  int out = 0;
  for (const int delay : delays) out += delay;
  return out;
}

}  // namespace

TEST_CASE("LZW gives back what went in, whatever it is", "[gif]") {
  Random random(4);
  for (const size_t count : {1u, 2u, 3u, 300u, 5000u, 200000u}) {
    for (const int colors : {1, 2, 7, 255}) {
      GifPixels in;
      for (size_t i = 0; i < count; ++i) {
        const bool run = random.uniform() < 0.7 && i > 0;
        in.indices.push_back(run ? in.indices.back()
                                 : static_cast<std::uint8_t>(random.below(std::uint64_t(colors))));
        in.free.push_back(random.uniform() < 0.5);
      }
      const Bytes out = lzw_decode(lzw_encode(in), 8);
      REQUIRE(out.size() == count);
      bool right = true;
      for (size_t i = 0; i < count; ++i) {
        right = right && (out[i] == in.indices[i] || (in.free[i] && out[i] == kTransparent));
      }
      CHECK(right);
      in.free.clear();
      CHECK(lzw_decode(lzw_encode(in), 8) == in.indices);
    }
  }
}

TEST_CASE("flat art in few colours is exact", "[gif]") {
  std::vector<Pixmap> frames;
  for (int i = 0; i < 12; ++i) frames.push_back(walking(40, 17, i * 2));
  const Gif gif = written(frames);
  CHECK(gif.width == 40);
  CHECK(gif.height == 17);
  CHECK(gif.loops);
  REQUIRE(gif.frames.size() == 12);
  for (size_t i = 0; i < 12; ++i) CHECK(gif.frames[i] == pixels(frames[i]));
  CHECK(gif.delays[0] == 4);
  CHECK(gif.delays.back() == 154);
}

TEST_CASE("frames that change nothing lengthen the one before", "[gif]") {
  std::vector<Pixmap> frames;
  for (const int step : {0, 0, 0, 5, 5, 9, 9, 9}) frames.push_back(walking(30, 12, step));
  const Gif gif = written(frames);
  CHECK(gif.delays == std::vector<int>{12, 8, 12 + 150});
}

TEST_CASE("delays add up to the film at any rate", "[gif]") {
  for (const Rational fps : {Rational{30, 1}, Rational{24000, 1001}, Rational{60, 1},
                             Rational{7, 1}, Rational{100, 1}, Rational{240, 1}}) {
    std::vector<Pixmap> frames;
    for (int i = 0; i < 90; ++i) frames.push_back(walking(30, 12, i));
    const Gif gif = written(frames, fps);
    INFO(fps.value());
    CHECK(sum(gif.delays) == std::lround(90 / fps.value() * 100) + 150);
    for (const int delay : gif.delays) CHECK(delay >= 2);
    CHECK(gif.frames.back() == pixels(frames.back()));
  }
}

TEST_CASE("sizes are what they are", "[gif]") {
  for (const auto& [width, height] : std::vector<std::pair<int, int>>{{1, 1}, {3, 1}, {257, 5}}) {
    std::vector<Pixmap> frames;
    frames.push_back(plain(width, height, 0x112233));
    frames.push_back(plain(width, height, 0xDDEEFF));
    const Gif gif = written(frames);
    REQUIRE(gif.frames.size() == 2);
    CHECK(gif.frames[1] == pixels(frames[1]));
  }
}

TEST_CASE("more colours than a palette holds are near, and areas exact", "[gif]") {
  Pixmap picture = plain(120, 120, 0x336699);
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 120; ++x) {
      picture.row(y)[x] = 0xFF000000 | std::uint32_t(x * 2) << 16 | std::uint32_t(y * 6) << 8 | 40;
    }
  }
  std::vector<Pixmap> frames;
  frames.push_back(std::move(picture));
  const Gif gif = written(frames);
  const Canvas wanted = pixels(frames[0]);
  double error = 0;
  for (size_t i = 0; i < wanted.size(); ++i) {
    for (const int shift : {0, 8, 16}) {
      const int d = int(gif.frames[0][i] >> shift & 255) - int(wanted[i] >> shift & 255);
      error += d * d;
    }
  }
  CHECK(error / double(wanted.size()) < 40);
  CHECK(gif.frames[0].back() == 0x336699);
}

TEST_CASE("palettes are the same every time", "[gif]") {
  ColorHistogram histogram;
  histogram.add(noise(64, 64, true));
  const auto palette = make_palette(histogram, 100);
  CHECK(palette.size() <= 100);
  CHECK(palette.size() > 90);
  CHECK(make_palette(histogram, 100) == palette);
}

TEST_CASE("a GIF that is not finished leaves nothing", "[gif]") {
  const TemporaryFolder folder;
  write_file(folder.file("film.gif"), "old");
  {
    SinkRequest request;
    request.path = folder.file("film.gif");
    const auto sink = make_gif_sink(request);
    sink->plan(film_of(2), 8, 8);
    sink->sample(plain(8, 8, 0));
    sink->add(0, {}, plain(8, 8, 0));
  }
  CHECK(contents(folder.path()) == std::vector<std::string>{"film.gif"});
  CHECK(read_file(folder.file("film.gif")) == "old");
}

}  // namespace lantern::test::gif_test
