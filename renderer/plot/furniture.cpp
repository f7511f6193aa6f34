#include "renderer/plot/furniture.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/field_access.h"
#include "renderer/plot/axis_labels.h"
#include "renderer/plot/view_kind.h"

namespace lantern {
namespace {

constexpr double kLeastShare = 0.2;    // of a view's cell is its area at least, each way
constexpr double kMostNames = 0.5;     // of a cell's width, for names beside an upright axis
constexpr double kLeastTitle = 0.4;    // of a cell's height, for the y axis's title in a line
constexpr double kMostUpright = 0.35;  // of its height, for names that stand upright below it

/// What a view goes without, for want of width and of height; more and more of it.
struct Cuts {
  int width = 0;       ///< 1: the y axis's title, 2: room for labels, 3: the y axis's labels
  int height = 0;      ///< 1: the x axis's title, 2: the title, 3: the legend, 4: room, 5: labels
  double y_title = 0;  ///< the length that the y axis's title is broken at; 0: it is not

  static constexpr int kMostWidth = 3, kMostHeight = 5;
};

/// Axes, headings and margins of all views of a picture, at one go: what is across comes first,
/// since lines are broken by it.
class Pass {
 public:
  Pass(const std::vector<Unfurnished>& views, const std::vector<Cuts>& cuts, const Look& look,
       const Typesetter& typesetter)
      : views_(views), cuts_(cuts), look_(look), typesetter_(typesetter), out_(views.size()) {
    for (const Unfurnished& view : views) cells_.push_back(view.cell);
    for (size_t v = 0; v < views.size(); ++v) begin(v);
    own_ = margins_;
    align_margins(cells_, margins_);
    for (size_t v = 0; v < views.size(); ++v) fit_across(v);
    align_margins(cells_, margins_);
    for (size_t v = 0; v < views.size(); ++v) fit_upright(v);
  }

  /// What an area has left where it is not in line with others.
  double own_width(size_t v) const { return width(v, own_[v]); }
  double own_height(size_t v) const { return height(v, own_[v]); }
  double least_width(size_t v) const { return cell(v).width() * kLeastShare; }
  double least_height(size_t v) const { return cell(v).height() * kLeastShare; }

  /// The length that the y axis's title has to be broken at; 0: it is short enough. Beside a low
  /// area it takes what the view has: it need not be about the area's middle.
  double long_title(size_t v) const {
    const ParagraphPtr& title = out_[v].y.title;
    const Box& box = cell(v);
    const Margins m = kept(v);
    double length = span_within(box.y0, box.y1, box.y0 + m.top, box.y1 - m.bottom);
    if (length < box.height() * kLeastTitle) length = box.height();
    return title && title->width > length ? length : 0;
  }

  std::vector<ViewLayout> finish() {
    for (size_t v = 0; v < out_.size(); ++v) place(v);
    return std::move(out_);
  }

 private:
  const Box& cell(size_t v) const { return views_[v].cell.box; }
  double width(size_t v, const Margins& m) const { return cell(v).width() - m.left - m.right; }
  double height(size_t v, const Margins& m) const { return cell(v).height() - m.top - m.bottom; }

  /// How long a text about the middle of an area can be in its cell.
  static double span_within(double cell0, double cell1, double area0, double area1) {
    const double middle = (area0 + area1) / 2;
    return std::max(0.0, 2 * std::min(middle - cell0, cell1 - middle));
  }

  Box area(size_t v) const {
    const Margins& m = margins_[v];
    return {cell(v).x0 + m.left, cell(v).y0 + m.top, cell(v).x1 - m.right, cell(v).y1 - m.bottom};
  }

  /// Names beside the y axis take what they need of the width.
  void begin(size_t v) {
    const Cuts& cuts = cuts_[v];
    out_[v].x = x_axis(v, cell(v).width() * 0.85);
    Axis& y = out_[v].y = views_[v].y;
    fit_labels(y, cell(v).height() * 0.8, cell(v).width() * kMostNames, look_, typesetter_);
    if (cuts.y_title > 0) fit_title(y, cuts.y_title, look_, typesetter_);
    if (cuts.width >= 1) drop_title(y);
    if (cuts.width >= 3) drop_labels(y);
    margins_.push_back(measured(v));
  }

