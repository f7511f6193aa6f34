#include "output/mp4_sink.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/av_module.h"
#include "output/staging.h"

namespace lantern {
namespace {

// x264's own scale: 18 is visually lossless for flat art, 26 shows at edges.
constexpr int kFinalCrf = 18;
constexpr int kDraftCrf = 26;
constexpr const char* kFinalPreset = "medium";
constexpr const char* kDraftPreset = "veryfast";

FilmEncoderSettings settings_for(const SinkRequest& request, const Film& film) {
  const bool draft = request.quality == Quality::draft;
  FilmEncoderSettings out;
  out.fps = film.fps;
  out.crf = request.crf >= 0 ? request.crf : draft ? kDraftCrf : kFinalCrf;
  out.preset = !request.preset.empty() ? request.preset : draft ? kDraftPreset : kFinalPreset;
  out.duration =
      static_cast<double>(film.frames * film.fps.den) / static_cast<double>(film.fps.num);
  out.title = film.title;
  out.description = film.description;
  out.chapters = film.sections;
  if (request.caption_track) out.cues = film.cues;
  return out;
}

class Mp4Sink : public Sink {
 public:
  explicit Mp4Sink(const SinkRequest& request) : request_(request) {}

  SinkNeeds plan(const Film& film, int width, int height) override {
    file_.emplace(request_.path, StagedFile::Streams::refused);
    frames_ = film.frames;
    FilmEncoderSettings settings = settings_for(request_, film);
    settings.path = file_->path();
    settings.width = width;
    settings.height = height;
    try {
      encoder_ = make_film_encoder(settings);
    } catch (const RuntimeError& e) {
      throw RuntimeError(fmt::format("writing {}: {}", request_.path, e.what()));
    }
    return {};
  }

  void add(std::int64_t, const Frame&, const Pixmap& pixmap) override {
    reporting_progress([&] { encoder_->add(pixmap); });
    ++done_;
  }

  void finish() override {
    reporting_progress([&] { encoder_->finish(); });
    encoder_.reset();
    file_->publish();
  }

 private:
  template <class Work>
  void reporting_progress(const Work& work) {
    try {
      work();
    } catch (const RuntimeError& e) {
      throw RuntimeError(fmt::format("writing {}: {} after {} of {} frames", request_.path,
                                     e.what(), done_, frames_));
    }
  }

  SinkRequest request_;
  std::int64_t frames_ = 0;
  std::int64_t done_ = 0;
  std::optional<StagedFile> file_;
  std::unique_ptr<FilmEncoder> encoder_;
};

}  // namespace

std::unique_ptr<Sink> make_mp4_sink(const SinkRequest& request) {
  return std::make_unique<Mp4Sink>(request);
}

}  // namespace lantern
