#include "core/models/neighbor_fields.h"
#include "core/models/regression_scores.h"

namespace lantern::k_neighbors_regressor_model {
namespace {

struct KNeighborsRegressor : NeighborFields {};

struct Result : RegressionScores {
  Later<NeighborColumns> neighbors;
  Extended<Estimates> rows;
};

struct Learnt {
  std::shared_ptr<const NearestRows> places;

  size_t bytes() const { return places->bytes(); }
};

Learnt learn(const KNeighborsRegressor& in, const RecordValue& record) {
  read_numeric_target(*in.data, in.target, record);
  return {places_of_rows(in, record)};
}

double weighted_mean(std::span<const NearestRows::Found> neighbors,
                     const std::vector<double>& weights, std::span<const double> values) {
  double sum = 0, all = 0;
  for (size_t i = 0; i < neighbors.size(); ++i) {
    sum += weights[i] * values[neighbors[i].row];
    all += weights[i];
  }
  return sum / all;
}

Result say(const KNeighborsRegressor& in, const RecordValue& record, const Learnt& learnt) {
  const auto neighbors = neighbors_of(in, *learnt.places, record);
  const TablePtr& table = in.asked();
  std::vector<double> said;
  for (size_t i = 0; i < table->rows(); ++i) {
    const auto own = neighbors->of(i);
    said.push_back(weighted_mean(own, weights_of(in, own), in.target.numbers()));
  }
  Result out;
  out.rows = {table, compared(*table, name_of(*in.data, in.target), std::move(said))};
  static_cast<RegressionScores&>(out) = regression_scores(out.rows.columns);
  out.neighbors = neighbor_table(in, neighbors);
  return out;
}

std::vector<OutputOf<Result>> outputs() {
  std::vector<OutputOf<Result>> out = score_outputs<Result>();
  out.push_back(neighbor_output<Result>());
  out.push_back(estimate_rows<Result>());
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = learnt_model<KNeighborsRegressor, learn, say>(
    {"k_neighbors_regressor",
     "The mean of the nearest rows, as sklearn.neighbors.KNeighborsRegressor; of equally near ones "
     "the earlier.",
     neighbor_fields<KNeighborsRegressor>("The number that it predicts.")},
    outputs());

}  // namespace lantern::k_neighbors_regressor_model
