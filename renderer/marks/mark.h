#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/state.h"
#include "renderer/formula/typesetter.h"
#include "renderer/frame/frame.h"
#include "renderer/labels/mark_label.h"
#include "renderer/look/look.h"
#include "renderer/motion/anchors.h"
#include "renderer/plot/plot.h"

namespace lantern {

/// What one of the fields names, for each row.
struct NamedAnchors {
  std::string_view field;
  std::vector<Anchor> rows;
};

/// Everything that drawing a mark may depend on.
struct MarkInput {
  const std::string& id;
  const RecordValue& fields;
  /// Of the row that a trace is on its way to; null: none.
  const RecordValue* ahead = nullptr;
  double ahead_fraction = 0;
  std::string ahead_key = {};
  size_t count = 1;               ///< rows
  const Keys* keys = nullptr;     ///< null: one datum
  std::span<const Point> points;  ///< where the mark's layout, or its x and y, put the rows
  const Plot& plot;
  const Look& look;
  const Typesetter& typesetter;
  bool anchored = false;                 ///< whether another mark is placed by this one
  const Anchors* anchors = nullptr;      ///< of the mark that `at` names; null: there is none
  std::span<const Anchor> targets = {};  ///< of each row, what it stands at; empty: no mark
  /// Of each row, what it goes along; null where that is not there. Empty: no mark.
  std::span<const std::shared_ptr<const Path>> ways = {};
  /// The marks that fields other than `at` and `along` name.
  std::span<const NamedAnchors> named = {};
  /// The most of each of `MarkType::measure` in the whole film.
  std::span<const double> measured = {};
  /// By what its sizes are multiplied, so that its layout has room, in the whole film.
  double shrink = 1;

  /// What can be seen of it: the area along axes with a domain, else more than the canvas. The
  /// stage cuts what it draws; a mark asks where it needs to know the end, for a label.
  Box visible = {};
  /// All of the picture.
  Box canvas = {};
  bool clipped = true;  ///< neither it nor its view says `clip: false`
  /// Which rows of the mark are drawn: those that are here; empty: all.
  std::span<const std::uint32_t> drawn = {};
  const RecordValue* all_rows = nullptr;  ///< its fields before rows were left out
  /// No number that it depends on is on its way: its texts stand between pixels.
  bool still = true;

  /// Whether the row comes right after the one before it: none was left out in between.
  bool follows(size_t row) const {
    return row > 0 && (drawn.empty() || drawn[row] == drawn[row - 1] + 1);
  }

  /// Which row of the mark's data a row is.
  size_t number_of(size_t row) const { return drawn.empty() ? row : drawn[row]; }

  /// The id of an item of one row: "plot.names@rex", or "plot.names.text" for a single datum.
  std::string row_id(size_t row, std::string_view part) const {
    return keys ? id + "@" + (*keys)[row] : id + "." + std::string(part);
  }
};

/// What a mark draws, and where its rows are. Items of one row carry its number.
struct MarkOutput {
  std::vector<ItemPtr> items;
  std::vector<Anchor> anchors;      ///< one a row; may be empty
  std::shared_ptr<const Path> way;  ///< for marks that move along it; may be null
  /// See `Anchors::parts`.
  std::vector<std::pair<std::string, std::shared_ptr<const Anchors>>> parts{};
  std::optional<Box> clip;
  std::vector<MarkLabel> labels;
  /// What it has no room for, for `lantern check`; the stage adds the view and the time.
  std::vector<Diagnostic> faults;
};

/// What becomes of what lies outside of an axis that has a domain. What stands at a place is there
/// as a whole or not at all: rows are left out. Lines and areas are cut off there. What has no
/// place on an axis is drawn.
enum class Outside { left_out, cut, kept };

/// Rows that lie on each other as a whole, so that one of them alone is seen.
struct Covered {
  std::string_view field;  ///< that places them
  std::string what;        ///< "3 cells stand at 2 places and cover each other"
  std::string mend;
};

/// A kind of mark: a pure function from values to items.
struct MarkType {
  Kind kind;
  void (*emit)(const MarkInput& in, MarkOutput& out) = nullptr;
  Outside outside = Outside::cut;
  /// An infinite place along an axis is one: it reaches the edge of the area.
  bool endless = false;
  /// Each row is a shape of its own: where all of it is outside, the row is left out.
  bool by_row = false;
  /// It leads through its rows in their order: where its first or last one is infinite, that is
  /// where it comes from or goes to.
  bool leads = false;
  std::string_view effect = "fade";  ///< how its items enter and leave unless the scene says
  /// The side of each row's box, for layouts that keep rows apart; null: rows have no size.
  std::vector<double> (*sizes)(const RecordValue& fields, size_t count) = nullptr;
  /// Its item "….label" makes way for those of other marks.
  bool label_dodges = false;
  /// The most room that its labels may need outside the area, whatever they read in the film; null:
  /// none. It is asked before there is an area, so that it cannot come from the labels' places.
  Margins (*label_room)(const RecordValue& fields, const Look& look,
                        const Typesetter& typesetter) = nullptr;
  /// Lengths that it keeps for the whole film, so that nothing moves while rows come: the most of
  /// each at the ends of all steps comes back as `MarkInput::measured`; null: none.
  std::vector<double> (*measure)(const RecordValue& fields, size_t count, const Look& look,
                                 const Typesetter& typesetter) = nullptr;
  /// The same of what is worked out over the view's axes, once it is known what they show.
  std::vector<double> (*measure_over)(const RecordValue& fields, const Extent& x,
                                      const Extent& y) = nullptr;
  /// What it shows along axes that nothing else is placed by: grows `x` and `y`, where the data of
  /// the view's axes lies being `known_x` and `known_y`; null: nothing.
  void (*reach)(const RecordValue& fields, const Extent& known_x, const Extent& known_y, Extent& x,
                Extent& y) = nullptr;
  /// What it covers along the axes beside the places in its channels: the foot of bars, the tops of
  /// stacks; null: nothing.
  void (*extend)(const RecordValue& fields, size_t count, Extent& x, Extent& y) = nullptr;
  /// Which of its rows cover each other, for `lantern check`; null: none do, or they may.
  std::optional<Covered> (*covered)(const RecordValue& fields, size_t count) = nullptr;
  /// Its text is a label, which the stage places; it comes before the line that leads from it.
  bool calls_out = false;
  /// Its shapes hide what is behind them, also where they are dimmed.
  bool solid = false;
  /// It is made of other marks: what it draws is the item that they are put into.
  bool holds = false;
  /// It is of use as a whole only: where the canvas cuts it, that is told.
  bool whole = false;
};

/// All marks, sorted by name.
std::span<const MarkType* const> marks();

const MarkType* find_mark(const Kind* kind);

/// Their descriptions.
KindList mark_kinds();

}  // namespace lantern
