#include "output/png/png.h"

#include <csetjmp>
#include <exception>
#include <memory>

#include <fmt/format.h>
#include <libdeflate.h>
#include <png.h>

#include "core/base/error.h"

namespace lantern {
namespace {

// Flat art has long runs of equal pixels, which deflate finds best unfiltered: 61 kB in 8 ms a
// frame of 960x540, against 76 kB in 13 ms with libpng's own choice of filters. libdeflate takes
// half the time of zlib for the same bytes, but all pixels at once: pictures beyond `kMostAtOnce`
// bytes go through libpng row by row.
constexpr int kFilter = PNG_FILTER_NONE;
constexpr int kDraftLevel = 1;
constexpr int kFinalLevel = 6;
constexpr size_t kMostAtOnce = 64u << 20;

constexpr size_t kDeflateBuffer = 1 << 16;

/// What libpng's callbacks get at.
struct Progress {
  std::vector<std::uint8_t> bytes;
  std::string error;
};

[[noreturn]] void on_error(png_structp png, png_const_charp message) {
  try {
    static_cast<Progress*>(png_get_error_ptr(png))->error = message;
  } catch (const std::exception&) {
    // The message is lost; the failure is not.
  }
  std::longjmp(png_jmpbuf(png), 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_bytes(png_structp png, png_bytep data, size_t length) {
  bool stored = true;
  try {
    auto& bytes = static_cast<Progress*>(png_get_io_ptr(png))->bytes;
    bytes.insert(bytes.end(), data, data + length);
  } catch (const std::exception&) {
    stored = false;
  }
  if (!stored) png_error(png, "out of memory");
}

void on_flush(png_structp) {}

/// libpng's two structures, which live and die together.
class Writer {
 public:
  explicit Writer(Progress& progress)
      : png_(png_create_write_struct(PNG_LIBPNG_VER_STRING, &progress, on_error, on_warning)),
        info_(png_ ? png_create_info_struct(png_) : nullptr) {
    if (info_) png_set_write_fn(png_, &progress, on_bytes, on_flush);
  }
  ~Writer() { png_destroy_write_struct(&png_, &info_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }

 private:
  png_structp png_;
  png_infop info_;
};

void copy_opaque(const std::uint32_t* from, int width, std::uint8_t* to) {
  for (int x = 0; x < width; ++x) {
    to[3 * x] = static_cast<std::uint8_t>(from[x] >> 16);
    to[3 * x + 1] = static_cast<std::uint8_t>(from[x] >> 8);
    to[3 * x + 2] = static_cast<std::uint8_t>(from[x]);
  }
}

/// A premultiplied component made straight, to the nearest.
std::uint8_t straight(std::uint32_t component, std::uint32_t alpha) {
  return static_cast<std::uint8_t>(std::min(255u, ((component & 255) * 255 + alpha / 2) / alpha));
}

void copy_straight(const std::uint32_t* from, int width, std::uint8_t* to) {
  for (int x = 0; x < width; ++x, to += 4) {
    const std::uint32_t alpha = from[x] >> 24;
    const bool visible = alpha != 0;
    to[0] = visible ? straight(from[x] >> 16, alpha) : 0;
    to[1] = visible ? straight(from[x] >> 8, alpha) : 0;
    to[2] = visible ? straight(from[x], alpha) : 0;
    to[3] = static_cast<std::uint8_t>(alpha);
  }
}

png_text text_chunk(const char* keyword, const std::string& text) {
  png_text chunk = {};
  chunk.compression = PNG_ITXT_COMPRESSION_NONE;
  // libpng's fields are not const; it only reads them.
  chunk.key = const_cast<char*>(keyword);
  chunk.text = const_cast<char*>(text.c_str());
  return chunk;
}

void set_header(const Writer& w, const Pixmap& pixmap, int level, const PngText& text) {
  const auto width = static_cast<png_uint_32>(pixmap.width());
  const auto height = static_cast<png_uint_32>(pixmap.height());
  const int type = pixmap.opaque() ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA;
  png_set_IHDR(w.png(), w.info(), width, height, 8, type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(w.png(), PNG_FILTER_TYPE_BASE, kFilter);
  png_set_compression_level(w.png(), level);
  png_set_compression_buffer_size(w.png(), kDeflateBuffer);
  png_set_sRGB(w.png(), w.info(), PNG_sRGB_INTENT_PERCEPTUAL);
  const png_text title = text_chunk("Title", text.title);
  const png_text description = text_chunk("Description", text.description);
  if (!text.title.empty()) png_set_text(w.png(), w.info(), &title, 1);
  if (!text.description.empty()) png_set_text(w.png(), w.info(), &description, 1);
}

size_t row_bytes(const Pixmap& pixmap) {
  return size_t(pixmap.width()) * (pixmap.opaque() ? 3 : 4);
}

void copy_row(const Pixmap& pixmap, int y, std::uint8_t* to) {
  (pixmap.opaque() ? copy_opaque : copy_straight)(pixmap.row(y), pixmap.width(), to);
}

/// All rows as the IDAT chunk has them: each with its filter, together one zlib stream.
std::vector<std::uint8_t> deflated(const Pixmap& pixmap, int level) {
  const size_t row = 1 + row_bytes(pixmap);
  std::vector<std::uint8_t> rows(row * size_t(pixmap.height()));  // filter 0: none
  for (int y = 0; y < pixmap.height(); ++y) copy_row(pixmap, y, &rows[row * size_t(y) + 1]);
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!compressor) throw RuntimeError("libdeflate could not start: out of memory");
  std::vector<std::uint8_t> out(libdeflate_zlib_compress_bound(compressor.get(), rows.size()));
  out.resize(
      libdeflate_zlib_compress(compressor.get(), rows.data(), rows.size(), out.data(), out.size()));
  return out;
}

/// False where libpng failed. Errors arrive here by longjmp, so nothing in or below this function
/// may need a destructor. `idat` is what `deflated` made, `row` the room of one row: one of them is
/// null.
bool write_all(const Writer& w, const Pixmap& pixmap, int level, const PngText& text,
               const std::vector<std::uint8_t>* idat, std::uint8_t* row) {
  if (setjmp(png_jmpbuf(w.png()))) return false;
  set_header(w, pixmap, level, text);
  png_write_info(w.png(), w.info());
  if (idat) {
    png_write_chunk(w.png(), reinterpret_cast<png_const_bytep>("IDAT"), idat->data(), idat->size());
    png_write_chunk(w.png(), reinterpret_cast<png_const_bytep>("IEND"), nullptr, 0);
    return true;
  }
  for (int y = 0; y < pixmap.height(); ++y) {
    copy_row(pixmap, y, row);
    png_write_row(w.png(), row);
  }
  png_write_end(w.png(), nullptr);
  return true;
}

}  // namespace

std::vector<std::uint8_t> encode_png(const Pixmap& pixmap, Quality quality, const PngText& text) {
  Progress progress;
  const Writer writer(progress);
  if (!writer.info()) throw RuntimeError("libpng could not start: out of memory");
  const int level = quality == Quality::draft ? kDraftLevel : kFinalLevel;
  const bool at_once = row_bytes(pixmap) * size_t(pixmap.height()) <= kMostAtOnce;
  const std::vector<std::uint8_t> idat =
      at_once ? deflated(pixmap, level) : std::vector<std::uint8_t>();
  std::vector<std::uint8_t> row(at_once ? 0 : row_bytes(pixmap));
  if (!write_all(writer, pixmap, level, text, at_once ? &idat : nullptr, row.data())) {
    throw RuntimeError(fmt::format("libpng failed: {}", progress.error));
  }
  return std::move(progress.bytes);
}

}  // namespace lantern
