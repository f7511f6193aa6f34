#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/preview/problems.h"
#include "cli/preview/request.h"
#include "cli/project/project.h"

namespace lantern {

/// A script as it was compiled, with the texts that places in it point into.
struct Reading {
  Sources sources;
  std::unique_ptr<const Scene> scene;  ///< null where there were errors
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();  ///< warnings as well
};
using ReadingPtr = std::shared_ptr<const Reading>;

/// All files of a scene as they were at one moment. Immutable.
struct Edition {
  std::uint64_t number = 0;
  std::filesystem::file_time_type read_at;  ///< when the reading began
  Options options;
  std::set<std::string> files;  ///< what it was read from, as far as that could be read
  Vocabulary words;
  std::vector<GlyphArt> glyphs;
  std::map<std::string, Theme> themes;
  ReadingPtr reading;  ///< never null
};
using EditionPtr = std::shared_ptr<const Edition>;

/// Reads everything anew. What is wrong is among its problems, and never an exception.
EditionPtr read_edition(std::uint64_t number, const Options& options);

/// The same script with other values of params. Throws UsageError where it has no such param.
ReadingPtr reading_with(const Edition& edition, const std::map<std::string, std::string>& params);

/// A scene on its stage: what its pictures are made of. Immutable.
struct Performance {
  EditionPtr edition;
  ReadingPtr reading;
  std::shared_ptr<const Typesetter> typesetter;
  std::unique_ptr<const Stage> stage;

  const Scene& scene() const { return *reading->scene; }
};
using PerformancePtr = std::shared_ptr<const Performance>;

/// Throws Unshowable where the scene or its pictures are wrong, UsageError for an unknown theme.
PerformancePtr make_performance(const EditionPtr& edition, const ReadingPtr& reading,
                                const std::string& theme,
                                const std::shared_ptr<const Typesetter>& typesetter);

/// The theme that a scene is shown in unless the page asks for another.
const std::string& theme_of(const Edition& edition);

}  // namespace lantern
