#include "core/scene/compile/readings.h"

#include <algorithm>
#include <map>

namespace lantern {
namespace {

struct Noted {
  LiveTextPlan* text;
  std::vector<std::vector<std::string>> holes;  // the readings of each
};

void collect(const RecordPlan& plan, std::vector<Noted>& out) {
  for (const FieldPlan& field : plan.fields()) {
    if (const auto* text = std::get_if<std::shared_ptr<LiveTextPlan>>(&field.how)) {
      if ((*text)->live() && !(*text)->per_row) out.push_back({text->get(), {}});
    } else if (const auto* record = std::get_if<std::shared_ptr<const RecordPlan>>(&field.how)) {
      collect(**record, out);
    }
  }
}

/// Figures are all equally wide, so any of them stands for all.
std::string with_zeros(std::string text) {
  for (char& c : text) {
    if (c >= '1' && c <= '9') c = '0';
  }
  return text;
}

void note(Noted& noted, const Evaluation& at) {
  try {
    std::vector<std::string> holes = noted.text->holes(at);
    noted.holes.resize(holes.size());
    for (size_t i = 0; i < holes.size(); ++i) {
      std::string reading = with_zeros(std::move(holes[i]));
      auto& known = noted.holes[i];
      if (std::find(known.begin(), known.end(), reading) == known.end()) {
        known.push_back(std::move(reading));
      }
    }
  } catch (const SceneError&) {
    // Not drawn at this moment, or reported by the check of the whole scene.
  }
}

void keep(Noted& noted) {
  if (noted.holes.empty()) return;
  RichText film;
  size_t next = 0;
  for (LiveTextPlan::Piece& piece : noted.text->pieces) {
    if (piece.hole) {
      piece.readings =
          std::make_shared<const std::vector<std::string>>(std::move(noted.holes[next++]));
    }
    film.push_back({piece.literal, piece.style, piece.hole.has_value(), piece.readings});
  }
  noted.text->film = std::make_shared<const RichText>(std::move(film));
}

}  // namespace

void note_readings(std::vector<ViewPlan>& views, const Timeline& timeline, const Graph& graph,
                   Memo& memo) {
  std::vector<Noted> texts;
  const auto collect_all = [&](const Versions& versions) {
    for (const Versions::Version& version : versions.versions) collect(*version.plan, texts);
  };
  for (const ViewPlan& view : views) {
    collect_all(view.versions);
    for (const MarkPlan& mark : view.marks) collect_all(mark.versions);
  }
  if (texts.empty()) return;
  for (const Moment& moment : timeline.moments) {
    const Evaluation at(graph, memo, leaves_at(timeline, graph, memo, moment));
    for (Noted& noted : texts) note(noted, at);
  }
  for (Noted& noted : texts) keep(noted);
}

}  // namespace lantern
