#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/films/film_job.h"
#include "cli/films/one_file.h"
#include "cli/films/section_clips.h"
#include "cli/project/commands.h"
#include "cli/project/safe.h"
#include "core/base/error.h"
#include "output/film/sink.h"
#include "renderer/frame/transform_item.h"
#include "renderer/marks/common.h"
#include "renderer/raster/rasteriser.h"

namespace lantern {
namespace {

constexpr double kGap = 24, kLabel = 30;  // canvas units of the sheet
constexpr double kTile = 480;             // width of a picture

/// One picture of the sheet.
struct Tile {
  double time;
  std::string label;
};

std::string clock(double seconds) {
  return fmt::format("{}:{:04.1f}", int(seconds) / 60, seconds - 60 * (int(seconds) / 60));
}

/// The end of each section; of a film without sections, its start, its quarters and its end.
std::vector<Tile> tiles_of(const Film& film) {
  std::vector<Tile> out;
  if (film.sections.empty()) {
    const int count = film.duration > 0 ? 4 : 0;
    for (int i = 0; i <= count; ++i) {
      const double time = count > 0 ? film.duration * i / count : 0;
      out.push_back({time, clock(time)});
    }
    return out;
  }
  for (const SectionClip& clip : section_clips(film, {"sheet.png"})) {
    const double time = film.time_of(clip.frames.last - 1);
    out.push_back({time, fmt::format("{}  {}", clock(time), clip.section.name)});
  }
  return out;
}

/// A picture made small, its top left corner at `at`.
ItemPtr small(const Frame& frame, Point at, double scale, const std::string& id) {
  Group out;
  out.clip = Box{at.x, at.y, at.x + frame.width * scale, at.y + frame.height * scale};
  out.children.push_back(
      make_item(id + ".ground", PathShape{rect_path(*out.clip), frame.ground, {}, false}));
  // Scaling about this point also moves the corner to its place.
  const Point about = at * (1 / (1 - scale));
  for (const ItemPtr& item : frame.items) out.children.push_back(scaled(item, scale, about));
  return make_item(id, std::move(out));
}

Frame sheet_of(const FilmJob& job, int columns) {
  const std::vector<Tile> tiles = tiles_of(job.film());
  const int count = static_cast<int>(tiles.size());
  if (columns == 0) columns = std::clamp(static_cast<int>(std::ceil(std::sqrt(count))), 1, 4);
  columns = std::min(columns, count);
  const Production& production = job.production();
  Frame out;
  const Theme& theme = production.theme;
  out.ground = theme["panel"];
  double tile_height = 0;
  for (int i = 0; i < count; ++i) {
    const Frame frame = job.frame_at(tiles[size_t(i)].time);
    const double scale = std::min(0.999, kTile / frame.width);
    tile_height = frame.height * scale;
    const Point at{kGap + (i % columns) * (kTile + kGap),
                   kGap + (i / columns) * (tile_height + kLabel + kGap)};
    const std::string id = fmt::format("sheet@{}", i + 1);
    out.items.push_back(small(frame, at, scale, id));
    const auto text =
        production.typesetter->texts().shape(tiles[size_t(i)].label, font_of(theme, theme.label));
    TextShape label =
        place_text(text, {{at.x, at.y + tile_height + kLabel / 2}, {0, 0.5}, 0, nullptr, 0});
    label.color = theme["ink"];
    out.items.push_back(make_item(id + ".label", std::move(label)));
  }
  const int rows = (count + columns - 1) / columns;
  out.width = kGap + columns * (kTile + kGap);
  out.height = kGap + rows * (tile_height + kLabel + kGap);
  return out;
}

/// Pixels a unit: --size is that of each picture, --scale that of the whole sheet.
double pixels_of(const FilmJob& job, const Options& options) {
  return options.size.empty() ? options.scale : job.production().width / kTile;
}

void write(const Frame& frame, const Film& film, double pixels, const std::string& path,
           const Options& options) {
  SinkRequest request;
  request.path = path;
  request.fonts = fonts_of(options);
  const auto sink = still_format(path, options).make(request);
  Film about;
  about.title = film.title;
  about.description = film.description;
  about.fps = film.fps;
  const auto [width, height] =
      checked_size(frame.width * pixels, frame.height * pixels, options.limits);
  const SinkNeeds needs = sink->plan(about, width, height);
  Pixmap pixmap(width, height, !needs.alpha);
  if (needs.pixels) Rasteriser(width, height, needs.alpha).draw(frame, pixmap);
  sink->add(0, frame, pixmap);
  sink->finish();
}

}  // namespace

int sheet(const Options& options) {
  if (options.outputs.size() > 1) throw UsageError("`lantern sheet` writes one file");
  const std::string path = options.outputs.empty() ? stem_of_scene(options.scenes[0]) + "-sheet.png"
                                                   : options.outputs[0];
  still_format(path, options);
  check_format_option(options);
  return make_file(options, "sheet", path, [&](const Scene& scene, Desk& desk) {
    Options plain = options;  // --scale is the sheet's, not its pictures'
    plain.scale = 1;
    const FilmJob job(scene, plain, desk);
    if (!passes_strictly(scene, job.production(), options, desk)) return false;
    write(sheet_of(job, options.columns), scene.film(), pixels_of(job, options), path, options);
    return true;
  });
}

}  // namespace lantern
