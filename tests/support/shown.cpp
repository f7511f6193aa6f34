#include "tests/support/shown.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "renderer/paragraph/rich_text.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test {

Shown::Shown(const std::string& script, const std::string& folder, const SceneOptions& options,
             const std::string& size)
    : test_(script, folder, options) {
  if (!test_.scene) throw std::logic_error(test_.messages());
  test_.options.size = size;
  production_.emplace(*test_.scene, test_.options, test_.desk);
}

double Shown::start_of(const std::string& section) const {
  for (const Section& one : scene().film().sections) {
    if (one.name == section) return one.start;
  }
  throw std::logic_error("no section " + section);
}

double Shown::param(double time, const std::string& name) const {
  for (const auto& [key, value] : scene().values(time).params) {
    if (key == name) return std::get<double>(value);
  }
  throw std::logic_error("no param " + name);
}

std::vector<double> Shown::readable_at(double time) const {
  constexpr double kBefore = 1e-6;
  std::vector<double> out{time};
  for (const Tween& tween : scene().state(time).tweens) out.push_back(tween.start - kBefore);
  return out;
}

Value Shown::output(double time, const std::string& model, const std::string& output) const {
  for (const Scene::Values::Model& one : scene().values(time).models) {
    if (one.name != model) continue;
    for (const auto& [name, value] : one.outputs) {
      if (name == output) return value;
    }
  }
  throw std::logic_error("no output " + model + "." + output);
}

namespace {

std::vector<std::string> scenes_in(const std::vector<std::string>& folders) {
  std::vector<std::string> out;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(repository() + folder)) {
      const bool gallery = entry.path().string().find("/gallery/") != std::string::npos;
      if (entry.path().extension() == ".yaml" && !gallery) out.push_back(entry.path().string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<std::string> all_scenes() {
  return scenes_in({"/scenes", "/tests/odd"});
}

std::vector<std::string> essays() {
  return scenes_in({"/scenes"});
}

std::vector<std::string> longest_essays() {
  namespace fs = std::filesystem;
  std::map<fs::path, std::string> longest;
  for (const std::string& scene : essays()) {
    std::string& known = longest[fs::path(scene).parent_path()];
    if (known.empty() || fs::file_size(scene) > fs::file_size(known)) known = scene;
  }
  std::vector<std::string> out;
  for (const auto& [folder, scene] : longest) out.push_back(scene);
  return out;
}

std::vector<std::string> some_scenes() {
  std::vector<std::string> out = scenes_in({"/tests/odd"});
  for (const std::string& scene : longest_essays()) out.push_back(scene);
  return out;
}

Shown shown_file(const std::string& path, const std::string& size) {
  return Shown(read_file(path), std::filesystem::path(path).parent_path().string(), {}, size);
}

namespace {

void visit_at(const std::vector<ItemPtr>& items, double opacity,
              const std::function<void(const Item&, double)>& f) {
  for (const ItemPtr& item : items) {
    f(*item, opacity * item->opacity);
    const auto* group = std::get_if<Group>(&item->shape);
    if (group) visit_at(group->children, opacity * item->opacity, f);
  }
}

}  // namespace

void visit(const std::vector<ItemPtr>& items, const std::function<void(const Item&, double)>& f) {
  visit_at(items, 1, f);
}

std::map<std::string, std::string> texts(const Frame& frame) {
  std::map<std::string, std::string> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    const auto words = text_item_words(item);
    if (words && opacity > 0.5) out[item.id] = *words;
  });
  return out;
}

std::map<std::string, Box> text_boxes(const Frame& frame, double least_opacity) {
  std::map<std::string, Box> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    if (!std::holds_alternative<TextShape>(item.shape) || opacity < least_opacity) return;
    Item bare = item;
    std::get<TextShape>(bare.shape).halo.reset();
    out[item.id] = bounds_of(bare);
  });
  return out;
}

Point place_in(const Frame& frame, const std::string& view, Point at) {
  const Path x = path_of(frame, view + ".x.line"), y = path_of(frame, view + ".y.line");
  return {(at.x - x.points[0].x) / (x.points[1].x - x.points[0].x),
          (y.points[1].y - at.y) / (y.points[1].y - y.points[0].y)};
}

Path path_of(const Frame& frame, const std::string& id) {
  Path out;
  visit(frame.items, [&](const Item& item, double) {
    if (item.id == id) out = std::get<PathShape>(item.shape).path;
  });
  return out;
}

}  // namespace lantern::test
