#include "output/av/encoder/caption_track.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>

namespace lantern {
namespace {

std::int64_t milliseconds(double seconds) {
  return std::llround(seconds * 1000);
}

/// Appends big-endian numbers and strings: the boxes of ISO/IEC 14496-12.
class BoxWriter {
 public:
  BoxWriter& u8(unsigned x) {
    bytes_.push_back(static_cast<std::uint8_t>(x));
    return *this;
  }
  BoxWriter& u16(unsigned x) { return u8(x >> 8).u8(x); }
  BoxWriter& u32(unsigned x) { return u16(x >> 16).u16(x); }
  BoxWriter& text(std::string_view s) {
    bytes_.insert(bytes_.end(), s.begin(), s.end());
    return *this;
  }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// A TextSampleEntry after its first 16 bytes, which the muxer writes (TS 26.245, 5.16).
std::vector<std::uint8_t> sample_description(int width, int height) {
  constexpr std::string_view kFont = "Sans-Serif";
  const unsigned letters = static_cast<unsigned>(std::clamp(height / 18, 8, 255));
  BoxWriter out;
  out.u32(0);          // displayFlags
  out.u8(1).u8(0xFF);  // centred, at the bottom
  out.u32(0);          // no background
  out.u16(0).u16(0);   // box: top, left
  out.u16(static_cast<unsigned>(height)).u16(static_cast<unsigned>(width));  // bottom, right
  out.u16(0).u16(0);                                                         // style: characters
  out.u16(1).u8(0).u8(letters).u32(0xFFFFFFFF);  // font, face, size, white
  out.u32(static_cast<unsigned>(8 + 2 + 3 + kFont.size())).text("ftab");
  out.u16(1).u16(1).u8(static_cast<unsigned>(kFont.size())).text(kFont);
  return out.take();
}

/// The longest start of `text` that is whole UTF-8 and fits 16 bits.
std::string_view fitting(std::string_view text) {
  constexpr size_t kMost = 0xFFFF;
  if (text.size() <= kMost) return text;
  size_t length = kMost;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return text.substr(0, length);
}

}  // namespace

std::vector<CaptionSample> caption_samples(const std::vector<Cue>& cues, double duration) {
  std::vector<CaptionSample> out;
  const std::int64_t last = milliseconds(duration);
  std::int64_t now = 0;
  for (size_t i = 0; i < cues.size(); ++i) {
    const std::int64_t start = std::max(now, milliseconds(cues[i].start));
    std::int64_t end = std::min(last, milliseconds(cues[i].end));
    if (i + 1 < cues.size()) end = std::min(end, milliseconds(cues[i + 1].start));
    if (end <= start) continue;
    if (start > now) out.push_back({now, start, {}});
    out.push_back({start, end, cues[i].text});
    now = end;
  }
  if (now < last) out.push_back({now, last, {}});
  return out;
}

std::vector<std::uint8_t> sample_bytes(const CaptionSample& sample) {
  const std::string_view text = fitting(sample.text);
  return BoxWriter().u16(static_cast<unsigned>(text.size())).text(text).take();
}

void describe_caption_track(AVStream& stream, int width, int height, const std::string& language) {
  const std::vector<std::uint8_t> description = sample_description(width, height);
  AVCodecParameters& codec = *stream.codecpar;
  codec.codec_type = AVMEDIA_TYPE_SUBTITLE;
  codec.codec_id = AV_CODEC_ID_MOV_TEXT;
  codec.width = width;
  codec.height = height;
  codec.extradata = static_cast<std::uint8_t*>(
      checked(av_mallocz(description.size() + AV_INPUT_BUFFER_PADDING_SIZE)));
  codec.extradata_size = static_cast<int>(description.size());
  std::memcpy(codec.extradata, description.data(), description.size());
  stream.time_base = {1, 1000};
  if (!language.empty()) av_dict_set(&stream.metadata, "language", language.c_str(), 0);
}

}  // namespace lantern
