#include "core/time/easing.h"

#include <algorithm>
#include <stdexcept>

#include "core/base/text.h"
#include "core/time/ease_functions.h"

namespace lantern {
namespace {

using ease::Parameters;
using Function = double (*)(double t, Parameters parameters);

// ---- CSS

double linear(double t, Parameters) {
  return t;
}
double css_ease(double t, Parameters) {
  return ease::bezier(0.25, 0.1, 0.25, 1, t);
}
double css_ease_in(double t, Parameters) {
  return ease::bezier(0.42, 0, 1, 1, t);
}
double css_ease_out(double t, Parameters) {
  return ease::bezier(0, 0, 0.58, 1, t);
}
double css_ease_in_out(double t, Parameters) {
  return ease::bezier(0.42, 0, 0.58, 1, t);
}
double step_start(double t, Parameters) {
  return ease::steps(1, 0, t);
}
double step_end(double t, Parameters) {
  return ease::steps(1, 1, t);
}
double cubic_bezier(double t, Parameters p) {
  return ease::bezier(p[0], p[1], p[2], p[3], t);
}
double steps(double t, Parameters p) {
  return ease::steps(static_cast<int>(p[0] + 0.5), static_cast<int>(p[1] + 0.5), t);
}

// ---- directions

template <Function In>
double out(double t, Parameters p) {
  return 1 - In(1 - t, p);
}

template <Function In>
double in_out(double t, Parameters p) {
  return t <= 0.5 ? In(2 * t, p) / 2 : 1 - In(2 - 2 * t, p) / 2;
}

// ---- descriptions

Field parameter(std::string_view name, std::string_view fallback, double least, double most,
                std::string_view doc, FieldKind kind = FieldKind::number) {
  return described(name, kind, doc, {.fallback = fallback, .least = least, .most = most});
}

constexpr double kFar = 1000;  // further than any picture overshoots

std::vector<EasingType> css_easings() {
  return {
      {{"linear", "At one speed.", {}}, linear},
      {{"ease", "CSS: a quick start and a soft end.", {}}, css_ease},
      {{"ease_in", "CSS: a soft start.", {}}, css_ease_in},
      {{"ease_out", "CSS: a soft end.", {}}, css_ease_out},
      {{"ease_in_out", "CSS: a soft start and end.", {}}, css_ease_in_out},
      {{"step_start", "CSS: all at once, at the start.", {}}, step_start},
      {{"step_end", "CSS: all at once, at the end.", {}}, step_end},
      {{"cubic_bezier",
        "CSS: a Bézier curve from (0, 0) to (1, 1).",
        {parameter("x1", "0.25", 0, 1, "The first control point: time."),
         parameter("y1", "0.1", -kFar, kFar, "The first control point: progress."),
         parameter("x2", "0.25", 0, 1, "The second control point: time."),
         parameter("y2", "1", -kFar, kFar, "The second control point: progress.")}},
       cubic_bezier},
      {{"steps",
        "CSS: equal jumps.",
        {parameter("count", "5", 1, 10000, "How many steps.", FieldKind::count),
         parameter("jump", "1", 0, 3,
                   "Where it jumps: 0 at the start, 1 at the end, 2 at neither, 3 at both.",
                   FieldKind::count)}},
       steps},
  };
}

struct Family {
  std::string_view in, out, in_out;  ///< names
  std::string_view doc;
  Function functions[3];
  std::vector<Field> parameters = {};
};

template <Function In>
Family family(std::string_view in_name, std::string_view out_name, std::string_view in_out_name,
              std::string_view doc, std::vector<Field> parameters = {}) {
  return {in_name, out_name, in_out_name, doc, {In, out<In>, in_out<In>}, std::move(parameters)};
}

std::vector<Family> d3_families() {
  return {
      family<ease::quad>("quad_in", "quad_out", "quad_in_out", "The square of time."),
      family<ease::cubic>("cubic_in", "cubic_out", "cubic_in_out", "The cube of time."),
      family<ease::poly>("poly_in", "poly_out", "poly_in_out", "A power of time.",
                         {parameter("exponent", "3", 0.1, 100, "The power.")}),
      family<ease::sine>("sin_in", "sin_out", "sin_in_out", "A quarter of a sine wave."),
      family<ease::exponential>("exp_in", "exp_out", "exp_in_out", "Two to the power of time."),
      family<ease::circle>("circle_in", "circle_out", "circle_in_out", "A quarter of a circle."),
      family<ease::bounce>("bounce_in", "bounce_out", "bounce_in_out", "A ball that bounces."),
      family<ease::back>("back_in", "back_out", "back_in_out", "Swings back, or beyond.",
                         {parameter("overshoot", "1.70158", 0, 100, "How strongly.")}),
      family<ease::elastic>(
          "elastic_in", "elastic_out", "elastic_in_out", "A spring.",
          {parameter("amplitude", "1", 1, 100, "How far it swings."),
           parameter("period", "0.3", 0.01, 100, "How long a swing takes, of the whole.")}),
  };
}

std::vector<EasingType> all_easings() {
  std::vector<EasingType> all = css_easings();
  for (Family& f : d3_families()) {
    const std::string_view names[] = {f.in, f.out, f.in_out};
    for (size_t i = 0; i < 3; ++i) all.push_back({{names[i], f.doc, f.parameters}, f.functions[i]});
  }
  return all;
}

}  // namespace

std::span<const EasingType> easings() {
  static const std::vector<EasingType> kEasings = all_easings();
  return kEasings;
}

const EasingType* find_easing(std::string_view name) {
  for (const EasingType& easing : easings()) {
    if (easing.kind.name == name) return &easing;
  }
  return nullptr;
}

std::vector<double> default_parameters(const EasingType& type) {
  std::vector<double> values;
  for (const Field& field : type.kind.fields) values.push_back(*parse_number(field.fallback));
  return values;
}

Ease::Ease() : type_(find_easing("cubic_in_out")) {}

Ease::Ease(const EasingType& type, std::vector<double> parameters)
    : type_(&type), parameters_(std::move(parameters)) {
  if (parameters_.size() != type.kind.fields.size()) {
    throw std::logic_error("an easing wants as many values as it has parameters");
  }
}

double Ease::operator()(double t) const {
  if (!(t > 0)) return 0;
  return t >= 1 ? 1 : type_->at(t, parameters_);
}

}  // namespace lantern
