#include "output/captions/caption_files.h"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "output/staging/staging.h"

namespace lantern {
namespace {

/// "01:02:03.004", the milliseconds behind `point`.
std::string clock_time(double seconds, char point) {
  const auto ms = static_cast<long long>(std::llround(seconds * 1000));
  return fmt::format("{:02}:{:02}:{:02}{}{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60,
                     point, ms % 1000);
}

/// "1:02", for readers.
std::string short_time(double seconds) {
  const auto whole = static_cast<long long>(std::floor(seconds));
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

/// WebVTT reads tags and references in cues.
std::string vtt_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
  return out;
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
  for (const Cue& cue : film.cues) {
    out += fmt::format("\n{} --> {}\n{}\n", clock_time(cue.start, '.'), clock_time(cue.end, '.'),
                       vtt_text(cue.text));
  }
  return out;
}

std::string write_subrip(const Film& film) {
  std::string out;
  for (size_t i = 0; i < film.cues.size(); ++i) {
    const Cue& cue = film.cues[i];
    out += fmt::format("{}{}\n{} --> {}\n{}\n", i == 0 ? "" : "\n", i + 1,
                       clock_time(cue.start, ','), clock_time(cue.end, ','), cue.text);
  }
  return out;
}

std::string write_transcript(const Film& film) {
  std::string out = fmt::format("# {}\n", film.title.empty() ? "Transcript" : film.title);
  if (!film.description.empty()) out += fmt::format("\n{}\n", film.description);
  size_t next = 0;
  const auto write_section = [&](double start) {
    for (; next < film.sections.size() && film.sections[next].start <= start + 1e-9; ++next) {
      out += fmt::format("\n## {} ({})\n", film.sections[next].name,
                         short_time(film.sections[next].start));
    }
  };
  for (const Cue& cue : film.cues) {
    write_section(cue.start);
    out += fmt::format("\n{}\n", cue.text);
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
