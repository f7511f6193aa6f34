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

  size_t bytes() const { return 8 * (data.samples.values.size() + 3 * means.size()); }
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

/// The largest variance of a feature over all rows: what smoothing is a part of.
double largest_variance(const ClassSamples& samples) {
  double out = 0;
  const size_t rows = samples.target.size();
  for (size_t j = 0; j < samples.features; ++j) {
    double mean = 0, squares = 0;
    for (size_t i = 0; i < rows; ++i) mean += samples.at(i, j) / double(rows);
    for (size_t i = 0; i < rows; ++i)
      squares += (samples.at(i, j) - mean) * (samples.at(i, j) - mean);
    out = std::max(out, squares / double(rows));
  }
  return out;
}

void fit_normals(const ClassSamples& samples, double smoothing, Learnt& out) {
  const size_t features = samples.features;
  out.counts.assign(samples.classes, 0);
  out.means.assign(samples.classes * features, 0);
  out.variances = out.means;
  for (const int one : samples.target) out.counts[size_t(one)] += 1;
  for (size_t i = 0; i < samples.target.size(); ++i) {
    const size_t c = size_t(samples.target[i]);
    for (size_t j = 0; j < features; ++j) {
      out.means[c * features + j] += samples.at(i, j) / out.counts[c];
    }
  }
  for (size_t i = 0; i < samples.target.size(); ++i) {
    const size_t c = size_t(samples.target[i]);
    for (size_t j = 0; j < features; ++j) {
      const double miss = samples.at(i, j) - out.means[c * features + j];
      out.variances[c * features + j] += miss * miss / out.counts[c];
    }
  }
  for (double& one : out.variances) one += smoothing;
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
  return out;
}

/// Bayes' rule, in logarithms.
void probabilities_of(const Learnt& learnt, std::span<const double> row, std::vector<double>& out) {
  const size_t features = learnt.data.samples.features;
  const double rows = double(learnt.data.samples.target.size());
  for (size_t c = 0; c < out.size(); ++c) {
    double log = portable::log(learnt.counts[c] / rows);
    for (size_t j = 0; j < features; ++j) {
      const double variance = learnt.variances[c * features + j];
      const double miss = row[j] - learnt.means[c * features + j];
      log -= (portable::log(2 * std::numbers::pi * variance) + miss * miss / variance) / 2;
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
