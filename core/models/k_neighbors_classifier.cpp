#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/models/class_data.h"
#include "core/models/neighbor_fields.h"

namespace lantern::k_neighbors_classifier_model {
namespace {

struct KNeighborsClassifier : NeighborFields {
  std::optional<std::string> positive;
};

struct Predicted {
  std::vector<double> probability;
  Words predicted;
  Truths right;
};

struct Result {
  double accuracy = std::nan("");
  Later<NeighborColumns> neighbors;
  Extended<Predicted> rows;
};

struct Learnt {
  std::shared_ptr<const NearestRows> places;
  std::vector<int> target;  ///< of each row, a place in `classes`
  std::shared_ptr<const std::vector<std::string>> classes;
  /// The class whose probability is told; −1: the one that is predicted.
  int positive = -1;

  size_t bytes() const { return places->bytes() + 4 * target.size(); }
};

/// Without a word, of two classes the second, as the last column of scikit-learn's probabilities.
int positive_among(const std::vector<std::string>& classes, const KNeighborsClassifier& in,
                   const RecordValue& record) {
  if (!in.positive) return classes.size() == 2 ? 1 : -1;
  const auto found = std::find(classes.begin(), classes.end(), *in.positive);
  if (found != classes.end()) return int(found - classes.begin());
  fail(record, "positive",
       fmt::format("column {} has no value {}{}", in_quotes(name_of(*in.data, in.target)),
                   in_quotes(*in.positive), did_you_mean(*in.positive, classes)),
       fmt::format("it has {}", join_and(classes)));
}

Learnt learn(const KNeighborsClassifier& in, const RecordValue& record) {
  Learnt out{places_of_rows(in, record), {}, {}, -1};
  ClassData data = read_class_data(*in.data, in.features, in.target, record);
  out.target = std::move(data.samples.target);
  out.positive = positive_among(data.classes, in, record);
  out.classes = std::make_shared<const std::vector<std::string>>(std::move(data.classes));
  return out;
}

/// The part of the votes of each class.
std::vector<double> shares_of(const KNeighborsClassifier& in, const Learnt& learnt,
                              std::span<const NearestRows::Found> neighbors) {
  const std::vector<double> weights = weights_of(in, neighbors);
  std::vector<double> out(learnt.classes->size(), 0);
  double all = 0;
  for (size_t i = 0; i < neighbors.size(); ++i) {
    out[size_t(learnt.target[neighbors[i].row])] += weights[i];
    all += weights[i];
  }
  for (double& share : out) share /= all;
  return out;
}

Predicted predicted_by(const KNeighborsClassifier& in, const Learnt& learnt,
                       const Neighbors& neighbors, size_t rows) {
  Predicted out;
  std::vector<std::int32_t> codes;
  for (size_t i = 0; i < rows; ++i) {
    const std::vector<double> shares = shares_of(in, learnt, neighbors.of(i));
    const auto most = std::max_element(shares.begin(), shares.end()) - shares.begin();
    codes.push_back(std::int32_t(most));
    out.probability.push_back(shares[size_t(learnt.positive < 0 ? int(most) : learnt.positive)]);
  }
  out.predicted = {std::move(codes), learnt.classes};
  return out;
}

/// Fills in what is right, and gives the part that is.
double judge(const KNeighborsClassifier& in, const Table& table, Predicted& said) {
  const auto known = table.find(name_of(*in.data, in.target));
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    const bool missing = !known || table.columns()[*known].missing(i);
    const std::string& word = (*said.predicted.words)[size_t(said.predicted.codes[i])];
    const bool hit = !missing && table.columns()[*known].text(i) == word;
    said.right.values.push_back(missing ? std::nan("") : double(hit));
    hits += hit;
    judged += !missing;
  }
  return judged > 0 ? hits / judged : std::nan("");
}

Result say(const KNeighborsClassifier& in, const RecordValue& record, const Learnt& learnt) {
  const auto neighbors = neighbors_of(in, *learnt.places, record);
  const TablePtr& table = in.asked();
  Predicted said = predicted_by(in, learnt, *neighbors, table->rows());
  Result out;
  out.accuracy = judge(in, *table, said);
  out.neighbors = neighbor_table(in, neighbors);
  out.rows = {table, std::move(said)};
  return out;
}

std::vector<Field> fields() {
  auto out = neighbor_fields<KNeighborsClassifier>("The true class.");
  out.push_back(field<&KNeighborsClassifier::positive>(
      "positive",
      "The class whose probability is told; without it, of two classes the second (sorted), of "
      "more the one that is predicted."));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = learnt_model<KNeighborsClassifier, learn, say>(
    {"k_neighbors_classifier",
     "The class that most of the nearest rows have, as sklearn.neighbors.KNeighborsClassifier; of "
     "classes with as many the first (sorted), of equally near rows the earlier.",
     fields()},
    {output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     neighbor_output<Result>(),
     output<&Result::rows>(
         "rows", "The predicted rows.",
         {column<&Predicted::probability>("probability",
                                          "The part of the votes that the positive class has."),
          column<&Predicted::predicted>("predicted", "The class with the most votes."),
          column<&Predicted::right>("right", "Whether that is the target.")},
         {.extends = "predict"})});

}  // namespace lantern::k_neighbors_classifier_model
