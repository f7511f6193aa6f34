#include "output/av/av_sink.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/av/av_module.h"
#include "output/captions/language_codes.h"
#include "output/staging/staging.h"
#include "output/staging/write_error.h"

namespace lantern {
namespace {

FilmEncoderSettings settings_for(const SinkRequest& request, const Film& film, const char* codec) {
  FilmEncoderSettings out;
  out.codec = codec;
  out.loop = film.loop;
  out.fps = film.fps;
  out.draft = request.quality == Quality::draft;
  out.crf = request.crf;
  out.preset = request.preset;
  out.duration =
      static_cast<double>(film.frames * film.fps.den) / static_cast<double>(film.fps.num);
  out.title = film.title;
  out.description = film.description;
  out.language = three_letters(film.language);
  out.chapters = film.sections;
  if (request.caption_track) out.cues = film.cues;
  return out;
}

class AvSink : public Sink {
 public:
  AvSink(const SinkRequest& request, const char* codec, bool can_alpha)
      : request_(request), codec_(codec), can_alpha_(can_alpha) {}

  SinkNeeds plan(const Film& film, int width, int height) override {
    file_.emplace(request_.path, StagedFile::Streams::refused);
    FilmEncoderSettings settings = settings_for(request_, film, codec_);
    settings.alpha = can_alpha_ && film.transparent;
    settings.path = file_->path();
    settings.width = width;
    settings.height = height;
    try {
      encoder_ = make_film_encoder(settings);
    } catch (const RuntimeError& e) {
      throw RuntimeError(fmt::format("writing {}: {}", request_.path, e.what()));
    }
    SinkNeeds needs;
    needs.alpha = settings.alpha;
    return needs;
  }

  void add(std::int64_t, const Frame&, const Pixmap& pixmap) override {
    naming_file([&] { encoder_->add(pixmap); });
  }

  void finish() override {
    naming_file([&] { encoder_->finish(); });
    encoder_.reset();
    file_->publish();
  }

 private:
  template <class Work>
  void naming_file(const Work& work) {
    try {
      work();
    } catch (const RuntimeError& e) {
      throw WriteError(fmt::format("writing {}: {}", request_.path, e.what()));
    }
  }

  SinkRequest request_;
  const char* codec_;
  bool can_alpha_;
  std::optional<StagedFile> file_;
  std::unique_ptr<FilmEncoder> encoder_;
};

}  // namespace

std::unique_ptr<Sink> make_mp4_sink(const SinkRequest& request) {
  return std::make_unique<AvSink>(request, "h264", false);
}

std::unique_ptr<Sink> make_webm_sink(const SinkRequest& request) {
  return std::make_unique<AvSink>(request, "vp9", true);
}

std::unique_ptr<Sink> make_apng_sink(const SinkRequest& request) {
  return std::make_unique<AvSink>(request, "apng", true);
}

}  // namespace lantern
