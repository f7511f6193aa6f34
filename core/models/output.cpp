#include "core/models/output.h"

namespace lantern {
namespace {

Keys keys_of(const Column& column) {
  std::vector<std::string> names;
  names.reserve(column.size());
  for (size_t row = 0; row < column.size(); ++row) names.push_back(column.text(row));
  return Keys(std::move(names));
}

}  // namespace

TablePtr make_table(const OutputDecl& decl, void* columns) {
  std::vector<std::string> names;
  std::vector<Column> values;
  Keys keys;
  for (const ColumnDoc& column : decl.columns) {
    names.emplace_back(column.name);
    values.push_back(column.take(columns));
    if (column.name == decl.key) keys = keys_of(values.back());
  }
  if (decl.key.empty()) keys = Keys::numbered(values.front().size());
  return std::make_shared<const Table>(std::string(decl.key), std::move(keys), std::move(names),
                                       std::move(values));
}

TablePtr extend_table(const OutputDecl& decl, const Table& base, void* columns) {
  Table out = base;
  for (const ColumnDoc& column : decl.columns) {
    out = out.with(std::string(column.name), column.take(columns));
  }
  return std::make_shared<const Table>(std::move(out));
}

Outputs take_outputs(const std::vector<OutputDecl>& decls, void* result) {
  Outputs out;
  for (const OutputDecl& decl : decls) out.push_back(decl.take(result, decl));
  return out;
}

}  // namespace lantern
