#pragma once

#include <nlohmann/json.hpp>

#include "cli/preview/session.h"

namespace lantern {

/// What the page needs to know about a scene beside its pictures: canvas, film, steps with their
/// places in the script, params with their ranges and how they run over the film.
nlohmann::ordered_json scene_json(const Edition& shown);

/// The same with what is wrong: what the page is told when files have changed.
nlohmann::ordered_json news_json(const News& news, const Options& options);

}  // namespace lantern
