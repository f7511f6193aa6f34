#include "output/svg/animation.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "output/svg/document.h"

namespace lantern::svg {
namespace {

// How many seconds early a key may be written: what moves would be seen to be elsewhere.
constexpr double kSmooth = 5e-5, kSudden = 2e-3;

/// ".3333 0 .6667 .1": without the zero before the point.
std::string compact(double value, int decimals) {
  std::string out = number(value, decimals);
  if (out.starts_with("0.")) out.erase(0, 1);
  return out;
}

std::string spline(const Spline& way) {
  if (way.linear) return "0 0 1 1";
  return fmt::format(".3333 {} .6667 {}", compact(way.y1, 4), compact(way.y2, 4));
}

/// The keys at which something else holds, where it only ever jumps; else nothing.
std::vector<Keyframe> steps_of(const std::vector<Keyframe>& keys) {
  std::vector<Keyframe> out{keys.front()};
  for (size_t i = 0; i + 1 < keys.size(); ++i) {
    if (keys[i].value == keys[i + 1].value) continue;
    if (keys[i].frame != keys[i + 1].frame) return {};
    out.push_back(keys[i + 1]);
  }
  return out;
}

std::string step_timing(const std::vector<Keyframe>& steps, const Clock& clock, const Format& format) {
  std::string times = "0", values = format(steps.front().value);
  for (size_t i = 1; i < steps.size(); ++i) {
    times += ";" + clock.written(clock.share(steps[i].frame), kSudden);
    values += ";" + format(steps[i].value);
  }
  return fmt::format("{} calcMode=\"discrete\" keyTimes=\"{}\" values=\"{}\"", clock.run(), times, values);
}

/// keyTimes, values and, where there are curves, keySplines. The first key is at 0, the last at 1.
std::string timing(const std::vector<Keyframe>& keys, const Clock& clock, const Format& format) {
  if (const auto steps = steps_of(keys); steps.size() > 1) return step_timing(steps, clock, format);
  const bool curved = std::any_of(keys.begin(), keys.end() - 1,
                                  [](const Keyframe& key) { return !key.way.linear; });
  std::string times, values, splines;
  const auto add = [&](double share, const Keyframe& key, const Spline& before) {
    if (!times.empty()) {
      times += ";";
      values += ";";
      splines += (splines.empty() ? "" : ";") + spline(before);
    }
    times += clock.written(share, kSmooth);
    values += format(key.value);
  };
  if (clock.share(keys.front().frame) > 0) add(0, keys.front(), {});
  for (size_t i = 0; i < keys.size(); ++i) {
    add(clock.share(keys[i].frame), keys[i], i == 0 ? Spline{} : keys[i - 1].way);
  }
  if (clock.share(keys.back().frame) < 1) add(1, keys.back(), {});
  std::string out = fmt::format("{} keyTimes=\"{}\" values=\"{}\"", clock.run(), times, values);
  if (curved) out += fmt::format(" calcMode=\"spline\" keySplines=\"{}\"", splines);
  return out;
}

}  // namespace

double Clock::share(double frame) const {
  const double seconds = frame >= last_ ? duration_ + (frame - last_) / fps_ : frame / fps_;
  return std::min(1.0, seconds / total_);
}

std::string Clock::run() const {
  return fmt::format(" dur=\"{}s\" {}", number(total_, 3),
                     loop_ ? "repeatCount=\"indefinite\"" : "fill=\"freeze\"");
}

std::string Clock::written(double share, double most) const {
  if (share <= 0 || share >= 1) return share <= 0 ? "0" : "1";
  int decimals = 3;
  for (double step = total_ / 1e3; step > most && decimals < 9; step /= 10) ++decimals;
  // Never after the frame, also not for a browser that counts in whole microseconds.
  const double unit = std::pow(10, -decimals);
  const double early = std::floor((share - 1e-6 / total_) / unit) * unit;
  return compact(std::max(0.0, early), decimals);
}

std::string animate(std::string_view attribute, const std::vector<Keyframe>& keys,
                    const Clock& clock, const Format& format) {
  if (keys.size() < 2) return "";
  return fmt::format("<animate attributeName=\"{}\"{}/>", attribute, timing(keys, clock, format));
}

std::string animate_transform(std::string_view type, const std::vector<Keyframe>& keys,
                              const Clock& clock, const Format& format, bool sum) {
  if (keys.size() < 2) return "";
  return fmt::format("<animateTransform attributeName=\"transform\" type=\"{}\"{}{}/>", type,
                     sum ? " additive=\"sum\"" : "", timing(keys, clock, format));
}

std::string show_in(const std::vector<Stretch>& stretches, const Clock& clock, std::string& start) {
  start.clear();
  const bool at_start = !stretches.empty() && stretches.front().first <= 0;
  if (!at_start) start = " display=\"none\"";
  if (at_start && stretches.front().last > clock.last()) return "";
  std::string times = "0", values = at_start ? "inline" : "none";
  const auto change = [&](int frame, const char* value) {
    if (frame <= 0 || frame > clock.last()) return;
    times += ";" + clock.written(clock.share(frame), kSudden);
    values += std::string(";") + value;
  };
  for (const Stretch& stretch : stretches) {
    change(stretch.first, "inline");
    change(stretch.last, "none");
  }
  return fmt::format(
      "<animate attributeName=\"display\"{} calcMode=\"discrete\" keyTimes=\"{}\" values=\"{}\"/>",
      clock.run(), times, values);
}

Format plain(int decimals) {
  return [decimals](const std::vector<double>& v) { return compact(v[0], decimals); };
}

Format spaced(int decimals) {
  return [decimals](const std::vector<double>& v) {
    std::string out;
    for (const double x : v) out += (out.empty() ? "" : " ") + number(x, decimals);
    return out;
  };
}

}  // namespace lantern::svg
