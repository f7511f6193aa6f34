#include "cli/preview/scene_json.h"

#include <cmath>

#include "cli/preview/step_words.h"
#include "cli/project/state_json.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kCurvePieces = 240;  // as many as a timeline is wide, about
constexpr size_t kMostKeys = 500;

Json steps_json(const Scene& scene) {
  Json out = Json::array();
  for (const StepSpan& span : scene.steps()) {
    out.push_back({{"start", span.start},
                   {"end", span.end},
                   {"hold", span.spec->hold},
                   {"words", step_words(*span.spec)},
                   {"line", span.spec->at.line}});
  }
  return out;
}

std::string_view name_of(ParamType type) {
  constexpr std::string_view kNames[] = {"real", "count", "choice", "key"};
  return kNames[static_cast<size_t>(type)];
}

/// What a choice or key can be.
Json options_of(const ParamSpec& param, const Scene& scene) {
  Json out = Json::array();
  for (const auto& [name, columns] : param.options) out.push_back(name);
  if (param.type != ParamType::key) return out;
  for (const auto& [name, table] : scene.values(0).data) {
    if (name != param.of) continue;
    for (size_t row = 0; row < std::min(table->rows(), kMostKeys); ++row)
      out.push_back(table->keys()[row]);
  }
  return out;
}

/// How each param runs over the film: values at equal distances.
std::vector<Json> curves(const Scene& scene) {
  std::vector<Json> out(scene.spec().params.size(), Json::array());
  for (int i = 0; i <= kCurvePieces && !out.empty(); ++i) {
    const auto params = scene.params(scene.film().duration * i / kCurvePieces);
    for (size_t p = 0; p < params.size(); ++p) {
      const auto* number = std::get_if<double>(&params[p].second);
      out[p].push_back(number ? Json(*number) : Json(std::get<std::string>(params[p].second)));
    }
  }
  return out;
}

Json params_of(const Scene& scene) {
  Json out = Json::array();
  const std::vector<Json> runs = curves(scene);
  for (size_t i = 0; i < runs.size(); ++i) {
    const ParamSpec& param = scene.spec().params[i];
    Json one = {{"name", param.name}, {"type", name_of(param.type)}, {"line", param.at.line}};
    if (std::isfinite(param.least)) one["least"] = param.least;
    if (std::isfinite(param.most)) one["most"] = param.most;
    const Json options = options_of(param, scene);
    if (!options.empty()) one["options"] = options;
    one["curve"] = runs[i];
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

Json scene_json(const Edition& shown) {
  const Scene& scene = *shown.reading->scene;
  const SceneSpec& spec = scene.spec();
  Json themes = Json::array();
  for (const auto& [name, theme] : shown.themes) themes.push_back(name);
  return {{"edition", shown.number},
          {"title", spec.title.empty() ? spec.name : words_of(spec.title)},
          {"description", spec.description},
          {"canvas", {spec.canvas.width, spec.canvas.height}},
          {"theme", theme_of(shown)},
          {"themes", themes},
          {"film", film_json(scene.film())},
          {"steps", steps_json(scene)},
          {"params", params_of(scene)}};
}

Json news_json(const News& news, const Options& options) {
  return {{"count", news.count},
          {"script", options.scenes[0]},
          {"fresh", news.latest == news.shown},
          {"problems", news.problems},
          {"scene", news.shown ? scene_json(*news.shown) : Json(nullptr)}};
}

}  // namespace lantern
