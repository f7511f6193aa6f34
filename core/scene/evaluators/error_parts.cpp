#include "core/scene/evaluators/error_parts.h"

#include <numeric>

#include <fmt/format.h>

#include "core/base/work.h"

namespace lantern::bias_variance_model {

double mean_of(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

ErrorParts parts_of(Numbers truth, const std::vector<Numbers>& fits, double noise) {
  spend(fits.size() * truth.size() * 4);
  ErrorParts out;
  const double count = double(fits.size());
  for (size_t i = 0; i < truth.size(); ++i) {
    double sum = 0, spread = 0;
    for (const Numbers& fit : fits) sum += fit[i];
    const double mean = sum / count;
    for (const Numbers& fit : fits) spread += (fit[i] - mean) * (fit[i] - mean);
    const double bias = mean - truth[i];
    out.mean.push_back(mean);
    out.bias2.push_back(bias * bias);
    out.variance.push_back(spread / count);
    out.noise.push_back(noise);
    out.error.push_back(out.bias2.back() + out.variance.back() + noise);
  }
  out.truth = std::move(truth);
  return out;
}

TablePtr table_of(const Table& grid, ErrorParts& parts) {
  Table out = grid;
  out = out.with("truth", Column::numbers(std::move(parts.truth)));
  out = out.with("mean", Column::numbers(std::move(parts.mean)));
  out = out.with("bias2", Column::numbers(std::move(parts.bias2)));
  out = out.with("variance", Column::numbers(std::move(parts.variance)));
  out = out.with("noise", Column::numbers(std::move(parts.noise)));
  out = out.with("error", Column::numbers(std::move(parts.error)));
  return std::make_shared<const Table>(std::move(out));
}

TablePtr table_of_fits(const Table& grid, const std::vector<Numbers>& fits) {
  const size_t rows = grid.rows();
  spend(fits.size() * rows * (40 + 10 * grid.columns().size()));
  Numbers number, said;
  std::vector<std::uint32_t> places;
  std::vector<std::string> keys;
  for (size_t fit = 0; fit < fits.size(); ++fit) {
    for (size_t i = 0; i < rows; ++i) {
      number.push_back(double(fit + 1));
      said.push_back(fits[fit][i]);
      places.push_back(static_cast<std::uint32_t>(i));
      keys.push_back(fmt::format("{}/{}", fit + 1, i + 1));
    }
  }
  std::vector<std::string> names{"fit"};
  std::vector<Column> columns{Column::numbers(std::move(number))};
  for (size_t i = 0; i < grid.columns().size(); ++i) {
    names.push_back(grid.names()[i]);
    columns.push_back(grid.columns()[i].select(places));
  }
  names.emplace_back("predicted");
  columns.push_back(Column::numbers(std::move(said)));
  return std::make_shared<const Table>("fit/row", Keys(std::move(keys)), std::move(names),
                                       std::move(columns));
}

TablePtr table_of_draws(const std::vector<Table>& draws, const std::vector<Numbers>& targets) {
  const std::vector<std::string>& features = draws.front().names();
  std::vector<Numbers> values(features.size());
  Numbers number, target;
  std::vector<std::string> keys;
  for (size_t draw = 0; draw < draws.size(); ++draw) {
    const size_t rows = targets[draw].size();
    spend(rows * (40 + 10 * features.size()));
    for (size_t i = 0; i < rows; ++i) keys.push_back(fmt::format("{}/{}", draw + 1, i + 1));
    number.insert(number.end(), rows, double(draw + 1));
    target.insert(target.end(), targets[draw].begin(), targets[draw].end());
    for (size_t f = 0; f < features.size(); ++f) {
      const auto column = draws[draw].columns()[f].numbers();
      values[f].insert(values[f].end(), column.begin(), column.end());
    }
  }
  std::vector<std::string> names{"fit"};
  names.insert(names.end(), features.begin(), features.end());
  names.emplace_back("target");
  std::vector<Column> columns{Column::numbers(std::move(number))};
  for (Numbers& one : values) columns.push_back(Column::numbers(std::move(one)));
  columns.push_back(Column::numbers(std::move(target)));
  return std::make_shared<const Table>("fit/row", Keys(std::move(keys)), std::move(names),
                                       std::move(columns));
}

}  // namespace lantern::bias_variance_model
