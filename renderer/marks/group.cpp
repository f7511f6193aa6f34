#include "renderer/marks/common.h"

namespace lantern::group_mark {
namespace {

struct Parts : Placement {
  NumberChannel opacity;
};

/// The item that the stage puts the marks into, and the place that they count from.
void emit(const MarkInput& in, MarkOutput& out) {
  const Point place = in.points[0];
  Item whole{in.id + ".parts", bind<Parts>(in.fields).opacity[0], 0, Group{}};
  whole.pivot = place;
  out.items.push_back(std::make_shared<const Item>(std::move(whole)));
  out.anchors.push_back({place, Box::around(place, 0, 0), {}});
}

/// As other marks have them, but for what is about rows.
std::vector<Field> fields() {
  static const Kind marks{"marks", "Names and marks.", {}};
  std::vector<Field> out = joined({data_fields(), placement_fields()});
  std::erase_if(out, [](const Field& field) {
    return field.name == "data" || field.name == "where" || field.name == "layout" ||
           field.name == "group" || field.name == "identity";
  });
  out.push_back(described("marks", FieldKind::special,
                          "Its marks, the lowest first; their x and y count from its place in "
                          "canvas units, to the right and down.",
                          {.required = true, .record = &marks}));
  out.push_back(field<&Parts::opacity>("opacity", "0 to 1, of all of it as one.",
                                       {.fallback = "1", .least = 0, .most = 1}));
  return out;
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{.kind = {"group", "Marks that stand, move, come and go as one.", fields()},
                     .emit = emit,
                     .outside = Outside::left_out,
                     .holds = true};

}  // namespace lantern::group_mark
