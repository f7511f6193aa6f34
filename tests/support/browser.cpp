#include "tests/support/browser.h"

#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <stdexcept>

#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

namespace lantern::test {
namespace {

std::vector<std::string> chromium(const std::string& profile,
                                  const std::vector<std::string>& flags) {
  std::vector<std::string> command{"chromium",
                                   "--headless",
                                   "--no-sandbox",
                                   "--disable-gpu",
                                   "--no-first-run",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-sync",
                                   "--hide-scrollbars",
                                   "--force-device-scale-factor=1",
                                   "--force-color-profile=srgb",
                                   "--allow-file-access-from-files",
                                   "--user-data-dir=" + profile};
  command.insert(command.end(), flags.begin(), flags.end());
  return command;
}

Pixmap piece_of(const std::string& raw, int width, int height, size_t place) {
  Pixmap out(width, height, true);
  const size_t row_bytes = size_t(width) * 4;
  for (int y = 0; y < height; ++y) {
    std::memcpy(out.row(y), raw.data() + (place * size_t(height) + size_t(y)) * row_bytes,
                row_bytes);
  }
  return out;
}

int channel_error(std::uint32_t a, std::uint32_t b) {
  int most = 0;
  for (int shift = 0; shift < 24; shift += 8) {
    most = std::max(most, std::abs(int(a >> shift & 255) - int(b >> shift & 255)));
  }
  return most;
}

double mean_error(const Pixmap& a, const Pixmap& b, const Box& box) {
  const int x0 = std::max(0, int(std::floor(box.x0))),
            x1 = std::min(a.width(), int(std::ceil(box.x1)));
  const int y0 = std::max(0, int(std::floor(box.y0))),
            y1 = std::min(a.height(), int(std::ceil(box.y1)));
  double sum = 0, count = 0;
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x, ++count) sum += channel_error(a.row(y)[x], b.row(y)[x]);
  }
  return count > 0 ? sum / count / 255 : 0;
}

}  // namespace

std::vector<Pixmap> browser_shots(const std::vector<std::string>& pieces, const std::string& folder,
                                  int width, int height, const std::vector<std::string>& flags) {
  const TemporaryFolder files;
  std::string page = "<!DOCTYPE html><meta charset=utf-8><body style=\"margin:0\">";
  for (const std::string& piece : pieces) {
    page += fmt::format("<div style=\"width:{}px;height:{}px;overflow:hidden\">{}</div>", width,
                        height, piece);
  }
  const std::string path = folder + "/shots.html", picture = files.file("shot.png");
  write_file(path, page);
  std::vector<std::string> command = chromium(files.file("profile"), flags);
  command.push_back(fmt::format("--window-size={},{}", width, size_t(height) * pieces.size()));
  command.push_back("--screenshot=" + picture);
  command.push_back("file://" + path);
  const Run shot = run(command);
  const std::string raw_file = files.file("raw");
  const Run decoded = run({"ffmpeg", "-v", "error", "-y", "-i", picture, "-f", "rawvideo",
                           "-pix_fmt", "bgra", raw_file});
  if (decoded.code != 0) throw std::runtime_error("no screenshot: " + shot.err + decoded.err);
  const std::string raw = read_file(raw_file);
  if (raw.size() != size_t(width) * size_t(height) * pieces.size() * 4) {
    throw std::runtime_error("the screenshot has another size");
  }
  std::vector<Pixmap> out;
  for (size_t i = 0; i < pieces.size(); ++i) out.push_back(piece_of(raw, width, height, i));
  return out;
}

std::string browser_document(const std::string& file, const std::vector<std::string>& flags) {
  const TemporaryFolder files;
  std::vector<std::string> command = chromium(files.file("profile"), flags);
  command.push_back("--dump-dom");
  command.push_back("file://" + file);
  return run(command).out;
}

Difference difference(const Pixmap& a, const Pixmap& b, const Frame& frame) {
  Difference out;
  double far = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) far += channel_error(a.row(y)[x], b.row(y)[x]) > 32;
  }
  out.far = far / a.width() / a.height();
  const double sx = a.width() / frame.width, sy = a.height() / frame.height;
  visit(frame.items, [&](const Item& item, double opacity) {
    if (std::holds_alternative<Group>(item.shape) || opacity < 0.1) return;
    const Box box = bounds_of(item);
    if (box.empty()) return;
    const double error =
        mean_error(a, b, Box{box.x0 * sx - 1, box.y0 * sy - 1, box.x1 * sx + 1, box.y1 * sy + 1});
    if (error <= out.worst) return;
    out.worst = error;
    out.where = item.id;
  });
  return out;
}

}  // namespace lantern::test
