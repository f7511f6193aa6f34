#include "renderer/plot/arrange.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "renderer/plot/view_kind.h"

namespace lantern {
namespace {

constexpr double kSide = 36;  // from the canvas's edge to the views
constexpr double kTop = 26;
constexpr double kBottom = 26;
constexpr double kBelowTitle = 14;
constexpr double kAboveCaption = 24;
constexpr double kColumnGap = 44;
constexpr double kRowGap = 26;
constexpr double kPanelGap = 22;       // between views made with `each`
constexpr double kMostAround = 0.3;    // of a small canvas, for its edge on each side
constexpr double kLeastContent = 0.2;  // of the canvas's height, for the views

/// Starts and ends of tracks of relative sizes, with gaps between them: of many, at most half of
/// all goes to the gaps.
std::vector<std::pair<double, double>> tracks(double from, double to, double gap, size_t count,
                                              const std::vector<double>& weights) {
  const auto gaps = static_cast<double>(count - 1);
  if (count > 1) gap = std::min(gap, (to - from) / 2 / gaps);
  const double room = to - from - gap * gaps;
  const double total = weights.empty() ? static_cast<double>(count)
                                       : std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::pair<double, double>> out;
  double at = from;
  for (size_t i = 0; i < count; ++i) {
    const double length = room * (weights.empty() ? 1 : weights[i]) / total;
    out.emplace_back(at, at + length);
    at += length + gap;
  }
  return out;
}

/// Rows and columns changed.
LayoutGrid turned(const LayoutGrid& grid) {
  LayoutGrid out{{}, grid.rows, grid.columns};
  out.cells.resize(grid.cells[0].size());
  for (const auto& row : grid.cells) {
    for (size_t column = 0; column < row.size(); ++column) out.cells[column].push_back(row[column]);
  }
  return out;
}

/// The grid for a canvas of this shape: without one of its own, what stands side by side stands one
/// above the other where the canvas is tall.
LayoutGrid grid_for(const LayoutSpec& layout, const CanvasSpec& canvas) {
  constexpr double kWide = 1.2;
  const double ratio = canvas.width / canvas.height;
  if (ratio >= kWide) return layout;
  const bool tall = ratio <= 1 / kWide;
  if (!tall) return layout.square ? *layout.square : LayoutGrid(layout);
  if (layout.tall) return *layout.tall;
  return layout.cells[0].size() > layout.cells.size() ? turned(layout) : LayoutGrid(layout);
}

ViewCell cell_of(const std::string& name, const LayoutGrid& layout) {
  ViewCell cell;
  cell.row0 = static_cast<int>(layout.cells.size());
  cell.column0 = static_cast<int>(layout.cells[0].size());
  for (size_t row = 0; row < layout.cells.size(); ++row) {
    for (size_t column = 0; column < layout.cells[row].size(); ++column) {
      if (layout.cells[row][column] != name) continue;
      cell.row0 = std::min(cell.row0, static_cast<int>(row));
      cell.row1 = std::max(cell.row1, static_cast<int>(row));
      cell.column0 = std::min(cell.column0, static_cast<int>(column));
      cell.column1 = std::max(cell.column1, static_cast<int>(column));
    }
  }
  return cell;
}

/// As many columns as asked for, else as many as make the panels nearest to squares.
Box panel_of(const Box& cell, const ViewState& view) {
  const auto values = bind<ViewSpecValues>(*view.fields);
  const double ratio = cell.width() / std::max(1.0, cell.height());
  const int fitting = static_cast<int>(std::lround(std::sqrt(view.instances * ratio)));
  const int columns = std::clamp(values.columns > 0 ? values.columns : fitting, 1, view.instances);
  const int rows = (view.instances + columns - 1) / columns;
  const auto across = tracks(cell.x0, cell.x1, kPanelGap, size_t(columns), {});
  const auto down = tracks(cell.y0, cell.y1, kPanelGap, size_t(rows), {});
  const auto [x0, x1] = across[size_t(view.instance % columns)];
  const auto [y0, y1] = down[size_t(view.instance / columns)];
  return {x0, y0, x1, y1};
}

double side_of(const CanvasSpec& canvas) {
  return std::min(kSide, canvas.width * kMostAround);
}

}  // namespace

double band_width(const CanvasSpec& canvas) {
  return canvas.width - 2 * side_of(canvas);
}

int most_caption_lines(const CanvasSpec& canvas, const Theme& theme) {
  constexpr double kMostShare = 0.3;  // of the canvas's height
  return std::max(2, int(canvas.height * kMostShare / (theme.caption.size * 1.3)));
}

CanvasBands canvas_bands(const CanvasSpec& canvas, const BandLines& lines, const Theme& theme) {
  CanvasBands out;
  out.canvas = {0, 0, canvas.width, canvas.height};
  const double left = side_of(canvas), right = canvas.width - left;
  const double edge = canvas.height * kMostAround;
  double top = std::min(kTop, edge), bottom = canvas.height - std::min(kBottom, edge);
  if (lines.title > 0) {
    const double height = theme.title.size * 1.2 * lines.title;
    out.title = {left, top, right, top + height};
    top = out.title.y1 + kBelowTitle;
  }
  if (lines.caption > 0) {
    // Room for the longest, and for two lines at least, so that nothing moves from one to the next.
    const double height = theme.caption.size * 1.3 * std::max(2, lines.caption);
    out.caption = {left, canvas.height - 16 - height, right, canvas.height - 16};
    bottom = out.caption.y0 - kAboveCaption;
  }
  const double least = canvas.height * kLeastContent;
  out.crowded = bottom - top < least;
  if (out.crowded) {
    top = std::min(top, canvas.height - least);
    bottom = top + least;
  }
  out.content = {left, top, right, bottom};
  return out;
}

std::vector<ViewCell> view_cells(const Snapshot& snapshot, const SceneSpec& scene,
                                 const CanvasSpec& canvas, const Box& content) {
  if (snapshot.views.empty()) return {};  // a scene without views has no cells either
  const LayoutGrid layout = grid_for(scene.canvas.layouts[size_t(snapshot.layout)], canvas);
  const auto columns =
      tracks(content.x0, content.x1, kColumnGap, layout.cells[0].size(), layout.columns);
  const auto rows = tracks(content.y0, content.y1, kRowGap, layout.cells.size(), layout.rows);
  std::vector<ViewCell> out;
  for (const ViewState& view : snapshot.views) {
    ViewCell cell = cell_of(scene.views[size_t(view.view)].name, layout);
    cell.box = {columns[size_t(cell.column0)].first, rows[size_t(cell.row0)].first,
                columns[size_t(cell.column1)].second, rows[size_t(cell.row1)].second};
    if (view.instances > 1) {
      cell.box = panel_of(cell.box, view);
      cell.row0 = cell.row1 = cell.column0 = cell.column1 = -1 - view.view;
    }
    out.push_back(cell);
  }
  return out;
}

void align_margins(const std::vector<ViewCell>& cells, std::vector<Margins>& margins) {
  std::vector<Margins> out = margins;
  for (size_t i = 0; i < cells.size(); ++i) {
    for (size_t j = 0; j < cells.size(); ++j) {
      if (cells[i].row0 == cells[j].row0) out[i].top = std::max(out[i].top, margins[j].top);
      if (cells[i].row1 == cells[j].row1)
        out[i].bottom = std::max(out[i].bottom, margins[j].bottom);
      if (cells[i].column0 == cells[j].column0)
        out[i].left = std::max(out[i].left, margins[j].left);
      if (cells[i].column1 == cells[j].column1) {
        out[i].right = std::max(out[i].right, margins[j].right);
      }
    }
  }
  margins = std::move(out);
}

}  // namespace lantern
