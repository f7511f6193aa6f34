#include "renderer/motion/blend.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "core/base/overloaded.h"
#include "renderer/frame/transform_item.h"
#include "renderer/motion/blend_instances.h"
#include "renderer/motion/carried.h"
#include "renderer/motion/mixed_shapes.h"
#include "renderer/paragraph/rich_text.h"

namespace lantern {
namespace {

/// What goes is gone before what comes is there, so that two different texts are never read on top
/// of each other; both take little of the way, so that there is something to read on most of it.
constexpr double kWords = 0.12;
double leaving_opacity(double t) {
  return std::clamp((0.5 - t) / kWords, 0.0, 1.0);
}
double entering_opacity(double t) {
  return std::clamp((t - 0.5) / kWords, 0.0, 1.0);
}

/// A number among other letters is never missing: the two of them change places while both are
/// there, so quickly that hardly a frame shows one over the other.
double dissolved(double t) {
  constexpr double kFigures = 0.03;
  return std::clamp((t - 0.5) / kFigures + 0.5, 0.0, 1.0);
}

/// Whether it is a number and nothing else: 97%, −1,283.5.
bool is_figures(const Item& item) {
  const auto words = text_item_words(item);
  if (!words || words->find_first_of("0123456789") == std::string::npos) return false;
  std::string rest = *words;
  for (size_t at = 0; (at = rest.find("\u2212")) != std::string::npos;) rest.erase(at, 3);
  return rest.find_first_not_of("0123456789.,+-% ") == std::string::npos;
}

/// Whether both are figures that say something else.
bool are_other_figures(const Item& a, const Item& b) {
  if (is_figures(a) && is_figures(b)) return text_item_words(a) != text_item_words(b);
  const auto* from = std::get_if<Group>(&a.shape);
  const auto* to = std::get_if<Group>(&b.shape);
  return from && to && !to->figures.empty() && from->figures != to->figures;
}

/// Whether both are texts of several styles that say something else: parts of both are never seen
/// together.
bool are_other_words(const Item& a, const Item& b) {
  const auto* from = std::get_if<Group>(&a.shape);
  const auto* to = std::get_if<Group>(&b.shape);
  return from && to && from->block && to->block && from->block->words != to->block->words;
}

/// What has no counterpart goes before the rest moves far, and comes when the rest has nearly
/// arrived: they would stand in each other's way.
constexpr double kShare = 0.25;
/// Where nothing stays, nothing is in the way: the canvas is not left empty in between.
constexpr double kWholeShare = 0.5;
double leaving_amount(double t, double share) {
  return std::clamp(1 - t / share, 0.0, 1.0);
}
double entering_amount(double t, double share) {
  return std::clamp(1 - (1 - t) / share, 0.0, 1.0);
}

bool have_common(const std::vector<ItemPtr>& a, const std::vector<ItemPtr>& b,
                 const std::set<std::string>& apart) {
  return std::any_of(a.begin(), a.end(), [&](const ItemPtr& item) {
    return apart.count(item->id) == 0 && std::any_of(b.begin(), b.end(), [&](const ItemPtr& other) {
             return other->id == item->id;
           });
  });
}

class Blender {
 public:
  Blender(const BlendProgress& progress, double share, const RowOrders* orders,
          const std::set<std::string>& apart)
      : progress_(progress), share_(share), orders_(orders), apart_(apart) {}

  std::vector<ItemPtr> lists(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to) {
    std::unordered_map<std::string_view, size_t> place;
    for (size_t i = 0; i < from.size(); ++i) {
      if (depth_ > 0 || apart_.count(from[i]->id) == 0) place.emplace(from[i]->id, i);
    }
    std::vector<ItemPtr> out;
    size_t next_leaving = 0;
    std::vector<bool> stays(from.size(), false);
    for (const ItemPtr& item : to) {
      const auto found = place.find(item->id);
      if (found != place.end()) stays[found->second] = true;
    }
    // What leaves keeps its depth: it is drawn before the next item that stays.
    const auto leave_until = [&](size_t end) {
      for (; next_leaving < end; ++next_leaving) {
        if (!stays[next_leaving]) leave(from[next_leaving], from.size(), out);
      }
    };
    for (size_t i = 0; i < to.size(); ++i) {
      const auto found = place.find(to[i]->id);
      if (found == place.end()) {
        enter(to[i], to.size(), out);
        continue;
      }
      leave_until(found->second);
      items(from[found->second], to[i], to.size(), out);
    }
    leave_until(from.size());
    return out;
  }

 private:
  /// Whether all rows of the mark share one place.
  bool all_at_once() const { return order_ && order_->count == 1; }

  /// Data follow each other where a step staggers; everything else starts at once.
  double progress_of(const Item& item, size_t count) const {
    if (item.row < 0 || all_at_once()) return progress_(0, 1);
    if (order_ && size_t(item.row) < order_->by_row.size()) {
      return progress_(size_t(order_->by_row[size_t(item.row)]), order_->count);
    }
    return progress_(size_t(item.row), std::max(count, size_t(item.row) + 1));
  }

  void leave(const ItemPtr& item, size_t count, std::vector<ItemPtr>& out) const {
    const double t = progress_of(*item, count), amount = leaving_amount(t, share_);
    if (amount > 0) out.push_back(faded(on_axes(item, axes_.first, t), amount));
  }

  void enter(const ItemPtr& item, size_t count, std::vector<ItemPtr>& out) const {
    const double t = progress_of(*item, count), amount = entering_amount(t, share_);
    if (amount > 0) out.push_back(faded(on_axes(item, axes_.second, t), amount));
  }

