#include "output/png/png_sink.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/png/png.h"
#include "output/staging/frame_path.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

class PngSink : public Sink {
 public:
  explicit PngSink(const SinkRequest& request) : request_(request) {}

  SinkNeeds plan(const Film& film, int, int) override {
    if (film.frames != 1) {
      throw RuntimeError(fmt::format(
          "writing {}: a film of {} frames needs a number in its name, as in frames/%05d.png",
          request_.path, film.frames));
    }
    text_ = {film.title, film.description};
    file_.emplace(request_.path, StagedFile::Streams::allowed);
    SinkNeeds needs;
    needs.alpha = film.transparent;
    return needs;
  }

  void add(std::int64_t, const Frame&, const Pixmap& pixmap) override {
    file_->write(encode_png(pixmap, request_.quality, text_));
  }

  void finish() override { file_->publish(); }

 private:
  SinkRequest request_;
  PngText text_;
  std::optional<StagedFile> file_;
};

class PngSequenceSink : public Sink {
 public:
  PngSequenceSink(const SinkRequest& request, FramePath path)
      : quality_(request.quality), path_(std::move(path)) {}

  SinkNeeds plan(const Film& film, int, int) override {
    text_ = {film.title, film.description};
    files_.emplace(path_);
    SinkNeeds needs;
    needs.alpha = film.transparent;
    return needs;
  }

  void add(std::int64_t, const Frame&, const Pixmap& pixmap) override {
    files_->add(encode_png(pixmap, quality_, text_));
  }

  void finish() override { files_->publish(); }

 private:
  Quality quality_;
  FramePath path_;
  PngText text_;
  std::optional<StagedFolder> files_;
};

}  // namespace

std::unique_ptr<Sink> make_png_sink(const SinkRequest& request) {
  return std::make_unique<PngSink>(request);
}

std::unique_ptr<Sink> make_png_sequence_sink(const SinkRequest& request) {
  std::optional<FramePath> path = FramePath::parse(request.path);
  if (!path) {
    throw RuntimeError(
        fmt::format("writing {}: a sequence needs one number in its name, as in frames/%05d.png",
                    request.path));
  }
  return std::make_unique<PngSequenceSink>(request, std::move(*path));
}

}  // namespace lantern
