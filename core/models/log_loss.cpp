#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/models/binary_target.h"

namespace lantern::log_loss_model {
namespace {

struct LogLoss {
  TablePtr data;
  Column probability;
  Column target;
  std::optional<std::string> positive;
  double eps = 0;
};

struct Costs {
  std::vector<double> likelihood, loss;
};

struct Result {
  double loss = 0, total = 0;
  Extended<Costs> rows;
};

std::span<const double> probabilities(const LogLoss& in, const RecordValue& record) {
  const std::string name = name_of(*in.data, in.probability);
  if (in.probability.type() == ColumnType::text) {
    fail(record, "probability", fmt::format("column {} holds texts", in_quotes(name)));
  }
  const auto values = in.probability.numbers();
  for (size_t row = 0; row < values.size(); ++row) {
    if (values[row] >= 0 && values[row] <= 1) continue;  // false where it is missing
    fail(record, "probability",
         std::isnan(values[row])
             ? fmt::format("{}: column {} has no value here", place_of(*in.data, row, name),
                           in_quotes(name))
             : fmt::format("{}: {} is no probability", place_of(*in.data, row, name),
                           shortest(values[row])));
  }
  return values;
}

Result compute(const LogLoss& in, const RecordValue& record) {
  const std::span<const double> given = probabilities(in, record);
  const BinaryTarget target = read_binary_target(*in.data, in.target, in.positive, record);
  std::vector<double> likelihood(given.size()), loss(given.size());
  double total = 0;
  for (size_t i = 0; i < given.size(); ++i) {
    likelihood[i] = target.actual[i] ? given[i] : 1 - given[i];
    // Clipped before it is turned about, as scikit-learn does it.
    const double p = std::clamp(given[i], in.eps, 1 - in.eps);
    loss[i] = -portable::log(target.actual[i] ? p : 1 - p);
    total += loss[i];
  }
  return {total / double(given.size()), total, {in.data, {std::move(likelihood), std::move(loss)}}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<LogLoss, compute>(
    {"log_loss",
     "How surprised a probability is by what came true: −log(p) where the class is positive, "
     "−log(1 − p) where it is not (sklearn.metrics.log_loss).",
     {field<&LogLoss::data>("data", "The rows to judge.", {.required = true}),
      where_field("Takes only the rows for which it holds."),
      field<&LogLoss::probability>("probability", "That of the positive class, 0 to 1.",
                                   {.required = true}),
      field<&LogLoss::target>("target", "The true class.", {.required = true}),
      field<&LogLoss::positive>(
          "positive",
          "The value of the target that counts as positive; every other is negative. May be left "
          "out where the target is true/false or 1/0."),
      field<&LogLoss::eps>(
          "eps",
          "Probabilities are clipped to [eps, 1 − eps], so that no loss is infinite: 36.04 is the "
          "most there is.",
          {.fallback = "2.220446049250313e-16", .least = 0, .most = 0.5, .above = true})}},
    {output<&Result::loss>("loss", "The mean over the rows."),
     output<&Result::total>("total", "The sum over the rows."),
     output<&Result::rows>("rows", "The data, with what each row costs.",
                           {column<&Costs::likelihood>(
                                "likelihood", "The probability that was given to its true class."),
                            column<&Costs::loss>("loss", "−log(likelihood), after clipping.")},
                           {.extends = "data"})});

}  // namespace lantern::log_loss_model
