#include "renderer/motion/dimmed.h"

#include <algorithm>

#include "core/base/overloaded.h"
#include "renderer/frame/transform_item.h"
#include "renderer/look/oklab.h"

namespace lantern {
namespace {

/// Whether its colour is all that it is made of.
bool is_plain(const Instances& symbols) {
  return std::all_of(symbols.symbols.begin(), symbols.symbols.end(),
                     [](const SymbolPtr& symbol) { return symbol->layers.size() == 1; });
}

bool is_mixed(const Item& item) {
  const auto* symbols = std::get_if<Instances>(&item.shape);
  return symbols ? is_plain(*symbols) : !std::holds_alternative<ImageShape>(item.shape);
}

class Dimming {
 public:
  Dimming(double kept, const Color& ground) : kept_(kept), ground_(ground) {}

  ItemPtr of(const ItemPtr& item) const {
    if (!is_mixed(*item)) return faded(item, kept_);
    Item out = *item;
    std::visit(Overloaded{[&](Group& group) {
                            for (ItemPtr& child : group.children) child = of(child);
                          },
                          [&](PathShape& path) {
                            if (path.fill) mix(*path.fill);
                            if (path.stroke) mix(path.stroke->color);
                          },
                          [&](TextShape& text) {
                            mix(text.color);
                            if (text.halo) mix(text.halo->color);
                          },
                          [&](Instances& symbols) {
                            for (Color& color : symbols.color) mix(color);
                            mix(symbols.ink);
                          },
                          [](ImageShape&) {}},
               out.shape);
    return std::make_shared<const Item>(std::move(out));
  }

 private:
  /// Its own opacity stays as it is.
  void mix(Color& color) const {
    const double alpha = color.a;
    color = mix_oklab({ground_.r, ground_.g, ground_.b, 1}, {color.r, color.g, color.b, 1}, kept_);
    color.a = alpha;
  }

  double kept_;
  Color ground_;
};

}  // namespace

ItemPtr dimmed(const ItemPtr& item, double kept, const Color& ground) {
  return kept >= 1 ? item : Dimming(kept, ground).of(item);
}

}  // namespace lantern
