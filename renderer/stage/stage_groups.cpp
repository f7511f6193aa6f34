#include "renderer/stage/stage.h"

// Groups: what their parts draw, put into one item.

namespace lantern {
namespace {

/// A group with its parts; it keeps what it was made of.
struct Gathered {
  ItemPtr item;
  ItemPtr empty;
};

constexpr MemoDomain<Gathered> kGroups{"group"};

}  // namespace

/// The items of the marks that a group has.
std::vector<ItemPtr> Stage::parts_of(const ViewState& view, size_t group,
                                     const std::function<ItemPtr(size_t)>& item) {
  std::vector<ItemPtr> out;
  for (size_t m = group + 1; m < view.marks.size(); ++m) {
    if (view.marks[m].group != int(group)) continue;
    if (ItemPtr part = item(m)) out.push_back(std::move(part));
  }
  return out;
}

/// A group with them in it. The memo keeps the items, so that their addresses are theirs alone.
ItemPtr Stage::with_parts(const ItemPtr& group, std::vector<ItemPtr> parts) const {
  const auto& holders = std::get<Group>(group->shape).children;
  if (holders.empty()) return group;
  Hasher hasher;
  const auto add = [&](const ItemPtr& item) {
    hasher.add(std::uint64_t(reinterpret_cast<std::uintptr_t>(item.get())));
  };
  add(group);
  for (const ItemPtr& part : parts) add(part);
  return memo_
      ->get(kGroups, hasher.finish(),
            [&] {
              Item whole = *holders[0];
              const size_t bytes = 512 * (parts.size() + 1);
              std::get<Group>(whole.shape).children = std::move(parts);
              auto out = std::make_shared<const Gathered>(Gathered{
                  make_item(group->id, Group{{std::make_shared<const Item>(std::move(whole))}, {}}),
                  group});
              return Memo::Result<Gathered>{std::move(out), bytes};
            })
      ->item;
}

}  // namespace lantern
