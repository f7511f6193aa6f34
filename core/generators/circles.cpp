#include <numbers>

#include "core/base/portable_math.h"
#include "core/generators/common.h"

namespace lantern::circles_generator {
namespace {

struct Circles {
  int n_samples = 100;
  double noise = 0;
  double factor = 0.8;
  std::vector<std::string> labels;
  double seed = 0;
};

void add_circle(LabelledPoints& points, int count, double radius, std::int32_t point_class) {
  for (int i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * i / count;
    points.add(radius * portable::cos(angle), radius * portable::sin(angle), point_class);
  }
}

Table make(const Circles& in, const RecordValue& record) {
  const int samples = in.n_samples;
  LabelledPoints points;
  add_circle(points, samples / 2, 1, 0);
  add_circle(points, samples - samples / 2, in.factor, 1);
  Random random(seed_of(in.seed), "circles");
  add_noise(points, in.noise, random);
  return labelled_table(std::move(points), in.labels, 2, record);
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = generator<Circles, make, labelled_columns>(
    {"circles",
     "A circle inside another, as sklearn.datasets.make_circles(shuffle=False) makes them. "
     "Columns: x, y, label.",
     {samples_field<&Circles::n_samples>(
          "How many points, half of them a circle, the outer one first.", 2),
      noise_field<&Circles::noise>("Standard deviation of normal noise on x and y."),
      field<&Circles::factor>("factor", "Radius of the inner circle; the outer one's is 1.",
                              {.fallback = "0.8", .least = 0, .most = 1}),
      field<&Circles::labels>("labels", "What the classes are called: [a, b]."),
      seed_field<&Circles::seed>()}});

}  // namespace lantern::circles_generator
