#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/record/color_scale.h"
#include "core/record/fail.h"
#include "renderer/look/oklab.h"
#include "renderer/marks/contour_labels.h"
#include "renderer/marks/ramp_colors.h"
#include "renderer/marks/row_grid.h"
#include "renderer/paths/clip.h"
#include "renderer/plot/scales/tick_labels.h"
#include "renderer/plot/scales/ticks.h"

namespace lantern::contour_mark {
namespace {

struct Contour {
  NumberChannel x, y, value;
  std::vector<double> levels;
  int count = 8;
  bool fill = true, lines = true, labels = false;
  ColorChannel color, line_color;
  double width = 0;
  NumberChannel opacity;
};

/// Those that are given, from low to high; else round ones within the numbers of the film.
std::vector<double> levels_of(const MarkInput& in, const Contour& contour) {
  std::vector<double> out = contour.levels;
  if (out.empty() && in.measured.size() == 2 && std::isfinite(in.measured[0] + in.measured[1])) {
    const double low = -in.measured[0], high = in.measured[1];
    if (low < high) out = nice_ticks(low, high, contour.count);
    std::erase_if(out, [&](double level) { return level <= low || level >= high; });
  }
  std::erase_if(out, [](double level) { return !std::isfinite(level); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Path path_of(const std::vector<GridLine>& lines, const RowGrid& grid) {
  Path out;
  for (const GridLine& line : lines) {
    std::vector<Point> points;
    for (const Point step : line.points) points.push_back(grid.place(step));
    out.append(polyline_path(points));
    if (line.closed) out.close();
  }
  return out;
}

/// Whether the script says which numbers its colours stand for.
bool has_domain(const Contour& contour) {
  if (!contour.color.scale) return false;
  const auto scale = bind<ColorScale>(*contour.color.scale);
  return !scale.domain.empty() || scale.center || scale.scale == "log";
}

/// What is drawn, by levels.
class Drawing {
 public:
  Drawing(const MarkInput& in, const Contour& contour, MarkOutput& out)
      : in_(in),
        contour_(contour),
        out_(out),
        grid_(row_grid(in, contour.x, contour.y)),
        values_(grid_.values(contour.value)),
        levels_(levels_of(in, contour)),
        colors_(own_colors(in, contour.color, in.measured)),
        in_numbers_(has_domain(contour)) {
    constexpr std::uint64_t kCell = 12;
    spend(kCell * values_.values.size() * (levels_.size() + 1) * (contour.fill ? 2 : 1));
  }

  void fill() {
    std::vector<ItemPtr> bands;
    const double ground = -std::numeric_limits<double>::infinity();
    add_band("base", ground, band_color(0), bands);
    for (size_t i = 0; i < levels_.size(); ++i) {
      add_band(name(i), levels_[i], band_color(i + 1), bands);
    }
    // One thing, so that bands do not show through each other.
    const std::optional<Box> cut = reaches_out(bands) ? std::optional(in_.visible) : std::nullopt;
    out_.items.push_back(
        make_item(in_.id + ".bands", Group{std::move(bands), cut}, contour_.opacity[0]));
  }

  void lines() {
    const std::vector<std::string> words = tick_labels(levels_, true);
    std::vector<LevelLine> drawn;
    for (size_t i = 0; i < levels_.size(); ++i) {
      Path path = path_of(level_lines(values_, levels_[i]), grid_);
      if (path.empty()) continue;
      if (contour_.lines) add_line(i, path);
      drawn.push_back({levels_[i], clipped_line(path, in_.visible), words[i], beneath(i)});
    }
    if (contour_.labels) emit_level_labels(in_, drawn, contour_.opacity[0], out_);
  }

 private:
  /// Whether the grid is wider than what is seen of the area.
  bool reaches_out(const std::vector<ItemPtr>& bands) const {
    constexpr double kHair = 0.01;
    const Box seen = in_.visible.inset(-kHair);
    return std::any_of(bands.begin(), bands.end(), [&](const ItemPtr& band) {
      const Box box = bounds_of(*band);
      return !box.empty() && (!seen.contains({box.x0, box.y0}) || !seen.contains({box.x1, box.y1}));
    });
  }

  std::string name(size_t level) const { return shortest(levels_[level]); }

  /// Of what lies above so many levels.
  Color band_color(size_t above) const {
    if (levels_.empty()) return colors_.at_share(0.5);
    if (in_numbers_) return colors_.at(middle(above));
    return colors_.at_share(double(above) / double(levels_.size()));
  }

  /// Of the numbers of a band.
  double middle(size_t above) const {
    const double low = std::min(colors_.first(), colors_.last());
    const double high = std::max(colors_.first(), colors_.last());
    if (above == 0) return std::min(levels_.front(), (low + levels_.front()) / 2);
    if (above == levels_.size()) return std::max(levels_.back(), (levels_.back() + high) / 2);
    return (levels_[above - 1] + levels_[above]) / 2;
  }

  Color beneath(size_t level) const {
    return contour_.fill ? mix_oklab(band_color(level), band_color(level + 1), 0.5)
                         : in_.look.theme()["ground"];
  }

  void add_band(const std::string& of, double level, const Color& color,
                std::vector<ItemPtr>& bands) const {
    PathShape shape;
    shape.path = path_of(level_regions(values_, level), grid_);
    if (shape.path.empty()) return;
    shape.fill = color;
    shape.morphs = true;
    bands.push_back(make_item(in_.id + ".band@" + of, std::move(shape)));
  }

  Color line_color(size_t level) const {
    if (contour_.line_color.given) {
      const Location& at = place_of_field(in_.fields, "line_color");
      return RowColors(in_.look, contour_.line_color, at, "ink")[0];
    }
    constexpr double kFaint = 0.3;  // the ramp's first colours hardly stand out as lines
    if (contour_.fill) return faded(in_.look.theme()["ground"], 0.65);
    const double share = double(level + 1) / double(levels_.size() + 1);
    return in_numbers_ ? colors_.at(levels_[level])
                       : colors_.at_share(kFaint + (1 - kFaint) * share);
  }

  void add_line(size_t level, const Path& path) {
    PathShape shape{
        path, {}, Stroke{line_color(level), contour_.width, Cap::butt, Join::round, {}, 0}};
    shape.morphs = true;
    out_.items.push_back(
        make_item(in_.id + ".line@" + name(level), std::move(shape), contour_.opacity[0]));
  }

  const MarkInput& in_;
  const Contour& contour_;
  MarkOutput& out_;
  RowGrid grid_;
  NumberGrid values_;
  std::vector<double> levels_;
  NumberColors colors_;
  bool in_numbers_;  ///< bands have the colours of their numbers; else of their places
};

void emit(const MarkInput& in, MarkOutput& out) {
  const auto contour = bind<Contour>(in.fields);
  if (contour.color.given) {
    fail(in.fields, "color", "the colours of a contour are a ramp",
         "write color: {ramp: teal}; that of its lines is line_color");
  }
  if (!has_places(in, contour.x, contour.y)) return;
  Drawing drawing(in, contour, out);
  if (contour.fill) drawing.fill();
  if (contour.lines || contour.labels) drawing.lines();
  if (!in.anchored) return;
  for (size_t row = 0; row < in.count; ++row) {
    const Point p = in.plot.at(contour.x, contour.y, row);
    out.anchors.push_back({p, Box{p.x, p.y, p.x, p.y}, {}});
  }
}

/// The numbers of the film: levels and colours stay where they are.
std::vector<double> measure(const RecordValue& fields, size_t count, const Look&,
                            const Typesetter&) {
  return measured_range(rows_of(bind<Contour>(fields).value, count));
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"contour", "Where a function on a grid is equally high: lines, and the bands between.",
         with_data_fields<Contour>(
             {field<&Contour::x>("x", "Places of the grid along the x axis.",
                                 {.required = true, .axis = AxisName::x}),
              field<&Contour::y>("y", "Places of the grid along the y axis.",
                                 {.required = true, .axis = AxisName::y}),
              field<&Contour::value>("value", "How high it is there.", {.required = true}),
              field<&Contour::levels>("levels", "Its levels; round ones if absent."),
              field<&Contour::count>("count", "About how many levels, without `levels`.",
                                     {.fallback = "8", .least = 1, .most = 100}),
              field<&Contour::fill>("fill", "Whether the bands are filled.", {.fallback = "true"}),
              field<&Contour::lines>("lines", "Whether the lines are drawn.", {.fallback = "true"}),
              field<&Contour::labels>("labels", "Whether lines say their level.",
                                      {.fallback = "false"}),
              field<&Contour::color>("color",
                                     "The ramp of its numbers: {ramp, domain, center, scale, "
                                     "title}.",
                                     {.whole = true, .scale = &own_scale_kind()}),
              field<&Contour::line_color>("line_color",
                                          "Of the lines; the ground's over bands, else the ramp's.",
                                          {.whole = true}),
              field<&Contour::width>("width", "Of the lines.",
                                     {.fallback = "1.2", .least = 0, .px = true})})},
    .emit = emit,
    .effect = "fade",
    .measure = measure};

}  // namespace lantern::contour_mark
