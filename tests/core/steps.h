#pragma once

#include <catch2/catch.hpp>

#include "tests/support/scene.h"

// Small scenes to try the steps of a timeline on.

namespace lantern::test {

inline constexpr const char* kStepsHead =
    "lantern: 1\n"
    "params: {t: {value: 0, range: [0, 10]}, n: {value: 0, type: count}, mode: {one_of: [a, b]}}\n"
    "data: {points: {rows: [[1, 1], [2, 2], [3, 3], [4, 4]], columns: [x, y], key: x}}\n"
    "models: {u: {sweep: {vary: n, over: 0..4, take: {v: =n*n}, step: 0}}}\n"
    "views:\n"
    "  plot:\n"
    "    marks:\n"
    "      dots: {dot: {data: points, x: x, y: y}}\n"
    "      line: {line: {data: u.trace, x: n, y: v}}\n"
    "timeline:\n";

inline TestScene make(const std::string& steps) {
  return TestScene(kStepsHead + steps);
}

inline double number(const Scene& scene, double time, const std::string& param) {
  for (const auto& [name, value] : scene.values(time).params) {
    if (name == param) return std::get<double>(value);
  }
  FAIL("no param " << param);
  return 0;
}

}  // namespace lantern::test
