#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/random.h"
#include "core/generators/generator.h"

namespace lantern {

constexpr int kMostSamples = 1'000'000;

/// Describes a generator by a struct of its fields, a function of that struct and its columns.
template <class In, Table (*Function)(const In&, const RecordValue&),
          std::vector<ColumnDecl> (*Columns)()>
GeneratorType generator(Kind kind) {
  return {std::move(kind), [](const RecordValue&) { return Columns(); },
          [](const RecordValue& record) { return Function(bind<In>(record), record); }};
}

/// Points with a class each, being made.
struct LabelledPoints {
  std::vector<double> x, y;
  std::vector<std::int32_t> classes;

  void add(double px, double py, std::int32_t point_class);
};

/// x, y, label
std::vector<ColumnDecl> labelled_columns();
/// x, y
std::vector<ColumnDecl> plain_columns();

/// A table of x, y and label. `labels` names the classes; empty: a, b, c … Fails at the field
/// `labels` where there are fewer names than `classes`.
Table labelled_table(LabelledPoints points, const std::vector<std::string>& labels, size_t classes,
                     const RecordValue& record);

/// A table of x and y.
Table plain_table(std::vector<double> x, std::vector<double> y);

/// Adds normal noise to every coordinate, point by point, x before y.
void add_noise(LabelledPoints& points, double deviation, Random& random);

/// Fails at the field `x` where the range is not two ascending numbers.
void check_range(const std::vector<double>& range, const RecordValue& record);

/// `count` numbers, uniform between the two ends of `range`. Fails at the field `x` where the range
/// is not two ascending numbers.
std::vector<double> uniform_between(const std::vector<double>& range, int count, Random& random,
                                    const RecordValue& record);

/// Whole numbers are exact in the script's doubles up to here.
constexpr double kMostSeed = 9007199254740991;
inline std::uint64_t seed_of(double seed) {
  return static_cast<std::uint64_t>(seed);
}

// ---- fields that generators share

template <auto Member>
Field samples_field(std::string_view doc, double least) {
  return field<Member>("n_samples", doc, {.fallback = "100", .least = least, .most = kMostSamples});
}

template <auto Member>
Field noise_field(std::string_view doc) {
  return field<Member>("noise", doc, {.fallback = "0", .least = 0});
}

template <auto Member>
Field seed_field() {
  return field<Member>("seed", "What the random numbers start from: another seed, other numbers.",
                       {.fallback = "0", .least = 0, .most = kMostSeed, .kind = FieldKind::count});
}

}  // namespace lantern
