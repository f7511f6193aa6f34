#include "renderer/look/value_places.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "core/base/text.h"

namespace lantern {
namespace {

void sort_numbers(std::vector<std::string>& values) {
  const auto is_number = [](const std::string& value) { return parse_number(value).has_value(); };
  if (!std::all_of(values.begin(), values.end(), is_number)) return;
  std::stable_sort(values.begin(), values.end(), [](const std::string& a, const std::string& b) {
    return *parse_number(a) < *parse_number(b);
  });
}

/// Few whole numbers, which may be names of kinds.
bool are_few(std::span<const double> numbers) {
  std::set<double> seen;
  for (const double value : numbers) {
    if (!std::isfinite(value)) continue;
    if (value != std::floor(value)) return false;
    seen.insert(value);
    if (seen.size() > ValuePlaces::kMost) return false;
  }
  return true;
}

void add_column(const Column& column, ValuePlaces& out) {
  if (column.type() == ColumnType::text) out.add(column.dictionary());
  else if (are_few(column.numbers())) out.add(column.ordered());
}

bool tells_apart(const Field& field) {
  return field.kind == FieldKind::color || field.name == "shape" || field.name == "pattern";
}

void add_channels(const RecordValue& record, ValuePlaces& out) {
  for (size_t i = 0; i < record.values.size(); ++i) {
    if (const auto* nested = std::get_if<RecordValuePtr>(&record.values[i])) {
      if (*nested) add_channels(**nested, out);
      continue;
    }
    const auto* channel = std::get_if<TextChannel>(&record.values[i]);
    if (!channel || !channel->per_row() || !tells_apart(record.kind->fields[i])) continue;
    add_column(channel->column, out);
  }
}

}  // namespace

void ValuePlaces::join(size_t kind, size_t into) {
  for (std::string& value : kinds_[kind]) {
    known_[value] = into;
    kinds_[into].push_back(std::move(value));
  }
  kinds_[kind].clear();
}

void ValuePlaces::add(const std::vector<std::string>& values) {
  if (values.empty() || values.size() > kMost) return;
  size_t into = kinds_.size();
  for (const std::string& value : values) {
    const auto found = known_.find(value);
    if (found != known_.end()) into = std::min(into, found->second);
  }
  if (into == kinds_.size()) kinds_.emplace_back();
  bool more = false;
  for (const std::string& value : values) {
    const auto [found, fresh] = known_.emplace(value, into);
    more = more || fresh || found->second != into;
    if (fresh) kinds_[into].push_back(value);
    else if (found->second != into) join(found->second, into);
  }
  if (more) sort_numbers(kinds_[into]);
}

const std::vector<std::string>* ValuePlaces::kind_of(const std::vector<std::string>& values) const {
  const auto first = values.empty() ? known_.end() : known_.find(values.front());
  if (first == known_.end()) return nullptr;
  for (const std::string& value : values) {
    const auto found = known_.find(value);
    if (found == known_.end() || found->second != first->second) return nullptr;
  }
  return &kinds_[first->second];
}

ValuePlaces value_places(const Scene& scene) {
  ValuePlaces out;
  for (const auto& [name, table] : scene.data(0)) {
    for (const Column& column : table->columns()) {
      if (column.type() == ColumnType::text) out.add(column.dictionary());
    }
  }
  for (const Moment& moment : scene.moments()) {
    for (const ViewState& view : scene.snapshot(moment).views) {
      for (const MarkState& mark : view.marks) {
        if (mark.values) add_channels(*mark.values->fields, out);
      }
    }
  }
  return out;
}

}  // namespace lantern
