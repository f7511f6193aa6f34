#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/color.h"
#include "core/record/image_file.h"
#include "renderer/paths/geometry.h"
#include "renderer/paths/path.h"

// The display list: what one frame shows, in absolute canvas units (y downwards), with every style
// resolved. Items are immutable and shared: an item that does not change from one frame to the
// next is the same object, which is how the rasteriser knows what it need not draw again.

namespace lantern {

struct ShapedText;  // renderer/text/shaped_text.h

struct Item;
using ItemPtr = std::shared_ptr<const Item>;

enum class Cap { butt, round, square };
enum class Join { miter, round, bevel };

/// Longest miter over the stroke's width; sharper corners are bevelled (SVG's default).
constexpr double kMiterLimit = 4;

struct Stroke {
  Color color;
  double width = 1;
  Cap cap = Cap::butt;
  Join join = Join::round;
  std::vector<double> dash{};  ///< lengths of dashes and gaps; empty is solid
  double dash_offset = 0;

  friend bool operator==(const Stroke&, const Stroke&) = default;
};

/// What the children of a group are together: one text of several styles, its first baseline
/// starting at `origin`.
struct TextBlock {
  std::string words;
  Point origin;
  double angle = 0;
  double width = 0, ascent = 0, height = 0;
};

/// Items in painting order. `clip`, where given, cuts what they draw.
struct Group {
  std::vector<ItemPtr> children;
  std::optional<Box> clip;
  std::optional<TextBlock> block{};
  /// What the figures or letters say that the children are: a transition to others changes all of
  /// them at once.
  std::string figures{};
  /// Of a mark: where two values of each axis stand, the same in the whole film, the first ones at
  /// (x0, y0). What cannot pass into what it becomes goes with them.
  std::optional<Box> axes{};
};

/// An outline before it was cut off at a box.
struct CutPath {
  Path whole;
  Box within;
};

/// One outline, filled first, then stroked.
struct PathShape {
  Path path;
  std::optional<Color> fill;
  std::optional<Stroke> stroke;
  /// Horizontal and vertical edges are moved to whole device pixels (SVG's crispEdges): for grids
  /// and axes, while they stand still, and for areas that adjoin others, so that nothing shows
  /// between them.
  bool crisp = false;
  /// In a transition it is not to shrink to nothing on its way and grow again: where it would, a
  /// line turns the other way around, and an area fades into the other.
  bool keeps_size = false;
  /// In a transition its outlines become those of the other whatever both are made of (`morphed`).
  bool morphs = false;
  std::shared_ptr<const CutPath> cut{};  ///< of what it is a part, for transitions; null: all
};

struct Halo {
  Color color;
  double width = 3;  ///< of the whole stroke under the letters

  friend bool operator==(const Halo&, const Halo&) = default;
};

/// A shaped text, its first baseline starting at `origin`, turned by `angle` (radians, clockwise)
/// about that point.
struct TextShape {
  std::shared_ptr<const ShapedText> text;
  Point origin;
  double angle = 0;
  Color color;
  std::optional<Halo> halo;
};

/// A picture with its upper left corner at `at`, turned by `angle` (radians, clockwise) about that
/// point.
struct ImageShape {
  std::shared_ptr<const ImageFile> file;
  Point at;
  double width = 0, height = 0;
  double angle = 0;
};

/// Which colour a layer of a symbol takes: nothing, the datum's own colour, that one mixed 25 % to
/// black (shade) or 45 % to white (light), the colours of ink and ground, or one of two tones that
/// are the same on every theme: a warm near-black for outlines and features, a warm near-white.
enum class Ink { none, tint, shade, light, ink, ground, dark, pale };

/// One outline of a symbol in a box of side 1 around (0, 0), filled first, then stroked with round
/// joins and caps. Stroke widths are fractions of that side.
struct SymbolLayer {
  Path path;
  Ink fill = Ink::tint;
  Ink stroke = Ink::none;
  double stroke_width = 0;
  double opacity = 1;
};

struct Symbol {
  std::string name;
  std::vector<SymbolLayer> layers;
};
using SymbolPtr = std::shared_ptr<const Symbol>;

/// Many small symbols as one item: a struct of arrays, one entry a datum. `symbol`, `x`, `y`,
/// `size`, `color` and `opacity` have the same length, `angle` that length or none. Later entries
/// lie over earlier ones.
struct Instances {
  std::vector<SymbolPtr> symbols;
  std::shared_ptr<const std::vector<std::string>> keys;  ///< the data's keys
  std::vector<std::uint16_t> symbol;                     ///< index into `symbols`
  std::vector<float> x, y;                               ///< centres
  std::vector<float> size;                               ///< side of the symbol's box
  std::vector<float> angle;                              ///< radians, clockwise; empty: all 0
  std::vector<Color> color;                              ///< the tint
  std::vector<float> opacity;                            ///< of the whole symbol
  Color ink, ground;                                     ///< for layers that ask for them
  /// Width of a stroke in `ink` around each symbol's uppermost layer (`outlined_layer`), canvas
  /// units; 0: none.
  double outline = 0;
  std::vector<float> outlines{};  ///< of each where they differ; empty: all have `outline`

