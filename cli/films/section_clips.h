#pragma once

#include <string>
#include <vector>

#include "cli/films/film_job.h"

namespace lantern {

/// A section of a film and the files made of it.
struct SectionClip {
  Section section;
  FrameRange frames;
  std::vector<std::string> files;  ///< one for each output
  std::string poster;              ///< a PNG of its last frame
  std::vector<Cue> cues;           ///< those that begin in it
};

/// All that is said in it.
std::string notes_of(const SectionClip& clip);

/// The same film with sections that end at its pauses too: a talk waits at the end of each.
Film stopping_at_pauses(const Film& film);

/// The sections of a film, or all of it as one, with names like "film-2-three-sets.mp4" after
/// those of the outputs.
std::vector<SectionClip> section_clips(const Film& film, const std::vector<std::string>& outputs);

/// All files that `render_sections` makes, the manifest last.
std::vector<std::string> section_files(const Film& film, const std::vector<std::string>& outputs);

/// Makes a clip for each section and output, their posters, and a manifest: JSON beside the first
/// output, as docs/manifest.schema.json describes it. Returns all files.
std::vector<std::string> render_sections(FilmJob& job, const std::vector<std::string>& outputs);

}  // namespace lantern
