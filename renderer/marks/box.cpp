#include <algorithm>
#include <cmath>

#include "renderer/marks/annotation.h"

namespace lantern::box_mark {
namespace {

struct BoxMark : NoteFields {
  std::optional<double> width, height;
  double padding = 0, radius = 0;
  NumberChannel outline;
  RecordValuePtr spark;
  ColorChannel fill, outline_color;
  NumberChannel opacity;
};

/// A small line of numbers below the text.
struct Spark {
  TablePtr data;
  NumberChannel y;
  std::vector<double> domain;
  double width = 0, height = 0, line = 0;
  ColorChannel color;
};

constexpr double kSparkGap = 7;  // from the text

/// Around its text and what is below, or as large as it is told.
Point size_of(const BoxMark& mark, const SetNote& note, const std::optional<Spark>& spark) {
  const double wide = std::max(note.width, spark ? spark->width : 0);
  const double high = note.text->height + (spark ? kSparkGap + spark->height : 0);
  return {mark.width.value_or(wide + 2 * mark.padding),
          mark.height.value_or(high + 1.4 * mark.padding)};
}

/// The numbers at its foot and head: those that are given, else the least and the most.
std::pair<double, double> ends_of(const Spark& spark) {
  if (spark.domain.size() == 2) return {spark.domain[0], spark.domain[1]};
  double low = INFINITY, high = -INFINITY;
  for (const double y : spark.y.column.numbers()) {
    if (!std::isfinite(y)) continue;
    low = std::min(low, y);
    high = std::max(high, y);
  }
  return low < high ? std::pair(low, high) : std::pair(low - 1, low + 1);
}

/// Through its rows in their order, from side to side; a missing number interrupts it.
Path spark_path(const Spark& spark, const Box& room) {
  Path out;
  const auto numbers = spark.y.column.numbers();
  const auto [low, high] = ends_of(spark);
  bool follows = false;
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (!std::isfinite(numbers[i])) {
      follows = false;
      continue;
    }
    const double along = numbers.size() > 1 ? double(i) / double(numbers.size() - 1) : 0.5;
    const double up = std::clamp((numbers[i] - low) / (high - low), 0.0, 1.0);
    const Point p{room.x0 + room.width() * along, room.y1 - room.height() * up};
    if (follows) out.line_to(p);
    else out.move_to(p);
    follows = true;
  }
  return out;
}

void add_spark(const MarkInput& in, const BoxMark& mark, const Spark& spark, const Box& room,
               const std::string& id, Group& out) {
  if (!spark.y.per_row() || spark.y.column.type() == ColumnType::text) return;
  const Color color =
      RowColors(in.look, spark.color, place_of_field(*mark.spark, "color"), "ink")[0];
  const Stroke stroke{color, spark.line, Cap::round, Join::round, {}, 0};
  Path path = spark_path(spark, room);
  if (path.points.empty()) return;
  const Path end = circle_path(path.points.back(), spark.line * 1.4);
  out.children.push_back(make_item(id + ".spark", PathShape{std::move(path), {}, stroke}));
  out.children.push_back(make_item(id + ".end", PathShape{end, color, {}}));
}

void emit_row(const MarkInput& in, const BoxMark& mark, const SetNote& note, size_t row,
              const Color& fill, const Color& rim, MarkOutput& out) {
  const auto spark = mark.spark ? std::optional(bind<Spark>(*mark.spark)) : std::nullopt;
  const Point size = size_of(mark, note, spark);
  const Box box = Box::around(in.points[row], size.x, size.y);
  if (in.anchored) out.anchors.push_back({box.center(), box, {}});
  PathShape panel{
      rounded_rect_path(box, std::min({mark.radius, size.x / 2, size.y / 2})), fill, {}};
  if (mark.outline[row] > 0)
    panel.stroke = Stroke{rim, mark.outline[row], Cap::butt, Join::round, {}, 0};
  const double below = spark ? kSparkGap + spark->height : 0;
  const Point middle = box.center() - Point{0, below / 2};
  PlacedText words = place_text(in, note.text, {middle, {0.5, 0.5}, 0, nullptr, note.width});
  const bool own = mark.color.per_row() || mark.color.constant != "ink";
  words.color = own ? in.look.for_text(note.color, note.font, fill) : in.look.letters_on(fill);
  const std::string id = in.row_id(row, "box");
  Group group;  // one thing to effects
  group.children = {make_item(id + ".panel", std::move(panel)), text_item(id + ".text", words)};
  if (spark) {
    const double foot = middle.y + note.text->height / 2 + kSparkGap + spark->height;
    const double wide = std::max(1.0, size.x - 2 * mark.padding);
    const Box room{box.center().x - wide / 2, foot - spark->height, box.center().x + wide / 2,
                   foot};
    add_spark(in, mark, *spark, room, id, group);
  }
  out.items.push_back(make_item(id, std::move(group), mark.opacity[row], in.keys ? int(row) : -1));
}

const Kind& spark_record() {
  static const Kind kind{
      "spark",
      "A small line of numbers in a box.",
      {field<&Spark::data>("data", "The table whose rows it goes through.", {.required = true}),
       field<&Spark::y>("y", "Its numbers.", {.required = true}),
       field<&Spark::domain>("domain",
                             "The numbers at its foot and head; its least and most if "
                             "absent."),
       field<&Spark::width>("width", "How wide it is at least.",
                            {.fallback = "90", .least = 1, .px = true}),
       field<&Spark::height>("height", "How high.", {.fallback = "26", .least = 1, .px = true}),
       field<&Spark::line>("line", "The width of the line.",
                           {.fallback = "2", .least = 0, .px = true}),
       field<&Spark::color>("color", "Its colour.", {.fallback = "accent", .whole = true})}};
  return kind;
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<BoxMark>(in.fields);
  const RowColors letters(in.look, mark.color, place_of_field(in.fields, "color"), "ink");
  const RowColors fills(in.look, mark.fill, place_of_field(in.fields, "fill"), "panel");
  const RowColors rims(in.look, mark.outline_color, place_of_field(in.fields, "outline_color"),
                       "axis");
  for (size_t row = 0; row < in.count; ++row) {
    emit_row(in, mark, set_note(in, mark, row, letters[row]), row, fills[row], rims[row], out);
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"box", "A text on a panel of its own: a part of a diagram.",
             with_data_fields<BoxMark>(joined(
                 {note_fields<BoxMark>("180"),
                  placement_fields(),
                  {field<&BoxMark::spark>("spark",
                                          "A small line below the text: {data: fit.trace, y: "
                                          "loss}.",
                                          {.record = &spark_record()}),
                   field<&BoxMark::width>("width", "As wide as its text if absent.",
                                          {.least = 0, .px = true}),
                   field<&BoxMark::height>("height", "As high as its text if absent.",
                                           {.least = 0, .px = true}),
                   field<&BoxMark::padding>("padding", "Space around the text.",
                                            {.fallback = "14", .least = 0, .px = true}),
                   field<&BoxMark::radius>("radius", "Of its corners.",
                                           {.fallback = "8", .least = 0, .px = true}),
                   field<&BoxMark::fill>("fill", "The panel's colour.", {.fallback = "panel"}),
                   field<&BoxMark::outline>("outline", "Width of the line around it.",
                                            {.fallback = "1.5", .least = 0, .px = true}),
                   field<&BoxMark::outline_color>("outline_color", "That line's colour.",
                                                  {.fallback = "axis"})}}))},
    .emit = emit,
    .outside = Outside::left_out,
    .effect = "pop",
    .solid = true,
    .whole = true};

}  // namespace lantern::box_mark
