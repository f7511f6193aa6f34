#include "renderer/motion/origins.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "renderer/frame/transform_item.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

float on_the_way(double a, double b, double t) {
  return static_cast<float>(a + (b - a) * t);
}

/// Maps one box onto another, width by width and height by height.
Path mapped(const Path& path, const Box& from, const Box& to) {
  const double sx = from.width() > 0 ? to.width() / from.width() : 1;
  const double sy = from.height() > 0 ? to.height() / from.height() : 1;
  return transformed(path, sx, sy,
                     {to.center().x - from.center().x * sx, to.center().y - from.center().y * sy});
}

const Item* find_child(const Group* group, const std::string& id) {
  if (!group) return nullptr;
  for (const ItemPtr& child : group->children) {
    if (child->id == id) return child.get();
  }
  return nullptr;
}

/// The children of a group by their ids, of equal ones the first.
std::unordered_map<std::string, size_t> places_in(const Group& group) {
  std::unordered_map<std::string, size_t> out;
  for (size_t i = 0; i < group.children.size(); ++i) out.emplace(group.children[i]->id, i);
  return out;
}

void put_child(Group& group, ItemPtr item) {
  for (ItemPtr& child : group.children) {
    if (child->id != item->id) continue;
    child = std::move(item);
    return;
  }
  group.children.push_back(std::move(item));
}

std::set<std::string_view> keys_of(const Instances* symbols) {
  std::set<std::string_view> out;
  for (size_t i = 0; symbols && symbols->keys && i < symbols->count(); ++i) {
    out.insert((*symbols->keys)[i]);
  }
  return out;
}

/// Appends symbol `i` of `source`, its key with it.
void append(Instances& out, std::vector<std::string>& keys, const Instances& source, size_t i) {
  const SymbolPtr& symbol = source.symbols[source.symbol[i]];
  const auto known = std::find(out.symbols.begin(), out.symbols.end(), symbol);
  out.symbol.push_back(static_cast<std::uint16_t>(known - out.symbols.begin()));
  if (known == out.symbols.end()) out.symbols.push_back(symbol);
  if (!source.angle.empty() || !out.angle.empty()) {
    out.angle.resize(out.count(), 0);
    out.angle.push_back(source.angle.empty() ? 0 : source.angle[i]);
  }
  if (!source.outlines.empty() || !out.outlines.empty()) {
    out.outlines.resize(out.count(), float(out.outline));
    out.outlines.push_back(float(source.outline_of(i)));
  }
  out.x.push_back(source.x[i]);
  out.y.push_back(source.y[i]);
  out.size.push_back(source.size[i]);
  out.color.push_back(source.color[i]);
  out.opacity.push_back(source.opacity[i]);
  keys.push_back((*source.keys)[i]);
}

/// No symbols, of the same look.
Instances none_like(const Instances& other) {
  Instances out;
  out.ink = other.ink;
  out.ground = other.ground;
  out.outline = other.outline;
  return out;
}

std::vector<std::string> key_list(const Instances& symbols) {
  return symbols.keys ? *symbols.keys : std::vector<std::string>();
}

void set_keys(Instances& symbols, std::vector<std::string> keys) {
  symbols.keys = std::make_shared<const std::vector<std::string>>(std::move(keys));
}

ItemPtr symbols_at_origins(const Item& item, const Item* before, const Origins& origins) {
  const auto& to = std::get<Instances>(item.shape);
  const auto* from = before ? std::get_if<Instances>(&before->shape) : nullptr;
  const auto known = keys_of(from);
  Instances out = from ? *from : none_like(to);
  std::vector<std::string> keys = key_list(out);
  const size_t had = out.count();
  for (size_t i = 0; to.keys && i < to.count(); ++i) {
    if (known.count((*to.keys)[i]) || !origins.of(std::ptrdiff_t(i))) continue;
    append(out, keys, to, i);
    bring(out, out.count() - 1, *origins.of(std::ptrdiff_t(i)), 0);
  }
  if (out.count() == had) return nullptr;
  set_keys(out, std::move(keys));
  return make_item(item.id, std::move(out), before ? before->opacity : item.opacity, item.row);
}

}  // namespace

