#include "renderer/raster/backdrop.h"

#include <algorithm>
#include <optional>

namespace lantern {
namespace {

/// Which of a frame's leaves.
using Flags = std::vector<bool>;

/// Areas in which something changes. With many of them the last ones are joined into one, so that
/// asking stays cheap; a larger area is only ever on the safe side.
class ChangingAreas {
 public:
  void add(const PixelBox& box) {
    if (box.empty()) return;
    if (boxes_.size() < kMost) return boxes_.push_back(box);
    PixelBox& last = boxes_.back();
    last = {std::min(last.x0, box.x0), std::min(last.y0, box.y0), std::max(last.x1, box.x1),
            std::max(last.y1, box.y1)};
  }
  bool overlap(const PixelBox& box) const {
    return std::any_of(boxes_.begin(), boxes_.end(),
                       [&](const PixelBox& other) { return other.overlaps(box); });
  }

 private:
  static constexpr size_t kMost = 64;
  std::vector<PixelBox> boxes_;
};

bool same(const ClippedItem& a, const ClippedItem& b) {
  return a.item == b.item && a.clip == b.clip;
}

/// The leaves that may be drawn before all others.
Flags find_still(const std::vector<ClippedItem>& leaves, const Flags& unchanged) {
  ChangingAreas changing;
  Flags still(leaves.size());
  for (size_t i = 0; i < leaves.size(); ++i) {
    still[i] = unchanged[i] && !changing.overlap(leaves[i].touched);
    if (!still[i]) changing.add(leaves[i].touched);
  }
  return still;
}

/// Where the held leaves stand in a frame; nothing where one is missing, in another order or over
/// a leaf that is not held.
std::optional<Flags> find_held(const std::vector<ClippedItem>& held,
                               const std::vector<ClippedItem>& leaves) {
  ChangingAreas changing;
  Flags found(leaves.size());
  size_t next = 0;
  for (size_t i = 0; i < leaves.size(); ++i) {
    if (next == held.size() || !same(held[next], leaves[i])) {
      changing.add(leaves[i].touched);
      continue;
    }
    if (changing.overlap(leaves[i].touched)) return std::nullopt;
    found[i] = true;
    ++next;
  }
  if (next < held.size()) return std::nullopt;
  return found;
}

std::vector<const ClippedItem*> pick(const std::vector<ClippedItem>& leaves, const Flags& flags,
                                     bool value) {
  std::vector<const ClippedItem*> picked;
  for (size_t i = 0; i < leaves.size(); ++i) {
    if (flags[i] == value) picked.push_back(&leaves[i]);
  }
  return picked;
}

std::vector<const Item*> items_of(const std::vector<const ClippedItem*>& leaves) {
  std::vector<const Item*> items;
  for (const ClippedItem* leaf : leaves) items.push_back(leaf->item.get());
  return items;
}

}  // namespace

const ClippedItem* Backdrop::find_last(const Item& item, const PixelBox& clip) const {
  auto place = std::lower_bound(last_places_.begin(), last_places_.end(),
                                std::pair<const Item*, size_t>{&item, 0});
  for (; place != last_places_.end() && place->first == &item; ++place) {
    if (last_[place->second].clip == clip) return &last_[place->second];
  }
  return nullptr;
}

void Backdrop::draw(std::vector<ClippedItem> leaves, Pixmap& onto, const Clear& clear,
                    const Draw& draw) {
  Flags unchanged(leaves.size());
  for (size_t i = 0; i < leaves.size(); ++i) {
    unchanged[i] = find_last(*leaves[i].item, leaves[i].clip) != nullptr;
  }
  const Flags still = find_still(leaves, unchanged);
  const std::vector<const ClippedItem*> still_leaves = pick(leaves, still, true);
  const std::vector<const Item*> still_items = items_of(still_leaves);

  std::optional<Flags> held;
  if (!held_.empty()) held = find_held(held_, leaves);
  // A picture that does not serve is replaced at once: that costs one copy. A picture that could
  // hold more is only drawn again when the same leaves have stayed for another frame, so that
  // leaves which come to rest one by one do not cost everything anew each time.
  const bool more = still_leaves.size() > held_.size() && still_items == last_still_;
  if (!still_leaves.empty() && (!held || more)) {
    held_.clear();
    if (picture_.width() != onto.width() || picture_.height() != onto.height()) {
      picture_ = Pixmap(onto.width(), onto.height(), onto.opaque());
    }
    clear(picture_);
    draw(still_leaves, picture_);
    for (const ClippedItem* leaf : still_leaves) held_.push_back(*leaf);
    held = still;
  }
  if (held) {
    onto.copy_from(picture_);
    draw(pick(leaves, *held, false), onto);
  } else {
    clear(onto);
    draw(pick(leaves, Flags(leaves.size()), false), onto);
  }
  remember(std::move(leaves), still_items);
}

void Backdrop::remember(std::vector<ClippedItem> leaves, std::vector<const Item*> still) {
  last_ = std::move(leaves);
  last_still_ = std::move(still);
  last_places_.clear();
  for (size_t i = 0; i < last_.size(); ++i) last_places_.emplace_back(last_[i].item.get(), i);
  std::sort(last_places_.begin(), last_places_.end());
}

void Backdrop::forget() {
  held_.clear();
  remember({}, {});
}

}  // namespace lantern
