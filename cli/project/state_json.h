#pragma once

#include <limits>

#include <nlohmann/json.hpp>

#include "core/scene/scene.h"

namespace lantern {

/// Everything that a scene computes at one moment, as JSON.
struct StateJson {
  nlohmann::ordered_json params = nlohmann::ordered_json::object();
  nlohmann::ordered_json values = nlohmann::ordered_json::object();
  nlohmann::ordered_json data = nlohmann::ordered_json::object();
  nlohmann::ordered_json models = nlohmann::ordered_json::object();
};

/// JSON has no infinities and no missing numbers: both are null. Of tables with more than
/// `most_rows` rows the first ones are given.
StateJson state_json(const Scene::Values& values,
                     size_t most_rows = std::numeric_limits<size_t>::max());

nlohmann::ordered_json params_json(const Scene::Params& params);

/// The cell of a column.
nlohmann::ordered_json cell_json(const Column& column, size_t row);

/// Duration, rate, sections, pauses and captions.
nlohmann::ordered_json film_json(const Film& film);

/// The frame that is on the screen at that moment.
std::int64_t frame_at(const Film& film, double time);

}  // namespace lantern
