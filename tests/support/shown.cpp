#include "tests/support/shown.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "renderer/paragraph/rich_text.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace lantern::test {

Shown::Shown(const std::string& script, const std::string& folder, const SceneOptions& options)
    : test_(script, folder, options) {
  if (!test_.scene) throw std::logic_error(test_.messages());
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

Value Shown::output(double time, const std::string& model, const std::string& output) const {
  for (const Scene::Values::Model& one : scene().values(time).models) {
    if (one.name != model) continue;
    for (const auto& [name, value] : one.outputs) {
      if (name == output) return value;
    }
  }
  throw std::logic_error("no output " + model + "." + output);
}

std::vector<std::string> all_scenes() {
  std::vector<std::string> out;
  for (const char* folder : {"/scenes", "/tests/odd"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(repository() + folder)) {
      const bool gallery = entry.path().string().find("/gallery/") != std::string::npos;
      if (entry.path().extension() == ".yaml" && !gallery) out.push_back(entry.path().string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Shown shown_file(const std::string& path) {
  return Shown(read_file(path), std::filesystem::path(path).parent_path().string());
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

Path path_of(const Frame& frame, const std::string& id) {
  Path out;
  visit(frame.items, [&](const Item& item, double) {
    if (item.id == id) out = std::get<PathShape>(item.shape).path;
  });
  return out;
}

}  // namespace lantern::test
