#include "cli/preview/pictures.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/base/work.h"
#include "output/png/png.h"
#include "output/svg/write/svg_writer.h"

namespace lantern {
namespace {

constexpr MemoDomain<std::string> kFiles{"picture file"};
constexpr size_t kMostKept = 48u << 20;  // bytes

Key key_of(const Performance& performance, const PreviewRequest& request) {
  Hasher hasher;
  hasher.add(performance.edition->number);
  hasher.add(request.time);
  hasher.add(static_cast<std::uint64_t>(request.width));
  hasher.add(static_cast<std::uint64_t>(request.format));
  hasher.add(request.wishes.theme);
  for (const auto& [name, value] : request.wishes.params) {
    hasher.add(name);
    hasher.add(value);
  }
  return hasher.finish();
}

int height_for(const Frame& frame, int width) {
  return std::clamp(static_cast<int>(std::round(width * frame.height / frame.width)), 1, 16384);
}

}  // namespace

/// One of the places at which pictures are drawn.
class Pictures::Slot {
 public:
  explicit Slot(Pictures& pictures) : pictures_(pictures) {
    std::unique_lock lock(pictures_.mutex_);
    pictures_.slot_free_.wait(lock, [&] { return pictures_.drawing_ < pictures_.most_at_a_time_; });
    ++pictures_.drawing_;
  }
  ~Slot() {
    const std::lock_guard lock(pictures_.mutex_);
    --pictures_.drawing_;
    pictures_.slot_free_.notify_one();
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

 private:
  Pictures& pictures_;
};

Pictures::Pictures()
    : kept_(kMostKept), most_at_a_time_(std::max(1u, std::thread::hardware_concurrency())) {}

std::shared_ptr<const std::string> Pictures::draw(const Performance& performance,
                                                  const PreviewRequest& request,
                                                  const std::function<void()>& still_wanted) {
  return kept_.get(kFiles, key_of(performance, request), [&] {
    const Slot slot(*this);
    still_wanted();
    const Frame frame = frame_of(performance, request.time);
    const int height = height_for(frame, request.width);
    const Film& film = performance.scene().film();
    auto out = std::make_shared<const std::string>(
        request.format == PictureFormat::png
            ? png(frame, request.width, height)
            : write_svg(frame, {film.title, film.description, request.width, height, false}));
    const size_t bytes = out->size();
    return Memo::Result<std::string>{std::move(out), bytes};
  });
}

std::string Pictures::png(const Frame& frame, int width, int height) {
  const bool transparent = frame.ground.a < 1;
  auto rasteriser = take_rasteriser(width, height, transparent);
  Pixmap pixels(width, height, !transparent);
  rasteriser->draw(frame, pixels);
  put_back(std::move(rasteriser), width, height, transparent);
  const auto bytes = encode_png(pixels, Quality::draft, {});
  return {bytes.begin(), bytes.end()};
}

std::unique_ptr<Rasteriser> Pictures::take_rasteriser(int width, int height, bool transparent) {
  {
    const std::lock_guard lock(mutex_);
    for (auto one = idle_.rbegin(); one != idle_.rend(); ++one) {
      if (one->width != width || one->height != height || one->transparent != transparent) continue;
      auto out = std::move(one->rasteriser);
      idle_.erase(std::next(one).base());
      return out;
    }
  }
  return std::make_unique<Rasteriser>(width, height, transparent);
}

void Pictures::put_back(std::unique_ptr<Rasteriser> rasteriser, int width, int height,
                        bool transparent) {
  const std::lock_guard lock(mutex_);
  idle_.push_back({std::move(rasteriser), width, height, transparent});
  if (idle_.size() > most_at_a_time_) idle_.erase(idle_.begin());
}

Frame frame_of(const Performance& performance, double time) {
  const WorkBudget budget(performance.edition->options.limits.work_steps());
  const Scene& scene = performance.scene();
  const Captions captions = scene.spec().canvas.captions;
  const bool burn = captions != Captions::track && captions != Captions::none;
  return performance.stage->frame(std::min(time, scene.film().duration), burn);
}

}  // namespace lantern
