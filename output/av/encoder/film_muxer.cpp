#include "output/av/encoder/film_muxer.h"

#include <cerrno>
#include <cmath>

#include <fmt/format.h>

#include "output/av/encoder/caption_track.h"
#include "output/av/encoder/codecs.h"
#include "output/av/encoder/errors.h"
#include "output/av/encoder/track_flags.h"

namespace lantern {
namespace {

constexpr int kVideo = 0;
constexpr int kCaptions = 1;
constexpr AVRational kMillisecond = {1, 1000};

/// After an interrupted close the descriptor is gone all the same (Linux).
int closed(int result) {
  return result == AVERROR(EINTR) ? 0 : result;
}

/// Of files that FFmpeg opens by itself, to move an index to the front.
int close_own(AVFormatContext*, AVIOContext* file) {
  return closed(avio_close(file));
}

FormatContextPtr make_context(const std::string& path, std::string_view container) {
  AVFormatContext* context = nullptr;
  const std::string name(container);
  check_av(avformat_alloc_output_context2(&context, nullptr, name.c_str(), nullptr));
  FormatContextPtr out(context);
  // The prefix keeps FFmpeg from reading a protocol into the path.
  context->url = checked(av_strdup(("file:" + path).c_str()));
  context->flags |= AVFMT_FLAG_BITEXACT;
  context->io_close2 = close_own;
  return out;
}

void set_metadata(AVDictionary** metadata, const char* key, const std::string& value) {
  if (!value.empty()) check_av(av_dict_set(metadata, key, value.c_str(), 0));
}

AVStream& add_stream(AVFormatContext& context) {
  return *checked(avformat_new_stream(&context, nullptr));
}

void add_video(AVFormatContext& context, const AVCodecContext& video) {
  AVStream& stream = add_stream(context);
  stream.time_base = video.time_base;
  stream.avg_frame_rate = video.framerate;
  stream.disposition = AV_DISPOSITION_DEFAULT;
  check_av(avcodec_parameters_from_context(stream.codecpar, &video));
}

/// libavformat has no public call for this; it frees what hangs here.
void add_chapters(AVFormatContext& context, const std::vector<Section>& sections) {
  if (sections.empty()) return;
  context.chapters =
      static_cast<AVChapter**>(checked(av_calloc(sections.size(), sizeof(AVChapter*))));
  for (const Section& section : sections) {
    auto* chapter = static_cast<AVChapter*>(checked(av_mallocz(sizeof(AVChapter))));
    context.chapters[context.nb_chapters++] = chapter;
    chapter->id = context.nb_chapters;
    chapter->time_base = kMillisecond;
    chapter->start = std::llround(section.start * 1000);
    chapter->end = std::llround(section.end * 1000);
    set_metadata(&chapter->metadata, "title", section.name);
  }
}

}  // namespace

FilmMuxer::FilmMuxer(const FilmEncoderSettings& settings, const AVCodecContext& video)
    : settings_(settings),
      codec_(find_codec(settings.codec)),
      has_captions_(!settings.cues.empty() && codec_.captions),
      context_(make_context(settings_.path, codec_.container)),
      frame_time_(video.time_base) {
  set_metadata(&context_->metadata, "title", settings_.title);
  set_metadata(&context_->metadata, "description", settings_.description);
  add_video(*context_, video);
  if (has_captions_) {
    describe_caption_track(add_stream(*context_), video.width, video.height, settings.language);
  }
  add_chapters(*context_, settings_.chapters);
  int opened = 0;
  do {
    opened = avio_open(&context_->pb, context_->url, AVIO_FLAG_WRITE);
  } while (opened == AVERROR(EINTR));
  check_av(opened);
  Dictionary options;
  codec_.set_muxer(settings_, options);
  check_av(avformat_write_header(context_.get(), options.get()));
  if (has_captions_) write_captions();
}

// All captions go before the first frame. They are small; and the muxer, which cannot know what is
// still to come, would otherwise hold frames back or close captions too early.
void FilmMuxer::write_captions() {
  const PacketPtr packet(checked(av_packet_alloc()));
  for (const CaptionSample& sample : caption_samples(settings_.cues, settings_.duration)) {
    std::vector<std::uint8_t> bytes = sample_bytes(sample);
    packet->data = bytes.data();
    packet->size = static_cast<int>(bytes.size());
    packet->stream_index = kCaptions;
    packet->pts = packet->dts = sample.start;
    packet->duration = sample.end - sample.start;
    packet->flags = AV_PKT_FLAG_KEY;
    av_packet_rescale_ts(packet.get(), kMillisecond, context_->streams[kCaptions]->time_base);
    check_av(av_write_frame(context_.get(), packet.get()));
    av_packet_unref(packet.get());
  }
}

void FilmMuxer::write_video(AVPacket& packet) {
  packet.stream_index = kVideo;
  av_packet_rescale_ts(&packet, frame_time_, context_->streams[kVideo]->time_base);
  check_av(av_write_frame(context_.get(), &packet));
}

void FilmMuxer::finish() {
  check_av(av_write_trailer(context_.get()));
  check_av(closed(avio_closep(&context_->pb)));
  // Captions show only when the viewer asks for them; the muxer has no way to say that.
  if (has_captions_) disable_track(settings_.path, kCaptions);
  if (codec_.complete) codec_.complete(settings_);
}

}  // namespace lantern
