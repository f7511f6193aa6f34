#include <cmath>

#include <fmt/format.h>

#include "core/generators/common.h"
#include "core/record/fail.h"

namespace lantern::layers_generator {
namespace {

struct Layers {
  std::vector<double> sizes;
  double deviation = 1;
  double seed = 0;
};

constexpr size_t kMostLayers = 26;  // they have letters
constexpr double kMostEdges = 100000;

/// "a1": the first node of the first layer.
std::string name_of_node(size_t layer, size_t node) {
  return fmt::format("{}{}", char('a' + layer), node + 1);
}

std::vector<size_t> sizes_of(const Layers& in, const RecordValue& record) {
  std::vector<size_t> out;
  double edges = 0;
  for (const double size : in.sizes) {
    if (!(size >= 1) || size != std::floor(size)) {
      fail(record, "sizes", "a layer has a whole number of nodes, at least 1");
    }
    if (!out.empty()) edges += double(out.back()) * size;
    if (size > kMostEdges || edges > kMostEdges) {  // each node has an edge at least
      fail(record, "sizes", fmt::format("these layers have more than {} edges", kMostEdges));
    }
    out.push_back(size_t(size));
  }
  if (out.size() < 2 || out.size() > kMostLayers) {
    fail(record, "sizes",
         fmt::format("a network has 2 to {} layers, and this has {}", kMostLayers, out.size()),
         "sizes: [2, 3, 1]");
  }
  return out;
}

std::vector<ColumnDecl> columns() {
  return {{"source", ColumnType::text},
          {"target", ColumnType::text},
          {"layer", ColumnType::number},
          {"weight", ColumnType::number}};
}

/// Weights are normal, by the inverse root of how many come in (Glorot and Bengio 2010, LeCun
/// 1998).
Table make(const Layers& in, const RecordValue& record) {
  const std::vector<size_t> sizes = sizes_of(in, record);
  Random random(seed_of(in.seed), "layers");
  std::vector<std::string> names, sources, targets;
  std::vector<double> layers, weights;
  for (size_t layer = 0; layer + 1 < sizes.size(); ++layer) {
    const double deviation = in.deviation / std::sqrt(double(sizes[layer]));
    for (size_t from = 0; from < sizes[layer]; ++from) {
      for (size_t to = 0; to < sizes[layer + 1]; ++to) {
        sources.push_back(name_of_node(layer, from));
        targets.push_back(name_of_node(layer + 1, to));
        names.push_back(sources.back() + "/" + targets.back());
        layers.push_back(double(layer));
        weights.push_back(random.normal(0, deviation));
      }
    }
  }
  std::vector<Column> made;
  made.push_back(Column::texts(sources));
  made.push_back(Column::texts(targets));
  made.push_back(Column::numbers(std::move(layers)));
  made.push_back(Column::numbers(std::move(weights)));
  return Table("", Keys(std::move(names)), {"source", "target", "layer", "weight"},
               std::move(made));
}

}  // namespace

extern const GeneratorType kGenerator;
const GeneratorType kGenerator = generator<Layers, make, columns>(
    {"layers",
     "The edges of a network of layers, each node joined to all of the next layer, with random "
     "weights. Nodes are a1, a2 … of the first layer, b1 … of the second; the keys are a1/b1, … "
     "Columns: source, target, layer (of the source, from 0), weight.",
     {field<&Layers::sizes>("sizes", "How many nodes each layer has: [2, 3, 1].",
                            {.fallback = "[3, 4, 2]"}),
      field<&Layers::deviation>("deviation",
                                "Standard deviation of the weights, times the root of how many "
                                "nodes the layer before has.",
                                {.fallback = "1", .least = 0}),
      seed_field<&Layers::seed>()}});

}  // namespace lantern::layers_generator
