#include "tests/output/decoded_film.h"

#include <stdexcept>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace lantern::test {
namespace {

void require(bool condition, const char* what) {
  if (!condition) throw std::runtime_error(std::string("decoding: ") + what);
}

double seconds(std::int64_t time, AVRational base) {
  return static_cast<double>(time) * av_q2d(base);
}

std::string entry(const AVDictionary* dictionary, const char* key) {
  const AVDictionaryEntry* found = av_dict_get(dictionary, key, nullptr, 0);
  return found ? found->value : "";
}

std::vector<std::uint8_t> plane(const AVFrame& frame, int index) {
  const int shift = index ? 1 : 0;
  std::vector<std::uint8_t> out;
  for (int y = 0; y < frame.height >> shift; ++y) {
    const std::uint8_t* row = frame.data[index] + std::ptrdiff_t(y) * frame.linesize[index];
    out.insert(out.end(), row, row + (frame.width >> shift));
  }
  return out;
}

struct Reader {
  explicit Reader(const std::string& path) {
    require(avformat_open_input(&file, path.c_str(), nullptr, nullptr) == 0, "open");
    require(avformat_find_stream_info(file, nullptr) >= 0, "stream info");
    video = av_find_best_stream(file, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    captions = av_find_best_stream(file, AVMEDIA_TYPE_SUBTITLE, -1, -1, nullptr, 0);
    require(video >= 0, "no video");
    codec = avcodec_alloc_context3(avcodec_find_decoder(file->streams[video]->codecpar->codec_id));
    avcodec_parameters_to_context(codec, file->streams[video]->codecpar);
    require(avcodec_open2(codec, nullptr, nullptr) == 0, "decoder");
  }
  ~Reader() {
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&codec);
    avformat_close_input(&file);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void read_frames(const AVPacket* from, DecodedFilm& out) {
    require(avcodec_send_packet(codec, from) == 0, "packet");
    while (avcodec_receive_frame(codec, frame) == 0) {
      out.frames.push_back({seconds(frame->pts, file->streams[video]->time_base),
                            frame->key_frame != 0, plane(*frame, 0), plane(*frame, 1),
                            plane(*frame, 2)});
    }
  }

  void read_cue(DecodedFilm& out) {
    const AVRational base = file->streams[captions]->time_base;
    require(packet->size >= 2, "caption");
    const int length = packet->data[0] << 8 | packet->data[1];
    if (length == 0) return;
    out.cues.push_back({seconds(packet->pts, base), seconds(packet->pts + packet->duration, base),
                        std::string(packet->data + 2, packet->data + 2 + length)});
  }

  AVFormatContext* file = nullptr;
  AVCodecContext* codec = nullptr;
  AVPacket* packet = av_packet_alloc();
  AVFrame* frame = av_frame_alloc();
  int video = -1;
  int captions = -1;
};

void describe(const Reader& in, DecodedFilm& out) {
  const AVStream& stream = *in.file->streams[in.video];
  const AVCodecParameters& codec = *stream.codecpar;
  out.width = codec.width;
  out.height = codec.height;
  out.fps = {stream.avg_frame_rate.num, stream.avg_frame_rate.den};
  out.duration = static_cast<double>(in.file->duration) / AV_TIME_BASE;
  out.is_tagged_bt709 = codec.color_space == AVCOL_SPC_BT709 &&
                        codec.color_primaries == AVCOL_PRI_BT709 &&
                        codec.color_trc == AVCOL_TRC_BT709 && codec.color_range == AVCOL_RANGE_MPEG;
  out.title = entry(in.file->metadata, "title");
  out.description = entry(in.file->metadata, "description");
  out.has_captions = in.captions >= 0;
  if (out.has_captions) {
    out.captions_are_default =
        (in.file->streams[in.captions]->disposition & AV_DISPOSITION_DEFAULT) != 0;
  }
  for (unsigned i = 0; i < in.file->nb_chapters; ++i) {
    const AVChapter& chapter = *in.file->chapters[i];
    out.chapters.push_back({seconds(chapter.start, chapter.time_base),
                            seconds(chapter.end, chapter.time_base),
                            entry(chapter.metadata, "title")});
  }
}

}  // namespace

DecodedFilm decode_film(const std::string& path) {
  Reader in(path);
  DecodedFilm out;
  describe(in, out);
  while (av_read_frame(in.file, in.packet) == 0) {
    if (in.packet->stream_index == in.video) in.read_frames(in.packet, out);
    if (in.packet->stream_index == in.captions) in.read_cue(out);
    av_packet_unref(in.packet);
  }
  in.read_frames(nullptr, out);
  return out;
}

}  // namespace lantern::test
