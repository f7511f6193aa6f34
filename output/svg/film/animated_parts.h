#pragma once

#include <string>
#include <string_view>

#include "output/svg/film/animation.h"
#include "output/svg/film/recording.h"
#include "output/svg/write/document.h"

namespace lantern::svg {

// How far what is written may be from the film.
constexpr double kNear = 0.06;    // canvas units; the rounding of what is written comes on top
constexpr double kFaint = 0.006;  // of opacities and colours
constexpr double kNoJump = 1e9;   // of keyframes that never jump

/// What an animated document is written with.
struct Workshop {
  const Clock& clock;
  Document& document;
  bool outlines;           ///< texts are outlines
  int moving = 0;          ///< elements so far that move or change their size
  std::string pen{};       ///< what the group around an element says about it
  bool on_pixels = false;  ///< whether that says `kOnPixels`
};

/// An element in the making.
struct Parts {
  std::string attributes;
  std::string animations;  ///< they stand inside it

  /// An attribute whose values are single numbers, and its animation.
  void add(std::string_view name, const std::vector<Keyframe>& keys, const Clock& clock,
           int decimals);
  /// An opacity and what it becomes.
  void add_opacity(const Samples& values, Workshop& shop);
  /// A fill or stroke: its colour and alpha are the element's numbers in that slot.
  void add_paint(std::string_view name, const Element& element, Slot color, const Clock& clock);
};

/// The first number of the first key.
double start_of(const std::vector<Keyframe>& keys);

// Elements as SVG, behind what is in `out`.
void add_path(std::string& out, const Element& element, Workshop& shop);
void add_text(std::string& out, const Element& element, Workshop& shop);
void add_symbol(std::string& out, const Element& element, Workshop& shop);

/// Whether all edges of an element are on whole pixels, wherever it moves: the browser sees to that
/// where `kOnPixels` is said, since the recording has them where they are.
bool stands_on_pixels(const Element& element);
constexpr std::string_view kOnPixels = " shape-rendering=\"crispEdges\"";

/// The pen of a group's symbols, for the group to say.
std::string common_pen(const Element& group);

}  // namespace lantern::svg
