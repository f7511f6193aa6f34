#include "tests/support/digest.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "core/base/overloaded.h"
#include "renderer/text/shaped_text.h"

namespace lantern::test {
namespace {

constexpr double kSeen = 0.02;  // what is fainter is left out

/// What one line says.
struct Sum {
  size_t leaves = 0;
  Box box;
  std::map<std::string, size_t> colors;  // and how many leaves have each
  std::string texts;
};

void add(Sum& sum, const Item& item);

void add_color(Sum& sum, const Color& color) {
  if (color.a > 0) ++sum.colors[to_hex(color)];
}

void add_shape(Sum& sum, const Item& item) {
  std::visit(Overloaded{[](const Group&) {},
                        [&](const PathShape& path) {
                          if (path.fill) add_color(sum, *path.fill);
                          if (path.stroke) add_color(sum, path.stroke->color);
                        },
                        [&](const TextShape& text) {
                          add_color(sum, text.color);
                          sum.texts += " \"" + text.text->text + "\"";
                        },
                        [&](const Instances& dots) {
                          for (const Color& color : dots.color) add_color(sum, color);
                        },
                        [](const ImageShape&) {}},
             item.shape);
}

void add(Sum& sum, const Item& item) {
  if (item.opacity < kSeen) return;
  if (const auto* group = std::get_if<Group>(&item.shape)) {
    for (const ItemPtr& child : group->children) add(sum, *child);
    return;
  }
  const auto* dots = std::get_if<Instances>(&item.shape);
  sum.leaves += dots ? dots->count() : 1;
  sum.box.add(bounds_of(item));
  add_shape(sum, item);
}

std::string line_of(const Item& item) {
  Sum sum;
  add(sum, item);
  if (sum.leaves == 0) return "";
  std::string out = fmt::format("{} {} n={}", item.id, shape_name(item), sum.leaves);
  if (!sum.box.empty()) {
    out += fmt::format(" at {:.0f},{:.0f} {:.0f}x{:.0f}", sum.box.x0, sum.box.y0, sum.box.width(),
                       sum.box.height());
  }
  constexpr size_t kColors = 3;
  if (sum.colors.size() > kColors) out += fmt::format(" colors={}", sum.colors.size());
  else
    for (const auto& [color, count] : sum.colors) out += fmt::format(" {}x{}", color, count);
  return out + sum.texts + '\n';
}

}  // namespace

std::string digest(const Frame& frame) {
  std::string out = fmt::format("frame {:.0f}x{:.0f} ground={}\n", frame.width, frame.height,
                                to_hex(frame.ground));
  for (const ItemPtr& item : frame.items) out += line_of(*item);
  return out;
}

}  // namespace lantern::test