  /// What was drawn on these axes, where they have got to.
  ItemPtr on_axes(const ItemPtr& item, const std::optional<Box>& own, double t) const {
    const auto& [from, to] = axes_;
    return own ? carried(item, *own, mix(*from, *to, t)) : item;
  }

  void items(const ItemPtr& from, const ItemPtr& to, size_t count, std::vector<ItemPtr>& out) {
    if (from == to) {
      out.push_back(to);
      return;
    }
    if (orders_ && depth_ == 0) {
      const auto own = orders_->find(to->id);
      order_ = own == orders_->end() ? nullptr : &own->second;
    }
    const double t = progress_of(*to, count);
    if (t <= 0) out.push_back(from);
    else if (t >= 1) out.push_back(to);
    else mixed(from, to, t, out);
  }

  void mixed(const ItemPtr& from, const ItemPtr& to, double t, std::vector<ItemPtr>& out) {
    const double opacity = from->opacity + (to->opacity - from->opacity) * t;
    const bool figures = are_other_figures(*from, *to);
    if (from->shape.index() == to->shape.index() && !figures && !are_other_words(*from, *to)) {
      if (auto shape = mix_shapes(*from, *to, t)) {
        out.push_back(
            std::make_shared<const Item>(Item{to->id, opacity, to->row, std::move(*shape)}));
        return;
      }
    }
    const bool text = text_item_words(*to).has_value();
    const double leaving = figures ? 1 - dissolved(t) : text ? leaving_opacity(t) : 1 - t;
    const double entering = figures ? dissolved(t) : text ? entering_opacity(t) : t;
    const ItemPtr before = on_axes(moved_towards(from, to, t), axes_.first, t);
    const ItemPtr after = on_axes(moved_towards(to, from, 1 - t), axes_.second, t);
    if (leaving > 0) out.push_back(faded(before, leaving));
    if (entering > 0) out.push_back(faded(after, entering));
  }

  /// A text that changes its words still travels with its place.
  static ItemPtr moved_towards(const ItemPtr& item, const ItemPtr& other, double t) {
    const auto* own = std::get_if<Group>(&item->shape);
    const auto* its = std::get_if<Group>(&other->shape);
    if (own && its && own->block && its->block) {
      return moved(item, (its->block->origin - own->block->origin) * t);
    }
    const auto* text = std::get_if<TextShape>(&item->shape);
    const auto* goal = std::get_if<TextShape>(&other->shape);
    if (!text || !goal) return item;
    Item out = *item;
    std::get<TextShape>(out.shape).origin = mix(text->origin, goal->origin, t);
    return std::make_shared<const Item>(std::move(out));
  }

  /// Both are of one kind.
  std::optional<Shape> mix_shapes(const Item& from, const Item& to, double t) {
    return std::visit(
        Overloaded{[&](const Group& a) { return mixed_groups(a, std::get<Group>(to.shape), t); },
                   [&](const Instances& a) { return symbols(a, std::get<Instances>(to.shape)); },
                   [&](const ImageShape&) { return images(from, to, t); },
                   [&](const auto& a) {
                     return mixed_shape(a, std::get<std::decay_t<decltype(a)>>(to.shape), t);
                   }},
        from.shape);
  }

  /// Pictures of the same part of the axes pass into each other where the axes are.
  std::optional<Shape> images(const Item& from, const Item& to, double t) const {
    const auto placed = [&](const Item& item, const std::optional<Box>& own) {
      return std::get<ImageShape>(on_axes(std::make_shared<const Item>(item), own, t)->shape);
    };
    if (std::get<ImageShape>(from.shape).file == std::get<ImageShape>(to.shape).file) {
      return mixed_shape(std::get<ImageShape>(from.shape), std::get<ImageShape>(to.shape), t);
    }
    const ImageShape a = placed(from, axes_.first), b = placed(to, axes_.second);
    return !axes_.first || lie_alike(a, b) ? mixed_shape(a, b, t) : std::nullopt;
  }

  std::optional<Shape> symbols(const Instances& a, const Instances& b) {
    if (!order_ || !b.keys) return Shape{blend_instances(a, b, progress_)};
    return Shape{blend_instances(a, b, [&](size_t row, size_t count) {
      if (all_at_once()) return progress_(0, 1);
      const auto place =
          row < b.keys->size() ? order_->places.find((*b.keys)[row]) : order_->places.end();
      if (place == order_->places.end()) return progress_(row, count);
      return progress_(size_t(place->second), order_->count);
    })};
  }

  std::optional<Shape> mixed_groups(const Group& a, const Group& b, double t) {
    Group out;
    const auto outer = axes_;
    if (a.axes && b.axes) {
      axes_ = {a.axes, b.axes};
      out.axes = mix(*a.axes, *b.axes, t);
    }
    ++depth_;
    out.children = lists(a.children, b.children);
    --depth_;
    axes_ = outer;
    if (a.clip && b.clip) out.clip = mix(*a.clip, *b.clip, t);
    out.block = b.block;
    out.figures = b.figures;
    if (a.block && b.block) out.block->origin = mix(a.block->origin, b.block->origin, t);
    return Shape{std::move(out)};
  }

  const BlendProgress& progress_;
  double share_;
  const RowOrders* orders_;
  const std::set<std::string>& apart_;
  const RowOrder* order_ = nullptr;                         // of the mark whose items these are
  int depth_ = 0;                                           // in groups
  std::pair<std::optional<Box>, std::optional<Box>> axes_;  // of that mark: both, or neither
};

}  // namespace

std::vector<ItemPtr> blend(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                           const BlendProgress& progress, const RowOrders* orders,
                           const std::set<std::string>& apart) {
  const double share = have_common(from, to, apart) ? kShare : kWholeShare;
  return Blender(progress, share, orders, apart).lists(from, to);
}

}  // namespace lantern