  Axis x_axis(size_t v, double length) const {
    Axis out = views_[v].x;
    fit_labels(out, length, cell(v).height() * kMostUpright, look_, typesetter_);
    if (cuts_[v].height >= 1) drop_title(out);
    if (cuts_[v].height >= 5) drop_labels(out);
    return out;
  }

  Margins measured(size_t v) const {
    const Margins& room = views_[v].room;
    Margins out = axis_margins(out_[v].x, out_[v].y);
    if (cuts_[v].width < 2) {
      out.left = std::max(out.left, room.left);
      out.right = std::max(out.right, room.right);
    }
    if (cuts_[v].height < 4) {
      out.top = std::max(out.top, room.top);
      out.bottom = std::max(out.bottom, room.bottom);
    }
    return out;
  }

  /// The width is known: what stands in lines across it, and how high that is.
  void fit_across(size_t v) {
    ViewLayout& layout = out_[v];
    const Box& box = cell(v);
    const double across = std::max(1.0, width(v, margins_[v]));
    layout.x = x_axis(v, across);
    fit_title(layout.x, span_within(box.x0, box.x1, area(v).x0, area(v).x1), look_, typesetter_);
    layout.heading = heading(v, across);
    Margins now = measured(v);
    const double above = cuts_[v].height < 4 ? views_[v].room.top : 0;
    now.top = std::max(now.top, above + layout.heading.height);
    own_[v].top = now.top;
    own_[v].bottom = now.bottom;
    margins_[v].top = std::max(margins_[v].top, now.top);
    margins_[v].bottom = now.bottom;
  }

  Heading heading(size_t v, double across) const {
    const Unfurnished& view = views_[v];
    // An area of a given shape may be narrower than the room for it.
    if (aspect(v)) across = std::max(1.0, std::min(across, height(v, margins_[v]) * *aspect(v)));
    Heading out = heading_of(*view.view, *view.legend, across, across + margins_[v].right, look_,
                             typesetter_);
    if (cuts_[v].height >= 2) out = without_title(out, look_.theme());
    if (cuts_[v].height >= 3) out = without_legend(out, look_.theme());
    return out;
  }

  void fit_upright(size_t v) {
    fit_labels(out_[v].y, std::max(1.0, height(v, margins_[v])), cell(v).width() * kMostNames,
               look_, typesetter_);
  }

  /// In line with the others unless there is too little room for that; at last without regard to
  /// what is around it.
  static std::pair<double, double> kept(double all, double before, double after, double own_before,
                                        double own_after) {
    const double least = all * kLeastShare;
    if (all - before - after >= least) return {before, after};
    if (all - own_before - own_after >= least) return {own_before, own_after};
    const double both = own_before + own_after;
    const double scale = both > 0 ? std::max(0.0, all - least) / both : 0;
    return {own_before * scale, own_after * scale};
  }

  Margins kept(size_t v) const {
    Margins m = margins_[v];
    const Margins& own = own_[v];
    std::tie(m.left, m.right) = kept(cell(v).width(), m.left, m.right, own.left, own.right);
    std::tie(m.top, m.bottom) = kept(cell(v).height(), m.top, m.bottom, own.top, own.bottom);
    return m;
  }

  std::optional<double> aspect(size_t v) const {
    return bind<ViewSpecValues>(*views_[v].view->fields).aspect;
  }

  /// How high the areas of a row of views are that have an aspect: as high as the lowest of them
  /// has to be.
  double shaped_height(size_t v) const {
    double out = INFINITY;
    for (size_t w = 0; w < views_.size(); ++w) {
      const bool beside = w == v || (views_[w].cell.row0 == views_[v].cell.row0 &&
                                     views_[w].cell.row1 == views_[v].cell.row1);
      if (!beside || !aspect(w)) continue;
      const Margins m = kept(w);
      out = std::min({out, height(w, m), width(w, m) / *aspect(w)});
    }
    return out;
  }

