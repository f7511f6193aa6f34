#include "renderer/marks/tree_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "renderer/paragraph/shortened.h"
#include "renderer/paragraph/text_placing.h"

namespace lantern {
namespace {

constexpr double kMostAcross = 120;  // between neighbours, canvas units
constexpr double kMostDown = 86;     // between levels
constexpr double kRim = 18;          // room for labels above and below
constexpr double kReach = 3;         // from a node to its label
constexpr double kApart = 5;         // between labels
constexpr double kLeastSize = 10;    // of letters
constexpr double kSmaller = 0.93;
constexpr int kMostLines = 3;
constexpr double kMostBehind = 0.3;  // of the width, for labels of leaves behind them

double wide(const TreeShape& tree) {
  return tree.down ? tree.area.width() : tree.area.height();
}
double deep(const TreeShape& tree) {
  return tree.down ? tree.area.height() : tree.area.width();
}

Box box_of(const TreeShape& tree, size_t row, Point node, const ParagraphPtr& text) {
  const LabelStand stand = label_stand(tree, row, node);
  return text_box(place_text(text, {stand.at, stand.anchor, 0, &tree.cell, 0}));
}

/// Nodes, then labels, and whether one lies on another.
class Crowd {
 public:
  Crowd(const TreeShape& tree, const std::vector<Point>& places) : tree_(tree), places_(places) {
    for (size_t row = 0; row < places.size(); ++row) {
      if (tree.sizes[row] > 0) {
        taken_.push_back(Box::around(places[row], tree.sizes[row], tree.sizes[row]));
      }
    }
  }

  /// Whether the label lies on nothing that is there; it is there then.
  bool add(size_t row, const ParagraphPtr& text) {
    if (!text) return true;
    // A hair may overlap: boxes of letters are higher than the letters.
    const Box box = box_of(tree_, row, places_[row], text).inset(0.5);
    const auto hit = [&](const Box& other) { return other.overlaps(box); };
    if (std::any_of(taken_.begin(), taken_.end(), hit)) return false;
    taken_.push_back(box);
    return true;
  }

 private:
  const TreeShape& tree_;
  const std::vector<Point>& places_;
  std::vector<Box> taken_;
};

bool is_crowded(const TreeShape& tree, const std::vector<Point>& places,
                const std::vector<ParagraphPtr>& texts) {
  Crowd crowd(tree, places);
  for (size_t row = 0; row < places.size(); ++row) {
    if (!crowd.add(row, texts[row])) return true;
  }
  return false;
}

/// A tree that takes all of its room, with labels of one font and so many lines at most.
class Spread {
 public:
  Spread(const TreeShape& tree, const Font& font, int lines, const SetLabel& set)
      : tree_(tree), font_(font), lines_(lines), set_(set) {
    for (size_t row = 0; row < tree.nodes.size(); ++row) {
      natural_.push_back(set(row, font, {}));
      if (natural_[row]) {
        line_ = std::max(line_, natural_[row]->height / natural_[row]->lines);
        widest_ = std::max(widest_, natural_[row]->width);
      }
    }
    size_ = *std::max_element(tree.sizes.begin(), tree.sizes.end());
    spacing_ = spacing();
    places_ = tree_places(tree, spacing_);
    find_rooms();
  }

  /// Whether there is room for a label between a node and the next one.
  bool upright_room() const {
    return size_ + line_ * lines_ + kReach + 1 <= (tree_.down ? spacing_.level : spacing_.step);
  }

  /// Labels within their rooms; nothing where one has too little.
  std::optional<std::vector<ParagraphPtr>> texts() const {
    std::vector<ParagraphPtr> out;
    for (size_t row = 0; row < natural_.size(); ++row) {
      out.push_back(within(row));
      if (natural_[row] && !out.back()) return std::nullopt;
    }
    if (is_crowded(tree_, places_, out)) return std::nullopt;
    return out;
  }