const Group* find_group(const std::vector<ItemPtr>& items, const std::string& id) {
  for (const ItemPtr& item : items) {
    if (item->id == id) return std::get_if<Group>(&item->shape);
  }
  return nullptr;
}

void put_group(std::vector<ItemPtr>& items, const std::string& id, Group group) {
  for (ItemPtr& item : items) {
    if (item->id != id) continue;
    item = make_item(id, std::move(group), item->opacity, item->row);
    return;
  }
  items.push_back(make_item(id, std::move(group)));
}

void bring(Instances& symbols, size_t i, const Anchor& from, double amount) {
  symbols.x[i] = on_the_way(from.at.x, symbols.x[i], amount);
  symbols.y[i] = on_the_way(from.at.y, symbols.y[i], amount);
  // Out of a text, a symbol is no larger than its letters are high.
  symbols.size[i] =
      on_the_way(std::min(from.box.width(), from.box.height()), symbols.size[i], amount);
}

ItemPtr brought(const ItemPtr& item, const Anchor& from, double amount) {
  const auto* path = std::get_if<PathShape>(&item->shape);
  if (!path) {
    const Point way = from.box.center() - bounds_of(*item).center();
    return faded(moved(item, way * (1 - amount)), std::min(1.0, amount * 3));
  }
  Item out = *item;
  auto& shape = std::get<PathShape>(out.shape);
  const Box own = shape.path.bounds();
  shape.path = mapped(shape.path, own, mix(from.box, own, amount));
  shape.crisp = false;
  return std::make_shared<const Item>(std::move(out));
}

void start_at_origins(std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                      const Origins& origins) {
  const Group* entering = find_group(to, origins.id);
  if (!entering) return;
  const Group* present = find_group(from, origins.id);
  Group out = present ? *present : Group{{}, entering->clip};
  auto places = places_in(out);
  const size_t had = out.children.size();
  bool changed = false;
  for (const ItemPtr& item : entering->children) {
    const auto known = places.find(item->id);
    const bool there = known != places.end() && known->second < had;
    const Item* before = there ? present->children[known->second].get() : nullptr;
    ItemPtr added;
    if (std::holds_alternative<Instances>(item->shape)) {
      added = symbols_at_origins(*item, before, origins);
    } else if (!before && origins.of(item->row)) {
      added = brought(item, *origins.of(item->row), 0);
    }
    if (!added) continue;
    changed = true;
    const auto [place, fresh] = places.emplace(added->id, out.children.size());
    if (fresh) out.children.push_back(std::move(added));
    else out.children[place->second] = std::move(added);
  }
  if (changed) put_group(from, origins.id, std::move(out));
}

void hand_over(std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
               const std::string& leaving, const std::string& entering) {
  const Group* source = find_group(from, leaving);
  const Group* target = find_group(to, entering);
  const std::string part = ".symbols";
  const Item* a = find_child(source, leaving + part);
  const Item* b = find_child(target, entering + part);
  const auto* before = a ? std::get_if<Instances>(&a->shape) : nullptr;
  const auto* after = b ? std::get_if<Instances>(&b->shape) : nullptr;
  if (!before || !before->keys || !after || !after->keys) return;
  const Group* present = find_group(from, entering);
  const Item* own = find_child(present, entering + part);
  const auto* there = own ? std::get_if<Instances>(&own->shape) : nullptr;
  const auto wanted = keys_of(after), known = keys_of(there);
  Instances rest = none_like(*before), moved_over = there ? *there : none_like(*after);
  std::vector<std::string> rest_keys, moved_keys = key_list(moved_over);
  for (size_t i = 0; i < before->count(); ++i) {
    const std::string_view key = (*before->keys)[i];
    const bool goes = wanted.count(key) && !known.count(key);
    append(goes ? moved_over : rest, goes ? moved_keys : rest_keys, *before, i);
  }
  if (rest.count() == before->count()) return;
  set_keys(rest, std::move(rest_keys));
  set_keys(moved_over, std::move(moved_keys));
  Group left = *source, joined = present ? *present : Group{{}, target->clip};
  put_child(left, make_item(a->id, std::move(rest), a->opacity, a->row));
  put_child(joined, make_item(b->id, std::move(moved_over), a->opacity, b->row));
  put_group(from, leaving, std::move(left));
  put_group(from, entering, std::move(joined));
}

}  // namespace lantern
