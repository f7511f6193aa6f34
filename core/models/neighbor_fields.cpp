#include "core/models/neighbor_fields.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/models/class_data.h"

namespace lantern {

std::shared_ptr<const NearestRows> places_of_rows(const NeighborFields& in,
                                                  const RecordValue& record) {
  const size_t rows = in.data->rows();
  if (rows == 0) fail(record, "data", "there are no rows to learn from");
  if (size_t(in.n_neighbors) > rows) {
    fail(record, "n_neighbors",
         fmt::format("{} neighbors are asked, and there {} {} row{} to learn from", in.n_neighbors,
                     rows == 1 ? "is" : "are", rows, rows == 1 ? "" : "s"),
         fmt::format("ask for {} at most", rows));
  }
  spend(rows * (in.features.size() + 1) * 20);
  return std::make_shared<const NearestRows>(feature_matrix(*in.data, in.features, record), rows,
                                             in.features.size());
}

std::shared_ptr<const Neighbors> neighbors_of(const NeighborFields& in, const NearestRows& places,
                                              const RecordValue& record) {
  const Table& table = *in.asked();
  const bool other = in.predict && in.predict != in.data;
  const auto columns = other ? same_columns(*in.data, in.features, table, record) : in.features;
  const std::vector<double> values = feature_matrix(table, columns, record);
  auto out = std::make_shared<Neighbors>();
  out->each = size_t(in.n_neighbors);
  out->found.reserve(table.rows() * out->each);
  std::vector<NearestRows::Found> found;
  for (size_t i = 0; i < table.rows(); ++i) {
    spend(200 + (out->each + 40) * (columns.size() + 4));
    places.find({values.data() + i * columns.size(), columns.size()}, out->each, found);
    out->found.insert(out->found.end(), found.begin(), found.end());
  }
  return out;
}

std::vector<double> weights_of(const NeighborFields& in,
                               std::span<const NearestRows::Found> neighbors) {
  std::vector<double> out(neighbors.size(), 1);
  if (in.weights != "distance") return out;
  const bool touches = !neighbors.empty() && neighbors[0].squared == 0;
  for (size_t i = 0; i < out.size(); ++i) {
    const double squared = neighbors[i].squared;
    out[i] = touches ? double(squared == 0) : 1 / std::sqrt(squared);
  }
  return out;
}

Later<NeighborColumns> neighbor_table(const NeighborFields& in,
                                      const std::shared_ptr<const Neighbors>& neighbors) {
  const size_t bytes = 16 * neighbors->found.size() + 64;
  return {bytes, [neighbors, data = in.data, asked = in.asked()] {
            NeighborColumns out;
            for (size_t i = 0; i < asked->rows(); ++i) {
              const auto all = neighbors->of(i);
              for (size_t rank = 0; rank < all.size(); ++rank) {
                out.row.push_back(asked->keys()[i]);
                out.pair.push_back(fmt::format("{}/{}", out.row.back(), rank + 1));
                out.neighbor.push_back(data->keys()[all[rank].row]);
                out.distance.push_back(std::sqrt(all[rank].squared));
                out.rank.push_back(double(rank + 1));
              }
            }
            return out;
          }};
}

}  // namespace lantern
