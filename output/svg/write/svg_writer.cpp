#include "output/svg/write/svg_writer.h"

#include <cmath>

#include <fmt/format.h>

#include "output/svg/write/document.h"
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
    out += fmt::format("<g id=\"{}\"{}", document_.unique(item.id), svg::opacity(item.opacity));
    if (group.clip) out += fmt::format(" clip-path=\"url(#{})\"", document_.clip(*group.clip));
    out += ">\n" + children + "</g>\n";
  }

  void add_shape(std::string& out, const Item& item, const PathShape& shape) {
    if (shape.path.empty() || (!shape.fill && !shape.stroke)) return;
    Path path = shape.path;
    std::optional<Stroke> pen = shape.stroke;
    if (shape.crisp) svg::snap(path, pen, scale_x_, scale_y_);
    out += fmt::format("<path id=\"{}\" d=\"{}\"{}{}{}/>\n", document_.unique(item.id),
                       to_svg_path(path, svg::kDecimals),
                       shape.fill ? svg::paint("fill", *shape.fill) : " fill=\"none\"",
                       pen ? svg::stroke(*pen) : "", svg::opacity(item.opacity));
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
    out += fmt::format("<g id=\"{}\"{}{}>\n", document_.unique(item.id), pen.found(),
                       svg::opacity(item.opacity)) +
           uses + "</g>\n";
  }

  void add_shape(std::string& out, const Item& item, const ImageShape& image) {
    if (!image.file || !(image.width > 0)) return;
    out += fmt::format("<use id=\"{}\" href=\"#{}\" transform=\"translate({} {})",
                       document_.unique(item.id), document_.image(image), number(image.at.x),
                       number(image.at.y));
    if (image.angle != 0) out += fmt::format(" rotate({})", number(image.angle * svg::kDegrees, 3));
    out += fmt::format(" scale({})\"{}/>\n", number(image.width, 3), svg::opacity(item.opacity));
  }

  static bool seen(const Instances& dots, size_t i) {
    return dots.opacity[i] > 0 && dots.size[i] > 0;
  }

  void add_symbol(std::string& out, const Instances& dots, size_t i, const std::string& pen) {
    if (!seen(dots, i)) return;
    const Point at{double(dots.x[i]), double(dots.y[i])};
    if (const auto disc = svg::disc_of(dots, i)) {
      out +=
          svg::circle(*disc, svg::centre(at), pen) + svg::opacity(double(dots.opacity[i])) + "/>\n";
      return;
    }
    const std::string id = document_.symbol(dots, i, double(dots.size[i]));
    out += fmt::format("<use href=\"#{}\"{}", id, svg::place(at));
    if (!dots.angle.empty() && dots.angle[i] != 0) {
      out +=
          fmt::format(" transform=\"rotate({} {} {})\"",
                      number(double(dots.angle[i]) * svg::kDegrees, 3), number(at.x), number(at.y));
    }
    out += svg::opacity(double(dots.opacity[i])) + "/>\n";
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
