#include "cli/project/state_json.h"

#include <algorithm>
#include <cmath>

#include "core/base/overloaded.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json table(const Table& table, size_t most_rows) {
  Json out = Json::object();
  for (size_t i = 0; i < table.names().size(); ++i) {
    const Column& column = table.columns()[i];
    Json cells = Json::array();
    for (size_t row = 0; row < std::min(column.size(), most_rows); ++row) {
      cells.push_back(cell_json(column, row));
    }
    out[table.names()[i]] = std::move(cells);
  }
  return out;
}

Json value(const Value& value, size_t most_rows) {
  return std::visit(
      Overloaded{[](std::monostate) { return Json(); }, [](double n) { return number(n); },
                 [](bool truth) { return Json(truth); },
                 [](const std::string& text) { return Json(text); },
                 [&](const TablePtr& rows) { return table(*rows, most_rows); }},
      value);
}

}  // namespace

Json cell_json(const Column& column, size_t row) {
  if (column.missing(row)) return nullptr;
  if (column.type() == ColumnType::text) return column.text(row);
  if (column.type() == ColumnType::boolean) return column.numbers()[row] != 0;
  return number(column.numbers()[row]);
}

Json params_json(const Scene::Params& params) {
  Json out = Json::object();
  for (const auto& [name, leaf] : params) {
    const auto* n = std::get_if<double>(&leaf);
    out[name] = n ? number(*n) : Json(std::get<std::string>(leaf));
  }
  return out;
}

StateJson state_json(const Scene::Values& values, size_t most_rows) {
  StateJson out;
  out.params = params_json(values.params);
  for (const auto& [name, one] : values.values) out.values[name] = value(one, most_rows);
  for (const auto& [name, rows] : values.data) out.data[name] = table(*rows, most_rows);
  for (const Scene::Values::Model& model : values.models) {
    for (const auto& [name, output] : model.outputs) {
      out.models[model.name][name] = value(output, most_rows);
    }
  }
  return out;
}

Json film_json(const Film& film) {
  Json out = {{"duration", film.duration}, {"fps", {film.fps.num, film.fps.den}},
              {"frames", film.frames},     {"sections", Json::array()},
              {"pauses", film.pauses},     {"captions", Json::array()}};
  for (const Section& section : film.sections) {
    out["sections"].push_back(
        {{"name", section.name}, {"start", section.start}, {"end", section.end}});
  }
  for (const Cue& cue : film.cues) {
    out["captions"].push_back({{"text", cue.text}, {"start", cue.start}, {"end", cue.end}});
  }
  return out;
}

std::int64_t frame_at(const Film& film, double time) {
  if (time >= film.duration) return film.frames - 1;
  const auto frame = static_cast<std::int64_t>(std::floor(time * film.fps.value() + 1e-9));
  return std::min(frame, film.frames - 1);
}

}  // namespace lantern