  size_t count() const { return x.size(); }
  double outline_of(size_t i) const { return outlines.empty() ? outline : double(outlines[i]); }
  double widest_outline() const;
};

/// Which of an item's lengths grow when it comes by growing.
enum class Growth { both, upright, level };

/// An item of the display list. Its id is stable over the film: view, mark and datum key
/// ("curve.line", "swarm.signals@p07").
struct Item {
  std::string id;
  double opacity = 1;  ///< of the item as a whole
  int row = -1;        ///< the datum's row in its mark, −1 for items of the whole mark
  std::variant<Group, PathShape, TextShape, Instances, ImageShape> shape;
  /// The point that stays where it is while an effect scales the item; its middle if absent.
  std::optional<Point> pivot = std::nullopt;
  Growth growth = Growth::both;
};

/// What is seen through a camera, before it is: a point of it is drawn at point · zoom + shift.
struct Zoomed {
  std::vector<ItemPtr> items;
  double zoom = 1;
  Point shift;
  Box window;  ///< what is drawn ends there
};

struct Frame {
  double width = 0;  ///< canvas units
  double height = 0;
  Color ground;
  std::vector<ItemPtr> items;
  /// What the item "camera" among them is made of, for formats in which it moves as a whole; null
  /// where the film has no camera.
  std::shared_ptr<const Zoomed> camera{};
};

/// What dumps call the item's shape: "group", "path", "text", "instances" or "image".
std::string_view shape_name(const Item& item);

/// The box an item covers, strokes included, clips applied. Empty where it draws nothing (an
/// opacity of 0, neither fill nor stroke). Never smaller than what is drawn, except that crisp
/// outlines may move by a device pixel. Instances whose columns do not agree have none.
Box bounds_of(const Item& item);

/// Whether all columns have the lengths they must and every symbol exists.
bool columns_agree(const Instances& dots);

/// How far a stroke reaches from its outline, miters and square caps included.
double reach_of(const Stroke& stroke);

/// The box of a symbol of side 1, strokes of its layers included.
Box bounds_of(const Symbol& symbol);

/// The colour that `ink` stands for on a datum of colour `tint`; alpha 0 for Ink::none.
Color resolve_ink(Ink ink, const Color& tint, const Color& ink_color, const Color& ground);

template <class Shape>
ItemPtr make_item(std::string id, Shape shape, double opacity = 1, int row = -1) {
  return std::make_shared<const Item>(Item{std::move(id), opacity, row, std::move(shape)});
}

/// The display list as text, one item a line, children indented, then the symbols that it uses.
/// Every property that is drawn shows. Lengths have `decimals` digits, opacities and the outlines
/// of symbols (whose side is 1) two more; angles are in degrees. For golden tests.
std::string dump(const Frame& frame, int decimals = 2);

}  // namespace lantern