  /// The same with those shortened that are longer, and without those that lie on others then.
  std::vector<ParagraphPtr> cut_texts(const Typesetter& typesetter, size_t& cut) const {
    std::vector<ParagraphPtr> out;
    Crowd crowd(tree_, places_);
    for (size_t row = 0; row < natural_.size(); ++row) {
      ParagraphPtr text = within(row);
      const bool whole = text || !natural_[row];
      if (!whole) text = shortened(natural_[row]->words, rooms_[row], font_, typesetter);
      if (!crowd.add(row, text)) text = nullptr;
      if (natural_[row] && !(whole && text)) ++cut;
      out.push_back(std::move(text));
    }
    return out;
  }

  const TreeSpacing& spacing_used() const { return spacing_; }

 private:
  TreeSpacing spacing() const {
    const double high = line_ * lines_ + kReach + size_ / 2;
    const double before = tree_.down ? std::max(kRim, high) : std::max(2 * kRim, size_ / 2);
    const double after = tree_.down
                             ? before
                             : std::max(2 * kRim, size_ / 2 + kReach + 2 +
                                                      std::min(widest_, deep(tree_) * kMostBehind));
    return {wide(tree_) / (tree_.across() + 1),
            std::max(0.0, deep(tree_) - before - after) / std::max(1, tree_.levels()), before};
  }

  void find_rooms() {
    rooms_.assign(places_.size(), std::numeric_limits<double>::infinity());
    if (tree_.down) rooms_beside_each_other();
    else rooms_between_levels();
    for (size_t row = 0; row < places_.size(); ++row) {
      const double edge = std::min(places_[row].x - tree_.cell.x0, tree_.cell.x1 - places_[row].x);
      if (tree_.down || tree_.inner[row]) rooms_[row] = std::min(rooms_[row], 2 * edge);
    }
  }

  /// Labels of a kind on a level share what is between them: who needs less leaves it to the other.
  void rooms_beside_each_other() {
    std::map<std::pair<int, bool>, std::vector<size_t>> bands;
    for (size_t row = 0; row < places_.size(); ++row) {
      if (natural_[row]) bands[{tree_.nodes[row].depth, tree_.inner[row]}].push_back(row);
    }
    for (auto& [band, rows] : bands) {
      std::sort(rows.begin(), rows.end(),
                [&](size_t a, size_t b) { return places_[a].x < places_[b].x; });
      for (size_t i = 0; i + 1 < rows.size(); ++i) share(rows[i], rows[i + 1]);
    }
  }

  void share(size_t a, size_t b) {
    const double room = places_[b].x - places_[a].x - kApart;
    rooms_[a] = std::min(rooms_[a], std::max(room, 2 * room - natural_[b]->width));
    rooms_[b] = std::min(rooms_[b], std::max(room, 2 * room - natural_[a]->width));
  }

  void rooms_between_levels() {
    for (size_t row = 0; row < places_.size(); ++row) {
      const bool last = tree_.nodes[row].depth == tree_.levels();
      const double behind = last ? tree_.cell.x1 - places_[row].x : spacing_.level - size_ / 2;
      rooms_[row] =
          tree_.inner[row] ? spacing_.level - kApart : behind - size_ / 2 - kReach - 2 - kApart;
    }
  }

  /// A label in lines within its room; null where that does not do.
  ParagraphPtr within(size_t row) const {
    const ParagraphPtr& natural = natural_[row];
    if (!natural || (natural->width <= rooms_[row] && natural->lines <= lines_)) return natural;
    if (rooms_[row] < 1) return nullptr;
    ParagraphPtr out = set_(row, font_, rooms_[row]);
    return out->width <= rooms_[row] && out->lines <= lines_ ? out : nullptr;
  }

