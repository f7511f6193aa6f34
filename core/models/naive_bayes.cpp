#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/models/class_probabilities.h"

namespace lantern::naive_bayes_model {
namespace {

struct NaiveBayes {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  std::optional<std::string> positive;
  double var_smoothing = 1e-9;
  TablePtr predict;
};

/// One normal distribution for each class and feature.
struct Learnt {
  ClassData data;
  std::vector<double> counts;            // by class
  std::vector<double> means, variances;  // classes × features
  std::vector<double> priors, widths;    // logarithms: of shares, and of 2π variance

  size_t bytes() const { return 8 * (data.samples.values.size() + 4 * means.size()); }
};

struct Classes {
  std::vector<std::string> name;
  std::vector<double> count, prior;
};

struct Normals {
  std::vector<std::string> normal, name, feature;
  std::vector<double> mean, variance, deviation;
};

struct Result {
  Classes classes;
  Normals normals;
  double accuracy = 0, loss = 0;
  Extended<ProbableClasses> rows;
};

/// Means and variances by class and feature, one after the other.
struct Moments {
  std::vector<double> means, variances;
};

/// Of groups of rows. A second pass takes from the means what rounding has left in the first: what
/// is constant does not vary.
Moments moments_of(const ClassSamples& samples, const std::vector<int>& group,
                   const std::vector<double>& counts) {
  const size_t features = samples.features, rows = group.size();
  Moments out{std::vector<double>(counts.size() * features, 0), {}};
  const auto mean_over = [&](const auto& what) {
    std::vector<double> sums(out.means.size(), 0);
    for (size_t i = 0; i < rows; ++i) {
      const size_t first = size_t(group[i]) * features;
      const double* row = samples.values.data() + i * features;
      for (size_t j = 0; j < features; ++j) sums[first + j] += what(row[j] - out.means[first + j]);
    }
    for (size_t k = 0; k < sums.size(); ++k) sums[k] /= counts[k / features];
    return sums;
  };
  for (int pass = 0; pass < 2; ++pass) {
    const auto more = mean_over([](double miss) { return miss; });
    for (size_t k = 0; k < more.size(); ++k) out.means[k] += more[k];
  }
  out.variances = mean_over([](double miss) { return miss * miss; });
  return out;
}

/// The largest variance of a feature over all rows: what smoothing is a part of.
double largest_variance(const ClassSamples& samples) {
  const size_t rows = samples.target.size();
  const auto all = moments_of(samples, std::vector<int>(rows, 0), {double(rows)});
  double out = 0;
  for (const double variance : all.variances) out = std::max(out, variance);
  return out;
}

void fit_normals(const ClassSamples& samples, double smoothing, Learnt& out) {
  out.counts.assign(samples.classes, 0);
  for (const int one : samples.target) out.counts[size_t(one)] += 1;
  Moments found = moments_of(samples, samples.target, out.counts);
  out.means = std::move(found.means);
  out.variances = std::move(found.variances);
  for (double& one : out.variances) one += smoothing;
}

void note_logarithms(Learnt& out) {
  const double rows = double(out.data.samples.target.size());
  for (const double count : out.counts) out.priors.push_back(portable::log(count / rows));
  for (const double variance : out.variances) {
    out.widths.push_back(portable::log(2 * std::numbers::pi * variance));
  }
}

Learnt learn(const NaiveBayes& in, const RecordValue& record) {
  Learnt out;
  out.data = read_class_data(*in.data, in.features, in.target, record);
  const ClassSamples& samples = out.data.samples;
  spend(30 * samples.values.size());
  fit_normals(samples, in.var_smoothing * largest_variance(samples), out);
  for (size_t k = 0; k < out.variances.size(); ++k) {
    if (out.variances[k] > 0) continue;
    fail(record, "features",
         fmt::format("column {} does not vary, and nor does any other",
                     in_quotes(out.data.features[k % samples.features])),
         "leave it out: a normal distribution has a width");
  }
  note_logarithms(out);
  return out;
}

/// Bayes' rule, in logarithms.
void probabilities_of(const Learnt& learnt, std::span<const double> row, std::vector<double>& out) {
  const size_t features = learnt.data.samples.features;
  for (size_t c = 0; c < out.size(); ++c) {
    double log = learnt.priors[c];
    for (size_t j = 0; j < features; ++j) {
      const size_t at = c * features + j;
      const double miss = row[j] - learnt.means[at];
      log -= (learnt.widths[at] + miss * miss / learnt.variances[at]) / 2;
    }
    out[c] = log;
  }
  const double most = *std::max_element(out.begin(), out.end());
  double sum = 0;
  for (double& one : out) sum += one = portable::exp(one - most);
  for (double& one : out) one /= sum;
}

void add_tables(const Learnt& learnt, Result& out) {
  const ClassData& data = learnt.data;
  out.classes.name = data.classes;
  out.classes.count = learnt.counts;
  for (size_t c = 0; c < data.classes.size(); ++c) {
    out.classes.prior.push_back(learnt.counts[c] / double(data.samples.target.size()));
    for (size_t j = 0; j < data.features.size(); ++j) {
      const size_t at = c * data.features.size() + j;
      out.normals.normal.push_back(data.classes[c] + "/" + data.features[j]);
      out.normals.name.push_back(data.classes[c]);
      out.normals.feature.push_back(data.features[j]);
      out.normals.mean.push_back(learnt.means[at]);
      out.normals.variance.push_back(learnt.variances[at]);
      out.normals.deviation.push_back(std::sqrt(learnt.variances[at]));
    }
  }
}

Result say(const NaiveBayes& in, const RecordValue& record, const Learnt& learnt) {
  const TablePtr& table = in.predict ? in.predict : in.data;
  const auto columns =
      in.predict ? same_columns(*in.data, in.features, *table, record) : in.features;
  const std::vector<double> values = feature_matrix(*table, columns, record);
  const std::vector<std::string>& classes = learnt.data.classes;
  ClassVerdicts verdicts(*table, name_of(*in.data, in.target), classes,
                         place_of_positive(in.positive, classes, record));
  spend(table->rows() * classes.size() * (50 + 60 * columns.size()));
  std::vector<double> probabilities(classes.size());
  for (size_t i = 0; i < table->rows(); ++i) {
    probabilities_of(learnt, {values.data() + i * columns.size(), columns.size()}, probabilities);
    verdicts.add(probabilities);
  }
  Result out;
  add_tables(learnt, out);
  out.accuracy = verdicts.accuracy();
  out.loss = verdicts.loss();
  out.rows = {table, verdicts.take()};
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = learnt_model<NaiveBayes, learn, say>(
    {"naive_bayes",
     "Each class as normal distributions, one a feature, taken to be independent; Bayes' rule says "
     "which is most likely (as sklearn.naive_bayes.GaussianNB).",
     {field<&NaiveBayes::data>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&NaiveBayes::features>("features", "The columns it sees.", {.required = true}),
      field<&NaiveBayes::target>("target", "The true class.", {.required = true}),
      field<&NaiveBayes::positive>(
          "positive", "The class whose `probability` is told; the most likely one if absent."),
      field<&NaiveBayes::var_smoothing>(
          "var_smoothing", "Which part of the largest variance is added to all of them.",
          {.fallback = "1e-9", .least = 0}),
      field<&NaiveBayes::predict>(
          "predict", "The rows to predict, others than those it learned from; `data` if absent.")}},
    {output<&Result::classes>("classes", "One row a class, which is its key.",
                              {column<&Classes::name>("class", "Its name."),
                               column<&Classes::count>("count", "Its rows."),
                               column<&Classes::prior>("prior", "Their part of all.")},
                              {.key = "class"}),
     output<&Result::normals>(
         "normals", "One row a class and feature.",
         {column<&Normals::normal>("normal", "Its key: class/feature."),
          column<&Normals::name>("class", "The class."),
          column<&Normals::feature>("feature", "The column."),
          column<&Normals::mean>("mean", "Of the feature in the class."),
          column<&Normals::variance>("variance", "Likewise, with what smooths it."),
          column<&Normals::deviation>("deviation", "Its root.")},
         {.key = "normal"}),
     output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     output<&Result::loss>("loss", "Their mean log loss."),
     output<&Result::rows>("rows", "The predicted rows.", probable_columns(),
                           {.extends = "predict"})});

}  // namespace lantern::naive_bayes_model
