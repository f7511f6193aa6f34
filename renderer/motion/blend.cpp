#include "renderer/motion/blend.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/base/portable_math.h"
#include "renderer/frame/transform_item.h"
#include "renderer/look/oklab.h"
#include "renderer/motion/blend_instances.h"
#include "renderer/paragraph/rich_text.h"
#include "renderer/paths/morph.h"

namespace lantern {
namespace {

Stroke mix_strokes(const Stroke& a, const Stroke& b, double t) {
  Stroke out = t < 0.5 ? a : b;
  out.color = mix_oklab(a.color, b.color, t);
  out.width = a.width + (b.width - a.width) * t;
  return out;
}

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
/// there.
double dissolved(double t) {
  return std::clamp((t - 0.5) / kWords + 0.5, 0.0, 1.0);
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

bool have_common(const std::vector<ItemPtr>& a, const std::vector<ItemPtr>& b) {
  return std::any_of(a.begin(), a.end(), [&](const ItemPtr& item) {
    return std::any_of(b.begin(), b.end(),
                       [&](const ItemPtr& other) { return other->id == item->id; });
  });
}

/// Twice the area inside, or the distance between the ends of what is open.
double size_of(const Path& path) {
  const std::vector<Point>& points = path.points;
  if (points.empty()) return 0;
  if (path.verbs.back() != Verb::close) {
    const Point way = points.back() - points.front();
    return portable::hypot(way.x, way.y);
  }
  double sum = 0;
  for (size_t i = 0; i < points.size(); ++i) {
    const Point a = points[i] - points[0], b = points[(i + 1) % points.size()] - points[0];
    sum += a.x * b.y - a.y * b.x;
  }
  return std::fabs(sum);
}

/// Whether it would be much smaller between the two than it is at both.
bool collapses(const Path& a, const Path& b) {
  constexpr double kMuch = 0.35;
  return size_of(mix(a, b, 0.5)) < kMuch * std::min(size_of(a), size_of(b));
}

/// Whether a way goes on where the other ends.
bool goes_on(const Path& shorter, const Path& longer) {
  return shorter.verbs.size() > 1 && shorter.verbs.size() < longer.verbs.size() &&
         std::find(longer.verbs.begin(), longer.verbs.end(), Verb::close) == longer.verbs.end() &&
         std::equal(shorter.verbs.begin(), shorter.verbs.end(), longer.verbs.begin()) &&
         std::equal(shorter.points.begin(), shorter.points.end(), longer.points.begin());
}

/// The longer one as far as its tip has got from the end of the shorter one.
Path lengthened(const Path& shorter, const Path& longer, double t) {
  const double from = path_length(shorter), to = path_length(longer);
  return to > 0 ? trimmed(longer, (from + (to - from) * t) / to) : longer;
}

/// A line that gets longer or shorter has its tip where what stands there is; nothing where it is
/// not such a line.
std::optional<Path> tip_moved(const Path& a, const Path& b, double t) {
  if (goes_on(a, b)) return lengthened(a, b, t);
  if (goes_on(b, a)) return lengthened(b, a, 1 - t);
  return std::nullopt;
}

/// Between two pictures that were worked out, of one size; else null.
std::shared_ptr<const ImageFile> mixed_pixels(const ImageFile* a, const ImageFile* b, double t) {
  if (!a || !b || a->pixels.empty() || a->pixels.size() != b->pixels.size() ||
      a->width != b->width || a->sharp != b->sharp) {
    return nullptr;
  }
  auto out = std::make_shared<ImageFile>(*a);
  const auto share = std::uint32_t(std::lround(t * 256));
  for (size_t i = 0; i < out->pixels.size(); ++i) {
    std::uint32_t pixel = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      const std::uint32_t from = a->pixels[i] >> shift & 255, to = b->pixels[i] >> shift & 255;
      pixel |= ((from * (256 - share) + to * share + 128) >> 8) << shift;
    }
    out->pixels[i] = pixel;
  }
  return out;
}

class Blender {
 public:
  Blender(const BlendProgress& progress, double share, const RowOrders* orders)
      : progress_(progress), share_(share), orders_(orders) {}

  std::vector<ItemPtr> lists(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to) {
    std::unordered_map<std::string_view, size_t> place;
    for (size_t i = 0; i < from.size(); ++i) place.emplace(from[i]->id, i);
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
    const double amount = leaving_amount(progress_of(*item, count), share_);
    if (amount > 0) out.push_back(faded(item, amount));
  }

