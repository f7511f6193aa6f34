#include <numbers>

#include "core/base/portable_math.h"
#include "core/generators/common.h"

namespace lantern::moons_generator {
namespace {

struct Moons {
  int n_samples = 100;
  double noise = 0;
  std::vector<std::string> labels;
  double seed = 0;
};

double angle_of(int i, int count) {
  return count == 1 ? 0 : std::numbers::pi * i / (count - 1);
}

Table make(const Moons& in, const RecordValue& record) {
  const int samples = in.n_samples;
  const int outer = samples / 2;
  const int inner = samples - outer;
  LabelledPoints points;
  for (int i = 0; i < outer; ++i) {
    const double angle = angle_of(i, outer);
    points.add(portable::cos(angle), portable::sin(angle), 0);
  }
  for (int i = 0; i < inner; ++i) {
    const double angle = angle_of(i, inner);
    points.add(1 - portable::cos(angle), 0.5 - portable::sin(angle), 1);
  }
  Random random(seed_of(in.seed), "moons");
  add_noise(points, in.noise, random);
  return labelled_table(std::move(points), in.labels, 2, record);
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = generator<Moons, make, labelled_columns>(
    {"moons",
     "Two half circles that reach into each other, as sklearn.datasets.make_moons(shuffle=False) "
     "makes them. Columns: x, y, label.",
     {samples_field<&Moons::n_samples>("How many points, half of them a moon.", 2),
      noise_field<&Moons::noise>("Standard deviation of normal noise on x and y."),
      field<&Moons::labels>("labels", "What the classes are called: [a, b]."),
      seed_field<&Moons::seed>()}});

}  // namespace lantern::moons_generator