  const TreeShape& tree_;
  Font font_;
  int lines_;
  const SetLabel& set_;
  double line_ = 0, widest_ = 0, size_ = 0;
  TreeSpacing spacing_;
  std::vector<Point> places_;
  std::vector<ParagraphPtr> natural_;
  std::vector<double> rooms_;
};

/// From the area's start to a root that has its label above it.
double room_above(const TreeShape& tree, const std::vector<ParagraphPtr>& texts) {
  double out = tree.down ? kRim : 2 * kRim;
  for (size_t row = 0; row < texts.size(); ++row) {
    if (!tree.down || tree.nodes[row].depth > 0 || !texts[row]) continue;
    out = std::max(out, tree.sizes[row] / 2 + kReach + texts[row]->height);
  }
  return out;
}

bool is_above_the_foot(const TreeShape& tree, const TreeSpacing& spacing) {
  return spacing.before + tree.levels() * spacing.level + kRim <= deep(tree);
}

}  // namespace

double TreeShape::across() const {
  double out = 0;
  for (const TidyNode& node : nodes) out = std::max(out, node.across);
  return out;
}

int TreeShape::levels() const {
  int out = 0;
  for (const TidyNode& node : nodes) out = std::max(out, node.depth);
  return out;
}

TreeSpacing close_spacing(const TreeShape& tree) {
  const double most_across = tree.down ? kMostAcross : kMostDown;
  const double most_deep = tree.down ? kMostDown : 2 * kMostAcross;
  const double rim = tree.down ? kRim : 2 * kRim;
  return {std::min(most_across, wide(tree) / (tree.across() + 1)),
          std::min(most_deep, (deep(tree) - 2 * rim) / std::max(1, tree.levels())), rim};
}

std::vector<Point> tree_places(const TreeShape& tree, const TreeSpacing& spacing) {
  const Point middle = tree.area.center();
  const double across = tree.across();
  std::vector<Point> out;
  for (const TidyNode& node : tree.nodes) {
    const double aside = (node.across - across / 2) * spacing.step;
    const double ahead = spacing.before + node.depth * spacing.level;
    out.push_back(tree.down ? Point{middle.x + aside, tree.area.y0 + ahead}
                            : Point{tree.area.x0 + ahead, middle.y + aside});
  }
  return out;
}

LabelStand label_stand(const TreeShape& tree, size_t row, Point node) {
  const double reach = tree.sizes[row] / 2 + kReach;
  if (tree.inner[row]) return {node + Point{0, -reach}, {0.5, 1}};
  if (tree.down) return {node + Point{0, reach}, {0.5, 0}};
  return {node + Point{reach + 2, 0}, {0, 0.5}};
}

TreeLabels fit_tree_labels(const TreeShape& tree, const Font& font, const SetLabel& set,
                           const Typesetter& typesetter) {
  TreeLabels out{close_spacing(tree), font, {}, 0};
  for (size_t row = 0; row < tree.nodes.size(); ++row) out.texts.push_back(set(row, font, {}));
  if (!is_crowded(tree, tree_places(tree, out.spacing), out.texts)) return out;
  out.spacing.before = room_above(tree, out.texts);
  if (is_above_the_foot(tree, out.spacing) &&
      !is_crowded(tree, tree_places(tree, out.spacing), out.texts)) {
    return out;
  }
  const double least = std::min(font.size, kLeastSize);
  while (true) {
    for (int lines = 1; lines <= kMostLines; ++lines) {
      const Spread spread(tree, out.font, lines, set);
      if (!spread.upright_room()) break;
      out.spacing = spread.spacing_used();
      if (auto texts = spread.texts()) {
        out.texts = std::move(*texts);
        return out;
      }
    }
    if (out.font.size <= least) break;
    out.font.size = std::max(least, out.font.size * kSmaller);
  }
  const Spread spread(tree, out.font, 1, set);
  out.spacing = spread.spacing_used();
  out.texts = spread.cut_texts(typesetter, out.cut);
  return out;
}

}  // namespace lantern
