#include "output/av/encoder/codecs.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/av/encoder/png_text.h"

namespace lantern {
namespace {

constexpr std::string_view kX264Presets[] = {"ultrafast", "superfast", "veryfast", "faster",
                                             "fast",      "medium",    "slow",     "slower",
                                             "veryslow",  "placebo"};

void set_x264(const FilmEncoderSettings& settings, Dictionary& options) {
  const std::string preset =
      settings.preset.empty() ? settings.draft ? "veryfast" : "medium" : settings.preset;
  if (std::find(std::begin(kX264Presets), std::end(kX264Presets), preset) ==
      std::end(kX264Presets)) {
    throw RuntimeError(
        fmt::format("x264 has no preset \"{}\"; it has {}", preset, fmt::join(kX264Presets, ", ")));
  }
  // x264's own scale: 18 is visually lossless for flat art, 26 shows at edges.
  const int crf = settings.crf >= 0 ? settings.crf : settings.draft ? 26 : 18;
  options.set("preset", preset);
  options.set("crf", fmt::format("{}", crf));
}

void set_vp9(const FilmEncoderSettings& settings, Dictionary& options) {
  if (!settings.preset.empty()) throw RuntimeError("VP9 has no presets");
  const int crf = settings.crf >= 0 ? settings.crf : settings.draft ? 36 : 24;
  options.set("crf", fmt::format("{}", crf));
  options.set("b", "0");
  options.set("deadline", "good");
  options.set("cpu-used", settings.draft ? "6" : "3");
  options.set("row-mt", "0");
  // libvpx drops the alpha of frames that are not shown.
  if (settings.alpha) options.set("auto-alt-ref", "0");
}

void set_apng(const FilmEncoderSettings& settings, Dictionary& options) {
  if (!settings.preset.empty()) throw RuntimeError("APNG has no presets");
  options.set("pred", settings.draft ? "none" : "mixed");
}

void put_index_first(const FilmEncoderSettings&, Dictionary& options) {
  options.set("movflags", "+faststart");
}

void set_plays(const FilmEncoderSettings& settings, Dictionary& options) {
  options.set("plays", settings.loop ? "0" : "1");  // 0: for ever
  // Else the last frame would be there for as long as the one before it.
  options.set("final_delay", fmt::format("{}/{}", settings.fps.den, settings.fps.num));
}

void leave_muxer(const FilmEncoderSettings&, Dictionary&) {}

void describe_png(const FilmEncoderSettings& settings) {
  add_png_text(settings.path, settings.title, settings.description);
}

// One row a codec, sorted by name.
constexpr Codec kCodecs[] = {
    {.name = "apng",
     .encoder = "apng",
     .container = "apng",
     .opaque = AV_PIX_FMT_RGB24,
     .alpha = AV_PIX_FMT_RGBA,
     .captions = false,
     .yuv = false,
     .even_sides = false,
     .long_frames = true,
     .set_options = set_apng,
     .set_muxer = set_plays,
     .complete = describe_png},
    {.name = "h264",
     .encoder = "libx264",
     .container = "mp4",
     .opaque = AV_PIX_FMT_YUV420P,
     .alpha = AV_PIX_FMT_NONE,
     .captions = true,
     .yuv = true,
     .even_sides = true,
     .long_frames = false,
     .set_options = set_x264,
     .set_muxer = put_index_first,
     .complete = nullptr},
    {.name = "vp9",
     .encoder = "libvpx-vp9",
     .container = "webm",
     .opaque = AV_PIX_FMT_YUV420P,
     .alpha = AV_PIX_FMT_YUVA420P,
     .captions = false,
     .yuv = true,
     .even_sides = true,
     .long_frames = false,
     .set_options = set_vp9,
     .set_muxer = leave_muxer,
     .complete = nullptr},
};

}  // namespace

const Codec& find_codec(std::string_view name) {
  for (const Codec& codec : kCodecs) {
    if (codec.name == name) return codec;
  }
  throw RuntimeError(fmt::format("there is no codec {}", name));
}

}  // namespace lantern
