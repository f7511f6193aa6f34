#include "output/svg/film/recording.h"

#include <algorithm>

#include <fmt/format.h>

#include "output/svg/write/document.h"
#include "renderer/text/shaped_text.h"

namespace lantern::svg {
namespace {

void push(std::vector<double>& out, const Color& color) {
  for (const double x : {color.r, color.g, color.b, color.a}) out.push_back(x);
}

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

std::string key_of(const Instances& symbols, size_t i) {
  return fmt::format("{}|{}|{}|{}", symbols.symbols[symbols.symbol[i]]->name, symbols.outline,
                     to_hex(symbols.ink), to_hex(symbols.ground));
}

std::vector<double> numbers_of(const Item& item, const PathShape& shape) {
  std::vector<double> out{item.opacity};
  constexpr Color kNone{0, 0, 0, 0};
  push(out, shape.fill.value_or(kNone));
  push(out, shape.stroke ? shape.stroke->color : kNone);
  out.push_back(shape.stroke ? shape.stroke->width : 0);
  out.push_back(shape.stroke ? shape.stroke->dash_offset : 0);
  for (const Point& p : shape.path.points) {
    out.push_back(p.x);
    out.push_back(p.y);
  }
  return out;
}

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
  add_children(root_, frame.items);
  ++frames_;
}

void Recording::add_children(Element& parent, const std::vector<ItemPtr>& items) {
  size_t place = 0;
  for (const ItemPtr& item : items) add_item(parent, item, place);
  for (const auto& element : parent.children) {
    if (element->seen != frames_) leave(*element);
  }
}

/// The child of this key, put behind the one before it where it is new.
Element& Recording::child(Element& parent, const std::string& key, const std::string& id, Kind kind,
                          size_t& place) {
  const auto found = parent.by_key.find(key);
  if (found != parent.by_key.end()) {
    const auto is_found = [&](const auto& element) { return element.get() == found->second; };
    auto at = parent.children.begin() + std::ptrdiff_t(place);
    // Nearly always they come in the same order as before.
    if (at == parent.children.end() || !is_found(*at)) {
      at = std::find_if(parent.children.begin(), parent.children.end(), is_found);
    }
    place = std::max(place, size_t(at - parent.children.begin()) + 1);
    return *found->second;
  }
  auto element = std::make_unique<Element>();
  element->id = id;
  element->kind = kind;
  Element& out = *element;
  parent.by_key.emplace(key, &out);
  parent.children.insert(parent.children.begin() + std::ptrdiff_t(place), std::move(element));
  ++place;
  return out;
}

void Recording::add_item(Element& parent, const ItemPtr& item, size_t& place) {
  static constexpr Kind kKinds[] = {Kind::group, Kind::path, Kind::text, Kind::group, Kind::image};
  const size_t type = item->shape.index();
  Element& element =
      child(parent, item->id + "/" + std::to_string(type), item->id, kKinds[type], place);
  const bool same = element.last == item && element.seen == frames_ - 1;
  element.seen = frames_;
  if (const auto* group = std::get_if<Group>(&item->shape)) {
    add_children(element, group->children);
  } else if (std::holds_alternative<Instances>(item->shape)) {
    add_symbols(element, item);
  }
  if (same) return;
  element.last = item;
  if (const auto* group = std::get_if<Group>(&item->shape)) {
    std::vector<double> numbers{item->opacity};
    const Box far{-1e4, -1e4, 2e4, 2e4};
    const Box& clip = group->clip ? *group->clip : far;
    numbers.insert(numbers.end(), {clip.x0, clip.y0, clip.x1, clip.y1});
    note(element, {group->clip ? "clip" : "", item, 0}, std::move(numbers));
  } else if (const auto* path = std::get_if<PathShape>(&item->shape)) {
    PathShape drawn = *path;
    if (drawn.crisp) snap(drawn.path, drawn.stroke, scale_x_, scale_y_);
    note(element, {key_of(drawn), item, 0}, numbers_of(*item, drawn));
  } else if (const auto* text = std::get_if<TextShape>(&item->shape)) {
    if (!text->text) return;
    std::vector<double> numbers{item->opacity};
    push(numbers, text->color);
    numbers.insert(numbers.end(), {text->origin.x, text->origin.y});
    note(element, {key_of(*text), item, 0}, std::move(numbers));
  } else if (const auto* image = std::get_if<ImageShape>(&item->shape)) {
    note(element, {fmt::format("{}", static_cast<const void*>(image->file.get())), item, 0},
         {item->opacity, 0, 0, 0, 0, image->at.x, image->at.y, image->width, image->angle});
  } else {
    note(element, {"", item, 0}, {item->opacity, 0, 0, 0, 0});
  }
}

void Recording::add_symbols(Element& parent, const ItemPtr& item) {
  if (parent.last == item) {
    for (const auto& element : parent.children) {
      if (element->seen == frames_ - 1) element->seen = frames_;
    }
    return;
  }
  const auto& symbols = std::get<Instances>(item->shape);
  size_t place = 0;
  for (size_t i = 0; columns_agree(symbols) && i < symbols.count(); ++i) {
    if (!(symbols.opacity[i] > 0) || !(symbols.size[i] > 0)) continue;
    const std::string key = symbols.keys ? (*symbols.keys)[i] : std::to_string(i);
    Element& element = child(parent, key, item->id + "@" + key, Kind::symbol, place);
    element.seen = frames_;
    std::vector<double> numbers{double(symbols.opacity[i])};
    push(numbers, symbols.color[i]);
    numbers.insert(numbers.end(),
                   {double(symbols.x[i]), double(symbols.y[i]), double(symbols.size[i]),
                    symbols.angle.empty() ? 0.0 : double(symbols.angle[i])});
    note(element, {key_of(symbols, i), item, i}, std::move(numbers));
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
