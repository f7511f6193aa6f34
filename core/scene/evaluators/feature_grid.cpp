#include "core/scene/evaluators/feature_grid.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/scene/evaluators/points.h"

namespace lantern::bias_variance_model {
namespace {

class GridReader {
 public:
  GridReader(const RecordSpec& spec, const std::vector<std::string>& features,
             GraphBuilder& builder)
      : spec_(spec), features_(features), builder_(builder) {}

  std::optional<std::vector<FeatureValues>> read() {
    std::vector<FeatureValues> out;
    if (features_.empty()) return wrong(spec_.at, "the model has no features to vary");
    const double points = features_.size() == 1 ? 101 : 21;
    for (const std::string& name : features_) {
      out.push_back({name, {}, std::nullopt, points_of(spec_["points"], name, points)});
    }
    const auto* over = spec_["over"].as<SpecMap>();
    for (size_t i = 0; over && i < over->entries.size(); ++i) {
      if (!read_entry(over->entries[i], out)) return std::nullopt;
    }
    double places = 1;
    for (const FeatureValues& one : out) {
      places *= one.values.empty() ? one.points : double(one.values.size());
    }
    if (places <= double(kMostPlaces)) return out;
    return wrong(spec_["points"].at,
                 fmt::format("this would compare fits at {} places; the limit is {}",
                             shortest(places), kMostPlaces));
  }

 private:
  bool read_entry(const SpecMap::Entry& entry, std::vector<FeatureValues>& out) {
    const auto found = std::find(features_.begin(), features_.end(), entry.key);
    if (found == features_.end()) {
      wrong(entry.key_at,
            fmt::format("{} is no feature of the model{}", in_quotes(entry.key),
                        did_you_mean(entry.key, features_)),
            fmt::format("it has {}", join_and(features_)));
      return false;
    }
    FeatureValues& feature = out[size_t(found - features_.begin())];
    if (const auto* range = entry.value.as<Range>()) {
      feature.range = *range;
      return true;
    }
    const auto* list = entry.value.as<SpecList>();
    for (size_t i = 0; list && i < list->size(); ++i) {
      const auto* quantity = (*list)[i].as<Quantity>();
      if (quantity) feature.values.push_back(quantity->value);
    }
    if (list && !list->empty() && feature.values.size() == list->size()) return true;
    wrong(entry.value.at, "fits are compared over a range such as 0..1, or a list of numbers");
    return false;
  }

  std::nullopt_t wrong(const Location& at, std::string message, std::string hint = "") {
    builder_.context().diagnostics.error("sample", at, std::move(message), std::move(hint));
    return std::nullopt;
  }

  const RecordSpec& spec_;
  const std::vector<std::string>& features_;
  GraphBuilder& builder_;
};

std::vector<double> values_of(const FeatureValues& feature, const Table& data) {
  if (!feature.values.empty()) return feature.values;
  const Range ends = ends_of(feature, data);
  std::vector<double> out;
  for (double i = 0; i < feature.points; ++i) out.push_back(ends.at(i, feature.points));
  return out;
}

}  // namespace

std::optional<std::vector<FeatureValues>> read_grid(const RecordSpec& spec,
                                                    const std::vector<std::string>& features,
                                                    GraphBuilder& builder) {
  return GridReader(spec, features, builder).read();
}

Range ends_of(const FeatureValues& feature, const Table& data) {
  if (feature.range) return *feature.range;
  const auto known = feature.values.empty() ? data.column(feature.feature).numbers()
                                            : std::span<const double>(feature.values);
  const auto [least, most] = std::minmax_element(known.begin(), known.end());
  return {*least, *most};
}

TablePtr grid_of(const std::vector<FeatureValues>& features, const Table& data) {
  std::vector<std::vector<double>> axes;
  std::vector<std::string> names;
  size_t rows = 1;
  for (const FeatureValues& one : features) {
    axes.push_back(values_of(one, data));
    names.push_back(one.feature);
    rows *= axes.back().size();
  }
  spend(rows * features.size() * 10);
  std::vector<Column> columns;
  size_t repeats = rows;
  for (const std::vector<double>& axis : axes) {
    repeats /= axis.size();
    std::vector<double> values(rows);
    for (size_t i = 0; i < rows; ++i) values[i] = axis[i / repeats % axis.size()];
    columns.push_back(Column::numbers(std::move(values)));
  }
  return std::make_shared<const Table>("", Keys::numbered(rows), std::move(names),
                                       std::move(columns));
}

}  // namespace lantern::bias_variance_model
