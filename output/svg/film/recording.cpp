#include "output/svg/film/recording.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/overloaded.h"
#include "output/svg/film/painting_order.h"
#include "output/svg/write/svg_writer.h"
#include "output/svg/write/symbol_look.h"
#include "renderer/text/shaped_text.h"

namespace lantern::svg {
namespace {

std::string key_of(const Stroke& stroke) {
  std::string key = fmt::format("s{}{}", int(stroke.cap), int(stroke.join));
  for (const double dash : stroke.dash) key += " " + number(dash);
  return key;
}

std::string key_of(const PathShape& shape) {
  std::string key(shape.path.verbs.size(), ' ');
  for (size_t i = 0; i < key.size(); ++i) key[i] = "MLCZ"[size_t(shape.path.verbs[i])];
  if (shape.fill) key += "f";
  if (shape.stroke) key += key_of(*shape.stroke);
  return key;
}

std::string key_of(const TextShape& shape) {
  const ShapedText& text = *shape.text;
  std::string key = fmt::format("{}|{}|{}|{}|{}|{}|{}", text.text, text.font.family, text.font.size,
                                text.font.weight, text.font.italic, text.lines, shape.angle);
  if (shape.halo) key += fmt::format("|{}{}", shape.halo->width, to_hex(shape.halo->color));
  return key;
}

/// How wide its line is, if that is an attribute which can be animated: of a disc that has one.
double line_of(const Instances& symbols, size_t i) {
  const double outline = symbols.outline_of(i);
  return outline > 0 && disc_of(symbols, i) ? outline : 0;
}

std::string key_of(const Instances& symbols, size_t i, double line) {
  const std::string outline = line > 0 ? "line" : fmt::format("{}", symbols.outline_of(i));
  return fmt::format("{}|{}|{}|{}", symbols.symbols[symbols.symbol[i]]->name, outline,
                     to_hex(symbols.ink), to_hex(symbols.ground));
}

/// An element's numbers, in the order of their slots.
class Numbers {
 public:
  explicit Numbers(double opacity) { add(opacity); }

  Numbers& add(double value) {
    values_.push_back(value);
    return *this;
  }
  Numbers& add(Point p) { return add(p.x).add(p.y); }
  Numbers& add(const Color& c) { return add(c.r).add(c.g).add(c.b).add(c.a); }
  Numbers& add(const Box& box) { return add(box.x0).add(box.y0).add(box.x1).add(box.y1); }

  std::vector<double> take() { return std::move(values_); }

 private:
  std::vector<double> values_;
};

constexpr Color kNone{0, 0, 0, 0};

std::vector<double> numbers_of(const Item& item, const PathShape& shape) {
  Numbers out(item.opacity);
  out.add(shape.fill.value_or(kNone)).add(shape.stroke ? shape.stroke->color : kNone);
  out.add(shape.stroke ? shape.stroke->width : 0);
  out.add(shape.stroke ? shape.stroke->dash_offset : 0);
  for (const Point& p : shape.path.points) out.add(p);
  return out.take();
}

ElementType type_of(const Item& item) {
  return std::visit(Overloaded{[](const Group&) { return ElementType::group; },
                               [](const PathShape&) { return ElementType::path; },
                               [](const TextShape&) { return ElementType::text; },
                               [](const Instances&) { return ElementType::group; },
                               [](const ImageShape&) { return ElementType::image; }},
                    item.shape);
}

/// What is noted of an item at a frame.
struct State {
  std::string key;
  std::vector<double> numbers;
};

/// Nothing where there is nothing to see.
class StateOf {
 public:
  StateOf(const Item& item, double scale_x, double scale_y)
      : item_(item), scale_x_(scale_x), scale_y_(scale_y) {}

  std::optional<State> operator()(const Group& group) const {
    constexpr Box kFar{-1e4, -1e4, 2e4, 2e4};
    return State{group.clip ? "clip" : "", Numbers(item_.opacity)
                                               .add(group.clip.value_or(kFar))
                                               .add(group.axes.value_or(kNoAxes))
                                               .take()};
  }
  std::optional<State> operator()(const PathShape& shape) const {
    PathShape drawn = shape;
    // What has no line is put on pixels by the browser, so that it moves smoothly by itself.
    if (drawn.crisp && drawn.stroke) snap(drawn.path, drawn.stroke, scale_x_, scale_y_);
    return State{key_of(drawn), numbers_of(item_, drawn)};
  }
  std::optional<State> operator()(const TextShape& text) const {
    if (!text.text) return std::nullopt;
    return State{key_of(text), Numbers(item_.opacity).add(text.color).add(text.origin).take()};
  }
  std::optional<State> operator()(const ImageShape& image) const {
    Numbers out(item_.opacity);
    out.add(kNone).add(image.at).add(image.width).add(image.angle).add(image.height);
    return State{fmt::format("{}", static_cast<const void*>(image.file.get())), out.take()};
  }
  /// Its symbols are elements of their own: a group as any, cut off by nothing.
  std::optional<State> operator()(const Instances&) const {
    return State{"", Numbers(item_.opacity).add(Box{0, 0, 0, 0}).add(kNoAxes).take()};
  }

