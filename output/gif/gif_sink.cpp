#include "output/gif/gif_sink.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/film/clip.h"
#include "output/gif/lzw.h"
#include "output/gif/palette.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

constexpr int kLeastDelay = 2;  // hundredths of a second
constexpr int kMostDelay = 65535;

/// Bytes in GIF's order.
class Bytes {
 public:
  void byte(int value) { data.push_back(static_cast<std::uint8_t>(value)); }
  void word(int value) {
    byte(value & 255);
    byte(value >> 8 & 255);
  }
  void text(std::string_view value) { data.insert(data.end(), value.begin(), value.end()); }
  /// In sub-blocks of at most 255 bytes, closed by an empty one.
  void blocks(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      const size_t count = std::min<size_t>(255, bytes.size());
      byte(static_cast<int>(count));
      data.insert(data.end(), bytes.begin(), bytes.begin() + std::ptrdiff_t(count));
      bytes = bytes.subspan(count);
    }
    byte(0);
  }

  std::vector<std::uint8_t> data;
};

struct Rectangle {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // half-open
  bool empty() const { return x0 >= x1; }
};

void add_comment(Bytes& out, const std::string& text) {
  if (text.empty()) return;
  out.word(0xFE21);  // comment extension
  out.blocks({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

/// One picture of the file, its delay still open.
struct Image {
  Rectangle box;
  std::vector<std::uint8_t> data;
  std::int64_t start = 0;  // hundredths of a second
};

class GifSink : public Sink {
 public:
  explicit GifSink(const SinkRequest& request) : request_(request) {}

  SinkNeeds plan(const Film& film, int width, int height) override {
    if (width > 65535 || height > 65535) {
      throw RuntimeError(
          fmt::format("writing {}: a GIF has at most 65535 pixels a side", request_.path));
    }
    file_.emplace(request_.path, StagedFile::Streams::allowed);
    film_ = film;
    width_ = width;
    height_ = height;
    SinkNeeds needs;
    needs.samples = palette_samples(film);
    return needs;
  }

  void sample(const Pixmap& pixmap) override { histogram_.add(pixmap); }

  void add(std::int64_t index, const Frame&, const Pixmap& pixmap) override {
    if (!colors_) begin();
    std::int64_t start = time_of(index);
    const bool last = index == film_.frames - 1;
    if (index > 0 && start - shown_ < kLeastDelay) {
      if (!last) return;
      start = shown_ + kLeastDelay;  // it stays for long enough as it is
    }
    shown_ = start;
    map(pixmap);
    const Rectangle box = changed();
    if (box.empty()) return;
    if (pending_) flush(start);
    pending_ = Image{box, encode(box), pending_ ? start : 0};
    std::swap(before_, now_);
    any_ = true;
  }

  void finish() override {
    flush(time_of(film_.frames) + std::llround(film_.hold * 100));
    Bytes trailer;
    trailer.byte(0x3B);
    file_->write(trailer.data);
    file_->publish();
  }

 private:
  /// When a frame starts; the one after the last: when the film ends.
  std::int64_t time_of(std::int64_t frame) const {
    return std::llround(start_of_frame(film_, frame) * 100);
  }

  void begin() {
    colors_.emplace(film_palette(histogram_));
    histogram_ = {};
    now_.resize(size_t(width_) * size_t(height_));
    before_.resize(now_.size());
    Bytes out;
    out.text("GIF89a");
    out.word(width_);
    out.word(height_);
    out.byte(0xF7);  // a global table of 256 colours
    out.byte(kTransparent);
    out.byte(0);
    for (size_t i = 0; i < 256; ++i) {
      const std::uint32_t color = i < colors_->palette().size() ? colors_->palette()[i] : 0;
      for (const int shift : {16, 8, 0}) out.byte(static_cast<int>(color >> shift & 255));
    }
    if (film_.loop) {
      out.word(0xFF21);  // application extension: loop for ever
      out.byte(11);
      out.text("NETSCAPE2.0");
      const std::uint8_t loop[] = {1, 0, 0};
      out.blocks(loop);
    }
    add_comment(out, film_.title);
    add_comment(out, film_.description);
    file_->write(out.data);
  }

  void map(const Pixmap& pixmap) {
    std::uint8_t* out = now_.data();
    std::uint32_t color = 0xFFFFFFFF;
    std::uint8_t index = 0;
    for (int y = 0; y < height_; ++y) {
      const std::uint32_t* row = pixmap.row(y);
      for (int x = 0; x < width_; ++x) {
        const std::uint32_t wanted = row[x] & 0xFFFFFF;
        if (wanted != color) {
          color = wanted;
          index = (*colors_)(color);
        }
        *out++ = index;
      }
    }
  }

  Rectangle changed() const {
    if (!any_) return {0, 0, width_, height_};
    Rectangle out{width_, height_, 0, 0};
    for (int y = 0; y < height_; ++y) {
      const auto from = now_.begin() + std::ptrdiff_t(y) * width_;
      const auto old = before_.begin() + std::ptrdiff_t(y) * width_;
      const auto first = std::mismatch(from, from + width_, old).first - from;
      if (first == width_) continue;
      std::ptrdiff_t last = width_ - 1;
      while (from[last] == old[last]) --last;
      out.x0 = std::min(out.x0, static_cast<int>(first));
      out.x1 = std::max(out.x1, static_cast<int>(last) + 1);
      out.y0 = std::min(out.y0, y);
      out.y1 = y + 1;
    }
    return out;
  }

  std::vector<std::uint8_t> encode(const Rectangle& box) const {
    GifPixels pixels;
    for (int y = box.y0; y < box.y1; ++y) {
      const size_t row = size_t(y) * size_t(width_);
      for (int x = box.x0; x < box.x1; ++x) {
        pixels.indices.push_back(now_[row + size_t(x)]);
        if (any_) pixels.free.push_back(now_[row + size_t(x)] == before_[row + size_t(x)]);
      }
    }
    std::vector<std::uint8_t> best = lzw_encode(pixels);
    if (!any_) return best;
    pixels.free.clear();
    std::vector<std::uint8_t> plain = lzw_encode(pixels);
    return plain.size() < best.size() ? plain : best;
  }

  /// Writes the pending image, shown until `end`.
  void flush(std::int64_t end) {
    std::int64_t delay = end - pending_->start;
    write(*pending_, static_cast<int>(std::min<std::int64_t>(delay, kMostDelay)));
    const GifPixels nothing{{kTransparent}, {}};
    for (delay -= kMostDelay; delay > 0; delay -= kMostDelay) {
      const Image more{{0, 0, 1, 1}, lzw_encode(nothing), 0};
      write(more, static_cast<int>(std::min<std::int64_t>(delay, kMostDelay)));
    }
  }

  void write(const Image& image, int delay) {
    Bytes out;
    out.word(0xF921);  // graphic control: keep what is there, a transparent index, the delay
    out.byte(4);
    out.byte(1 << 2 | 1);
    out.word(delay);
    out.byte(kTransparent);
    out.byte(0);
    out.byte(0x2C);  // the image
    out.word(image.box.x0);
    out.word(image.box.y0);
    out.word(image.box.x1 - image.box.x0);
    out.word(image.box.y1 - image.box.y0);
    out.byte(0);
    out.byte(8);  // bits a pixel
    out.blocks(image.data);
    file_->write(out.data);
  }

  SinkRequest request_;
  Film film_;
  int width_ = 0, height_ = 0;
  ColorHistogram histogram_;
  std::optional<NearestColor> colors_;
  std::vector<std::uint8_t> now_, before_;  // indices
  bool any_ = false;                        // whether `before_` holds a frame
  std::int64_t shown_ = 0;                  // when the last frame that counted starts
  std::optional<Image> pending_;
  std::optional<StagedFile> file_;
};

}  // namespace

std::unique_ptr<Sink> make_gif_sink(const SinkRequest& request) {
  return std::make_unique<GifSink>(request);
}

}  // namespace lantern
