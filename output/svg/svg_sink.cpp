#include "output/svg/svg_sink.h"

#include <optional>

#include "output/staging/staging.h"
#include "output/svg/write/svg_writer.h"

namespace lantern {
namespace {

class SvgSink : public Sink {
 public:
  explicit SvgSink(const SinkRequest& request) : request_(request) {}

  SinkNeeds plan(const Film& film, int width, int height) override {
    options_ = {film.title,        film.description, width,        height,
                request_.outlines, request_.fonts,   film.language};
    file_.emplace(request_.path, StagedFile::Streams::allowed);
    SinkNeeds needs;
    needs.pixels = false;
    return needs;
  }

  void add(std::int64_t, const Frame& frame, const Pixmap&) override {
    const std::string text = write_svg(frame, options_);
    file_->write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  }

  void finish() override { file_->publish(); }

 private:
  SinkRequest request_;
  SvgOptions options_;
  std::optional<StagedFile> file_;
};

}  // namespace

std::unique_ptr<Sink> make_svg_sink(const SinkRequest& request) {
  return std::make_unique<SvgSink>(request);
}

}  // namespace lantern
