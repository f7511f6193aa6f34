#pragma once

#include "core/record/field.h"

namespace lantern {

/// An axis as a view declares it.
struct AxisSpec {
  AxisDomain domain;
  std::string scale;
  std::optional<LiveText> title;
  std::optional<TickList> ticks;
  std::optional<std::string> format;
  bool grid = true;
  bool line = true;
  bool arrow = false;
};

/// A view: a part of the canvas with its own axes.
struct ViewSpecValues {
  std::optional<LiveText> title;
  RecordValuePtr x;
  RecordValuePtr y;
  std::string legend;
  bool clip = true;
  std::optional<double> aspect;
  int columns = 0;
};

const Kind& axis_kind();
const Kind& view_kind();

}  // namespace lantern
