#include "output/pdf/pdf_sink.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "output/pdf/pdf_document.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

class PdfSink : public Sink {
 public:
  PdfSink(const SinkRequest& request, bool sections) : path_(request.path), sections_(sections) {}

  SinkNeeds plan(const Film& film, int, int) override {
    film_ = film;
    file_.emplace(path_, StagedFile::Streams::allowed);
    SinkNeeds needs;
    needs.pixels = false;
    return needs;
  }

  void add(std::int64_t index, const Frame& frame, const Pixmap&) override {
    if (!document_) {
      document_.emplace(frame.width, frame.height,
                        PdfDocument::About{film_.title, film_.description, film_.language});
    }
    if (!sections_ || film_.sections.empty()) {
      if (index == film_.frames - 1) document_->add_page(frame, "");
      return;
    }
    for (const Section& section : film_.sections) {
      if (index == last_frame_of(section)) document_->add_page(frame, section.name);
    }
  }

  void finish() override {
    const std::vector<std::uint8_t> bytes = document_->finish();
    file_->write({bytes.data(), bytes.size()});
    file_->publish();
  }

 private:
  std::int64_t last_frame_of(const Section& section) const {
    if (section.end >= film_.duration) return film_.frames - 1;
    const auto end = static_cast<std::int64_t>(std::ceil(section.end * film_.fps.value() - 1e-9));
    return std::clamp<std::int64_t>(end - 1, 0, film_.frames - 1);
  }

  std::string path_;
  bool sections_;
  Film film_;
  std::optional<PdfDocument> document_;
  std::optional<StagedFile> file_;
};

}  // namespace

std::unique_ptr<Sink> make_pdf_sink(const SinkRequest& request) {
  return std::make_unique<PdfSink>(request, false);
}

std::unique_ptr<Sink> make_pdf_film_sink(const SinkRequest& request) {
  return std::make_unique<PdfSink>(request, true);
}

}  // namespace lantern
