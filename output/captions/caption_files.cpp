#include "output/captions/caption_files.h"

#include <optional>

#include <fmt/format.h>

#include "output/captions/cue_text.h"
#include "output/markup/markdown.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

/// "01:02:03.004", the milliseconds behind `point`.
std::string clock_time(std::int64_t ms, char point) {
  return fmt::format("{:02}:{:02}:{:02}{}{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60,
                     point, ms % 1000);
}

/// "1:02", for readers.
std::string short_time(double seconds) {
  const std::int64_t whole = milliseconds_of(seconds) / 1000;
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

class TextSink : public Sink {
 public:
  TextSink(const SinkRequest& request, std::string (*write)(const Film&))
      : path_(request.path), write_(write) {}

  SinkNeeds plan(const Film& film, int, int) override {
    text_ = write_(film);
    if (text_.empty()) text_ = "\n";  // a file of nothing is what a full disk leaves
    silent_ = film.cues.empty();
    file_.emplace(path_, StagedFile::Streams::allowed);
    SinkNeeds needs;
    needs.pixels = false;
    return needs;
  }
  void add(std::int64_t, const Frame&, const Pixmap&) override {}
  void finish() override {
    file_->write({reinterpret_cast<const std::uint8_t*>(text_.data()), text_.size()});
    file_->publish();
  }
  std::vector<std::string> warnings() const override {
    if (!silent_) return {};
    return {fmt::format("{}: nothing is said, so it is empty", path_)};
  }

 private:
  std::string path_;
  std::string (*write_)(const Film&);
  std::string text_;
  bool silent_ = false;
  std::optional<StagedFile> file_;
};

}  // namespace

std::string write_webvtt(const Film& film) {
  std::string out = "WEBVTT\n";
  for (const TimedCue& cue : timed_cues(film)) {
    out += fmt::format("\n{} --> {}\n{}\n", clock_time(cue.start, '.'), clock_time(cue.end, '.'),
                       vtt_text(cue.text));
  }
  return out;
}

std::string write_subrip(const Film& film) {
  std::string out;
  const std::vector<TimedCue> cues = timed_cues(film);
  for (size_t i = 0; i < cues.size(); ++i) {
    out += fmt::format("{}{}\n{} --> {}\n{}\n", i == 0 ? "" : "\n", i + 1,
                       clock_time(cues[i].start, ','), clock_time(cues[i].end, ','),
                       srt_text(cues[i].text));
  }
  return out;
}

std::string write_transcript(const Film& film) {
  const std::string title = markdown_words(film.title);
  std::string out = fmt::format("# {}\n", title.empty() ? "Transcript" : title);
  const auto write_paragraphs = [&](const std::string& text) {
    const std::string written = markdown_paragraphs(text);
    if (!written.empty()) out += fmt::format("\n{}\n", written);
  };
  write_paragraphs(film.description);
  size_t next = 0;
  const auto write_section = [&](double start) {
    for (; next < film.sections.size() && film.sections[next].start <= start + 1e-9; ++next) {
      out += fmt::format("\n## {} ({})\n", markdown_words(film.sections[next].name),
                         short_time(film.sections[next].start));
    }
  };
  for (const Cue& cue : film.cues) {
    write_section(cue.start);
    write_paragraphs(cue.text);
  }
  write_section(film.duration);
  return out;
}

std::unique_ptr<Sink> make_webvtt_sink(const SinkRequest& request) {
  return std::make_unique<TextSink>(request, write_webvtt);
}
std::unique_ptr<Sink> make_subrip_sink(const SinkRequest& request) {
  return std::make_unique<TextSink>(request, write_subrip);
}
std::unique_ptr<Sink> make_transcript_sink(const SinkRequest& request) {
  return std::make_unique<TextSink>(request, write_transcript);
}

}  // namespace lantern