  /// In the middle of the room that there is, with what is above it.
  void shape(size_t v, Plot& plot) const {
    if (!aspect(v)) return;
    const double high = shaped_height(v);
    const double spare_height = plot.area.height() - high;
    const double spare_width = plot.area.width() - high * *aspect(v);
    plot.area.x0 += spare_width / 2;
    plot.area.x1 -= spare_width / 2;
    plot.area.y0 += spare_height / 2;
    plot.area.y1 -= spare_height / 2;
    plot.cell.y0 += spare_height / 2;
    plot.cell.y1 -= spare_height / 2;
  }

  /// An area of a given shape may be smaller than what its labels were fitted to.
  void refit(size_t v, const Plot& plot) {
    ViewLayout& layout = out_[v];
    layout.x = x_axis(v, std::max(1.0, plot.area.width()));
    fit_title(layout.x, span_within(plot.cell.x0, plot.cell.x1, plot.area.x0, plot.area.x1), look_,
              typesetter_);
    fit_labels(layout.y, std::max(1.0, plot.area.height()), cell(v).width() * kMostNames, look_,
               typesetter_);
  }

  void place(size_t v) {
    margins_[v] = kept(v);
    ViewLayout& layout = out_[v];
    Plot& plot = layout.plot;
    plot.cell = cell(v);
    plot.area = area(v);
    shape(v, plot);
    if (aspect(v)) refit(v, plot);
    plot.x = layout.x.scale;
    plot.x.range0 = plot.area.x0;
    plot.x.range1 = plot.area.x1;
    plot.y = layout.y.scale;
    // Categories are read from the top, as the rows of a table are.
    const bool down = plot.y.type->named;
    plot.y.range0 = down ? plot.area.y0 : plot.area.y1;
    plot.y.range1 = down ? plot.area.y1 : plot.area.y0;
    plot.beside_heading = beside(layout.heading, plot.area);
    note_cuts(v);
  }

  void note_cuts(size_t v) {
    ViewLayout& layout = out_[v];
    const RecordValue& fields = *views_[v].view->fields;
    const auto say = [&](const Location& at, std::string_view what) {
      layout.faults.push_back({Severity::warning, "no-room", at,
                               fmt::format("the view has no room for {}", what),
                               "give the view more room"});
    };
    const Location& title = place_of_member<&ViewSpecValues::title>(fields);
    if (cuts_[v].height >= 2 && bind<ViewSpecValues>(fields).title) say(title, "its title");
    if (cuts_[v].height >= 3 && !views_[v].legend->empty()) say(fields.at, "its legend");
    if (layout.heading.legend && layout.heading.block.cut > 0) {
      say(fields.at, "the whole names of its legend");
    }
    if (own_width(v) < least_width(v) || own_height(v) < least_height(v)) {
      say(fields.at, "its marks and what is around them");
    }
    for (const Axis* axis : {&layout.x, &layout.y}) {
      layout.faults.insert(layout.faults.end(), axis->faults.begin(), axis->faults.end());
    }
  }

  const std::vector<Unfurnished>& views_;
  const std::vector<Cuts>& cuts_;
  const Look& look_;
  const Typesetter& typesetter_;
  std::vector<ViewLayout> out_;
  std::vector<ViewCell> cells_;
  std::vector<Margins> margins_, own_;  // in line with the others, and alone
};

/// Whether another pass is needed, with more cuts.
bool cut_more(const Pass& pass, std::vector<Cuts>& cuts) {
  bool more = false;
  for (size_t v = 0; v < cuts.size(); ++v) {
    Cuts& cut = cuts[v];
    const Cuts before = cut;
    if (pass.own_width(v) < pass.least_width(v) && cut.width < Cuts::kMostWidth) ++cut.width;
    if (pass.own_height(v) < pass.least_height(v) && cut.height < Cuts::kMostHeight) ++cut.height;
    if (cut.y_title == 0) cut.y_title = pass.long_title(v);
    more = more || cut.width != before.width || cut.height != before.height ||
           cut.y_title != before.y_title;
  }
  return more;
}

}  // namespace

std::vector<ViewLayout> furnish(const std::vector<Unfurnished>& views, const Look& look,
                                const Typesetter& typesetter) {
  std::vector<Cuts> cuts(views.size());
  while (true) {
    Pass pass(views, cuts, look, typesetter);
    if (!cut_more(pass, cuts)) return pass.finish();
  }
}

}  // namespace lantern
