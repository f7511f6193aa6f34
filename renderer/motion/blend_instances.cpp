#include "renderer/motion/blend_instances.h"

#include <algorithm>
#include <unordered_map>

#include "renderer/look/oklab.h"

namespace lantern {
namespace {

float mix_floats(float a, float b, double t) {
  return a + (b - a) * static_cast<float>(t);
}

const std::string& key_at(const Instances& items, size_t i) {
  static const std::string kNone;
  return items.keys ? (*items.keys)[i] : kNone;
}

class Mixer {
 public:
  Mixer(const Instances& from, const Instances& to, const BlendProgress& progress)
      : from_(from), to_(to), progress_(progress) {
    out_.symbols = to.symbols;
    out_.ink = to.ink;
    out_.ground = to.ground;
    out_.outline = to.outline;
    out_.keys = to.keys;
    outlines_ = !from.outlines.empty() || !to.outlines.empty() || from.outline != to.outline;
  }

  Instances run() {
    if (from_.keys == to_.keys && from_.count() == to_.count()) {
      for (size_t i = 0; i < to_.count(); ++i) add_mixed(i, i, i, to_.count());
      return std::move(out_);
    }
    join_by_key();
    return std::move(out_);
  }

 private:
  void join_by_key() {
    std::unordered_map<std::string_view, size_t> place;
    for (size_t i = 0; i < from_.count(); ++i) place.emplace(key_at(from_, i), i);
    auto keys = std::make_shared<std::vector<std::string>>();
    std::vector<bool> stays(from_.count(), false);
    const size_t count = std::max(from_.count(), to_.count());
    for (size_t i = 0; i < to_.count(); ++i) {
      const auto found = place.find(key_at(to_, i));
      keys->push_back(key_at(to_, i));
      if (found == place.end()) {
        add(to_, i, progress_(i, count));
      } else {
        stays[found->second] = true;
        add_mixed(found->second, i, i, count);
      }
    }
    for (size_t i = 0; i < from_.count(); ++i) {
      if (stays[i]) continue;
      keys->push_back(key_at(from_, i));
      add(from_, i, 1 - progress_(i, count));
    }
    out_.keys = std::move(keys);
  }

  /// One that only comes or goes.
  void add(const Instances& source, size_t i, double opacity) {
    push(source.symbols[source.symbol[i]], source.x[i], source.y[i], source.size[i],
         source.angle.empty() ? 0 : source.angle[i], source.color[i],
         source.opacity[i] * static_cast<float>(opacity), float(source.outline_of(i)));
  }

  void add_mixed(size_t a, size_t b, size_t rank, size_t count) {
    const double t = progress_(rank, count);
    // A symbol cannot turn into another one: it changes halfway.
    const SymbolPtr& symbol = t < 0.5 ? from_.symbols[from_.symbol[a]] : to_.symbols[to_.symbol[b]];
    const float from_angle = from_.angle.empty() ? 0 : from_.angle[a];
    const float to_angle = to_.angle.empty() ? 0 : to_.angle[b];
    push(symbol, mix_floats(from_.x[a], to_.x[b], t), mix_floats(from_.y[a], to_.y[b], t),
         mix_floats(from_.size[a], to_.size[b], t), mix_floats(from_angle, to_angle, t),
         mix_oklab(from_.color[a], to_.color[b], t),
         mix_floats(from_.opacity[a], to_.opacity[b], t),
         mix_floats(float(from_.outline_of(a)), float(to_.outline_of(b)), t));
  }

  void push(const SymbolPtr& symbol, float x, float y, float size, float angle, const Color& color,
            float opacity, float outline) {
    const auto known = std::find(out_.symbols.begin(), out_.symbols.end(), symbol);
    out_.symbol.push_back(static_cast<std::uint16_t>(known - out_.symbols.begin()));
    if (known == out_.symbols.end()) out_.symbols.push_back(symbol);
    out_.x.push_back(x);
    out_.y.push_back(y);
    out_.size.push_back(size);
    out_.color.push_back(color);
    out_.opacity.push_back(opacity);
    if (!from_.angle.empty() || !to_.angle.empty()) out_.angle.push_back(angle);
    if (outlines_) out_.outlines.push_back(outline);
  }

  const Instances& from_;
  const Instances& to_;
  const BlendProgress& progress_;
  bool outlines_;  ///< they differ, or become others
  Instances out_;
};

}  // namespace

Instances blend_instances(const Instances& from, const Instances& to,
                          const BlendProgress& progress) {
  return Mixer(from, to, progress).run();
}

}  // namespace lantern
