#include "output/av/encoder/errors.h"
#include "output/av/encoder/film_encoder.h"
#include "output/av/encoder/film_muxer.h"
#include "output/av/encoder/video_encoder.h"

namespace lantern {
namespace {

class AvFilmEncoder : public FilmEncoder {
 public:
  explicit AvFilmEncoder(const FilmEncoderSettings& settings)
      : encoder_(settings), muxer_(settings, encoder_.context()) {}

  void add(const Pixmap& pixmap) override { encoder_.send(pixmap, to_muxer()); }

  void finish() override {
    encoder_.flush(to_muxer());
    muxer_.finish();
  }

 private:
  VideoEncoder::Receiver to_muxer() {
    return [this](AVPacket& packet) { muxer_.write_video(packet); };
  }

  VideoEncoder encoder_;
  FilmMuxer muxer_;
};

}  // namespace
}  // namespace lantern

extern "C" lantern::FilmEncoder* lantern_make_film_encoder(
    const lantern::FilmEncoderSettings& settings) {
  lantern::capture_av_messages();
  return new lantern::AvFilmEncoder(settings);
}
