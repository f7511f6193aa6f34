#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/portable_math.h"
#include "renderer/paths/path_ruler.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr int kChords = 16;

double distance(Point a, Point b) {
  return portable::hypot(b.x - a.x, b.y - a.y);
}

using Piece = PathRuler::Piece;

/// The two halves of a cubic at `t` by de Casteljau; the first one ends where the other starts.
struct Halves {
  std::array<Point, 4> first, second;
};

Halves split(const std::array<Point, 4>& p, double t) {
  const Point a = mix(p[0], p[1], t), b = mix(p[1], p[2], t), c = mix(p[2], p[3], t);
  const Point ab = mix(a, b, t), bc = mix(b, c, t);
  const Point at = mix(ab, bc, t);
  return {{p[0], a, ab, at}, {at, bc, c, p[3]}};
}

/// Lengths of a cubic from its start to the ends of its chords.
std::array<double, kChords + 1> chord_lengths(const std::array<Point, 4>& p) {
  std::array<double, kChords + 1> lengths{};
  Point last = p[0];
  for (int i = 1; i <= kChords; ++i) {
    const Point at = on_cubic(p[0], p[1], p[2], p[3], i / static_cast<double>(kChords));
    lengths[i] = lengths[i - 1] + distance(last, at);
    last = at;
  }
  return lengths;
}

/// The parameter at which `piece` has gone `length` (0…piece.length).
double parameter_at(const Piece& piece, double length) {
  if (!(piece.length > 0)) return 0;
  if (piece.verb != Verb::cubic) return std::min(1.0, length / piece.length);
  const auto lengths = chord_lengths(piece.p);
  int chord = 1;
  while (chord < kChords && lengths[chord] < length) ++chord;
  const double step = lengths[chord] - lengths[chord - 1];
  const double within = step > 0 ? (length - lengths[chord - 1]) / step : 0;
  return std::min(1.0, (chord - 1 + within) / kChords);
}

std::vector<Piece> pieces_of(const Path& path) {
  std::vector<Piece> pieces;
  Point at, start;
  bool starts = true;
  size_t next = 0;
  for (const Verb verb : path.verbs) {
    if (verb == Verb::move) {
      at = start = path.points[next++];
      starts = true;
      continue;
    }
    Piece piece{verb, starts, {at, at, at, start}, 0};
    if (verb == Verb::line) piece.p[3] = path.points[next++];
    if (verb == Verb::cubic) {
      std::copy_n(path.points.begin() + static_cast<std::ptrdiff_t>(next), 3, &piece.p[1]);
      next += 3;
    }
    piece.length =
        verb == Verb::cubic ? chord_lengths(piece.p).back() : distance(piece.p[0], piece.p[3]);
    at = piece.p[3];
    starts = verb == Verb::close;
    pieces.push_back(piece);
  }
  return pieces;
}

double total_length(const std::vector<Piece>& pieces) {
  double length = 0;
  for (const Piece& piece : pieces) length += piece.length;
  return length;
}

void append_whole(Path& path, const Piece& piece) {
  if (piece.starts) path.move_to(piece.p[0]);
  switch (piece.verb) {
    case Verb::cubic:
      path.cubic_to(piece.p[1], piece.p[2], piece.p[3]);
      break;
    case Verb::close:
      path.close();
      break;
    default:
      path.line_to(piece.p[3]);
      break;
  }
}

void append_part(Path& path, const Piece& piece, double length) {
  const double t = parameter_at(piece, length);
  if (piece.starts) path.move_to(piece.p[0]);
  if (piece.verb == Verb::cubic) {
    const auto part = split(piece.p, t).first;
    path.cubic_to(part[1], part[2], part[3]);
  } else {
    path.line_to(mix(piece.p[0], piece.p[3], t));
  }
}

double angle_between(Point from, Point to) {
  return portable::atan2(to.y - from.y, to.x - from.x);
}

PathPoint place_on(const Piece& piece, double length) {
  const double t = parameter_at(piece, length);
  if (piece.verb != Verb::cubic) {
    return {mix(piece.p[0], piece.p[3], t), angle_between(piece.p[0], piece.p[3])};
  }
  const Halves halves = split(piece.p, t);
  const Point at = halves.second[0];
  // The tangent points to the next control point that is not here; at the end there is none.
  for (int i = 1; i <= 3; ++i) {
    if (distance(at, halves.second[i]) > 1e-9 * piece.length) {
      return {at, angle_between(at, halves.second[i])};
    }
  }
  for (int i = 2; i >= 0; --i) {
    if (distance(at, halves.first[i]) > 1e-9 * piece.length) {
      return {at, angle_between(halves.first[i], at)};
    }
  }
  return {at, 0};
}

}  // namespace

double path_length(const Path& path) {
  return total_length(pieces_of(path));
}

Path trimmed(const Path& path, double fraction) {
  if (fraction >= 1) return path;
  Path result;
  if (!(fraction > 0)) return result;
  const std::vector<Piece> pieces = pieces_of(path);
  double left = fraction * total_length(pieces);
  for (const Piece& piece : pieces) {
    if (piece.length > left) {
      if (left > 0) append_part(result, piece, left);
      break;
    }
    append_whole(result, piece);
    left -= piece.length;
  }
  return result;
}

PathRuler::PathRuler(const Path& path)
    : pieces_(pieces_of(path)),
      length_(total_length(pieces_)),
      first_(path.points.empty() ? Point{} : path.points.front()) {}

PathPoint PathRuler::at(double fraction) const {
  double left = std::clamp(fraction, 0.0, 1.0) * length_;
  const Piece* last = nullptr;
  for (const Piece& piece : pieces_) {
    if (!(piece.length > 0)) continue;
    if (piece.length >= left) return place_on(piece, left);
    left -= piece.length;
    last = &piece;
  }
  if (last != nullptr) return place_on(*last, last->length);
  return {first_, 0};
}

PathPoint point_along(const Path& path, double fraction) {
  return PathRuler(path).at(fraction);
}

}  // namespace lantern
