#include "renderer/marks/layered_graph.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace lantern {
namespace {

/// Layers by taking away, again and again, the nodes that nothing leads to (Kahn 1962).
void find_layers(LayeredGraph& graph) {
  const size_t count = graph.nodes.size();
  std::vector<std::vector<size_t>> after(count);
  std::vector<size_t> waiting(count, 0), ready;
  for (const LayeredGraph::Edge& edge : graph.edges) {
    after[edge.from].push_back(edge.to);
    ++waiting[edge.to];
  }
  for (size_t i = 0; i < count; ++i) {
    if (waiting[i] == 0) ready.push_back(i);
  }
  graph.layer.assign(count, 0);
  for (size_t done = 0; done < ready.size(); ++done) {
    const size_t node = ready[done];
    for (const size_t next : after[node]) {
      graph.layer[next] = std::max(graph.layer[next], graph.layer[node] + 1);
      if (--waiting[next] == 0) ready.push_back(next);
    }
  }
  const auto left = std::find_if(waiting.begin(), waiting.end(), [](size_t n) { return n > 0; });
  if (left != waiting.end()) graph.in_circle = int(left - waiting.begin());
}

}  // namespace

size_t LayeredGraph::layers() const {
  return layer.empty() ? 0 : *std::max_element(layer.begin(), layer.end()) + 1;
}

std::vector<size_t> LayeredGraph::sizes() const {
  std::vector<size_t> out(layers(), 0);
  for (const size_t one : layer) ++out[one];
  return out;
}

LayeredGraph layered_graph(const std::vector<std::string>& sources,
                           const std::vector<std::string>& targets) {
  LayeredGraph out;
  std::unordered_map<std::string, size_t> known;
  const auto node = [&](const std::string& name) {
    const auto [place, fresh] = known.emplace(name, out.nodes.size());
    if (fresh) out.nodes.push_back(name);
    return place->second;
  };
  for (size_t i = 0; i < sources.size(); ++i) {
    const size_t from = node(sources[i]);
    out.edges.push_back({from, node(targets[i])});
  }
  find_layers(out);
  return out;
}

LayeredGraph full_graph(const std::vector<size_t>& sizes) {
  LayeredGraph out;
  for (size_t layer = 0, before = 0; layer < sizes.size(); ++layer) {
    const size_t first = out.nodes.size();
    for (size_t i = 0; i < sizes[layer]; ++i) {
      out.nodes.push_back(fmt::format("{}{}", char('a' + layer), i + 1));
      out.layer.push_back(layer);
    }
    for (size_t from = before; from < first; ++from) {
      for (size_t to = first; to < out.nodes.size(); ++to) out.edges.push_back({from, to});
    }
    before = first;
  }
  return out;
}

std::vector<Point> graph_places(const LayeredGraph& graph, const Box& box, bool down, double most) {
  const std::vector<size_t> sizes = graph.sizes();
  const double wide = down ? box.width() : box.height(), deep = down ? box.height() : box.width();
  const size_t largest = sizes.empty() ? 1 : *std::max_element(sizes.begin(), sizes.end());
  const double step = largest > 1 ? std::min(most, wide / double(largest - 1)) : 0;
  const double level = sizes.size() > 1 ? deep / double(sizes.size() - 1) : 0;
  std::vector<size_t> placed(sizes.size(), 0);
  std::vector<Point> out;
  for (const size_t layer : graph.layer) {
    const double aside = (double(placed[layer]++) - double(sizes[layer] - 1) / 2) * step;
    const double ahead = sizes.size() > 1 ? double(layer) * level : deep / 2;
    out.push_back(down ? Point{box.center().x + aside, box.y0 + ahead}
                       : Point{box.x0 + ahead, box.center().y + aside});
  }
  return out;
}

}  // namespace lantern
