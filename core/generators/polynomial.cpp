#include "core/generators/common.h"
#include "core/record/fail.h"

namespace lantern::polynomial_generator {
namespace {

struct Polynomial {
  int n_samples = 100;
  std::vector<double> coefficients{0, 0, 1};
  double noise = 0;
  std::vector<double> x{0, 1};
  double seed = 0;
};

double value_at(const std::vector<double>& coefficients, double x) {
  double sum = 0;
  for (size_t i = coefficients.size(); i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

Table make(const Polynomial& in, const RecordValue& record) {
  if (in.coefficients.empty()) fail(record, "coefficients", "a polynomial has at least one");
  Random random(seed_of(in.seed), "polynomial");
  std::vector<double> x = uniform_between(in.x, in.n_samples, random, record);
  std::vector<double> y;
  for (const double at : x) {
    y.push_back(value_at(in.coefficients, at) + random.normal(0, in.noise));
  }
  return plain_table(std::move(x), std::move(y));
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = generator<Polynomial, make, plain_columns>(
    {"polynomial",
     "Points along a polynomial: x uniform, y = c0 + c1·x + c2·x² + … + noise, the coefficients in "
     "the order of numpy.polynomial.Polynomial. Columns: x, y.",
     {samples_field<&Polynomial::n_samples>("How many points.", 1),
      field<&Polynomial::coefficients>("coefficients", "c0, c1, c2 …, the constant first.",
                                       {.fallback = "[0, 0, 1]"}),
      noise_field<&Polynomial::noise>("Standard deviation of normal noise on y."),
      field<&Polynomial::x>("x", "The range of x.", {.fallback = "[0, 1]"}),
      seed_field<&Polynomial::seed>()}});

}  // namespace lantern::polynomial_generator
