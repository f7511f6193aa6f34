#include "output/svg/svg_writer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "output/svg/font_subset.h"
#include "renderer/decimal.h"
#include "renderer/raster/crisp.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

constexpr int kDecimals = 2;

std::string number(double value, int decimals = kDecimals) { return to_decimal(value, decimals); }

/// Without what XML 1.0 cannot hold.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
  }
  return out;
}

std::string slug(std::string_view title) {
  std::string out;
  for (const char c : title) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (plain) out += lower;
    else if (!out.empty() && out.back() != '-') out += '-';
    if (out.size() >= 24) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() || (out[0] >= '0' && out[0] <= '9') ? "lantern" + out : out;
}

class Writer {
 public:
  Writer(const Frame& frame, const SvgOptions& options)
      : frame_(frame),
        options_(options),
        prefix_(slug(options.title)),
        scale_x_(options.width / frame.width),
        scale_y_(options.height / frame.height) {}

  std::string write() {
    std::string body;
    for (const ItemPtr& item : frame_.items) add(body, *item);
    std::string out = head();
    if (!options_.outlines) add_fonts(out);
    if (!defs_.empty()) out += "<defs>\n" + defs_ + "</defs>\n";
    out += fmt::format("<rect width=\"{}\" height=\"{}\"{}/>\n", number(frame_.width),
                       number(frame_.height), paint("fill", frame_.ground));
    return out + body + "</svg>\n";
  }

 private:
  // ---- the document

