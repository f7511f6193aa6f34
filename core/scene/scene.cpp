#include "core/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/at_place.h"
#include "core/diagnostics/told.h"
#include "core/scene/bind/live_text_planner.h"
#include "core/scene/class_regions.h"
#include "core/scene/compile/readings.h"
#include "core/scene/compile/turns.h"
#include "core/scene/compile/unread.h"
#include "core/scene/compile/verbs/verbs.h"
#include "core/scene/evaluators/evaluators.h"
#include "core/scene/run/address_check.h"
#include "core/scene/run/start_check.h"
#include "core/scene/run/step_check.h"
#include "core/scene/run/value_check.h"

namespace lantern {
namespace {

std::int64_t frame_count(double duration, const Rational& fps) {
  const double frames = std::round(duration * fps.value());
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(frames));
}

/// Tells each mistake of a moment once, with the first time that it is there.
class FirstMistakes {
 public:
  explicit FirstMistakes(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void attempt(std::optional<double> time, const std::function<void()>& evaluate) {
    try {
      evaluate();
    } catch (const SceneError& e) {
      tell(time, e.diagnostic());
    }
  }

  /// Whether a limit was passed: whatever comes after would pass it too.
  bool over() const { return over_; }

  void tell(std::optional<double> time, Diagnostic mistake) {
    over_ = over_ || mistake.code == "limit";
    if (!told_.is_new(mistake)) return;
    if (time) mistake.message += ", at " + in_seconds(*time);
    diagnostics_.add(std::move(mistake));
  }

 private:
  Diagnostics& diagnostics_;
  Told told_;
  bool over_ = false;
};

/// When a caption's holes are read: what the next step sets as this one ends is not there yet.
Moment reading_of(const Timeline& timeline, const CueEvent& cue) {
  Moment out{cue.fill_at, {}};
  for (size_t i = 0; i < timeline.jumps.size(); ++i) {
    const double start = timeline.jumps[i].start;
    if (start >= cue.fill_at && start > cue.start) out.withheld.push_back(static_cast<JumpId>(i));
  }
  return out;
}

/// What is said again without a gap is one caption.
void add_cue(std::vector<Cue>& cues, Cue cue) {
  if (cue.text.empty()) return;
  const bool again = !cues.empty() && cues.back().end == cue.start && cues.back().text == cue.text;
  if (again) cues.back().end = cue.end;
  else cues.push_back(std::move(cue));
}

}  // namespace

/// Whatever is wrong has a place, at least that of the scene.
std::unique_ptr<Scene> Scene::compile(SceneSpec spec, const Vocabulary& vocabulary,
                                      Sources& sources, Diagnostics& diagnostics,
                                      const SceneOptions& options) {
  const Location at = spec.at;
  try {
    return at_place(at, [&] {
      return compile_placed(std::move(spec), vocabulary, sources, diagnostics, options);
    });
  } catch (const SceneError& e) {
    diagnostics.add(e.diagnostic());
    return nullptr;
  }
}

std::unique_ptr<Scene> Scene::compile_placed(SceneSpec spec, const Vocabulary& vocabulary,
                                             Sources& sources, Diagnostics& diagnostics,
                                             const SceneOptions& options) {
  std::unique_ptr<Scene> scene(new Scene);
  scene->spec_ = std::move(spec);
  scene->memo_ = std::make_unique<Memo>();
  Compiler compiler(scene->spec_, vocabulary, scene_models(), verbs(), sources, diagnostics,
                    options);
  compiler.build_values();
  scene->timeline_ = compile_timeline(compiler, *scene->memo_);
  scene->views_ = compile_views(compiler, scene->timeline_, *scene->memo_);
  order_tweens(scene->views_, compiler, scene->timeline_, *scene->memo_);
  scene->names_ = compiler.names();

  Film& film = scene->film_;
  film.title_spans = scene->spec_.title;
  film.title = words_of(film.title_spans);
  film.description = scene->spec_.description;
  film.fps = scene->spec_.canvas.fps;
  film.duration = scene->timeline_.duration;
  film.loop = scene->spec_.canvas.loop;
  film.hold = scene->spec_.canvas.hold;
  film.transparent = scene->spec_.canvas.transparent;
  film.poster = scene->spec_.canvas.poster.value_or(film.duration);
  if (film.poster > film.duration) {
    diagnostics.error("out-of-range", scene->spec_.canvas.poster_at,
                      fmt::format("the poster is at {}, and the film ends at {}",
                                  in_seconds(film.poster), in_seconds(film.duration)));
  }
  film.language = scene->spec_.canvas.language;
  film.first = scene->spec_.canvas.first;
  if (scene->spec_.canvas.first_is_poster) film.first = film.poster;
  if (film.first && *film.first > film.duration) {
    diagnostics.error("out-of-range", scene->spec_.canvas.first_at,
                      fmt::format("its first picture is at {}, and the film ends at {}",
                                  in_seconds(*film.first), in_seconds(film.duration)));
  }
  film.frames = frame_count(film.duration, film.fps);
  film.sections = scene->timeline_.sections;
  film.pauses = scene->timeline_.pauses;
  if (const double most = options.limits.frames; double(film.frames) > most) {
    diagnostics.error("limit", scene->spec_.canvas.at,
                      fmt::format("the film has {} frames; the limit is {}", film.frames, most),
                      fmt::format("`--limit frames={}` raises it", film.frames));
  }
  const PlanContext names = compiler.plan_context(nullptr);
  check_spans(film.title_spans, names);
  for (const MeaningSpec& meaning : scene->spec_.meaning) check_spans(meaning.spans, names);
  scene->fill_cues(compiler, diagnostics);
  if (!diagnostics.has_errors()) warn_of_unread(compiler, scene->timeline_, scene->views_);
  scene->graph_ = compiler.take_graph();
  if (diagnostics.has_errors()) return nullptr;
  note_readings(scene->views_, scene->timeline_, *scene->graph_, *scene->memo_);
  scene->check(diagnostics);
  return diagnostics.has_errors() ? nullptr : std::move(scene);
}

Film Scene::film_at(const Rational& fps) const {
  Film film = film_;
  film.fps = fps;
  film.frames = frame_count(film.duration, fps);
  return film;
}

// ---- compiling

/// A cue is one string: its holes hold what was true at its fill time.
void Scene::fill_cues(Compiler& compiler, Diagnostics& diagnostics) {
  for (const CueEvent& cue : timeline_.cues) {
    const PlanContext context = compiler.plan_context(&cue.variables);
    const auto label = plan_live_text(cue.say->text, context.scope, context);
    if (!label) continue;
    try {
      const Evaluation at(
          compiler.graph(), *memo_,
          leaves_at(timeline_, compiler.graph(), *memo_, reading_of(timeline_, cue)));
      RichText spans = label->spans(label->holes(at));
      std::string text = words_of(spans);
      for (const NoNumber& none : label->none(at)) {
        diagnostics.warning("no-number", cue.say->at,
                            fmt::format("this caption shows {}", shortest(none.value)),
                            "a mean of nothing, or a division by 0?");
      }
      add_cue(film_.cues, {cue.start, cue.end, std::move(text), std::move(spans)});
    } catch (const SceneError& e) {
      diagnostics.add(e.diagnostic());
    }
  }
}

/// Evaluates the scene at the ends of all steps, so that what is wrong at some moment is told
/// before anything is drawn.
void Scene::check(Diagnostics& diagnostics) const {
  FirstMistakes mistakes(diagnostics);
  const Leaves leaves = leaves_at(timeline_, *graph_, *memo_, Moment{0, {}});
  check_start(*graph_, *memo_, leaves, [&](Diagnostic mistake) {
    mistakes.tell(std::nullopt, std::move(mistake));
    return !mistakes.over();
  });
  AddressCheck addresses(views_, spec_, timeline_, *graph_, *memo_);
  addresses.constant_keys(diagnostics);
  addresses.camera_rows(diagnostics);
  check_steps(views_, timeline_, spec_, diagnostics);
  warn_of_class_regions(views_, Evaluation(*graph_, *memo_, leaves), diagnostics);
  for (const double time : timeline_.step_ends) {
    if (mistakes.over()) return;
    const auto named = film_.duration > 0 ? std::optional(time) : std::nullopt;
    mistakes.attempt(named, [&] {
      for (const Diagnostic& wrong : wrong_values(state(time).snapshots.back())) {
        mistakes.tell(named, wrong);
      }
    });
    mistakes.attempt(named, [&] { addresses.computed_keys(time); });
  }
}

}  // namespace lantern
