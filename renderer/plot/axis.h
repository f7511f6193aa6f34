#pragma once

#include <string>
#include <vector>

#include "renderer/formula/typesetter.h"
#include "renderer/look/look.h"
#include "renderer/paragraph/paragraph.h"
#include "renderer/plot/plot.h"
#include "renderer/plot/view_kind.h"

namespace lantern {

/// An axis ready to be measured and drawn: its scale's domain, ticks and texts.
struct Axis {
  bool given = false;  ///< the view declares it
  AxisSpec spec;
  Scale scale;  ///< without its range
  struct Tick {
    std::string key;
    double value = 0;  ///< of a linear axis
    ParagraphPtr label;
    /// Stands in the other picture of a transition only: not seen here, but it has a place to
    /// move to or from.
    bool ghost = false;
  };
  std::vector<Tick> ticks;
  ParagraphPtr title;

  double at(const Tick& tick, const Scale& placed) const {
    return placed.ordinal() ? placed.at(tick.key) : placed.at(tick.value);
  }
};

/// Gives an axis the ticks that the same axis has in another picture of a transition.
void add_ghost_ticks(Axis& axis, const Axis& other);

/// Where the data of a view's axis lies, over the whole film.
struct Extent {
  double low = 0, high = 0;
  bool known = false;
  std::vector<std::string> categories;

  void add(double value);
};

/// `length` is about how many canvas units the axis has; `upright` ones get more ticks to the unit.
Axis make_axis(const RecordValuePtr& fields, const Extent& extent, double length, bool upright,
               const Look& look, const Typesetter& typesetter);

/// The room that a view's axes need around its area.
Margins axis_margins(const Axis& x, const Axis& y);

/// Grid lines, tick labels, the axis itself and its title. `amount` is how far it has entered.
std::vector<ItemPtr> draw_x_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look);
std::vector<ItemPtr> draw_y_axis(const std::string& id, const Axis& axis, const Plot& plot,
                                 const Look& look);

}  // namespace lantern
