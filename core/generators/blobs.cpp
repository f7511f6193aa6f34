#include "core/generators/common.h"
#include "core/record/fail.h"

namespace lantern::blobs_generator {
namespace {

constexpr int kMostCenters = 26;  // one letter each

struct Blobs {
  int n_samples = 100;
  int centers = 3;
  double cluster_std = 1;
  std::vector<double> center_box{-10, 10};
  std::vector<std::string> labels;
  double seed = 0;
};

struct Center {
  double x, y;
};

std::vector<Center> draw_centers(const Blobs& in, Random& random, const RecordValue& record) {
  if (in.center_box.size() != 2 || !(in.center_box[0] < in.center_box[1])) {
    fail(record, "center_box", "center_box wants the two ends of a range, the lower one first",
         "write center_box: [-10, 10]");
  }
  std::vector<Center> centers;
  for (int i = 0; i < in.centers; ++i) {
    const double x = random.uniform(in.center_box[0], in.center_box[1]);
    const double y = random.uniform(in.center_box[0], in.center_box[1]);
    centers.push_back({x, y});
  }
  return centers;
}

Table make(const Blobs& in, const RecordValue& record) {
  Random random(seed_of(in.seed), "blobs");
  const std::vector<Center> centers = draw_centers(in, random, record);
  const int samples = in.n_samples;
  const int count = static_cast<int>(centers.size());
  LabelledPoints points;
  for (int c = 0; c < count; ++c) {
    const Center& center = centers[static_cast<size_t>(c)];
    const int members = samples / count + (c < samples % count ? 1 : 0);
    for (int i = 0; i < members; ++i) {
      const double x = random.normal(center.x, in.cluster_std);
      const double y = random.normal(center.y, in.cluster_std);
      points.add(x, y, c);
    }
  }
  return labelled_table(std::move(points), in.labels, centers.size(), record);
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = generator<Blobs, make, labelled_columns>(
    {"blobs",
     "Round clusters of points around random centers, as "
     "sklearn.datasets.make_blobs(n_features=2, shuffle=False) makes them. Columns: x, y, label.",
     {samples_field<&Blobs::n_samples>(
          "How many points, shared out equally; the first clusters get the rest.", 1),
      field<&Blobs::centers>(
          "centers", "How many clusters.",
          {.fallback = "3", .least = 1, .most = kMostCenters, .kind = FieldKind::count}),
      field<&Blobs::cluster_std>("cluster_std", "Standard deviation of each cluster in x and y.",
                                 {.fallback = "1", .least = 0}),
      field<&Blobs::center_box>("center_box", "The range of the centers' x and y.",
                                {.fallback = "[-10, 10]"}),
      field<&Blobs::labels>("labels", "What the clusters are called: [a, b, c]."),
      seed_field<&Blobs::seed>()}});

}  // namespace lantern::blobs_generator
