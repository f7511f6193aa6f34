#include "tests/support/example_marks.h"

#include <optional>

#include <fmt/format.h>

#include "renderer/layouts/layout.h"

namespace lantern::test {
namespace {

std::optional<std::string> sample_for(const Field& field) {
  switch (field.kind) {
    case FieldKind::live_text:
      return "hi";
    case FieldKind::tex:
      return "x";
    case FieldKind::glyph:
      return "cat";
    case FieldKind::category:
      return "above";
    case FieldKind::columns:
      return "[x, y]";
    case FieldKind::texts:
      return "[sky, coral]";
    case FieldKind::mark:
      return "q";
    case FieldKind::picture:
      return "square.svg";
    case FieldKind::channel:
      return "x";
    case FieldKind::number:
      return "1";
    default:
      return std::nullopt;
  }
}

/// Columns whose places lie inside of the axes, one for each channel.
std::string place_for(const Field& field) {
  const std::string axis = field.axis == AxisName::x ? "x" : "y";
  return field.name.ends_with("2") ? fmt::format("={} + 0.5", axis) : axis;
}

}  // namespace

Written example_of(const Kind& kind) {
  Written out;
  if (kind.find("data") >= 0) out["data"] = "pts";
  for (const Field& field : kind.fields) {
    const bool place = field.kind == FieldKind::channel && field.axis != AxisName::none;
    if (place) out[std::string(field.name)] = place_for(field);
    else if (const auto sample = sample_for(field); field.required && sample) {
      out[std::string(field.name)] = *sample;
    }
  }
  // What is drawn around rows of another mark alone.
  if (kind.name == "hull") out["at"] = "q";
  // What has no rows, and marks of its own.
  if (kind.name == "group") {
    out["x"] = out["y"] = "3";
    out["marks"] = "{in: {dot: {x: 0, y: 0}}}";
  }
  // What can be made of several things, and wants one of them.
  if (kind.name == "field") out["value"] = "x";
  if (kind.name == "network") {
    out["from"] = "above";
    out["to"] = "id";
  }
  return out;
}

std::string mark_text(const Kind& kind, const Written& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", name,
                       value.starts_with('=') ? '"' + value + '"' : value);
  }
  return fmt::format("{{{}: {{{}}}}}", kind.name, out);
}

std::string script_with(const std::string& mark, const std::string& axes, const std::string& more) {
  return fmt::format(R"(lantern: 1
canvas: {{size: 480x300}}
params: {{t: 0}}
data:
  pts:
    key: id
    columns: [id, x, y, k, above, ok]
    rows: [[first, 1, 1, a, none, 0], [a, 1, 2, a, none, 1], [b, 2, 3, b, a, 1], [c, 3, 1, a, a, 1], [d, 4, 2, b, b, 1], [last, 4, 4, b, b, 0]]
views:
  v:
    {}
    marks:
      q: {{dot: {{data: pts, where: =ok > 0, x: x, y: y, size: 3}}}}
      m: {}
{})",
                     axes, mark, more);
}

}  // namespace lantern::test
