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

constexpr double kApart = 5;  // between labels
constexpr double kSmaller = 0.93;
constexpr int kMostLines = 3;
constexpr double kMostBefore = 0.3;  // of the width, for the label of a root before it
constexpr double kUneven = 1.2;      // by what lines of a text are longer than their share
constexpr double kMostBehind = 0.3;  // of the width, for labels of leaves behind them

Box box_of(const TreeShape& tree, size_t row, Point node, const ParagraphPtr& text) {
  const LabelStand stand = label_stand(tree, row, node);
  return text_box(place_text(text, {stand.at, stand.anchor, 0, &tree.cell, 0}));
}

/// What is in the way, then labels, and whether one lies on another.
class Crowd {
 public:
  Crowd(const TreeShape& tree, const std::vector<Point>& places)
      : tree_(tree), places_(places), taken_(tree_obstacles(tree, places)) {}

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
      natural_.push_back(set(tree, row, font, {}));
      if (natural_[row]) {
        line_ = std::max(line_, natural_[row]->height / natural_[row]->lines);
        if (tree.nodes[row].depth == 0) widest_root_ = std::max(widest_root_, natural_[row]->width);
        if (!tree.inner[row]) widest_leaf_ = std::max(widest_leaf_, natural_[row]->width);
      }
    }
    size_ = *std::max_element(tree.sizes.begin(), tree.sizes.end());
    spacing_ = spacing();
    places_ = tree_places(tree, spacing_);
    find_rooms();
  }

  /// Whether there is room for a label between a node and the next one.
  bool upright_room() const {
    return size_ + line_ * lines_ + kTreeReach + 1 <= (tree_.down ? spacing_.level : spacing_.step);
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
    const double high = (tree_.beside ? 0 : line_ * lines_ + kTreeReach) + size_ / 2;
    const double before = tree_.down ? std::max(kTreeRim, high) : room_before();
    const double after =
        tree_.down ? std::max(kTreeRim, line_ * lines_ + kTreeReach + size_ / 2)
                   : std::max(2 * kTreeRim, size_ / 2 + kTreeReach + 2 +
                                                std::min(widest_leaf_, tree_.deep() * kMostBehind));
    return {tree_.wide() / (tree_.across() + 1),
            std::max(0.0, tree_.deep() - before - after) / std::max(1, tree_.levels()), before};
  }

  /// For the label of the root, which ends at it; in lines it is not quite so many times narrower.
  double room_before() const {
    const double width = lines_ > 1 ? widest_root_ / lines_ * kUneven : widest_root_ + 1;
    return std::max({2 * kTreeRim, size_ / 2, std::min(width, tree_.deep() * kMostBefore)});
  }

  void find_rooms() {
    rooms_.assign(places_.size(), std::numeric_limits<double>::infinity());
    if (!tree_.down) return rooms_between_links();
    rooms_beside_each_other();
    if (tree_.beside) rooms_between_links();
    for (size_t row = 0; row < places_.size(); ++row) {
      if (tree_.beside && tree_.inner[row]) continue;
      const double edge = std::min(places_[row].x - tree_.cell.x0, tree_.cell.x1 - places_[row].x);
      rooms_[row] = std::min(rooms_[row], 2 * edge);
    }
  }

  /// Labels of a kind on a level share what is between them: who needs less leaves it to the other.
  void rooms_beside_each_other() {
    std::map<std::pair<int, bool>, std::vector<size_t>> bands;
    for (size_t row = 0; row < places_.size(); ++row) {
      if (natural_[row] && !(tree_.beside && tree_.inner[row]))
        bands[{tree_.nodes[row].depth, tree_.inner[row]}].push_back(row);
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

  /// Until the next node or link, or a label that is there already: questions come first.
  void rooms_between_links() {
    std::vector<Box> taken = tree_obstacles(tree_, places_);
    for (const bool inner : {true, false}) {
      for (size_t row = 0; row < places_.size(); ++row) {
        if (!natural_[row] || tree_.inner[row] != inner) continue;
        if (tree_.beside && !inner) continue;  // below their nodes they share what is between them
        const LabelStand stand = label_stand(tree_, row, places_[row]);
        rooms_[row] = free_width(tree_, stand, line_ * lines_, taken) - 1;
        const ParagraphPtr text = within(row);
        if (text) taken.push_back(box_of(tree_, row, places_[row], text));
      }
    }
  }

  /// A label in lines within its room; null where that does not do.
  ParagraphPtr within(size_t row) const {
    const ParagraphPtr& natural = natural_[row];
    if (!natural || (natural->width <= rooms_[row] && natural->lines <= lines_)) return natural;
    if (rooms_[row] < 1) return nullptr;
    ParagraphPtr out = set_(tree_, row, font_, rooms_[row]);
    return out->width <= rooms_[row] && out->lines <= lines_ ? out : nullptr;
  }

  const TreeShape& tree_;
  Font font_;
  int lines_;
  const SetLabel& set_;
  double line_ = 0, widest_root_ = 0, widest_leaf_ = 0, size_ = 0;
  TreeSpacing spacing_;
  std::vector<Point> places_;
  std::vector<ParagraphPtr> natural_;
  std::vector<double> rooms_;
};

/// From the area's start to a root that has its label before it.
double room_before_root(const TreeShape& tree, const std::vector<ParagraphPtr>& texts) {
  double out = tree.down ? kTreeRim : 2 * kTreeRim;
  for (size_t row = 0; row < texts.size(); ++row) {
    if (tree.nodes[row].depth > 0 || !texts[row]) continue;
    const Paragraph& text = *texts[row];
    out =
        std::max(out, tree.down ? tree.sizes[row] / 2 + kTreeReach + text.height : text.width + 1);
  }
  return out;
}

/// In so many lines as leave most of them whole.
void shorten(const TreeShape& tree, const SetLabel& set, const Typesetter& typesetter,
             TreeLabels& out) {
  out.cut = tree.nodes.size() + 1;
  for (int lines = 1; lines <= (tree.down ? 1 : kMostLines); ++lines) {
    const Spread spread(tree, out.font, lines, set);
    if (lines > 1 && !spread.upright_room()) break;
    size_t cut = 0;
    std::vector<ParagraphPtr> texts = spread.cut_texts(typesetter, cut);
    if (cut >= out.cut) continue;
    out.spacing = spread.spacing_used();
    out.texts = std::move(texts);
    out.cut = cut;
  }
}

bool is_above_the_foot(const TreeShape& tree, const TreeSpacing& spacing) {
  return spacing.before + tree.levels() * spacing.level + kTreeRim <= tree.deep();
}

/// As they are; nothing where one lies on something.
std::optional<TreeLabels> natural_labels(const TreeShape& tree, const Font& font,
                                         const SetLabel& set) {
  TreeLabels out{close_spacing(tree), font, {}, 0, tree.beside};
  for (size_t row = 0; row < tree.nodes.size(); ++row)
    out.texts.push_back(set(tree, row, font, {}));
  if (!is_crowded(tree, tree_places(tree, out.spacing), out.texts)) return out;
  if (tree.beside) return std::nullopt;
  out.spacing.before = room_before_root(tree, out.texts);
  const bool fits = is_above_the_foot(tree, out.spacing) &&
                    !is_crowded(tree, tree_places(tree, out.spacing), out.texts);
  return fits ? std::optional(std::move(out)) : std::nullopt;
}

/// In lines within their rooms, as large as can be, down to `least`.
std::optional<TreeLabels> broken_labels(const TreeShape& tree, Font font, double least,
                                        const SetLabel& set) {
  while (true) {
    for (int lines = 1; lines <= kMostLines; ++lines) {
      const Spread spread(tree, font, lines, set);
      if (!spread.upright_room()) break;
      if (auto texts = spread.texts()) {
        return TreeLabels{spread.spacing_used(), font, std::move(*texts), 0, tree.beside};
      }
    }
    if (font.size <= least) return std::nullopt;
    font.size = std::max(least, font.size * kSmaller);
  }
}

}  // namespace

TreeLabels fit_tree_labels(TreeShape tree, const Font& font, double least_size, const SetLabel& set,
                           const Typesetter& typesetter) {
  const double least = std::min(font.size, least_size);
  if (tree.down) {  // smaller letters beside nodes rather than larger ones on links
    tree.beside = true;
    if (auto out = natural_labels(tree, font, set)) return std::move(*out);
    if (auto out = broken_labels(tree, font, least, set)) return std::move(*out);
    tree.beside = false;
  }
  if (auto out = natural_labels(tree, font, set)) return std::move(*out);
  if (auto out = broken_labels(tree, font, least, set)) return std::move(*out);
  TreeLabels out{close_spacing(tree), font, {}, 0, false};
  out.font.size = least;
  shorten(tree, set, typesetter, out);
  return out;
}

}  // namespace lantern
