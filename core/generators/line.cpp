#include "core/generators/common.h"

namespace lantern::line_generator {
namespace {

struct Line {
  int n_samples = 100;
  double slope = 1;
  double intercept = 0;
  double noise = 0;
  std::vector<double> x{0, 1};
  double seed = 0;
};

Table make(const Line& in, const RecordValue& record) {
  Random random(seed_of(in.seed), "line");
  std::vector<double> x = uniform_between(in.x, in.n_samples, random, record);
  std::vector<double> y;
  for (const double at : x) y.push_back(in.intercept + in.slope * at + random.normal(0, in.noise));
  return plain_table(std::move(x), std::move(y));
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = generator<Line, make, plain_columns>(
    {"line",
     "Points along a straight line: x uniform, y = intercept + slope·x + noise, as "
     "sklearn.datasets.make_regression does with one feature. Columns: x, y.",
     {samples_field<&Line::n_samples>("How many points.", 1),
      field<&Line::slope>("slope", "How much y grows with x.", {.fallback = "1"}),
      field<&Line::intercept>("intercept", "y where x is 0.", {.fallback = "0"}),
      noise_field<&Line::noise>("Standard deviation of normal noise on y."),
      field<&Line::x>("x", "The range of x.", {.fallback = "[0, 1]"}), seed_field<&Line::seed>()}});

}  // namespace lantern::line_generator
