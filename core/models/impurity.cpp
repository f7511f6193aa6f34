#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/models/class_data.h"

namespace lantern::impurity_model {
namespace {

struct Impurity {
  TablePtr data;
  std::optional<Column> target;
  std::vector<double> counts;
  std::vector<std::string> classes;
};

struct Classes {
  std::vector<std::string> name;
  std::vector<double> count, share, bits;
};

struct Result {
  double entropy = 0, gini = 0, error = 0, count = 0;
  Classes rows;
};

/// What the script says of each class.
Classes given_counts(const Impurity& in, const RecordValue& record) {
  if (!in.classes.empty() && in.classes.size() != in.counts.size()) {
    fail(record, "classes",
         fmt::format("{} counts, but {} classes are named", in.counts.size(), in.classes.size()));
  }
  Classes out;
  for (size_t i = 0; i < in.counts.size(); ++i) {
    if (!(in.counts[i] >= 0) || std::isinf(in.counts[i])) {
      fail(record, "counts", fmt::format("{} is no number of rows", shortest(in.counts[i])));
    }
    out.name.push_back(in.classes.empty() ? std::to_string(i + 1) : in.classes[i]);
    out.count.push_back(in.counts[i]);
  }
  return out;
}

Classes counted(const Impurity& in, const RecordValue& record) {
  if (!in.target) fail(record, "target", "which column has the classes?");
  Classes out;
  if (in.data->rows() == 0) return out;
  const ClassData data = read_class_data(*in.data, {}, *in.target, record);
  out.name = data.classes;
  out.count.assign(data.classes.size(), 0);
  for (const int one : data.samples.target) out.count[size_t(one)] += 1;
  return out;
}

/// The sum runs over what each class adds, so that it is what the table shows.
void measure(Result& out) {
  Classes& rows = out.rows;
  for (const double count : rows.count) out.count += count;
  double squares = 0, most = 0;
  for (const double count : rows.count) {
    const double share = out.count > 0 ? count / out.count : 0;
    rows.share.push_back(share);
    rows.bits.push_back(count > 0 ? share * -portable::log2(share) : 0);
    out.entropy += rows.bits.back();
    squares += count * count;
    most = std::max(most, count);
  }
  if (out.count == 0) return;
  out.gini = (out.count * out.count - squares) / (out.count * out.count);
  out.error = (out.count - most) / out.count;
}

Result compute(const Impurity& in, const RecordValue& record) {
  Result out;
  out.rows = in.data ? counted(in, record) : given_counts(in, record);
  measure(out);
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<Impurity, compute>(
    {"impurity",
     "How mixed the classes of rows are: their entropy in bits (Shannon, 1948) and Gini impurity; "
     "0 where all are of one class, and of no rows.",
     {field<&Impurity::data>("data", "The rows.", {.required = true, .unless = "counts"}),
      where_field("Takes only the rows for which it holds."),
      field<&Impurity::target>("target", "The true class.", {.required = true, .unless = "counts"}),
      field<&Impurity::counts>(
          "counts", "Instead of rows, how many there are of each class: [12, =cherries]."),
      field<&Impurity::classes>("classes", "What the classes of `counts` are called.")}},
    {output<&Result::entropy>("entropy", "In bits: −Σ share · log₂(share)."),
     output<&Result::gini>("gini", "1 − Σ share²"),
     output<&Result::error>("error", "What is wrong where all are taken for the largest class."),
     output<&Result::count>("count", "How many rows there are."),
     output<&Result::rows>("rows", "One row a class, which is its key.",
                           {column<&Classes::name>("class", "Its name."),
                            column<&Classes::count>("count", "Its rows."),
                            column<&Classes::share>("share", "Their part of all."),
                            column<&Classes::bits>("bits", "What it adds to the entropy.")},
                           {.key = "class"})});

}  // namespace lantern::impurity_model