  void enter(const ItemPtr& item, size_t count, std::vector<ItemPtr>& out) const {
    const double amount = entering_amount(progress_of(*item, count), share_);
    if (amount > 0) out.push_back(faded(item, amount));
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
    if (leaving > 0) out.push_back(faded(moved_towards(from, to, t), leaving));
    if (entering > 0) out.push_back(faded(moved_towards(to, from, 1 - t), entering));
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

  using Shape = decltype(Item::shape);

  /// Both are of one kind.
  std::optional<Shape> mix_shapes(const Item& from, const Item& to, double t) {
    return std::visit(
        [&](const auto& a) {
          return mixed_shape(a, std::get<std::decay_t<decltype(a)>>(to.shape), t);
        },
        from.shape);
  }

  static std::optional<Shape> mixed_shape(const PathShape& a, const PathShape& b, double t) {
    const bool morphs = a.morphs && !(a.path == b.path);
    const std::optional<Path> line = morphs || a.fill ? std::nullopt : tip_moved(a.path, b.path, t);
    if ((a.path.verbs != b.path.verbs && !morphs && !line) ||
        a.fill.has_value() != b.fill.has_value() || a.stroke.has_value() != b.stroke.has_value()) {
      return std::nullopt;
    }
    Path goal = b.path;
    if (a.keeps_size && b.keeps_size && collapses(a.path, b.path)) {
      if (goal.verbs.back() == Verb::close) return std::nullopt;
      std::reverse(goal.points.begin(), goal.points.end());
    }
    PathShape out;
    out.path = line ? *line : morphs ? morphed(a.path, goal, t) : mix(a.path, goal, t);
    if (a.fill) out.fill = mix_oklab(*a.fill, *b.fill, t);
    if (a.stroke) out.stroke = mix_strokes(*a.stroke, *b.stroke, t);
    out.crisp = a.crisp && b.crisp && a.path == b.path;
    out.keeps_size = a.keeps_size && b.keeps_size;
    out.morphs = a.morphs && b.morphs;
    return Shape{std::move(out)};
  }

  static std::optional<Shape> mixed_shape(const TextShape& a, const TextShape& b, double t) {
    if (a.text->text != b.text->text || a.text->lines != b.text->lines ||
        !(a.text->font == b.text->font)) {
      return std::nullopt;
    }
    TextShape out = b;
    out.origin = mix(a.origin, b.origin, t);
    out.angle = a.angle + (b.angle - a.angle) * t;
    out.color = mix_oklab(a.color, b.color, t);
    return Shape{std::move(out)};
  }

  static std::optional<Shape> mixed_shape(const ImageShape& a, const ImageShape& b, double t) {
    ImageShape out = b;
    if (a.file != b.file && !(out.file = mixed_pixels(a.file.get(), b.file.get(), t))) {
      return std::nullopt;
    }
    out.at = mix(a.at, b.at, t);
    out.width = a.width + (b.width - a.width) * t;
    out.height = a.height + (b.height - a.height) * t;
    out.angle = a.angle + (b.angle - a.angle) * t;
    return Shape{std::move(out)};
  }

  std::optional<Shape> mixed_shape(const Instances& a, const Instances& b, double) {
    if (!order_ || !b.keys) return Shape{blend_instances(a, b, progress_)};
    return Shape{blend_instances(a, b, [&](size_t row, size_t count) {
      if (all_at_once()) return progress_(0, 1);
      const auto place =
          row < b.keys->size() ? order_->places.find((*b.keys)[row]) : order_->places.end();
      if (place == order_->places.end()) return progress_(row, count);
      return progress_(size_t(place->second), order_->count);
    })};
  }

  std::optional<Shape> mixed_shape(const Group& a, const Group& b, double t) {
    Group out;
    ++depth_;
    out.children = lists(a.children, b.children);
    --depth_;
    if (a.clip && b.clip) out.clip = mix(*a.clip, *b.clip, t);
    out.block = b.block;
    out.figures = b.figures;
    if (a.block && b.block) out.block->origin = mix(a.block->origin, b.block->origin, t);
    return Shape{std::move(out)};
  }

  const BlendProgress& progress_;
  double share_;
  const RowOrders* orders_;
  const RowOrder* order_ = nullptr;  // of the mark whose items these are
  int depth_ = 0;                    // in groups
};

}  // namespace

std::vector<ItemPtr> blend(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                           const BlendProgress& progress, const RowOrders* orders) {
  const double share = have_common(from, to) ? kShare : kWholeShare;
  return Blender(progress, share, orders).lists(from, to);
}

}  // namespace lantern
