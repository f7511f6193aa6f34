#include "core/generators/common.h"

#include <fmt/format.h>

#include "core/record/fail.h"

namespace lantern {
namespace {

std::shared_ptr<const std::vector<std::string>> class_names(const std::vector<std::string>& labels,
                                                            size_t classes,
                                                            const RecordValue& record) {
  std::vector<std::string> names = labels;
  if (names.empty()) {
    for (size_t i = 0; i < classes; ++i) names.emplace_back(1, static_cast<char>('a' + i));
  }
  if (names.size() < classes) {
    fail(record, "labels",
         fmt::format("{} makes {} classes, and labels has {} name{}", record.kind->name, classes,
                     names.size(), names.size() == 1 ? "" : "s"));
  }
  return std::make_shared<const std::vector<std::string>>(std::move(names));
}

}  // namespace

void LabelledPoints::add(double px, double py, std::int32_t point_class) {
  x.push_back(px);
  y.push_back(py);
  classes.push_back(point_class);
}

std::vector<ColumnDecl> labelled_columns() {
  return {{"x", ColumnType::number}, {"y", ColumnType::number}, {"label", ColumnType::text}};
}

std::vector<ColumnDecl> plain_columns() {
  return {{"x", ColumnType::number}, {"y", ColumnType::number}};
}

Table labelled_table(LabelledPoints points, const std::vector<std::string>& labels, size_t classes,
                     const RecordValue& record) {
  const size_t rows = points.x.size();
  Column label = Column::coded(std::move(points.classes), class_names(labels, classes, record));
  return Table("", Keys::numbered(rows), {"x", "y", "label"},
               {Column::numbers(std::move(points.x)), Column::numbers(std::move(points.y)),
                std::move(label)});
}

Table plain_table(std::vector<double> x, std::vector<double> y) {
  const size_t rows = x.size();
  return Table("", Keys::numbered(rows), {"x", "y"},
               {Column::numbers(std::move(x)), Column::numbers(std::move(y))});
}

void add_noise(LabelledPoints& points, double deviation, Random& random) {
  if (deviation == 0) return;
  for (size_t i = 0; i < points.x.size(); ++i) {
    points.x[i] += random.normal(0, deviation);
    points.y[i] += random.normal(0, deviation);
  }
}

void check_range(const std::vector<double>& range, const RecordValue& record) {
  if (range.size() == 2 && range[0] < range[1]) return;
  fail(record, "x", "x wants the two ends of a range, the lower one first", "write x: [0, 1]");
}

std::vector<double> uniform_between(const std::vector<double>& range, int count, Random& random,
                                    const RecordValue& record) {
  check_range(range, record);
  std::vector<double> out;
  for (int i = 0; i < count; ++i) out.push_back(random.uniform(range[0], range[1]));
  return out;
}

}  // namespace lantern
