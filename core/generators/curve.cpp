#include <algorithm>

#include "core/generators/common.h"

namespace lantern::curve_generator {
namespace {

struct Curve {
  NumberChannel of;
  int n_samples = 100;
  double noise = 0;
  std::vector<double> x{0, 1};
  std::string spacing;
  double seed = 0;
};

/// Both ends are places; of one place, the first.
std::vector<double> even_places(const Curve& in) {
  std::vector<double> out;
  for (int i = 0; i < in.n_samples; ++i) {
    out.push_back(in.x[0] + (in.x[1] - in.x[0]) * i / std::max(1, in.n_samples - 1));
  }
  return out;
}

std::vector<double> places(const Curve& in, const RecordValue& record) {
  check_range(in.x, record);
  if (in.spacing == "even") return even_places(in);
  Random random(seed_of(in.seed), "curve x");
  return uniform_between(in.x, in.n_samples, random, record);
}

Table rows(const RecordValue& record) {
  std::vector<double> x = places(bind<Curve>(record), record);
  const size_t count = x.size();
  return Table("", Keys::numbered(count), {"x"}, {Column::numbers(std::move(x))});
}

/// The noise has a stream of its own: another function has the same places and the same noise.
Table make(const Curve& in, const RecordValue& record) {
  std::vector<double> x = places(in, record), y;
  Random random(seed_of(in.seed), "curve noise");
  for (size_t i = 0; i < x.size(); ++i) y.push_back(in.of[i] + random.normal(0, in.noise));
  return plain_table(std::move(x), std::move(y));
}

Schema rows_schema() {
  return {{"x", ColumnType::number}};
}

GeneratorType with_rows(GeneratorType type) {
  type.rows = rows;
  type.rows_schema = rows_schema;
  return type;
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = with_rows(generator<Curve, make, plain_columns>(
    {"curve",
     "Points along a function: x uniform, in no order (`sort` comes before a line through them), "
     "or even; y = of + noise. "
     "Columns: x, y.",
     {field<&Curve::of>("of", "The function: an =expression of x.", {.required = true}),
      samples_field<&Curve::n_samples>("How many points.", 1),
      noise_field<&Curve::noise>("Standard deviation of normal noise on y."),
      field<&Curve::x>("x", "The range of x.", {.fallback = "[0, 1]"}),
      field<&Curve::spacing>("spacing",
                             "Whether x is drawn anywhere in its range, or evenly, both ends "
                             "included.",
                             {.fallback = "random", .choices = {"random", "even"}}),
      seed_field<&Curve::seed>()}}));

}  // namespace lantern::curve_generator
