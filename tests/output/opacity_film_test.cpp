#include <algorithm>
#include <cmath>
#include <optional>
#include <regex>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "renderer/frame/symbols.h"
#include "tests/support/animated.h"

// What an element's animations make of its opacity, read as a browser reads them, is what the film
// says, at every frame.

namespace lantern::test::opacity_film_test {
namespace {

constexpr int kFrames = 240;
constexpr double kFps = 30;

std::vector<double> numbers(const std::string& list) {
  std::vector<double> out;
  static const std::regex kNumber("[0-9.]+");
  for (std::sregex_iterator it(list.begin(), list.end(), kNumber), end; it != end; ++it) {
    out.push_back(std::stod(it->str()));
  }
  return out;
}

std::string attribute_of(const std::string& tag, const std::string& name) {
  std::smatch found;
  const std::regex pattern(" " + name + "=\"([^\"]*)\"");
  return std::regex_search(tag, found, pattern) ? found[1].str() : "";
}

/// Opacities are the last numbers of what is animated: "0.5", or the class "f12345-o50".
double opacity_in(const std::string& value) {
  const size_t name = value.find("-o");
  return name == std::string::npos ? std::stod(value) : std::stod(value.substr(name + 2)) / 100;
}

std::vector<double> opacities(const std::string& list) {
  std::vector<double> out;
  for (size_t at = 0; at <= list.size();) {
    const size_t end = std::min(list.find(';', at), list.size());
    out.push_back(opacity_in(list.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

double bezier(double y1, double y2, double t) {  // of splines whose x are thirds
  const double u = 1 - t;
  return 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t;
}

/// SMIL 3.0, §12: what one animation says at a time; nothing while it does not run.
std::optional<double> said(const std::string& tag, double time) {
  const std::string begins = attribute_of(tag, "begin");
  const size_t offset = begins.find("+");
  const double begin = offset == std::string::npos ? 0 : std::stod(begins.substr(offset + 1));
  const double length = std::stod(attribute_of(tag, "dur"));
  if (time < begin || time >= begin + length) return std::nullopt;
  if (tag.starts_with("<set")) return opacity_in(attribute_of(tag, "to"));
  const auto times = numbers(attribute_of(tag, "keyTimes"));
  const auto values = opacities(attribute_of(tag, "values"));
  const double share = (time - begin) / length;
  const size_t i = size_t(std::upper_bound(times.begin(), times.end(), share) - times.begin()) - 1;
  if (i + 1 >= values.size() || attribute_of(tag, "calcMode") == "discrete") return values[i];
  double t = (share - times[i]) / (times[i + 1] - times[i]);
  const auto splines = numbers(attribute_of(tag, "keySplines"));
  if (!splines.empty() && splines[4 * i + 2] != 1)
    t = bezier(splines[4 * i + 1], splines[4 * i + 3], t);
  return values[i] + (values[i + 1] - values[i]) * t;
}

/// An animated opacity is stronger than a class, that than the attribute; the last one holds.
double seen(const std::string& element, double time) {
  const std::string start = element.substr(0, element.find('>'));
  const std::string own = attribute_of(start, "opacity");
  double out = own.empty() ? 1 : std::stod(own);
  for (const char* name : {"class", "opacity"}) {
    static const std::regex kAnimation("<(set|animate) [^>]*>");
    for (std::sregex_iterator it(element.begin(), element.end(), kAnimation), end; it != end;
         ++it) {
      const std::string tag = it->str();
      if (attribute_of(tag, "attributeName") != name) continue;
      if (const auto value = said(tag, time)) out = *value;
    }
  }
  return out;
}

/// Stays of all lengths, at nothing, all or something between, with jumps or fades from one to the
/// next.
std::vector<double> walk(Random& random) {
  std::vector<double> out;
  double now = random.below(2) ? 1 : 0;
  while (out.size() < kFrames) {
    out.insert(out.end(), 1 + random.below(random.below(2) ? 40 : 10), now);
    double next = random.below(4) ? 1 - std::round(now) : 0.5;
    if (random.below(3) == 0) {
      const int frames = 4 + int(random.below(20));
      for (int i = 1; i < frames; ++i) out.push_back(now + (next - now) * i / frames);
    }
    now = next;
  }
  out.resize(kFrames);
  return out;
}

ItemPtr disc(double opacity) {
  Instances out;
  out.symbols = {shape_symbol("circle")};
  out.symbol = {0};
  out.x = {10};
  out.y = {5};
  out.size = {8};
  out.color = {Color{1, 0, 0, 1}};
  out.opacity = {float(opacity)};
  return make_item("dots", std::move(out));
}

std::string element_of(const std::vector<double>& film) {
  const std::string svg = animated_svg_of(
      [&](int frame) { return std::vector{disc(film[size_t(frame)])}; }, {.frames = kFrames});
  const size_t start = svg.find("<circle ");
  const size_t end = std::min(svg.find("</circle>", start), svg.find("/>", svg.find('>', start)));
  return svg.substr(start, std::max(end, svg.find("</circle>", start)) - start);
}

}  // namespace

TEST_CASE("an opacity is the film's at every frame, however it jumps and stays", "[svg]") {
  Random random(20261130);
  for (int film = 0; film < 60; ++film) {
    const std::vector<double> wanted = walk(random);
    const std::string element = element_of(wanted);
    for (int frame = 0; frame < kFrames; ++frame) {
      const bool last = frame + 1 == kFrames;  // it is shown at the end of the film
      const double found = seen(element, (frame + last) / kFps + 1e-4);
      if (std::fabs(found - wanted[size_t(frame)]) <= 0.02) continue;
      INFO(element);
      CAPTURE(film, frame, found, wanted[size_t(frame)]);
      FAIL();
    }
  }
}

}  // namespace lantern::test::opacity_film_test
