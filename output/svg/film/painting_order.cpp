#include "output/svg/film/painting_order.h"

#include <map>
#include <set>

namespace lantern::svg {
namespace {

/// Topological order (Kahn 1962), of those that may come next the first in the list.
std::vector<size_t> painting_order(const std::vector<std::unique_ptr<Element>>& elements) {
  std::map<const Element*, size_t> places;
  for (size_t i = 0; i < elements.size(); ++i) places.emplace(elements[i].get(), i);
  std::vector<size_t> waiting(elements.size());  // for how many others
  std::vector<std::vector<size_t>> below(elements.size());
  std::set<size_t> left, free;
  for (size_t i = 0; i < elements.size(); ++i) {
    waiting[i] = elements[i]->above.size();
    for (const Element* above : elements[i]->above) below[places.at(above)].push_back(i);
    (waiting[i] == 0 ? free : left).insert(i);
  }
  std::vector<size_t> out;
  while (!free.empty() || !left.empty()) {
    std::set<size_t>& from = free.empty() ? left : free;  // a circle is cut at its first
    const size_t next = *from.begin();
    from.erase(from.begin());
    out.push_back(next);
    for (const size_t i : below[next]) {
      if (--waiting[i] == 0 && left.erase(i) > 0) free.insert(i);
    }
  }
  return out;
}

}  // namespace

void put_in_order(std::vector<std::unique_ptr<Element>>& elements) {
  std::vector<std::unique_ptr<Element>> sorted;
  for (const size_t place : painting_order(elements)) sorted.push_back(std::move(elements[place]));
  elements = std::move(sorted);
  for (const auto& element : elements) put_in_order(element->children);
}

}  // namespace lantern::svg
