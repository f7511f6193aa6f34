#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/project/project.h"

namespace lantern {

/// Frames [first, last) of a film.
struct FrameRange {
  std::int64_t first = 0, last = 0;

  std::int64_t count() const { return last - first; }
};

/// The frames that start within [from, to) seconds; with the end of the film also its last one.
FrameRange frames_between(const Film& film, double from, double to);

/// A scene and how it is to be rendered.
class FilmJob {
 public:
  /// Throws UsageError where the options do not fit the scene.
  FilmJob(const Scene& scene, const Options& options, Desk& desk);

  /// What can be seen to be wrong before anything is drawn goes to the desk. False then.
  bool check() {
    return check_pictures(scene_, *production_.stage, desk_.sources, desk_.diagnostics);
  }

  const Film& film() const { return film_; }
  const Production& production() const { return production_; }

  /// The picture at a moment, within the limit of work of its own. Throws SceneError, which says
  /// when, where it is wrong then.
  Frame frame_at(double seconds, bool burn = true) const;

  /// Makes these files of a stretch of the film, in one pass.
  void render(const std::vector<std::string>& paths, FrameRange range);
  /// Makes one picture.
  void picture(const std::string& path, double time) const;

 private:
  const Scene& scene_;
  const Options& options_;
  Desk& desk_;
  Film film_;
  Production production_;
};

/// Throws UsageError where `--format` is of no use.
void check_format_option(const Options& options);
/// The format of a film. Throws UsageError where no format has that extension, or only a still one,
/// and where a terminal would get bytes.
const Format& film_format(const std::string& path, const Options& options);
/// The format of a picture. Throws UsageError in the same way.
const Format& still_format(const std::string& path, const Options& options);

/// Makes one picture of a scene. Throws SceneError where it is wrong at that moment.
void write_picture(const Scene& scene, const Production& production, const Options& options,
                   double time, const std::string& path);

}  // namespace lantern
