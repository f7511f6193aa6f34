#include "output/svg/film/animation.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "output/markup/element.h"
#include "output/svg/write/document.h"

namespace lantern::svg {
namespace {

// How many seconds early a key may be written: what moves would be seen to be elsewhere.
constexpr double kSmooth = 5e-5;
constexpr double kMicrosecond = 1e-6;  // what browsers count in
constexpr std::ptrdiff_t kFewStretches = 3;
constexpr int kLate =
    500;  // milliseconds; a browser that is busy lets as many pass between two pictures
constexpr std::string_view kBeat = "c";  // behind the prefix; begin="…" takes a hyphen for a minus

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

std::vector<Held> formatted(const std::vector<Keyframe>& jumps, const Format& format) {
  std::vector<Held> out;
  for (const Keyframe& key : jumps) out.push_back({key.frame, format(key.value)});
  return out;
}

std::string jump_timing(const std::vector<Held>& jumps, const Clock& clock) {
  std::string times = "0", values = jumps.front().value;
  for (size_t i = 1; i < jumps.size(); ++i) {
    times += ";" + clock.written_jump(jumps[i].frame);
    values += ";" + jumps[i].value;
  }
  return clock.run() + attribute("calcMode", "discrete") + attribute("keyTimes", times) +
         attribute("values", values);
}

std::string animation(std::string_view name, std::string_view timing) {
  return Tag("animate").attribute("attributeName", name).attributes(timing).alone();
}

/// A <set> for each stretch in which it is not what it is at first.
std::string sets(std::string_view name, const std::vector<Held>& jumps, const Clock& clock) {
  std::string out;
  for (size_t i = 1; i < jumps.size(); ++i) {
    if (jumps[i].value == jumps.front().value) continue;
    const double to = i + 1 < jumps.size() ? jumps[i + 1].frame : clock.last() + 1;
    out += set(name, jumps[i].value, clock.between(jumps[i].frame, to));
  }
  return out;
}

/// keyTimes, values and, where there are curves, keySplines. The first key is at 0, the last at 1.
std::string timing(const std::vector<Keyframe>& keys, const Clock& clock, const Format& format) {
  if (const auto jumps = jumps_of(keys); jumps.size() > 1)
    return jump_timing(formatted(jumps, format), clock);
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
  std::string out = clock.run() + attribute("keyTimes", times) + attribute("values", values);
  if (curved) out += attribute("calcMode", "spline") + attribute("keySplines", splines);
  return out;
}

}  // namespace

Clock::Clock(double fps, int last, double duration, double hold, bool loop)
    : fps_(fps),
      last_(last),
      duration_(duration),
      end_(std::round((duration + hold) * 1e3) / 1e3),
      loop_(loop),
      total_(end_) {
  run_ = attribute("dur", number(end_, 3) + "s");
  run_ += loop_ ? attribute("repeatCount", "indefinite") : attribute("fill", "freeze");
}

Clock Clock::within(const Stretch& stretch) const {
  Clock out = *this;
  if (stretch.first <= 0 && stretch.last > last_) return out;
  out.begin_ = milliseconds(stretch.first) / 1e3;
  out.total_ = milliseconds(stretch.last) / 1e3 - out.begin_;
  out.run_ = between(stretch.first, stretch.last);
  return out;
}

bool Clock::whole() const {
  return begin_ == 0 && total_ == end_;
}

double Clock::seconds(double frame) const {
  return frame >= last_ ? duration_ + (frame - last_) / fps_ : frame / fps_;
}

double Clock::share(double frame) const {
  const double share = (seconds(frame) - begin_) / total_;
  return share < kSmooth / total_ ? 0 : std::min(1.0, share);
}

int Clock::milliseconds(double frame) const {
  if (frame > last_) return int(std::lround(end_ * 1e3));
  return std::max(0, int(std::floor((seconds(frame) - kMicrosecond) * 1e3)));
}

std::string Clock::written_jump(double frame) const {
  return written((milliseconds(frame) / 1e3 - begin_) / total_, kSmooth);
}

std::string Clock::between(double from, double to) const {
  const int begin = milliseconds(from), length = milliseconds(to) - begin;
  const std::string start = loop_ ? fmt::format("{}{}.begin+", Document::kPrefix, kBeat) : "";
  return attribute("begin", start + number(begin / 1e3, 3) + "s") +
         attribute("dur", number(length / 1e3, 3) + "s") +
         (!loop_ && to > last_ ? attribute("fill", "freeze") : "");
}

bool Clock::ends_with_loop(double frame) const {
  return loop_ && milliseconds(frame) > std::lround(end_ * 1e3) - kLate;
}

std::string Clock::beat(std::string_view body) const {
  if (body.find(fmt::format("{}{}.begin+", Document::kPrefix, kBeat)) == std::string_view::npos)
    return "";
  const std::string id = fmt::format("{}{}", Document::kPrefix, kBeat);
  Tag out("set");
  out.attribute("id", id).attribute("attributeName", "visibility").attribute("to", "inherit");
  out.attribute("begin", "0s;" + id + ".end").attribute("dur", number(end_, 3) + "s");
  return out.alone() + "\n";
}

std::string Clock::written(double share, double most) const {
  if (share <= 0 || share >= 1) return share <= 0 ? "0" : "1";
  int decimals = 3;
  for (double step = total_ / 1e3; step > most && decimals < 9; step /= 10) ++decimals;
  // Never after the frame, also not for a browser that counts in whole microseconds.
  const double unit = portable::pow(10, -decimals);
  const double early = std::floor((share - kMicrosecond / total_) / unit) * unit;
  return compact(std::max(0.0, early), decimals);
}

std::string set(std::string_view name, std::string_view value, std::string_view timing) {
  return Tag("set")
      .attribute("attributeName", name)
      .attribute("to", value)
      .attributes(timing)
      .alone();
}

std::string animate(std::string_view name, const std::vector<Keyframe>& keys, const Clock& clock,
                    const Format& format) {
  if (keys.size() < 2) return "";
  // In a part of the film the first value is not what the attribute says: it has to be said.
  if (const auto jumps = jumps_of(keys); jumps.size() > 1 && clock.whole())
    return jumping(name, formatted(jumps, format), clock);
  return animation(name, timing(keys, clock, format));
}

std::string animate_transform(std::string_view type, const std::vector<Keyframe>& keys,
                              const Clock& clock, const Format& format, bool sum) {
  if (keys.size() < 2) return "";
  Tag out("animateTransform");
  out.attribute("attributeName", "transform").attribute("type", type);
  if (sum) out.attribute("additive", "sum");
  return out.attributes(timing(keys, clock, format)).alone();
}

std::string show_in(const std::vector<Stretch>& stretches, const Clock& clock, std::string& start) {
  start.clear();
  const bool at_start = !stretches.empty() && stretches.front().first <= 0;
  if (!at_start) start = attribute("display", "none");
  if (at_start && stretches.front().last > clock.last()) return "";
  std::vector<Held> jumps{{0, at_start ? "inline" : "none"}};
  const auto change = [&](int frame, const char* value) {
    if (frame > 0 && frame <= clock.last()) jumps.push_back({double(frame), value});
  };
  for (const Stretch& stretch : stretches) {
    change(stretch.first, "inline");
    change(stretch.last, "none");
  }
  return jumping("display", jumps, clock);
}

std::string jumping(std::string_view name, const std::vector<Held>& jumps, const Clock& clock) {
  const auto others = std::count_if(jumps.begin(), jumps.end(), [&](const Held& jump) {
    return jump.value != jumps.front().value;
  });
  if (others == 0) return "";
  const bool back = jumps.back().value == jumps.front().value;
  const bool late = clock.ends_with_loop(back ? jumps.back().frame : clock.last() + 1);
  if (others <= kFewStretches && !late) return sets(name, jumps, clock);
  return animation(name, jump_timing(jumps, clock));
}

std::vector<Keyframe> jumps_of(const std::vector<Keyframe>& keys) {
  std::vector<Keyframe> out{keys.front()};
  for (size_t i = 0; i + 1 < keys.size(); ++i) {
    if (keys[i].value == keys[i + 1].value) continue;
    if (keys[i].frame != keys[i + 1].frame) return {};
    out.push_back(keys[i + 1]);
  }
  return out;
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
