#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/project.h"
#include "core/base/error.h"
#include "renderer/rich_text.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

/// JSON has no infinities and no missing numbers: both are null.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json column(const Column& column) {
  Json out = Json::array();
  for (size_t row = 0; row < column.size(); ++row) {
    if (column.missing(row)) out.push_back(nullptr);
    else if (column.type() == ColumnType::text) out.push_back(column.text(row));
    else if (column.type() == ColumnType::boolean) out.push_back(column.numbers()[row] != 0);
    else out.push_back(number(column.numbers()[row]));
  }
  return out;
}

Json table(const Table& table) {
  Json out = Json::object();
  for (size_t i = 0; i < table.names().size(); ++i) {
    out[table.names()[i]] = column(table.columns()[i]);
  }
  return out;
}

Json value(const Value& value) {
  if (const auto* n = std::get_if<double>(&value)) return number(*n);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* rows = std::get_if<TablePtr>(&value)) return table(**rows);
  return nullptr;
}

Json values(const Scene::Values& all, Json& data, Json& models) {
  Json params = Json::object();
  for (const auto& [name, leaf] : all.params) {
    const auto* n = std::get_if<double>(&leaf);
    params[name] = n ? number(*n) : Json(std::get<std::string>(leaf));
  }
  for (const auto& [name, rows] : all.data) data[name] = table(*rows);
  for (const Scene::Values::Model& model : all.models) {
    for (const auto& [name, output] : model.outputs) models[model.name][name] = value(output);
  }
  return params;
}

std::string_view type_of(const Item& item) {
  constexpr std::string_view kTypes[] = {"group", "path", "text", "instances", "image"};
  return kTypes[item.shape.index()];
}

void add_item(const Item& item, double opacity, Json& out) {
  const Box box = bounds_of(item);
  Json entry = Json::object();
  entry["id"] = item.id;
  entry["type"] = type_of(item);
  if (!box.empty()) entry["box"] = {box.x0, box.y0, box.width(), box.height()};
  entry["opacity"] = item.opacity * opacity;
  if (const auto words = text_item_words(item)) entry["text"] = *words;
  if (const auto* many = std::get_if<Instances>(&item.shape)) entry["count"] = many->count();
  out.push_back(std::move(entry));
  if (const auto* group = std::get_if<Group>(&item.shape)) {
    for (const ItemPtr& child : group->children) add_item(*child, item.opacity * opacity, out);
  }
}

Json items(const Scene& scene, const Options& options, const Desk& desk, double time) {
  const Production production(scene, options, desk);
  Json out = Json::array();
  for (const ItemPtr& item : production.stage->frame(time, true).items) add_item(*item, 1, out);
  return out;
}

Json film(const Film& film) {
  Json out = {{"duration", film.duration},
              {"fps", {film.fps.num, film.fps.den}},
              {"frames", film.frames},
              {"sections", Json::array()},
              {"pauses", film.pauses},
              {"captions", Json::array()}};
  for (const Section& section : film.sections) {
    out["sections"].push_back(
        {{"name", section.name}, {"start", section.start}, {"end", section.end}});
  }
  for (const Cue& cue : film.cues) {
    out["captions"].push_back({{"text", cue.text}, {"start", cue.start}, {"end", cue.end}});
  }
  return out;
}

/// The frame that is on the screen at that moment.
std::int64_t frame_at(const Film& film, double time) {
  if (time >= film.duration) return film.frames - 1;
  const auto frame = static_cast<std::int64_t>(std::floor(time * film.fps.value() + 1e-9));
  return std::min(frame, film.frames - 1);
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
    Json data = Json::object(), models = Json::object();
    out["params"] = values(scene->values(time), data, models);
    out["data"] = std::move(data);
    out["models"] = std::move(models);
    out["items"] = items(*scene, options, desk, time);
  } catch (const SceneError& e) {
    desk.diagnostics.add(at_moment(e, time));
  }
  const int code = desk.report(options);
  if (code != 0) return code;
  out["film"] = film(scene->film());
  const std::string text = out.dump(1) + "\n";
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw RuntimeError("writing to standard output failed");
  }
  return 0;
}

}  // namespace lantern
