#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "cli/project/state_json.h"
#include "core/base/error.h"
#include "renderer/paragraph/rich_text.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

void add_item(const Item& item, double opacity, Json& out) {
  const Box box = bounds_of(item);
  Json entry = Json::object();
  entry["id"] = item.id;
  entry["type"] = shape_name(item);
  if (!box.empty()) entry["box"] = {box.x0, box.y0, box.width(), box.height()};
  entry["opacity"] = item.opacity * opacity;
  if (const auto words = text_item_words(item)) entry["text"] = *words;
  if (const auto* many = std::get_if<Instances>(&item.shape)) entry["count"] = many->count();
  out.push_back(std::move(entry));
  if (const auto* group = std::get_if<Group>(&item.shape)) {
    for (const ItemPtr& child : group->children) add_item(*child, item.opacity * opacity, out);
  }
}

Json items(const Scene& scene, const Options& options, Desk& desk, double time) {
  const Production production(scene, options, desk);
  Json out = Json::array();
  for (const ItemPtr& item : production.stage->frame(time, true).items) add_item(*item, 1, out);
  return out;
}

}  // namespace

int inspect(const Options& options) {
  Desk desk(options);
  const auto scene = open_scene(options.scenes[0], options, desk);
  if (!scene) return desk.report(options);
  const double time = time_argument(options.at, "--at", scene->film().duration);
  Json out;
  out["time"] = time;
  out["frame"] = frame_at(scene->film(), time);
  try {
    StateJson state = state_json(scene->values(time));
    out["params"] = std::move(state.params);
    if (!state.values.empty()) out["values"] = std::move(state.values);
    out["data"] = std::move(state.data);
    out["models"] = std::move(state.models);
    out["items"] = items(*scene, options, desk, time);
  } catch (const SceneError& e) {
    desk.diagnostics.add(at_moment(e, time));
  }
  const int code = desk.report(options);
  if (code != 0) return code;
  out["film"] = film_json(scene->film());
  const std::string text = out.dump(1) + "\n";
  fmt::print("{}", text);
  return 0;
}

}  // namespace lantern
