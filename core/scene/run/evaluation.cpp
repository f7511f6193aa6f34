#include "core/scene/run/evaluation.h"

#include <algorithm>

#include "core/base/work.h"
#include "core/diagnostics/at_place.h"

namespace lantern {
namespace {

constexpr MemoDomain<Outputs> kNodes{"node"};
constexpr std::uint64_t kNode = 1000;  // steps of work, beside its own

bool grow(const Outputs& outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [](const Value& value) {
    const auto* table = std::get_if<TablePtr>(&value);
    return table && *table && (*table)->is_later();
  });
}

}  // namespace

const Value& Evaluation::output(NodeId node, int output) const {
  std::shared_ptr<const Outputs>& result = results_[static_cast<size_t>(node)];
  if (!result) {
    const Node& source = *graph_.nodes[static_cast<size_t>(node)];
    result = memo_.get(kNodes, key({static_cast<std::uint64_t>(node)}, source.leaves()), [&] {
      auto outputs = std::make_shared<const Outputs>(at_place(source.at(), [&] {
        spend(kNode);
        return of_instance(source.name(), [&] { return source.compute(*this); });
      }));
      const size_t bytes = bytes_of(*outputs);
      Memo::Result<Outputs> kept{outputs, bytes};
      if (grow(*outputs)) kept.weigh = [outputs] { return bytes_of(*outputs); };
      return kept;
    });
  }
  return (*result)[static_cast<size_t>(output)];
}

Key Evaluation::key(std::initializer_list<std::uint64_t> what,
                    const std::vector<LeafId>& leaves) const {
  Hasher hasher;
  for (const std::uint64_t part : what) hasher.add(part);
  for (const LeafId id : leaves) {
    const LeafValue& value = leaf(id);
    if (const auto* number = std::get_if<double>(&value)) hasher.add(*number);
    else hasher.add(std::string_view(std::get<std::string>(value)));
  }
  return hasher.finish();
}

size_t bytes_of(const Outputs& outputs) {
  size_t bytes = 64;
  for (const Value& value : outputs) {
    bytes += sizeof(Value);
    if (const auto* table = std::get_if<TablePtr>(&value); table && *table)
      bytes += (*table)->bytes();
    if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
  }
  return bytes;
}

}  // namespace lantern
