#include "renderer/motion/unit_morphs.h"

#include <algorithm>
#include <map>
#include <set>

#include "renderer/motion/origins.h"
#include "renderer/paragraph/rich_text.h"

namespace lantern {
namespace {

using Boxes = std::map<std::string, Box, std::less<>>;

const std::string* key_of(const Item& item, const UnitMark& mark) {
  const bool known = mark.keys && item.row >= 0 && size_t(item.row) < mark.keys->size();
  return known ? &(*mark.keys)[size_t(item.row)] : nullptr;
}

void add_symbols(const Instances& symbols, Boxes& out) {
  for (size_t i = 0; symbols.keys && i < symbols.count(); ++i) {
    const double size = symbols.size[i];
    out.emplace((*symbols.keys)[i], Box::around({symbols.x[i], symbols.y[i]}, size, size));
  }
}

/// Where each row is. Its label is where it is only if it has nothing else.
Boxes boxes_in(const Group* group, const UnitMark& mark) {
  Boxes out, texts;
  for (size_t i = 0; group && i < group->children.size(); ++i) {
    const Item& item = *group->children[i];
    if (const auto* symbols = std::get_if<Instances>(&item.shape)) {
      add_symbols(*symbols, out);
    } else if (const std::string* key = key_of(item, mark)) {
      (text_item_words(item) ? texts : out).emplace(*key, bounds_of(item));
    }
  }
  out.merge(texts);
  return out;
}

/// Whether one outline can stand for it: an icon of many layers fades where it is.
bool is_plain(const Item& item) {
  const auto* symbols = std::get_if<Instances>(&item.shape);
  if (!symbols) return std::holds_alternative<PathShape>(item.shape);
  return std::all_of(symbols->symbols.begin(), symbols->symbols.end(),
                     [](const SymbolPtr& symbol) { return symbol->layers.size() == 1; });
}

ItemPtr without_rows(const ItemPtr& item, const std::set<std::string_view>& gone) {
  const auto& symbols = std::get<Instances>(item->shape);
  Item out = *item;
  auto& dots = std::get<Instances>(out.shape);
  for (size_t i = 0; symbols.keys && i < symbols.count(); ++i) {
    if (gone.count((*symbols.keys)[i])) dots.opacity[i] = 0;
  }
  return std::make_shared<const Item>(std::move(out));
}

/// Symbols that were letters come as those go.
void start_unseen(std::vector<ItemPtr>& from, const std::string& id,
                  const std::set<std::string_view>& rows) {
  const Group* present = find_group(from, id);
  if (!present) return;
  Group group = *present;
  for (ItemPtr& child : group.children) {
    if (std::holds_alternative<Instances>(child->shape)) child = without_rows(child, rows);
  }
  put_group(from, id, std::move(group));
}

/// What has become something else.
void take_out(std::vector<ItemPtr>& items, const UnitMark& mark,
              const std::set<std::string_view>& gone) {
  const Group* present = find_group(items, mark.id);
  if (!present) return;
  Group group = *present;
  group.children.clear();
  for (const ItemPtr& child : present->children) {
    const std::string* key = key_of(*child, mark);
    if (key && gone.count(*key) && is_plain(*child)) continue;
    const bool symbols = std::holds_alternative<Instances>(child->shape);
    group.children.push_back(symbols && is_plain(*child) ? without_rows(child, gone) : child);
  }
  put_group(items, mark.id, std::move(group));
}

/// The outline and the colour of each row that is a symbol of one layer.
std::map<std::string, PathShape, std::less<>> outlines_in(const Group* group) {
  std::map<std::string, PathShape, std::less<>> out;
  for (size_t c = 0; group && c < group->children.size(); ++c) {
    const auto* symbols = std::get_if<Instances>(&group->children[c]->shape);
    if (!symbols || !symbols->keys || !is_plain(*group->children[c])) continue;
    for (size_t i = 0; i < symbols->count(); ++i) {
      const double size = symbols->size[i];
      PathShape shape;
      shape.path = transformed(symbols->symbols[symbols->symbol[i]]->layers[0].path, size, size,
                               {symbols->x[i], symbols->y[i]});
      shape.fill = symbols->color[i];
      out.emplace((*symbols->keys)[i], std::move(shape));
    }
  }
  return out;
}

/// What was a symbol starts with its outline, and turns into its own.
void start_as_symbols(std::vector<ItemPtr>& from, const UnitMark& entering,
                      const std::set<std::string>& there,
                      const std::map<std::string, PathShape, std::less<>>& outlines) {
  const Group* present = find_group(from, entering.id);
  if (!present) return;
  Group group = *present;
  for (ItemPtr& child : group.children) {
    const auto* own = std::get_if<PathShape>(&child->shape);
    const std::string* key = key_of(*child, entering);
    if (!own || !own->fill || !key || there.count(child->id)) continue;
    const auto found = outlines.find(*key);
    if (found == outlines.end()) continue;
    PathShape shape = found->second;
    shape.stroke = own->stroke;
    shape.morphs = true;
    Item start = *child;
    start.shape = std::move(shape);
    child = std::make_shared<const Item>(std::move(start));
  }
  put_group(from, entering.id, std::move(group));
}

bool all_texts(const Group& group) {
  return std::all_of(group.children.begin(), group.children.end(),
                     [](const ItemPtr& item) { return item->row < 0 || text_item_words(*item); });
}

}  // namespace

void morph_units(std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                 const UnitMark& leaving, const UnitMark& entering) {
  const Group* target = find_group(to, entering.id);
  if (!target || !entering.keys) return;
  const Boxes before = boxes_in(find_group(from, leaving.id), leaving);
  const Boxes there = boxes_in(find_group(from, entering.id), entering);
  Origins origins{entering.id, {}};
  std::set<std::string_view> gone;
  for (const std::string& key : *entering.keys) {
    const auto found = before.find(key);
    const bool comes = found != before.end() && there.count(key) == 0;
    origins.rows.emplace_back();
    if (!comes) continue;
    const Box& box = found->second;
    origins.rows.back() = Anchor{box.center(), box, {}};
    gone.insert(key);
  }
  if (gone.empty()) return;
  const Group* source = find_group(from, leaving.id);
  const bool were_letters = source && all_texts(*source);
  const auto outlines = outlines_in(source);
  std::set<std::string> ids;
  if (const Group* present = find_group(from, entering.id)) {
    for (const ItemPtr& item : present->children) ids.insert(item->id);
  }
  start_at_origins(from, to, origins);
  if (were_letters) start_unseen(from, entering.id, gone);
  if (all_texts(*target)) return;  // they come by themselves: what they were fades
  start_as_symbols(from, entering, ids, outlines);
  take_out(from, leaving, gone);
}

}  // namespace lantern
