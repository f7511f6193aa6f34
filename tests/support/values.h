#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/shown.h"

namespace lantern::test {

/// Rows of a script, `columns` of a reference: [[1, a], [~, b]].
inline std::string rows_of(const nlohmann::json& columns, const std::vector<std::string>& names) {
  std::string out = "[";
  for (size_t row = 0; row < columns.at(names[0]).size(); ++row) {
    out += row > 0 ? ", [" : "[";
    for (const std::string& name : names) {
      const nlohmann::json& cell = columns.at(name).at(row);
      if (&name != &names[0]) out += ", ";
      out += cell.is_null() ? "~" : cell.is_string() ? cell.get<std::string>() : cell.dump();
    }
    out += "]";
  }
  return out + "]";
}

/// A scene of these sections that shows nothing.
inline std::string hidden_scene(const std::string& sections) {
  return "lantern: 1\n" + sections +
         "views: {v: {marks: {t: {text: {x: 50%, y: 50%, text: t}}}}}\n";
}

/// A column of a table that a model gives.
inline Column column_of(const Shown& shown, const std::string& model, const std::string& column,
                        double time = 0, const std::string& output = "rows") {
  return std::get<TablePtr>(shown.output(time, model, output))->column(column);
}

inline std::vector<double> numbers_of(const Column& column) {
  return {column.numbers().begin(), column.numbers().end()};
}

inline std::vector<std::string> texts_of(const Column& column) {
  std::vector<std::string> out;
  for (size_t i = 0; i < column.size(); ++i) out.push_back(column.text(i));
  return out;
}

/// What is told of a hidden scene whose model `m` is asked for that output; nothing where all is
/// right.
inline std::string mistake(const std::string& output, const std::string& scene) {
  try {
    Shown(hidden_scene(scene)).output(0, "m", output);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace lantern::test