  std::string head() {
    const std::string title = unique("title"), description = unique("desc");
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" "
        "role=\"img\" aria-labelledby=\"{}{}\">\n",
        options_.width, options_.height, number(frame_.width), number(frame_.height), title,
        options_.description.empty() ? "" : " " + description);
    out += fmt::format("<title id=\"{}\">{}</title>\n", title, escaped(options_.title));
    if (!options_.description.empty()) {
      out += fmt::format("<desc id=\"{}\">{}</desc>\n", description, escaped(options_.description));
    }
    return out;
  }

  void add_fonts(std::string& out) const {
    const auto faces = fonts_.subsets();
    if (faces.empty()) return;
    out += "<style>\n";
    for (const UsedFonts::Face& face : faces) {
      out += fmt::format(
          "@font-face{{font-family:\"{}\";font-weight:{};font-style:{};"
          "src:url(data:font/otf;base64,{})}}\n",
          face.family, face.weight, face.italic ? "italic" : "normal", base64(face.file));
    }
    out += "text{white-space:pre;text-rendering:geometricPrecision;font-feature-settings:\"tnum\";font-kerning:normal}\n</style>\n";
  }

  /// A valid XML id that no other item has.
  std::string unique(std::string_view id) {
    std::string out = prefix_ + "-";
    for (const char c : id) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      if (c == '@') out += "--";
      else out += plain ? c : '_';
    }
    for (int n = 2; !ids_.insert(out).second; ++n) out += "_" + std::to_string(n);
    return out;
  }

  // ---- attributes

  static std::string paint(std::string_view name, const Color& color) {
    Color opaque = color;
    opaque.a = 1;
    std::string out = fmt::format(" {}=\"{}\"", name, to_hex(opaque));
    if (color.a < 1) out += fmt::format(" {}-opacity=\"{}\"", name, number(color.a, 3));
    return out;
  }

  static std::string opacity(double value) {
    return value < 1 ? fmt::format(" opacity=\"{}\"", number(value, 3)) : "";
  }

  static std::string stroke(const Stroke& stroke) {
    std::string out = paint("stroke", stroke.color);
    out += fmt::format(" stroke-width=\"{}\"", number(stroke.width, 3));
    if (stroke.cap != Cap::butt) {
      out += fmt::format(" stroke-linecap=\"{}\"", stroke.cap == Cap::round ? "round" : "square");
    }
    if (stroke.join == Join::round) out += " stroke-linejoin=\"round\"";
    if (!stroke.dash.empty()) {
      out += " stroke-dasharray=\"";
      for (size_t i = 0; i < stroke.dash.size(); ++i) {
        out += (i ? " " : "") + number(stroke.dash[i]);
      }
      out += "\"";
      if (stroke.dash_offset != 0) {
        out += fmt::format(" stroke-dashoffset=\"{}\"", number(stroke.dash_offset));
      }
    }
    return out;
  }

  // ---- items

  void add(std::string& out, const Item& item) {
    if (!(item.opacity > 0)) return;
    std::visit([&](const auto& shape) { add_shape(out, item, shape); }, item.shape);
  }

  void add_shape(std::string& out, const Item& item, const Group& group) {
    std::string children;
    for (const ItemPtr& child : group.children) add(children, *child);
    if (children.empty()) return;
    out += fmt::format("<g id=\"{}\"{}{}>\n", unique(item.id), opacity(item.opacity),
                       group.clip ? clip(*group.clip) : "");
    out += children + "</g>\n";
  }

  std::string clip(const Box& box) {
    const std::string id = unique("clip");
    defs_ += fmt::format(
        "<clipPath id=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n", id,
        number(box.x0), number(box.y0), number(box.width()), number(box.height()));
    return fmt::format(" clip-path=\"url(#{})\"", id);
  }

  void add_shape(std::string& out, const Item& item, const PathShape& shape) {
    if (shape.path.empty() || (!shape.fill && !shape.stroke)) return;
    Path path = shape.path;
    std::optional<Stroke> pen = shape.stroke;
    if (shape.crisp) snap(path, pen);
    out += fmt::format("<path id=\"{}\" d=\"{}\"{}{}{}/>\n", unique(item.id),
                       to_svg_path(path, kDecimals),
                       shape.fill ? paint("fill", *shape.fill) : " fill=\"none\"",
                       pen ? stroke(*pen) : "", opacity(item.opacity));
  }

  /// To whole pixels of the size asked for, as in the pictures.
  void snap(Path& path, std::optional<Stroke>& pen) const {
    path = transformed(path, scale_x_, scale_y_, {});
    if (pen) pen->width *= std::sqrt(scale_x_ * scale_y_);
    make_crisp(path, pen ? &*pen : nullptr);
    path = transformed(path, 1 / scale_x_, 1 / scale_y_, {});
    if (pen) pen->width /= std::sqrt(scale_x_ * scale_y_);
  }

  // ---- texts

  struct Line {
    std::string text;
    Point at;
  };

  /// The lines of a text where they start: glyphs of one baseline, and the characters from the first
  /// of them to the first of the next line.
  static std::vector<Line> lines_of(const ShapedText& text) {
    std::map<double, std::pair<unsigned, double>> lines;  // baseline: first character, left end
    for (const Glyph& glyph : text.glyphs) {
      const auto [line, fresh] = lines.try_emplace(glyph.at.y, glyph.cluster, glyph.at.x);
      if (fresh) continue;
      line->second.first = std::min(line->second.first, glyph.cluster);
      line->second.second = std::min(line->second.second, glyph.at.x);
    }
    std::vector<Line> out;
    for (auto line = lines.begin(); line != lines.end(); ++line) {
      const auto next = std::next(line);
      const size_t end = next == lines.end() ? text.text.size() : next->second.first;
      std::string part = text.text.substr(line->second.first, end - line->second.first);
      while (!part.empty() && (part.back() == '\n' || part.back() == ' ')) part.pop_back();
      out.push_back({std::move(part), {line->second.second, line->first}});
    }
    return out;
  }

  void add_shape(std::string& out, const Item& item, const TextShape& shape) {
    if (!shape.text || shape.text->glyphs.empty()) return;
    if (options_.outlines) return add_outlines(out, item, shape);
    fonts_.add(*shape.text);
    const Font& font = shape.text->font;
    const std::vector<Line> lines = lines_of(*shape.text);
    out += fmt::format("<text id=\"{}\"", unique(item.id));
    out += fmt::format(" font-family=\"{}, 'DejaVu Sans', sans-serif\" font-size=\"{}\" font-weight=\"{}\"",
                       font.family, number(font.size), font.weight);
    if (font.italic) out += " font-style=\"italic\"";
    out += paint("fill", shape.color) + halo(shape) + rotation(shape) + opacity(item.opacity);
    out += " xml:space=\"preserve\"";
    if (lines.size() == 1) {
      out += place(shape.origin + lines[0].at) + ">" + escaped(lines[0].text);
    } else {
      out += ">";
      for (const Line& line : lines) {
        out += "<tspan" + place(shape.origin + line.at) + ">" + escaped(line.text) + "</tspan>";
      }
    }
    out += "</text>\n";
  }

  static std::string place(Point at) {
    return fmt::format(" x=\"{}\" y=\"{}\"", number(at.x), number(at.y));
  }

  static std::string halo(const TextShape& shape) {
    if (!shape.halo || shape.halo->width <= 0) return "";
    return paint("stroke", shape.halo->color) +
           fmt::format(" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                       number(shape.halo->width));
  }

  static std::string rotation(const TextShape& shape) {
    if (shape.angle == 0) return "";
    return fmt::format(" transform=\"rotate({} {} {})\"",
                       number(shape.angle * 180 / 3.14159265358979323846, 3),
                       number(shape.origin.x), number(shape.origin.y));
  }

  void add_outlines(std::string& out, const Item& item, const TextShape& shape) {
    const double size = shape.text->font.size;
    Path path;
    for (const Glyph& glyph : shape.text->glyphs) {
      if (glyph.outline) {
        path.append(transformed(*glyph.outline, size, size, shape.origin + glyph.at));
      }
    }
    if (path.empty()) return;
    out += fmt::format("<path id=\"{}\" d=\"{}\"{}{}{}{}/>\n", unique(item.id), to_svg_path(path, kDecimals),
                       paint("fill", shape.color), halo(shape), rotation(shape),
                       opacity(item.opacity));
  }

  // ---- symbols

  void add_shape(std::string& out, const Item& item, const Instances& dots) {
    if (!columns_agree(dots)) return;
    std::string uses;
    for (size_t i = 0; i < dots.count(); ++i) add_symbol(uses, dots, i);
    if (uses.empty()) return;
    out += fmt::format("<g id=\"{}\"{}>\n", unique(item.id), opacity(item.opacity)) + uses + "</g>\n";
  }

  void add_symbol(std::string& out, const Instances& dots, size_t i) {
    if (!(dots.opacity[i] > 0) || !(dots.size[i] > 0)) return;
    std::string move = fmt::format("translate({} {}) scale({})", number(double(dots.x[i])),
                                   number(double(dots.y[i])), number(double(dots.size[i]), 3));
    if (!dots.angle.empty() && dots.angle[i] != 0) {
      move += fmt::format(" rotate({})", number(double(dots.angle[i]) * 180 / 3.14159265358979323846, 3));
    }
    out += fmt::format("<use href=\"#{}\" transform=\"{}\"{}/>\n", definition(dots, i), move,
                       opacity(double(dots.opacity[i])));
  }

  /// A symbol in its colours, defined once.
  std::string definition(const Instances& dots, size_t i) {
    const Symbol& symbol = *dots.symbols[dots.symbol[i]];
    const double outline = dots.outline / double(dots.size[i]);
    std::string drawing;
    for (size_t l = 0; l < symbol.layers.size(); ++l) {
      const SymbolLayer& layer = symbol.layers[l];
      const Color fill = resolve_ink(layer.fill, dots.color[i], dots.ink, dots.ground);
      Color line = resolve_ink(layer.stroke, dots.color[i], dots.ink, dots.ground);
      double width = layer.stroke_width;
      if (l == 0 && outline > 0) {
        line = dots.ink;
        width = outline;
      }
      const bool lined = width > 0 && line.a > 0;
      drawing += fmt::format("<path d=\"{}\"{}{}{}/>", to_svg_path(layer.path, 4),
                             fill.a > 0 ? paint("fill", fill) : " fill=\"none\"",
                             lined ? stroke({line, width, Cap::round, Join::round, {}, 0}) : "",
                             opacity(layer.opacity));
    }
    const auto known = symbols_.find(drawing);
    if (known != symbols_.end()) return known->second;
    const std::string id = unique("symbol-" + symbol.name);
    defs_ += fmt::format("<g id=\"{}\">{}</g>\n", id, drawing);
    symbols_.emplace(std::move(drawing), id);
    return id;
  }

  const Frame& frame_;
  const SvgOptions& options_;
  std::string prefix_;
  double scale_x_, scale_y_;
  std::set<std::string> ids_;
  std::string defs_;
  std::map<std::string, std::string> symbols_;  // by drawing: id
  UsedFonts fonts_;
};

}  // namespace

std::string write_svg(const Frame& frame, const SvgOptions& options) {
  return Writer(frame, options).write();
}

}  // namespace lantern
