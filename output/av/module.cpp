#include "output/av/errors.h"
#include "output/av/h264_encoder.h"
#include "output/av/mp4_muxer.h"
#include "output/film_encoder.h"

namespace lantern {
namespace {

class Mp4Encoder : public FilmEncoder {
 public:
  explicit Mp4Encoder(const FilmEncoderSettings& settings)
      : encoder_(settings), muxer_(settings, encoder_.context()) {}

  void add(const Pixmap& pixmap) override { encoder_.send(pixmap, to_muxer()); }

  void finish() override {
    encoder_.flush(to_muxer());
    muxer_.finish();
  }

 private:
  H264Encoder::Receiver to_muxer() {
    return [this](AVPacket& packet) { muxer_.write_video(packet); };
  }

  H264Encoder encoder_;
  Mp4Muxer muxer_;
};

}  // namespace
}  // namespace lantern

extern "C" lantern::FilmEncoder* lantern_make_film_encoder(
    const lantern::FilmEncoderSettings& settings) {
  lantern::capture_av_messages();
  return new lantern::Mp4Encoder(settings);
}
