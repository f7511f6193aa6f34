#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "output/staging/staging.h"
#include "output/svg/film/animated_svg.h"
#include "output/svg/svg_sink.h"

namespace lantern {
namespace {

constexpr int kManyMoving = 200;         // past that slow machines drop frames
constexpr size_t kManyBytes = 1000'000;  // past that pages load slowly

class SvgFilmSink : public Sink {
 public:
  explicit SvgFilmSink(const SinkRequest& request) : request_(request) {}

  SinkNeeds plan(const Film& film, int width, int height) override {
    film_ = film;
    options_ = {film.title,        film.description, width,        height,
                request_.outlines, request_.fonts,   film.language};
    poster_frame_ =
        std::min(film.frames - 1, std::int64_t(std::llround(film.poster * film.fps.value())));
    file_.emplace(request_.path, StagedFile::Streams::allowed);
    SinkNeeds needs;
    needs.pixels = false;
    return needs;
  }

  void add(std::int64_t index, const Frame& frame, const Pixmap&) override {
    if (!recording_)
      recording_.emplace(options_.width / frame.width, options_.height / frame.height);
    recording_->add(frame);
    if (index == poster_frame_) poster_ = frame;
  }

  void finish() override {
    recording_->settle();
    const svg::AnimatedSvg made = svg::write_animated_svg(*recording_, poster_, film_, options_);
    file_->write({reinterpret_cast<const std::uint8_t*>(made.text.data()), made.text.size()});
    file_->publish();
    if (made.load.moving > kManyMoving) {
      warnings_.push_back(fmt::format("{}: {} elements move; past {} slow machines drop frames",
                                      request_.path, made.load.moving, kManyMoving));
    }
    if (made.load.bytes > kManyBytes) {
      warnings_.push_back(fmt::format("{}: {:.1f} MB; a GIF or an MP4 may load faster",
                                      request_.path, double(made.load.bytes) / 1e6));
    }
  }

  std::vector<std::string> warnings() const override { return warnings_; }

 private:
  SinkRequest request_;
  Film film_;
  SvgOptions options_;
  std::int64_t poster_frame_ = 0;
  Frame poster_;
  std::optional<svg::Recording> recording_;
  std::optional<StagedFile> file_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::unique_ptr<Sink> make_svg_film_sink(const SinkRequest& request) {
  return std::make_unique<SvgFilmSink>(request);
}

}  // namespace lantern
