#pragma once

#include <string>
#include <vector>

#include "core/diagnostics/diagnostics.h"
#include "renderer/formula/typesetter.h"
#include "renderer/look/look.h"
#include "renderer/paragraph/paragraph.h"
#include "renderer/plot/plot.h"
#include "renderer/plot/view_kind.h"

namespace lantern {

/// An axis ready to be measured and drawn: its scale's domain, ticks and texts.
struct Axis {
  bool given = false;  ///< the view declares it
  bool upright = false;
  RecordValuePtr fields;  ///< as the view declares it
  AxisSpec spec;
  Scale scale;  ///< without its range
  struct Tick {
    std::string key;
    double value = 0;    ///< as the scale takes it
    ParagraphPtr label;  ///< null: its line alone
    /// Stands in the other picture of a transition only: not seen here, but it has a place to
    /// move to or from.
    bool ghost = false;
  };
  std::vector<Tick> ticks;
  int count = 0;        ///< about how many ticks were asked for
  bool turned = false;  ///< the labels of a level axis stand upright
  ParagraphPtr title;
  /// What is wrong with it, for `lantern check`; drawing goes on.
  std::vector<Diagnostic> faults;

  std::string_view name() const { return upright ? "the y axis" : "the x axis"; }
  bool labelled() const;
  double widest_label() const;
  double highest_label() const;
};

/// How an axis writes names: as labels, in the colour that their meaning gives them.
Font name_font(const Theme& theme);
Color name_color(const Look& look, const std::string& name);

/// Gives an axis the ticks that the same axis has in another picture of a transition.
void add_ghost_ticks(Axis& axis, const Axis& other);

/// `length` is about how many canvas units the axis has; `upright` ones get more ticks to the unit.
Axis make_axis(const RecordValuePtr& fields, const Extent& extent, double length, bool upright,
               const Look& look, const Typesetter& typesetter);

/// The same axis with about so many ticks, of those that the script leaves to it.
void set_ticks(Axis& axis, int count, const Look& look, const Typesetter& typesetter);

/// The room that a view's axes need around its area.
Margins axis_margins(const Axis& x, const Axis& y);

/// Its grid lines.
std::vector<ItemPtr> draw_x_grid(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look);
std::vector<ItemPtr> draw_y_grid(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look);

/// Tick labels, the axis itself and its title.
std::vector<ItemPtr> draw_x_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look);
std::vector<ItemPtr> draw_y_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look);

}  // namespace lantern