 private:
  const Item& item_;
  double scale_x_, scale_y_;
};

}  // namespace

Path with_points(const std::vector<Verb>& verbs, std::span<const double> coordinates) {
  Path out;
  out.verbs = verbs;
  for (size_t i = 0; i + 1 < coordinates.size(); i += 2) {
    out.points.push_back({coordinates[i], coordinates[i + 1]});
  }
  return out;
}

void Recording::add(const Frame& frame) {
  add_children(root_, frame.items, frame.camera.get());
  ++frames_;
}

void Recording::add_children(Element& parent, const std::vector<ItemPtr>& items,
                             const Zoomed* camera) {
  Spot spot;
  for (const ItemPtr& item : items) {
    if (camera && item->id == kCamera) add_camera(item, *camera, spot);
    else add_item(parent, item, spot);
  }
  for (const auto& element : parent.children) {
    if (element->seen != frames_) leave(*element);
  }
}

namespace {

/// Notes that a frame paints one right after the other.
void note_order(const Element* previous, Element& element) {
  constexpr size_t kMost = 64;  // of what changes its order all the time none is right
  auto& above = element.above;
  if (!previous || above.size() >= kMost) return;
  if (std::find(above.rbegin(), above.rend(), previous) == above.rend()) above.push_back(previous);
}

}  // namespace

/// The child of this key, put behind the one before it where it is new.
Element& Recording::child(Element& parent, const std::string& key, const std::string& id,
                          ElementType type, Spot& spot) {
  const auto at_spot = [&] { return parent.children.begin() + std::ptrdiff_t(spot.place); };
  Element* out = nullptr;
  if (const auto found = parent.by_key.find(key); found != parent.by_key.end()) {
    out = found->second;
    const auto is_found = [&](const auto& element) { return element.get() == out; };
    auto at = at_spot();
    // Nearly always they come in the same order as before.
    if (at == parent.children.end() || !is_found(*at)) {
      at = std::find_if(parent.children.begin(), parent.children.end(), is_found);
    }
    spot.place = std::max(spot.place, size_t(at - parent.children.begin()) + 1);
  } else {
    auto element = std::make_unique<Element>();
    element->id = id;
    element->type = type;
    out = element.get();
    parent.by_key.emplace(key, out);
    parent.children.insert(at_spot(), std::move(element));
    ++spot.place;
  }
  note_order(spot.previous, *out);
  spot.previous = out;
  return *out;
}

void Recording::settle() {
  put_in_order(root_.children);
}

void Recording::add_item(Element& parent, const ItemPtr& item, Spot& spot) {
  std::string key = item->id + "/" + std::to_string(item->shape.index());
  const auto known = parent.by_key.find(key);
  // While one reading dissolves into another, both are there.
  if (known != parent.by_key.end() && known->second->seen == frames_) key += "/next";
  Element& element = child(parent, key, item->id, type_of(*item), spot);
  const bool same = element.last == item && element.seen == frames_ - 1;
  element.seen = frames_;
  std::visit(Overloaded{[&](const Group& group) { add_children(element, group.children); },
                        [&](const Instances&) { add_symbols(element, item); },
                        [](const PathShape&) {}, [](const TextShape&) {}, [](const ImageShape&) {}},
             item->shape);
  if (same) return;
  element.last = item;
  if (auto state = std::visit(StateOf(*item, scale_x_, scale_y_), item->shape)) {
    note(element, {std::move(state->key), item, 0}, std::move(state->numbers));
  }
}

/// Its items are where they are without it; where it is are numbers of its own.
void Recording::add_camera(const ItemPtr& item, const Zoomed& seen, Spot& spot) {
  Element& element = child(root_, item->id, item->id, ElementType::group, spot);
  element.seen = frames_;
  add_children(element, seen.items);
  Numbers numbers(item->opacity);
  numbers.add(seen.window).add(seen.zoom).add(seen.shift);
  note(element, {std::string(kCamera), item, 0}, numbers.take());
}

void Recording::add_symbols(Element& parent, const ItemPtr& item) {
  if (parent.last == item) {
    for (const auto& element : parent.children) {
      if (element->seen == frames_ - 1) element->seen = frames_;
    }
    return;
  }
  const auto& symbols = std::get<Instances>(item->shape);
  Spot spot;
  for (size_t i = 0; columns_agree(symbols) && i < symbols.count(); ++i) {
    if (!(symbols.opacity[i] > 0) || !(symbols.size[i] > 0)) continue;
    const std::string key = symbols.keys ? (*symbols.keys)[i] : std::to_string(i);
    Element& element = child(parent, key, item->id + "@" + key, ElementType::symbol, spot);
    element.seen = frames_;
    Numbers numbers(double(symbols.opacity[i]));
    numbers.add(symbols.color[i]).add(Point{double(symbols.x[i]), double(symbols.y[i])});
    numbers.add(double(symbols.size[i]));
    numbers.add(symbols.angle.empty() ? 0.0 : double(symbols.angle[i]));
    const double line = line_of(symbols, i);
    numbers.add(line);
    note(element, {key_of(symbols, i, line), item, i}, numbers.take());
  }
  for (const auto& element : parent.children) {
    if (element->seen != frames_) leave(*element);
  }
}

void Recording::note(Element& element, Variant variant, std::vector<double> numbers) {
  size_t index = 0;
  while (index < element.variants.size() && element.variants[index].key != variant.key) ++index;
  if (index == element.variants.size()) element.variants.push_back(std::move(variant));
  const Change* before = element.changes.empty() ? nullptr : &element.changes.back();
  if (before && before->variant == int(index) && before->numbers == numbers) return;
  element.changes.push_back({frames_, int(index), std::move(numbers)});
}

void Recording::leave(Element& element) {
  element.last = nullptr;
  for (const auto& child : element.children) leave(*child);
  if (element.changes.empty() || element.changes.back().variant < 0) return;
  element.changes.push_back({frames_, -1, element.changes.back().numbers});
}

}  // namespace lantern::svg
