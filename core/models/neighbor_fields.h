#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/models/nearest_rows.h"

namespace lantern {

/// What both models of nearest neighbors are given.
struct NeighborFields {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  int n_neighbors = 5;
  std::string weights;
  TablePtr predict;

  const TablePtr& asked() const { return predict ? predict : data; }
};

template <class In>
std::vector<Field> neighbor_fields(std::string_view target) {
  return {
      field<&NeighborFields::data, In>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&NeighborFields::features, In>(
          "features", "The columns that make distances, as they are: [x, y].", {.required = true}),
      field<&NeighborFields::target, In>("target", target, {.required = true}),
      field<&NeighborFields::n_neighbors, In>("n_neighbors", "How many neighbors are asked.",
                                              {.fallback = "5", .least = 1}),
      field<&NeighborFields::weights, In>(
          "weights",
          "Whether all count alike, or by 1/distance (those at no distance, if any, alone).",
          {.fallback = "uniform", .choices = {"uniform", "distance"}}),
      field<&NeighborFields::predict, In>(
          "predict", "The rows to predict, others than those it learned from; `data` if absent.")};
}

/// The neighbors of rows, the nearest first, so many a row.
struct Neighbors {
  size_t each = 0;
  std::vector<NearestRows::Found> found;

  std::span<const NearestRows::Found> of(size_t row) const {
    return {found.data() + row * each, each};
  }
};

/// The rows to learn from as places. Fails at "n_neighbors" where there are fewer than are asked.
std::shared_ptr<const NearestRows> places_of_rows(const NeighborFields& in,
                                                  const RecordValue& record);

std::shared_ptr<const Neighbors> neighbors_of(const NeighborFields& in, const NearestRows& places,
                                              const RecordValue& record);

/// By `weights`, in the order of the neighbors.
std::vector<double> weights_of(const NeighborFields& in,
                               std::span<const NearestRows::Found> neighbors);

/// An output: the neighbors of each predicted row.
struct NeighborColumns {
  std::vector<std::string> pair, row, neighbor;
  std::vector<double> distance, rank;
};

Later<NeighborColumns> neighbor_table(const NeighborFields& in,
                                      const std::shared_ptr<const Neighbors>& neighbors);

template <class Result>
OutputOf<Result> neighbor_output() {
  return output<&Result::neighbors>(
      "neighbors", "The neighbors of each predicted row, the nearest first.",
      {column<&NeighborColumns::pair>("pair", "Its key: row/rank."),
       column<&NeighborColumns::row>("row", "The key of the predicted row."),
       column<&NeighborColumns::neighbor>("neighbor", "The key of a row of `data`."),
       column<&NeighborColumns::distance>("distance", "How far it is, in the features' units."),
       column<&NeighborColumns::rank>("rank", "1 for the nearest.")},
      {.key = "pair"});
}

}  // namespace lantern
