#include "output/svg/write/stroke_outline.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "core/base/error.h"
#include "core/base/portable_math.h"
#include "output/svg/write/thinning.h"

namespace lantern::svg {
namespace {

constexpr double kFlat = 0.02;   // px that chords may be off a curve: they take less room
constexpr double kUnits = 4096;  // FreeType counts in whole numbers; so many in a px

void must(FT_Error error) {
  if (error != 0) throw RuntimeError("FreeType cannot outline a stroke");
}

struct Close {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
  void operator()(FT_Stroker stroker) const { FT_Stroker_Done(stroker); }
};
template <typename Handle>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Close>;

FT_Vector counted(Point p) {
  return {std::lround(p.x * kUnits), std::lround(p.y * kUnits)};
}

Point in_px(const FT_Vector& v) {
  return {double(v.x) / kUnits, double(v.y) / kUnits};
}

std::vector<Path> subpaths(const Path& path) {
  std::vector<Path> out;
  const Point* points = path.points.data();
  for (const Verb verb : path.verbs) {
    if (verb == Verb::move) out.emplace_back();
    out.back().verbs.push_back(verb);
    const int count = verb == Verb::close ? 0 : verb == Verb::cubic ? 3 : 1;
    out.back().points.insert(out.back().points.end(), points, points + count);
    points += count;
  }
  return out;
}

/// Whether FreeType takes a step to these points for one: it passes over a cubic whose points are a
/// unit from each other, and reads memory that is not its own where it has passed over all.
bool is_step(const FT_Vector& from, std::span<const Point> to) {
  return std::any_of(to.begin(), to.end(), [&](Point p) {
    const FT_Vector at = counted(p);
    return std::abs(at.x - from.x) >= 4 || std::abs(at.y - from.y) >= 4;
  });
}

/// The steps of a subpath that are long enough; none where it is a dot.
struct Steps {
  FT_Vector start{};
  std::vector<std::span<const Point>> ways;  ///< a point is a line, three are a cubic
  bool open = true;
};

Steps steps_of(const Path& subpath) {
  Steps out{counted(subpath.points[0]), {}, subpath.verbs.back() != Verb::close};
  FT_Vector at = out.start;
  std::span<const Point> rest = std::span(subpath.points).subspan(1);
  for (const Verb verb : subpath.verbs) {
    if (verb != Verb::line && verb != Verb::cubic) continue;
    const auto way = rest.first(verb == Verb::line ? 1 : 3);
    rest = rest.subspan(way.size());
    if (!is_step(at, way)) continue;
    out.ways.push_back(way);
    at = counted(way.back());
  }
  return out;
}

void feed(const Steps& steps, FT_Stroker stroker) {
  FT_Vector start = steps.start;
  must(FT_Stroker_BeginSubPath(stroker, &start, steps.open));
  for (const std::span<const Point> way : steps.ways) {
    FT_Vector to = counted(way.back());
    if (way.size() == 1) {
      must(FT_Stroker_LineTo(stroker, &to));
    } else {
      FT_Vector first = counted(way[0]), second = counted(way[1]);
      must(FT_Stroker_CubicTo(stroker, &first, &second, &to));
    }
  }
  must(FT_Stroker_EndSubPath(stroker));
}

/// A cubic as chords: as many as its second differences ask for (Wang's formula).
void add_chords(Path& path, Point a, Point b, Point to) {
  const Point from = path.points.back();
  const auto bend = [](Point p, Point q, Point r) {
    return portable::hypot(p.x - 2 * q.x + r.x, p.y - 2 * q.y + r.y);
  };
  const double most = std::max(bend(from, a, b), bend(a, b, to));
  const int chords = std::max(1, int(std::ceil(std::sqrt(0.75 * most / kFlat))));
  for (int i = 1; i <= chords; ++i) {
    const double t = double(i) / chords, u = 1 - t;
    path.line_to(from * (u * u * u) + a * (3 * u * u * t) + b * (3 * u * t * t) + to * (t * t * t));
  }
}

/// An outline with room of its own.
class Contours {
 public:
  Contours(FT_Library library, FT_Stroker stroker) : library_(library) {
    FT_UInt points = 0, contours = 0;
    must(FT_Stroker_GetCounts(stroker, &points, &contours));
    must(FT_Outline_New(library, points, FT_Int(contours), &outline_));
    outline_.n_points = outline_.n_contours = 0;
    FT_Stroker_Export(stroker, &outline_);
  }
  Contours(const Contours&) = delete;
  Contours& operator=(const Contours&) = delete;
  ~Contours() { FT_Outline_Done(library_, &outline_); }

  Path path() {
    Path out;
    FT_Outline_Funcs funcs{};
    funcs.move_to = [](const FT_Vector* to, void* into) {
      Path& path = *static_cast<Path*>(into);
      if (!path.empty()) path.close();
      path.move_to(in_px(*to));
      return 0;
    };
    funcs.line_to = [](const FT_Vector* to, void* into) {
      static_cast<Path*>(into)->line_to(in_px(*to));
      return 0;
    };
    funcs.conic_to = [](const FT_Vector*, const FT_Vector*, void*) { return 1; };  // none are fed
    funcs.cubic_to = [](const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* into) {
      add_chords(*static_cast<Path*>(into), in_px(*a), in_px(*b), in_px(*to));
      return 0;
    };
    must(FT_Outline_Decompose(&outline_, &funcs, &out));
    if (!out.empty()) out.close();
    return out;
  }

 private:
  FT_Library library_;
  FT_Outline outline_{};
};

}  // namespace

Path outline_of_stroke(const Path& path, double width) {
  FT_Library library = nullptr;
  must(FT_Init_FreeType(&library));
  const Owned<FT_Library> keep_library(library);
  FT_Stroker stroker = nullptr;
  must(FT_Stroker_New(library, &stroker));
  const Owned<FT_Stroker> keep_stroker(stroker);
  FT_Stroker_Set(stroker, std::lround(width / 2 * kUnits), FT_STROKER_LINECAP_ROUND,
                 FT_STROKER_LINEJOIN_ROUND, 0);
  Path dots;
  bool fed = false;
  for (const Path& subpath : subpaths(path)) {
    const Steps steps = steps_of(subpath);
    if (steps.ways.empty()) {
      if (subpath.verbs.size() > 1) dots.append(circle_path(subpath.points[0], width / 2));
      continue;
    }
    feed(steps, stroker);
    fed = true;
  }
  Path out = fed ? thinned(Contours(library, stroker).path()) : Path{};
  out.append(dots);
  return out;
}

}  // namespace lantern::svg
