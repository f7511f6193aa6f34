#include "core/models/scores.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/models/binary_target.h"

namespace lantern {
namespace {

class ScoreReader {
 public:
  ScoreReader(const ScoreFields& in, const RecordValue& record)
      : in_(in), record_(record), score_name_(name_of(*in.data, in.score)) {}

  Scores read() const {
    check_scores();
    BinaryTarget target = read_binary_target(*in_.data, in_.target, in_.positive, record_);
    return {in_.score.numbers(), std::move(target.actual), target.positives, target.negatives};
  }

 private:
  // ---- scores

  void check_scores() const {
    if (in_.score.type() != ColumnType::number) fail_type();
    const auto scores = in_.score.numbers();
    const auto bad = std::find_if(scores.begin(), scores.end(),
                                  [](double score) { return !std::isfinite(score); });
    if (bad == scores.end()) return;
    fail(record_, "score",
         fmt::format("{}: column {} {}", place(bad - scores.begin(), score_name_),
                     in_quotes(score_name_),
                     std::isnan(*bad) ? "has no value here" : "is infinite here"),
         std::isnan(*bad) ? "fill it in, or leave such rows out with `where`" : "");
  }

  [[noreturn]] void fail_type() const {
    const auto& origin = in_.data->origin();
    if (origin) {
      const auto stray = origin->not_a_number.find(score_name_);
      if (stray != origin->not_a_number.end()) {
        fail(record_, "score",
             fmt::format("{}: {} in column {} is not a number", place(stray->second, score_name_),
                         in_quotes(in_.score.text(stray->second)), score_name_),
             decimal_comma_hint(in_.score.text(stray->second)));
      }
    }
    const bool text = in_.score.type() == ColumnType::text;
    const std::vector<std::string> some = text ? in_.score.distinct() : std::vector<std::string>();
    fail(record_, "score",
         fmt::format("a score is a number, and column {} holds {}", in_quotes(score_name_),
                     text ? "texts" : "true and false"),
         some.empty() ? "" : decimal_comma_hint(some.front()));
  }

  static std::string decimal_comma_hint(std::string text) {
    const size_t comma = text.find(',');
    if (comma == std::string::npos) return "";
    text[comma] = '.';
    return parse_number(text) ? fmt::format("the decimal point is a point: {}", text) : "";
  }

  // ---- words

  std::string place(std::ptrdiff_t row, const std::string& column) const {
    return place(static_cast<size_t>(row), column);
  }
  std::string place(size_t row, const std::string& column) const {
    return place_of(*in_.data, row, column);
  }

  const ScoreFields& in_;
  const RecordValue& record_;
  std::string score_name_;
};

}  // namespace

Scores read_scores(const ScoreFields& in, const RecordValue& record) {
  return ScoreReader(in, record).read();
}

std::vector<Cut> all_cuts(const Scores& scores) {
  struct Row {
    double score;
    bool actual;
  };
  std::vector<Row> rows;
  rows.reserve(scores.values.size());
  for (size_t i = 0; i < scores.values.size(); ++i) {
    rows.push_back({scores.values[i], scores.actual[i] != 0});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.score > b.score; });

  std::vector<Cut> cuts;
  Cut cut;
  for (size_t i = 0; i < rows.size(); ++i) {
    (rows[i].actual ? cut.true_positives : cut.false_positives) += 1;
    cut.threshold = rows[i].score;
    if (i + 1 == rows.size() || rows[i + 1].score != rows[i].score) cuts.push_back(cut);
  }
  return cuts;
}

}  // namespace lantern
