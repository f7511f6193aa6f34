#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include "bench/reference_canvas.h"

// YUV and the encoder.

namespace lantern::bench {

inline int checked(int result, const char* what) {
  if (result < 0) throw std::runtime_error(std::string(what) + " failed");
  return result;
}

// 0xXXRRGGBB to BT.709 in limited range, weights of 14 bits.

inline void convert_luma(const std::uint32_t* pixels, std::uint8_t* out, int width) {
  for (int x = 0; x < width; ++x) {
    const int r = pixels[x] >> 16 & 255, g = pixels[x] >> 8 & 255, b = pixels[x] & 255;
    out[x] = std::uint8_t((2992 * r + 10063 * g + 1016 * b + (16 << 14) + (1 << 13)) >> 14);
  }
}

/// From two rows of pixels; `width` counts samples.
inline void convert_chroma(const std::uint32_t* p, const std::uint32_t* q, std::uint8_t* u,
                           std::uint8_t* v, int width) {
  for (int x = 0; x < width; ++x) {
    const std::uint32_t block[4] = {p[2 * x], p[2 * x + 1], q[2 * x], q[2 * x + 1]};
    int r = 0, g = 0, b = 0;
    for (const std::uint32_t pixel : block) {
      r += pixel >> 16 & 255;
      g += pixel >> 8 & 255;
      b += pixel & 255;
    }
    u[x] = std::uint8_t((-1649 * r - 5547 * g + 7196 * b + (128 << 16) + (1 << 15)) >> 16);
    v[x] = std::uint8_t((7196 * r - 6536 * g - 660 * b + (128 << 16) + (1 << 15)) >> 16);
  }
}

/// The sides are even.
inline void convert(Canvas& from, AVFrame& to) {
  for (int y = 0; y < to.height; ++y) {
    convert_luma(from.row(y), to.data[0] + std::ptrdiff_t(y) * to.linesize[0], to.width);
  }
  for (int y = 0; y < to.height / 2; ++y) {
    convert_chroma(from.row(2 * y), from.row(2 * y + 1),
                   to.data[1] + std::ptrdiff_t(y) * to.linesize[1],
                   to.data[2] + std::ptrdiff_t(y) * to.linesize[2], to.width / 2);
  }
}

class Film {
 public:
  Film(int width, int height, int fps, const char* path)
      : codec_(avcodec_alloc_context3(avcodec_find_encoder_by_name("libx264"))),
        frame_(av_frame_alloc()),
        packet_(av_packet_alloc()) {
    open_codec(width, height, fps);
    checked(avformat_alloc_output_context2(&file_, nullptr, "mp4", path), "the muxer");
    stream_ = avformat_new_stream(file_, nullptr);
    stream_->time_base = codec_->time_base;
    avcodec_parameters_from_context(stream_->codecpar, codec_);
    checked(avio_open(&file_->pb, path, AVIO_FLAG_WRITE), "opening the film");
    checked(avformat_write_header(file_, nullptr), "writing the film");
    frame_->format = codec_->pix_fmt;
    frame_->width = width;
    frame_->height = height;
    checked(av_frame_get_buffer(frame_, 0), "getting memory");
  }
  ~Film() {
    avio_closep(&file_->pb);
    avformat_free_context(file_);
    av_packet_free(&packet_);
    av_frame_free(&frame_);
    avcodec_free_context(&codec_);
  }
  Film(const Film&) = delete;
  Film& operator=(const Film&) = delete;

  void add(Canvas& picture, int n) {
    checked(av_frame_make_writable(frame_), "getting memory");
    convert(picture, *frame_);
    frame_->pts = n;
    encode(frame_);
  }
  void finish() {
    encode(nullptr);
    checked(av_write_trailer(file_), "writing the film");
  }

 private:
  void open_codec(int width, int height, int fps) {
    codec_->width = width;
    codec_->height = height;
    codec_->time_base = {1, fps};
    codec_->framerate = {fps, 1};
    codec_->pix_fmt = AV_PIX_FMT_YUV420P;
    codec_->color_range = AVCOL_RANGE_MPEG;
    codec_->colorspace = AVCOL_SPC_BT709;
    codec_->color_primaries = AVCOL_PRI_BT709;
    codec_->color_trc = AVCOL_TRC_BT709;
    codec_->thread_count = 2;
    codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "preset", "medium", 0);
    av_dict_set(&options, "crf", "18", 0);
    checked(avcodec_open2(codec_, nullptr, &options), "opening x264");
    av_dict_free(&options);
  }
  void encode(const AVFrame* frame) {
    checked(avcodec_send_frame(codec_, frame), "encoding");
    while (avcodec_receive_packet(codec_, packet_) == 0) {
      av_packet_rescale_ts(packet_, codec_->time_base, stream_->time_base);
      checked(av_interleaved_write_frame(file_, packet_), "writing the film");
    }
  }

  AVCodecContext* codec_;
  AVFrame* frame_;
  AVPacket* packet_;
  AVFormatContext* file_ = nullptr;
  AVStream* stream_ = nullptr;
};

}  // namespace lantern::bench
