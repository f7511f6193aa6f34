#include "output/svg/write/svg_writer.h"

#include <cmath>

#include <fmt/format.h>

#include "output/svg/write/symbol_look.h"
#include "renderer/raster/crisp.h"

namespace lantern {
namespace {

using svg::number;

class Writer {
 public:
  Writer(const Frame& frame, svg::Document& document, const SvgOptions& options)
      : document_(document),
        scale_x_(options.width / frame.width),
        scale_y_(options.height / frame.height) {}

  void add(std::string& out, const Item& item) {
    if (!(item.opacity > 0)) return;
    std::visit([&](const auto& shape) { add_shape(out, item, shape); }, item.shape);
  }

 private:
  void add_shape(std::string& out, const Item& item, const Group& group) {
    std::string children;
    for (const ItemPtr& child : group.children) add(children, *child);
    if (children.empty()) return;
    Tag tag("g");
    tag.attribute("id", document_.unique(item.id)).attributes(svg::opacity(item.opacity));
    if (group.clip) tag.attribute("clip-path", "url(#" + document_.clip(*group.clip) + ")");
    out += tag.around("\n" + children) + "\n";
  }

  void add_shape(std::string& out, const Item& item, const PathShape& shape) {
    if (shape.path.empty() || (!shape.fill && !shape.stroke)) return;
    Path path = shape.path;
    std::optional<Stroke> pen = shape.stroke;
    if (shape.crisp) svg::snap(path, pen, scale_x_, scale_y_);
    Tag tag("path");
    tag.attribute("id", document_.unique(item.id));
    tag.attribute("d", to_svg_path(path, svg::kDecimals));
    tag.attributes(shape.fill ? svg::paint("fill", *shape.fill) : attribute("fill", "none"));
    if (pen) tag.attributes(svg::stroke(*pen));
    out += tag.attributes(svg::opacity(item.opacity)).alone() + "\n";
  }

  void add_shape(std::string& out, const Item& item, const TextShape& shape) {
    out += document_.text(item.id, shape, svg::opacity(item.opacity));
  }

  void add_shape(std::string& out, const Item& item, const Instances& dots) {
    if (!columns_agree(dots)) return;
    svg::CommonPen pen;
    for (size_t i = 0; i < dots.count(); ++i) {
      if (seen(dots, i)) pen.add(svg::disc_of(dots, i));
    }
    std::string uses;
    for (size_t i = 0; i < dots.count(); ++i) add_symbol(uses, dots, i, pen.found());
    if (uses.empty()) return;
    Tag tag("g");
    tag.attribute("id", document_.unique(item.id)).attributes(pen.found());
    out += tag.attributes(svg::opacity(item.opacity)).around("\n" + uses) + "\n";
  }

  void add_shape(std::string& out, const Item& item, const ImageShape& image) {
    if (!image.file || !(image.width > 0)) return;
    std::string way = fmt::format("translate({} {})", number(image.at.x), number(image.at.y));
    if (image.angle != 0) way += fmt::format(" rotate({})", number(image.angle * svg::kDegrees, 3));
    way += fmt::format(" scale({} {})", number(image.width, 3), number(image.height, 3));
    Tag tag("use");
    tag.attribute("id", document_.unique(item.id)).attribute("href", "#" + document_.image(image));
    tag.attribute("transform", way).attributes(svg::opacity(item.opacity));
    out += tag.alone() + "\n";
  }

  static bool seen(const Instances& dots, size_t i) {
    return dots.opacity[i] > 0 && dots.size[i] > 0;
  }

  void add_symbol(std::string& out, const Instances& dots, size_t i, const std::string& pen) {
    if (!seen(dots, i)) return;
    const Point at{double(dots.x[i]), double(dots.y[i])};
    if (const auto disc = svg::disc_of(dots, i)) {
      Tag circle = svg::circle(*disc, svg::centre(at), pen);
      out += circle.attributes(svg::opacity(double(dots.opacity[i]))).alone() + "\n";
      return;
    }
    const std::string id = document_.symbol(dots, i);
    Tag use("use");
    use.attribute("href", "#" + id).attributes(svg::place(at));
    if (!dots.angle.empty() && dots.angle[i] != 0) {
      const std::string angle = number(double(dots.angle[i]) * svg::kDegrees, 3);
      use.attribute("transform",
                    fmt::format("rotate({} {} {})", angle, number(at.x), number(at.y)));
    }
    out += use.attributes(svg::opacity(double(dots.opacity[i]))).alone() + "\n";
  }

  svg::Document& document_;
  double scale_x_, scale_y_;
};

}  // namespace

namespace svg {

void snap(Path& path, std::optional<Stroke>& pen, double scale_x, double scale_y) {
  path = transformed(path, scale_x, scale_y, {});
  if (pen) pen->width *= std::sqrt(scale_x * scale_y);
  make_crisp(path, pen ? &*pen : nullptr);
  path = transformed(path, 1 / scale_x, 1 / scale_y, {});
  if (pen) pen->width /= std::sqrt(scale_x * scale_y);
}

std::string still_body(const Frame& frame, Document& document, const SvgOptions& options) {
  Writer writer(frame, document, options);
  std::string body;
  for (const ItemPtr& item : frame.items) writer.add(body, *item);
  return body;
}

}  // namespace svg

std::string write_svg(const Frame& frame, const SvgOptions& options) {
  svg::Document document(options, frame.width, frame.height);
  const std::string body = svg::still_body(frame, document, options);
  return document.assemble(frame.ground, "", body);
}

}  // namespace lantern
