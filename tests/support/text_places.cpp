#include "tests/support/text_places.h"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/paragraph/rich_text.h"

namespace lantern::test {

namespace {

bool is_along_a_line(const Item& item, const Group& group) {
  return std::any_of(group.children.begin(), group.children.end(), [&](const ItemPtr& child) {
    return child->id.starts_with(item.id + ".letter");
  });
}

/// A formula is a group of outlines, named by their characters, and of figures.
bool is_formula(const Item& item, const Group& group) {
  return std::any_of(group.children.begin(), group.children.end(), [&](const ItemPtr& child) {
    const auto* part = std::get_if<Group>(&child->shape);
    if (part) return !part->figures.empty() && !is_along_a_line(*child, *part);
    const std::string name = child->id.substr(std::min(item.id.size(), child->id.size()));
    const size_t digits = name.find_first_not_of("0123456789ABCDEF", 1);
    return name.starts_with(".") && digits > 2 && digits != std::string::npos &&
           name[digits] == '.' && std::holds_alternative<PathShape>(child->shape);
  });
}

class Reader {
 public:
  explicit Reader(double least) : least_(least) {}

  std::vector<Written> read(const Frame& frame) {
    zooms_ = frame.camera && frame.camera->zoom > 1;
    for (const ItemPtr& item : frame.items) look(*item, 1);
    return std::move(out_);
  }

 private:
  void look(const Item& item, double around) {
    const double opacity = around * item.opacity;
    const auto* group = std::get_if<Group>(&item.shape);
    const auto words = text_item_words(item);
    if (words || (group && (is_formula(item, *group) || is_along_a_line(item, *group)))) {
      Written text{item.id, words.value_or(""), opacity, {}, {}, {}};
      collect(item, around, text);
      if (!text.parts.empty() && opacity >= least_) out_.push_back(std::move(text));
    } else if (group) {
      const bool camera = zooms_ && item.id == "camera" && group->clip;
      if (camera) window_ = *group->clip;
      for (const ItemPtr& child : group->children) look(*child, opacity);
      if (camera) window_.reset();
    }
  }

  /// Its letters. A figure of a formula is as high as seven tenths of its font.
  void collect(const Item& item, double around, Written& text) {
    const double opacity = around * item.opacity;
    if (const auto* group = std::get_if<Group>(&item.shape)) {
      if (!group->figures.empty() && opacity >= least_) add_figures(item, *group, text);
      for (const ItemPtr& child : group->children) collect(*child, opacity, text);
      return;
    }
    if (opacity < least_ || item.id.ends_with(".rim")) return;
    Item bare = item;
    if (auto* shape = std::get_if<TextShape>(&bare.shape)) {
      shape->halo.reset();
      text.sizes.push_back(shape->text->font.size);
      if (!text_item_words(item)->empty() && item.id.starts_with(text.id + ".letter"))
        text.words += shape->text->text;
    }
    Box box = bounds_of(bare);
    // What a camera cuts off is not meant to be seen now.
    if (window_) box = intersection(box, *window_);
    if (!box.empty()) text.parts.push_back(box);
  }

  static void add_figures(const Item& item, const Group& group, Written& text) {
    const size_t hole = item.id.rfind('.', item.id.rfind('.') - 1) + 1;
    if (hole >= item.id.size() || item.id[hole] < '0' || item.id[hole] > '9') return;  // letters
    text.figures.emplace_back(std::stoul(item.id.substr(hole)), group.figures);
    Box box = bounds_of(item);
    constexpr double kFigure = 0.68;  // of a font's size
    if (!box.empty()) text.sizes.push_back(box.height() / kFigure);
  }

  double least_;
  bool zooms_ = false;         // whether a camera is near
  std::optional<Box> window_;  // what it sees
  std::vector<Written> out_;
};

bool is_chrome(const Item& item) {
  return item.id.ends_with(".chrome");
}

/// Without what is read in it, and axes; null where nothing is left.
ItemPtr rest_of(const ItemPtr& item) {
  const auto* group = std::get_if<Group>(&item->shape);
  if (is_chrome(*item) || text_item_words(*item) || std::holds_alternative<TextShape>(item->shape))
    return nullptr;
  if (!group) return item;
  if (is_formula(*item, *group) || is_along_a_line(*item, *group)) return nullptr;
  Item out = *item;
  auto& children = std::get<Group>(out.shape).children;
  children.clear();
  for (const ItemPtr& child : group->children) {
    if (ItemPtr rest = rest_of(child)) children.push_back(std::move(rest));
  }
  return std::make_shared<const Item>(std::move(out));
}

/// Labels of lines that cross pass through each other: while they are on their way, they may meet.
bool pass(const Written& a, const Written& b, const std::vector<Written>& next) {
  const auto moves = [&](const Written& text) {
    return std::none_of(next.begin(), next.end(), [&](const Written& later) {
      return later.id == text.id && later.parts == text.parts;
    });
  };
  return a.id.ends_with(".label") && b.id.ends_with(".label") && moves(a) && moves(b);
}

}  // namespace

bool Written::overlaps(const Written& other) const {
  return std::any_of(parts.begin(), parts.end(), [&](const Box& a) {
    return std::any_of(other.parts.begin(), other.parts.end(),
                       [&](const Box& b) { return a.overlaps(b); });
  });
}

std::vector<Written> written(const Frame& frame, double least_opacity) {
  return Reader(least_opacity).read(frame);
}

std::vector<ItemPtr> without_writing(const Frame& frame) {
  std::vector<ItemPtr> out;
  for (const ItemPtr& item : frame.items) {
    if (ItemPtr rest = rest_of(item)) out.push_back(std::move(rest));
  }
  return out;
}

std::string misplaced_text(const Shown& shown, double rate, double least_opacity) {
  for (double frame_number = 0; frame_number <= shown.duration() * rate; ++frame_number) {
    const double time = frame_number / rate;
    const Frame frame = shown.frame(time);
    const std::vector<Written> found = written(frame, least_opacity);
    for (auto a = found.begin(); a != found.end(); ++a) {
      for (const Box& box : a->parts) {
        if (box.x0 < 0 || box.y0 < 0 || box.x1 > frame.width || box.y1 > frame.height)
          return fmt::format("{} leaves the canvas at {}s", a->id, time);
      }
      for (auto b = found.begin(); b != a; ++b) {
        // One that changes its words is there twice.
        if (a->id == b->id || !a->overlaps(*b)) continue;
        const auto next = written(shown.frame(time + 1 / 60.0), least_opacity);
        if (!pass(*a, *b, next)) return fmt::format("{} lies on {} at {}s", a->id, b->id, time);
      }
    }
  }
  return "";
}

}  // namespace lantern::test
