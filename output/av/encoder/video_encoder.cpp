#include "output/av/encoder/video_encoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/av/encoder/errors.h"
#include "output/yuv/yuv.h"
#include "renderer/raster/same_pixels.h"

namespace lantern {
namespace {

// A constant, as x264's result depends on it. Two take the least processor time in all.
constexpr int kThreads = 2;
constexpr double kLongestGop = 10;  // seconds between key frames: what a jump costs at most

const AVCodec& find_encoder(const Codec& codec) {
  const AVCodec* found = avcodec_find_encoder_by_name(std::string(codec.encoder).c_str());
  if (found) return *found;
  throw RuntimeError(
      fmt::format("the system's libavcodec is built without {}; on Debian the package libavcodec59 "
                  "(or libavcodec-extra59) has it",
                  codec.encoder));
}

AVRational time_base_of(const Rational& fps) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  if (fps.num <= 0 || fps.den <= 0 || fps.num > kMost || fps.den > kMost) {
    throw RuntimeError(fmt::format("a film cannot have {}/{} frames a second", fps.num, fps.den));
  }
  return {static_cast<int>(fps.den), static_cast<int>(fps.num)};
}

void describe_picture(AVCodecContext& context, const Codec& codec,
                      const FilmEncoderSettings& settings) {
  context.sample_aspect_ratio = {1, 1};
  context.pix_fmt = settings.alpha ? codec.alpha : codec.opaque;
  context.width = codec.even_sides ? even_side(settings.width) : settings.width;
  context.height = codec.even_sides ? even_side(settings.height) : settings.height;
  if (!codec.yuv) return;
  context.color_primaries = AVCOL_PRI_BT709;
  context.color_trc = AVCOL_TRC_BT709;
  context.colorspace = AVCOL_SPC_BT709;
  context.color_range = AVCOL_RANGE_MPEG;
  context.chroma_sample_location = AVCHROMA_LOC_CENTER;
}

CodecContextPtr open_encoder(const FilmEncoderSettings& settings) {
  const Codec& row = find_codec(settings.codec);
  Dictionary options;
  row.set_options(settings, options);
  const AVCodec& codec = find_encoder(row);
  CodecContextPtr context(checked(avcodec_alloc_context3(&codec)));
  describe_picture(*context, row, settings);
  context->time_base = time_base_of(settings.fps);
  context->framerate = av_inv_q(context->time_base);
  context->thread_count = kThreads;
  context->gop_size =
      std::max(1, static_cast<int>(std::min(kLongestGop * settings.fps.value(), 1e6)));
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_CLOSED_GOP;
  check_av(avcodec_open2(context.get(), &codec, options.get()));
  return context;
}

FramePtr make_frame(const AVCodecContext& context) {
  FramePtr frame(checked(av_frame_alloc()));
  frame->format = context.pix_fmt;
  frame->width = context.width;
  frame->height = context.height;
  check_av(av_frame_get_buffer(frame.get(), 0));
  return frame;
}

}  // namespace

VideoEncoder::VideoEncoder(const FilmEncoderSettings& settings)
    : context_(open_encoder(settings)),
      writer_(settings.width, settings.height),
      frame_(make_frame(*context_)),
      packet_(checked(av_packet_alloc())),
      long_frames_(find_codec(settings.codec).long_frames) {}

void VideoEncoder::send(const Pixmap& pixmap, const Receiver& receive) {
  left_out_ = long_frames_ && goes_on(pixmap);
  if (!left_out_) write(pixmap, frames_, receive);
  ++frames_;
}

bool VideoEncoder::goes_on(const Pixmap& pixmap) {
  if (frames_ > 0 && same_pixels(pixmap, latest_)) return true;
  if (frames_ == 0) latest_ = Pixmap(pixmap.width(), pixmap.height(), pixmap.opaque());
  latest_.copy_from(pixmap);
  return false;
}

void VideoEncoder::write(const Pixmap& pixmap, std::int64_t number, const Receiver& receive) {
  // Encoders copy what they keep, or this makes another buffer.
  check_av(av_frame_make_writable(frame_.get()));
  writer_.write(pixmap, *frame_);
  frame_->pts = number;
  encode(frame_.get(), receive);
}

void VideoEncoder::flush(const Receiver& receive) {
  // The last frame says how long the film is.
  if (left_out_) write(latest_, frames_ - 1, receive);
  encode(nullptr, receive);
}

void VideoEncoder::encode(const AVFrame* frame, const Receiver& receive) {
  check_av(avcodec_send_frame(context_.get(), frame));
  for (;;) {
    const int result = avcodec_receive_packet(context_.get(), packet_.get());
    if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
    check_av(result);
    packet_->duration = 1;
    receive(*packet_);
    av_packet_unref(packet_.get());
  }
}

}  // namespace lantern
