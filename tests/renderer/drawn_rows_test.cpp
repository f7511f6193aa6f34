#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

#include "output/svg/write/svg_writer.h"
#include "renderer/layouts/layout.h"
#include "renderer/marks/mark.h"
#include "tests/support/example_marks.h"
#include "tests/support/golden.h"
#include "tests/support/shown.h"

// What cannot be drawn is not, in any mark, in any layout, at any moment.

namespace lantern::test::drawn_rows_test {
namespace {

const std::vector<std::string> kBad{"nan", "1/0", "-1/0"};
const std::string kFolder = test_path("golden/marks");  // where there is a picture

std::string axes(bool with_domain) {
  return with_domain ? "x: {domain: [0, 6]}\n    y: {domain: [0, 6]}" : "x: {}\n    y: {}";
}

std::string picture(const std::string& script) {
  INFO(script);
  try {
    return dump(Shown(script, kFolder).frame(0));
  } catch (const std::exception& error) {
    FAIL_CHECK(error.what());
    return "";
  }
}

/// Display lists before and in the middle, and the middle as SVG.
std::string pictures(const std::string& script) {
  INFO(script);
  try {
    const Shown shown(script, kFolder);
    const Frame middle = shown.frame(0.5);
    return dump(shown.frame(0.25)) + dump(middle) + write_svg(middle, {"", "", 480, 300, true});
  } catch (const std::exception& error) {
    FAIL_CHECK(error.what());
    return "";
  }
}

bool holds_no_number(const std::string& text) {
  static const std::regex bad("[^a-zA-Z](nan|inf)[^a-zA-Z]", std::regex::optimize);
  return std::regex_search(text, bad);
}

/// How far from the canvas's corner anything is drawn.
double reach_of_all(const Frame& frame) {
  double out = 0;
  visit(frame.items, [&](const Item& item, double) {
    const Box box = bounds_of(item);
    if (box.empty()) return;
    out =
        std::max({out, std::fabs(box.x0), std::fabs(box.y0), std::fabs(box.x1), std::fabs(box.y1)});
  });
  return out;
}

/// With `field` bad in the rows that are not ok.
std::string with_bad(const Kind& kind, const Field& field, const std::string& bad,
                     const std::string& axis) {
  Written fields = example_of(kind);
  std::string& value = fields[std::string(field.name)];
  if (value.empty()) value = std::string(field.fallback.empty() ? "1" : field.fallback);
  if (value.starts_with('=')) value = value.substr(1);
  value = fmt::format("={} if ok > 0 else {}", value, bad);
  return script_with(mark_text(kind, fields), axis);
}

/// Without those rows, the field as in the others.
std::string without(const Kind& kind, const Field& field, const std::string& axis) {
  Written fields = example_of(kind);
  std::string& value = fields[std::string(field.name)];
  if (value.empty()) value = std::string(field.fallback.empty() ? "1" : field.fallback);
  if (!value.starts_with('=')) value = "=" + value + " if ok > 0 else 0";
  fields["where"] = "=ok > 0";
  return script_with(mark_text(kind, fields), axis);
}

bool is_channel(const Field& field) {
  return field.kind == FieldKind::channel;
}

template <class Visit>
void for_each_channel(const Kind& kind, Visit visit) {
  if (kind.find("data") < 0) return;
  for (const Field& field : kind.fields) {
    if (is_channel(field) && field.name != "progress") visit(field);
  }
}

}  // namespace

TEST_CASE("rows without a place or size are as if they were not there", "[places]") {
  for (const MarkType* mark : marks()) {
    for_each_channel(mark->kind, [&](const Field& field) {
      for (const bool domain : {true, false}) {
        INFO(mark->kind.name << "." << field.name << (domain ? " domain" : ""));
        const std::string right = picture(without(mark->kind, field, axes(domain)));
        for (const std::string& bad : kBad) {
          if (bad != "nan" && mark->endless && field.axis != AxisName::none) continue;
          INFO(bad);
          CHECK(picture(with_bad(mark->kind, field, bad, axes(domain))) == right);
        }
      }
    });
  }
}

TEST_CASE("rows without a category of the axis are as if they were not there", "[places]") {
  for (const MarkType* mark : marks()) {
    if (mark->kind.find("x") < 0 || mark->kind.find("data") < 0) continue;
    if (mark->kind.fields[size_t(mark->kind.find("x"))].axis == AxisName::none) continue;
    INFO(mark->kind.name);
    Written fields = example_of(mark->kind);
    fields["x"] = "=k if ok > 0 else ''";
    if (fields.count("x2")) fields["x2"] = "=k if ok > 0 else ''";
    Written right = fields;
    right["where"] = "=ok > 0";
    CHECK(picture(script_with(mark_text(mark->kind, fields), axes(false))) ==
          picture(script_with(mark_text(mark->kind, right), axes(false))));
  }
}

TEST_CASE("what is far away is outside, or cut off", "[places]") {
  for (const MarkType* mark : marks()) {
    for_each_channel(mark->kind, [&](const Field& field) {
      if (field.axis == AxisName::none) return;
      const std::string right = picture(without(mark->kind, field, axes(true)));
      for (const char* far : {"1e8", "-1e12", "1e15", "1e300"}) {
        INFO(mark->kind.name << "." << field.name << " " << far);
        const Frame seen = Shown(with_bad(mark->kind, field, far, axes(true)), kFolder).frame(0);
        CHECK_FALSE(holds_no_number(dump(seen)));
        CHECK(reach_of_all(seen) < 3e4);
        if (mark->outside == Outside::left_out) CHECK(dump(seen) == right);
      }
    });
  }
}

TEST_CASE("layouts place what is left as if nothing else were there", "[places]") {
  for (const LayoutType* layout : layouts()) {
    std::vector<std::string> fields{"size"};
    Written layout_fields;
    for (const Field& field : layout->kind.fields) {
      if (field.axis == AxisName::none) continue;
      layout_fields[std::string(field.name)] = field.axis == AxisName::x ? "x" : "y";
      fields.emplace_back(field.name);
    }
    for (const std::string& field : fields) {
      for (const std::string& bad :
           {std::string("nan"), std::string("1/0"), std::string("1e300")}) {
        INFO(layout->kind.name << "." << field << " " << bad);
        const auto script = [&](const std::string& otherwise, const std::string& where) {
          std::string inner;
          for (const auto& [name, value] : layout_fields) {
            const std::string now =
                name == field ? fmt::format("\"={} if ok > 0 else {}\"", value, otherwise) : value;
            inner += fmt::format("{}{}: {}", inner.empty() ? "" : ", ", name, now);
          }
          const std::string size =
              field == "size" ? fmt::format("\"=8 if ok > 0 else {}\"", otherwise) : "8";
          return script_with(
              fmt::format("{{dot: {{data: pts, {} size: {}, layout: {{{}: {{{}}}}}}}}}", where,
                          size, layout->kind.name, inner),
              axes(true));
        };
        CHECK(picture(script(bad, "")) == picture(script("1", "where: =ok > 0,")));
      }
    }
  }
}

TEST_CASE("a number that is none at one moment ends no film", "[places]") {
  for (const MarkType* mark : marks()) {
    for (const Field& field : mark->kind.fields) {
      const bool number = field.kind == FieldKind::number || field.kind == FieldKind::count;
      if (!number && !is_channel(field)) continue;
      for (const char* bad : {"nan", "1/0", "-1/0", "-1e300"}) {
        INFO(mark->kind.name << "." << field.name << " " << bad);
        Written fields = example_of(mark->kind);
        std::string& value = fields[std::string(field.name)];
        if (value.empty()) value = std::string(field.fallback.empty() ? "4" : field.fallback);
        if (value.starts_with('=')) value = value.substr(1);
        value = fmt::format("={} if t < 0.5 or t > 0.5 else {}", value, bad);
        const std::string script =
            script_with(mark_text(mark->kind, fields), axes(true),
                        "timeline: [{animate: {t: 1}, ease: linear, for: 1s}]");
        CHECK_FALSE(holds_no_number(pictures(script)));
      }
    }
  }
}

}  // namespace lantern::test::drawn_rows_test
