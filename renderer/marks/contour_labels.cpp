#include "renderer/marks/contour_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "core/base/portable_math.h"
#include "renderer/marks/common.h"
#include "renderer/paragraph/text_placing.h"
#include "renderer/paths/path_ruler.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr double kAir = 6;     // around a label, along its line
constexpr double kApart = 46;  // between labels, where there is room
constexpr double kLeastApart = 18;
constexpr int kPlaces = 24;          // that are tried along a line
constexpr double kLeastTurns = 2.4;  // times its width: shorter lines have no label

struct Spot {
  Point at;
  double angle = 0;
};

Polyline longest_piece(const Path& path) {
  Polyline best;
  double most = 0;
  for (Polyline& line : polylines_of(path)) {
    double length = 0;
    for (size_t i = 1; i < line.size(); ++i) {
      length += portable::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    }
    if (length <= most) continue;
    most = length;
    best = std::move(line);
  }
  return best;
}

double nearest(Point p, const std::vector<Point>& taken) {
  double out = kApart;
  for (const Point q : taken) out = std::min(out, portable::hypot(p.x - q.x, p.y - q.y));
  return out;
}

/// Where the label is best: the line bends least beneath it, other labels are far.
std::optional<Spot> best_spot(const PathRuler& line, double width, const Box& room,
                              const std::vector<Point>& taken) {
  const double half = (width / 2 + kAir) / line.length();
  std::optional<Spot> out;
  double best = 0;
  for (int i = 0; i < kPlaces; ++i) {
    const double at = half + (1 - 2 * half) * (i + 0.5) / kPlaces;
    const Point before = line.at(at - half).at, here = line.at(at).at,
                after = line.at(at + half).at;
    if (!room.contains(before) || !room.contains(after) || !room.contains(here)) continue;
    const Point way = after - before, off = here - mix(before, after, 0.5);
    const double bend = portable::hypot(off.x, off.y) / width;
    const double steep = std::fabs(way.y) / std::max(1e-9, portable::hypot(way.x, way.y));
    const double apart = nearest(here, taken);
    const double score = 1 + apart / kApart - 6 * bend - 1.2 * steep;
    if (bend > 0.25 || apart < kLeastApart || (out && score <= best)) continue;
    best = score;
    double angle = portable::atan2(way.y, way.x);
    if (angle > std::numbers::pi / 2) angle -= std::numbers::pi;
    if (angle < -std::numbers::pi / 2) angle += std::numbers::pi;
    out = Spot{mix(here, mix(before, after, 0.5), 0.5), angle};
  }
  return out;
}

}  // namespace

void emit_level_labels(const MarkInput& in, const std::vector<LevelLine>& lines, double opacity,
                       MarkOutput& out) {
  const Theme& theme = in.look.theme();
  Font font = font_of(theme, theme.tick);
  font.weight = 500;
  std::vector<Point> taken;
  for (const LevelLine& level : lines) {
    const Polyline line = longest_piece(level.path);
    if (line.size() < 2) continue;
    const Color letters = in.look.letters_on(level.on);
    const ParagraphPtr text =
        set_text(plain_spans(level.words), font, letters, in.look, in.typesetter);
    const PathRuler ruler(polyline_path(line));
    if (ruler.length() < kLeastTurns * text->width) continue;
    const Box room = in.visible.inset(font.size * 0.6);
    const auto spot = best_spot(ruler, text->width, room, taken);
    if (!spot) continue;
    PlacedText placed = place_text(text, {spot->at, {0.5, 0.5}, spot->angle, nullptr, 0});
    placed.color = letters;
    placed.halo = Halo{level.on, 5};
    taken.push_back(spot->at);
    out.items.push_back(text_item(in.id + ".label@" + level.words, placed, opacity));
  }
}

}  // namespace lantern
