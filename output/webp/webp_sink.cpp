#include "output/webp/webp_sink.h"

#include <cmath>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "core/base/error.h"
#include "output/gif/palette.h"
#include "output/markup/markup.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

struct FreePicture {
  void operator()(WebPPicture* picture) const noexcept {
    WebPPictureFree(picture);
    delete picture;
  }
};
using PicturePtr = std::unique_ptr<WebPPicture, FreePicture>;

struct FreeEncoder {
  void operator()(WebPAnimEncoder* encoder) const noexcept { WebPAnimEncoderDelete(encoder); }
};

struct FreeMux {
  void operator()(WebPMux* mux) const noexcept { WebPMuxDelete(mux); }
};

class WebpSink : public Sink {
 public:
  explicit WebpSink(const SinkRequest& request) : request_(request) {}

  SinkNeeds plan(const Film& film, int width, int height) override {
    constexpr int kMostSide = WEBP_MAX_DIMENSION;
    if (width > kMostSide || height > kMostSide) {
      throw RuntimeError(
          fmt::format("{}: a WebP's sides are at most {} pixels", request_.path, kMostSide));
    }
    film_ = film;
    width_ = width;
    height_ = height;
    file_.emplace(request_.path, StagedFile::Streams::allowed);
    WebPConfigInit(&config_);
    config_.lossless = 1;
    config_.quality = request_.quality == Quality::draft ? 20 : 75;  // of the effort
    config_.method = request_.quality == Quality::draft ? 1 : 4;
    config_.thread_level = 0;
    if (film.frames > 1) open();
    SinkNeeds needs;
    needs.alpha = film.transparent;
    if (encoder_ && !film.transparent) needs.samples = palette_samples(film);
    return needs;
  }

  void sample(const Pixmap& pixmap) override { histogram_.add(pixmap); }

  void add(std::int64_t index, const Frame&, const Pixmap& pixmap) override {
    if (encoder_ && !film_.transparent && !colors_) {
      colors_.emplace(film_palette(histogram_));
      histogram_ = {};
    }
    const PicturePtr picture = picture_of(pixmap);
    if (!encoder_) return write_one(*picture);
    if (!WebPAnimEncoderAdd(encoder_.get(), picture.get(), time_of(index), &config_)) fail();
  }

  void finish() override {
    if (encoder_) {
      WebPData data;
      WebPDataInit(&data);
      const int end = static_cast<int>(std::lround((film_.duration + film_.hold) * 1000));
      if (!WebPAnimEncoderAdd(encoder_.get(), nullptr, end, nullptr) ||
          !WebPAnimEncoderAssemble(encoder_.get(), &data)) {
        fail();
      }
      write_described(data);
      WebPDataClear(&data);
    }
    file_->publish();
  }

 private:
  void open() {
    WebPAnimEncoderOptions options;
    if (!WebPAnimEncoderOptionsInit(&options)) throw RuntimeError("libwebp has another version");
    options.anim_params.loop_count = film_.loop ? 0 : 1;  // 0: for ever
    options.minimize_size = request_.quality == Quality::final;
    encoder_.reset(WebPAnimEncoderNew(width_, height_, &options));
    if (!encoder_) throw RuntimeError(fmt::format("{}: there is too little memory", request_.path));
  }

  int time_of(std::int64_t index) const {
    return static_cast<int>(std::llround(double(index) * 1000 / film_.fps.value()));
  }

  PicturePtr picture_of(const Pixmap& pixmap) {
    PicturePtr picture(new WebPPicture);
    if (!WebPPictureInit(picture.get())) throw RuntimeError("libwebp has another version");
    picture->use_argb = 1;
    picture->width = width_;
    picture->height = height_;
    if (!WebPPictureAlloc(picture.get())) {
      throw RuntimeError(fmt::format("{}: there is too little memory", request_.path));
    }
    for (int y = 0; y < height_; ++y) {
      const std::uint32_t* from = pixmap.row(y);
      std::uint32_t* to = picture->argb + std::ptrdiff_t(y) * picture->argb_stride;
      for (int x = 0; x < width_; ++x) {
        to[x] = colors_ ? 0xFF000000 | colors_->palette()[(*colors_)(from[x] & 0xFFFFFF)]
                        : unpremultiplied(from[x]);
      }
    }
    return picture;
  }

  void write_one(WebPPicture& picture) {
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    if (!WebPEncode(&config_, &picture)) {
      WebPMemoryWriterClear(&writer);
      throw RuntimeError(
          fmt::format("{}: libwebp's error {}", request_.path, int(picture.error_code)));
    }
    write_described({writer.mem, writer.size});
    WebPMemoryWriterClear(&writer);
  }

  /// Title and description go into a chunk of their own.
  void write_described(const WebPData& image) {
    const std::string packet = xmp_packet(film_.title, film_.description);
    if (packet.empty()) return file_->write({image.bytes, image.size});
    const std::unique_ptr<WebPMux, FreeMux> mux(WebPMuxCreate(&image, 0));
    const WebPData chunk{reinterpret_cast<const std::uint8_t*>(packet.data()), packet.size()};
    WebPData all;
    WebPDataInit(&all);
    if (!mux || WebPMuxSetChunk(mux.get(), "XMP ", &chunk, 0) != WEBP_MUX_OK ||
        WebPMuxAssemble(mux.get(), &all) != WEBP_MUX_OK) {
      throw RuntimeError(fmt::format("{}: libwebp could not add the description", request_.path));
    }
    file_->write({all.bytes, all.size});
    WebPDataClear(&all);
  }

  [[noreturn]] void fail() const {
    throw RuntimeError(
        fmt::format("{}: {}", request_.path, WebPAnimEncoderGetError(encoder_.get())));
  }

  SinkRequest request_;
  Film film_;
  int width_ = 0, height_ = 0;
  WebPConfig config_{};
  std::unique_ptr<WebPAnimEncoder, FreeEncoder> encoder_;
  ColorHistogram histogram_;
  std::optional<NearestColor> colors_;  // of films; see film_palette
  std::optional<StagedFile> file_;
};

}  // namespace

std::unique_ptr<Sink> make_webp_sink(const SinkRequest& request) {
  return std::make_unique<WebpSink>(request);
}

}  // namespace lantern
