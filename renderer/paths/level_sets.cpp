#include "renderer/paths/level_sets.h"

#include <array>
#include <cmath>

namespace lantern {
namespace {

/// A piece of an outline from one point to another. Points are corners of the grid, and places on
/// its edges, by number: so pieces of neighbours meet exactly.
struct Piece {
  size_t from, to;
  int next_from_there = -1;  ///< another piece that starts at the same point
  bool used = false;
};

/// Corners of a cell, the way round.
struct Corner {
  size_t column, row;
};

class Marching {
 public:
  Marching(const NumberGrid& grid, double level, bool with_edges)
      : grid_(grid), level_(level), with_edges_(with_edges) {}

  std::vector<GridLine> run() {
    for (size_t row = 0; row + 1 < grid_.rows; ++row) {
      for (size_t column = 0; column + 1 < grid_.columns; ++column) add_cell(column, row);
    }
    return chained();
  }

 private:
  bool is_in(Corner c) const { return grid_.at(c.column, c.row) >= level_; }

  bool is_cell(size_t column, size_t row) const {
    if (column >= grid_.columns - 1 || row >= grid_.rows - 1) return false;
    return std::isfinite(grid_.at(column, row) + grid_.at(column + 1, row) +
                         grid_.at(column, row + 1) + grid_.at(column + 1, row + 1));
  }

  size_t corner_point(Corner c) const { return 3 * (c.row * grid_.columns + c.column); }

  /// The place on the edge between two corners where the level is.
  size_t crossing_point(Corner a, Corner b) const {
    const bool level = a.row == b.row;
    return corner_point({std::min(a.column, b.column), std::min(a.row, b.row)}) + (level ? 1 : 2);
  }

  void add_cell(size_t column, size_t row) {
    if (!is_cell(column, row)) return;
    const std::array<Corner, 4> c{
        {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}}};
    const int in = is_in(c[0]) + is_in(c[1]) + is_in(c[2]) + is_in(c[3]);
    if (in == 0 || (in == 4 && !with_edges_)) return;
    if (in < 4) add_chords(c);
    if (!with_edges_) return;
    // Before the first row and column the numbers wrap around to what is no cell.
    if (!is_cell(column, row - 1)) add_edge(c[0], c[1]);
    if (!is_cell(column + 1, row)) add_edge(c[1], c[2]);
    if (!is_cell(column, row + 1)) add_edge(c[2], c[3]);
    if (!is_cell(column - 1, row)) add_edge(c[3], c[0]);
  }

  /// Inside of a cell, from where its rim leaves what is high to where it comes back.
  void add_chords(const std::array<Corner, 4>& c) {
    const bool saddle = is_in(c[0]) == is_in(c[2]) && is_in(c[1]) == is_in(c[3]);
    double mean = 0;
    for (const Corner& one : c) mean += grid_.at(one.column, one.row) / 4;
    const bool joined = saddle && mean >= level_;
    for (size_t side = 0; side < 4; ++side) {
      if (!is_in(c[side]) || is_in(c[(side + 1) % 4])) continue;
      const size_t back = saddle && !joined ? entry_before(c, side) : entry_after(c, side);
      add(crossing_point(c[side], c[(side + 1) % 4]), crossing_point(c[back], c[(back + 1) % 4]));
    }
  }

  bool enters(const std::array<Corner, 4>& c, size_t side) const {
    return !is_in(c[side]) && is_in(c[(side + 1) % 4]);
  }
  size_t entry_after(const std::array<Corner, 4>& c, size_t side) const {
    do side = (side + 1) % 4;
    while (!enters(c, side));
    return side;
  }
  size_t entry_before(const std::array<Corner, 4>& c, size_t side) const {
    do side = (side + 3) % 4;
    while (!enters(c, side));
    return side;
  }

  /// What is high of an edge that no other cell has.
  void add_edge(Corner a, Corner b) {
    if (!is_in(a) && !is_in(b)) return;
    add(is_in(a) ? corner_point(a) : crossing_point(a, b),
        is_in(b) ? corner_point(b) : crossing_point(a, b));
  }

  void add(size_t from, size_t to) {
    if (first_from_.empty()) first_from_.assign(3 * grid_.values.size(), -1);
    pieces_.push_back({from, to, first_from_[from]});
    first_from_[from] = int(pieces_.size()) - 1;
    ends_.resize(first_from_.size());
    ++ends_[to];
  }

  /// A piece from there that is not in a line yet; −1: none.
  int piece_from(size_t point) const {
    int i = first_from_[point];
    while (i >= 0 && pieces_[size_t(i)].used) i = pieces_[size_t(i)].next_from_there;
    return i;
  }

  std::vector<GridLine> chained() {
    std::vector<GridLine> out;
    // Lines that are not closed begin where none leads to.
    for (size_t i = 0; i < pieces_.size(); ++i) {
      if (!pieces_[i].used && ends_[pieces_[i].from] == 0) out.push_back(line_from(i));
    }
    for (size_t i = 0; i < pieces_.size(); ++i) {
      if (!pieces_[i].used) out.push_back(line_from(i));
    }
    return out;
  }

  GridLine line_from(size_t first) {
    GridLine out;
    const size_t start = pieces_[first].from;
    out.points.push_back(place(start));
    for (int i = int(first); i >= 0;) {
      Piece& piece = pieces_[size_t(i)];
      piece.used = true;
      out.closed = piece.to == start;
      if (out.closed) break;
      const Point next = place(piece.to);
      if (!(next == out.points.back())) out.points.push_back(next);
      i = piece_from(piece.to);
    }
    return out;
  }

  Point place(size_t point) const {
    const size_t corner = point / 3, column = corner % grid_.columns, row = corner / grid_.columns;
    const Point at{double(column), double(row)};
    const size_t kind = point % 3;
    if (kind == 0) return at;
    const double here = grid_.at(column, row);
    const double there = kind == 1 ? grid_.at(column + 1, row) : grid_.at(column, row + 1);
    const double share = (level_ - here) / (there - here);
    return kind == 1 ? Point{at.x + share, at.y} : Point{at.x, at.y + share};
  }

  const NumberGrid& grid_;
  double level_;
  bool with_edges_;
  std::vector<Piece> pieces_;
  std::vector<int> first_from_;  // of each point; empty while there is no piece
  std::vector<int> ends_;        // how many pieces lead to each
};

}  // namespace

std::vector<GridLine> level_lines(const NumberGrid& grid, double level) {
  return Marching(grid, level, false).run();
}

std::vector<GridLine> level_regions(const NumberGrid& grid, double level) {
  return Marching(grid, level, true).run();
}

}  // namespace lantern
