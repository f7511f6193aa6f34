#include "cli/films/section_clips.h"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "output/captions/cue_text.h"
#include "output/staging/frame_path.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Whether a moment is in a section, and neither its start nor its end.
bool inside(double time, const Section& section) {
  constexpr double kSame = 1e-6;  // seconds
  return time > section.start + kSame && time < section.end - kSame;
}

/// The sections of a film, or all of it as one. What comes before the first section belongs to it.
std::vector<Section> whole_sections(const Film& film) {
  std::vector<Section> out = film.sections;
  if (out.empty()) out.push_back({film.title, 0, film.duration});
  out.front().start = 0;
  return out;
}

/// Letters and figures of the name, others as "-".
std::string slug(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain) out += lower;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

/// Beside the output: "film-2-three-sets.mp4".
std::string clip_path(const std::string& output, const std::string& stem, size_t number,
                      const std::string& name, const std::string& extension) {
  const std::string part = slug(name);
  const std::string file =
      fmt::format("{}-{}{}{}{}", stem, number, part.empty() ? "" : "-", part, extension);
  return (fs::path(output).parent_path() / file).string();
}

/// What single files beside an output are named after: those of numbered pictures cannot share
/// their names.
std::string plain_stem(const std::string& output) {
  return FramePath::parse(output) ? "film" : fs::path(output).stem().string();
}

/// To the millisecond, as in all texts.
double seconds_of(double seconds) {
  return static_cast<double>(milliseconds_of(seconds)) / 1000;
}

/// Where it waits for a key press, in seconds from its start.
Json pauses_in(const Film& film, const Section& section) {
  Json out = Json::array();
  for (const double pause : film.pauses) {
    const Json seconds = seconds_of(pause - section.start);
    if (inside(pause, section) && (out.empty() || out.back() != seconds)) out.push_back(seconds);
  }
  return out;
}

Json manifest_of(const Film& film, const Production& production,
                 const std::vector<SectionClip>& clips) {
  const auto name_of = [](const std::string& path) { return fs::path(path).filename().string(); };
  Json sections = Json::array();
  for (const SectionClip& clip : clips) {
    Json files = Json::array();
    for (const std::string& file : clip.files) files.push_back(name_of(file));
    sections.push_back({{"name", clip.section.name},
                        {"files", std::move(files)},
                        {"start", seconds_of(clip.section.start)},
                        {"duration", seconds_of(clip.section.end - clip.section.start)},
                        {"pauses", pauses_in(film, clip.section)},
                        {"first_frame", clip.frames.first},
                        {"frames", clip.frames.count()},
                        {"poster", name_of(clip.poster)},
                        {"caption", clip.cues.empty() ? "" : clip.cues.back().text},
                        {"notes", notes_of(clip)}});
  }
  return {{"lantern", 1},
          {"title", film.title},
          {"description", film.description},
          {"width", production.width},
          {"height", production.height},
          {"fps", fmt::format("{}/{}", film.fps.num, film.fps.den)},
          {"duration", seconds_of(film.duration)},
          {"poster", seconds_of(film.poster)},
          {"sections", std::move(sections)}};
}

void write_text(const std::string& path, const std::string& text) {
  StagedFile file(path, StagedFile::Streams::allowed);
  file.write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  file.publish();
}

}  // namespace

std::string notes_of(const SectionClip& clip) {
  std::string out;
  for (const Cue& cue : clip.cues) out += (out.empty() ? "" : " ") + cue.text;
  return out;
}

Film stopping_at_pauses(const Film& film) {
  Film out = film;
  out.sections.clear();
  for (Section section : whole_sections(film)) {
    for (const double pause : film.pauses) {
      if (!inside(pause, section)) continue;
      out.sections.push_back({section.name, section.start, pause});
      section.start = pause;
    }
    out.sections.push_back(section);
  }
  return out;
}

std::vector<SectionClip> section_clips(const Film& film, const std::vector<std::string>& outputs) {
  std::vector<SectionClip> out;
  for (const Section& section : whole_sections(film)) {
    SectionClip clip{section, frames_between(film, section.start, section.end), {}, "", {}};
    if (clip.frames.count() < 1) continue;  // shorter than a frame
    for (const std::string& path : outputs) {
      const fs::path whole(path);
      clip.files.push_back(clip_path(path, whole.stem().string(), out.size() + 1, section.name,
                                     whole.extension().string()));
    }
    clip.poster =
        clip_path(outputs[0], plain_stem(outputs[0]), out.size() + 1, section.name, ".png");
    for (const Cue& cue : film.cues) {
      if (cue.start >= section.start && cue.start < section.end) clip.cues.push_back(cue);
    }
    out.push_back(std::move(clip));
  }
  return out;
}

std::vector<std::string> section_files(const Film& film, const std::vector<std::string>& outputs) {
  std::vector<std::string> files;
  for (const SectionClip& clip : section_clips(film, outputs)) {
    files.insert(files.end(), clip.files.begin(), clip.files.end());
    files.push_back(clip.poster);
  }
  files.push_back(
      (fs::path(outputs[0]).parent_path() / (plain_stem(outputs[0]) + ".json")).string());
  return files;
}

std::vector<std::string> render_sections(FilmJob& job, const std::vector<std::string>& outputs) {
  const std::vector<SectionClip> clips = section_clips(job.film(), outputs);
  for (const SectionClip& clip : clips) {
    job.render(clip.files, clip.frames);
    job.picture(clip.poster, job.film().time_of(clip.frames.last - 1));
  }
  std::vector<std::string> files = section_files(job.film(), outputs);
  const std::string& manifest = files.back();
  write_text(manifest, manifest_of(job.film(), job.production(), clips).dump(2) + "\n");
  return files;
}

}  // namespace lantern
