#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "cli/commands/slides_page.h"
#include "cli/films/film_job.h"
#include "cli/films/one_file.h"
#include "cli/films/section_clips.h"
#include "cli/project/commands.h"
#include "core/base/error.h"
#include "output/staging/staging.h"
#include "output/staging/staging_place.h"
#include "output/svg/write/font_subset.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

/// Beside a file, where what a killed run left is removed by a later one; for standard output, or
/// a pipe, where temporary files belong.
std::string scratch_beside(const std::string& path) {
  const Target target = find_target(path);
  return target.is_stream ? fs::temp_directory_path().string() : target.folder;
}

/// A folder that goes with its contents.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& folder)
      : path_(fs::path(folder) / staging_name("slides")) {
    remove_stale_staging(folder);
    if (mkdir(path_.c_str(), 0700) != 0)
      throw RuntimeError(fmt::format("no folder for temporary files can be made in {}: {}", folder,
                                     std::generic_category().message(errno)));
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::string data_uri(const std::string& path, const std::string& type) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file),
                                        std::istreambuf_iterator<char>()};
  return "data:" + type + ";base64," + base64(bytes);
}

std::string make_page(FilmJob& job, const std::string& path) {
  const ScratchFolder folder(scratch_beside(path));
  const std::vector<SectionClip> clips =
      section_clips(stopping_at_pauses(job.film()), {folder.file("clip.mp4")});
  std::vector<Slide> slides;
  for (const SectionClip& clip : clips) {
    job.render(clip.files, clip.frames);
    const std::string end = folder.file("end.webp");
    job.picture(end, job.film().time_of(clip.frames.last - 1));
    slides.push_back({clip.section.name, notes_of(clip), data_uri(clip.files[0], "video/mp4"),
                      data_uri(end, "image/webp")});
  }
  const Theme& theme = job.production().theme;
  return slides_page(job.film(), to_hex(theme["ground"]), to_hex(theme["ink"]), slides);
}

}  // namespace

int slides(const Options& options) {
  if (options.outputs.size() > 1) throw UsageError("`lantern slides` writes one file");
  const std::string path =
      options.outputs.empty() ? stem_of_scene(options.scenes[0]) + ".html" : options.outputs[0];
  if (path != "-" && fs::path(path).extension() != ".html")
    throw UsageError(fmt::format("{}: slides are written to .html", path));
  return make_file(options, "slides", path, [&](const Scene& scene, Desk& desk) {
    FilmJob job(scene, options, desk);
    if (!job.check() || !desk.may_go_on(options)) return false;
    StagedFile file(path, StagedFile::Streams::allowed);
    const std::string page = make_page(job, path);
    file.write({reinterpret_cast<const std::uint8_t*>(page.data()), page.size()});
    file.publish();
    return true;
  });
}

}  // namespace lantern
