#include "renderer/plot.h"

#include <cmath>

namespace lantern {
namespace {

double place(const AxisScale& scale, const NumberChannel& channel, size_t row, double start,
             double length, double fallback) {
  if (!channel.given) return start + length * fallback;
  if (channel.per_row() && channel.column.type() == ColumnType::text) {
    return scale.at(channel.column.text(row));
  }
  switch (channel.unit) {
    case Unit::px:
      return start + channel[row];
    case Unit::percent:
      return start + length * channel[row] / 100;
    case Unit::data:
      break;
  }
  // What has no end reaches the edge.
  const double at = scale.at(channel[row]);
  return std::isinf(at) ? start + (at > 0 ? length : 0) : at;
}

}  // namespace

double Plot::x_of(const NumberChannel& channel, size_t row, double fallback) const {
  return place(x, channel, row, area.x0, area.width(), fallback);
}

double Plot::y_of(const NumberChannel& channel, size_t row, double fallback) const {
  return place(y, channel, row, area.y0, area.height(), fallback);
}

}  // namespace lantern
