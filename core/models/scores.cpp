#include "core/models/scores.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

class ScoreReader {
 public:
  ScoreReader(const ScoreFields& in, const RecordValue& record)
      : in_(in),
        record_(record),
        score_name_(name_of(*in.data, in.score)),
        target_name_(name_of(*in.data, in.target)) {}

  Scores read() const {
    check_scores();
    check_targets();
    Scores out{in_.score.numbers(), actual(positive()), 0, 0};
    for (const unsigned char is_positive : out.actual) {
      (is_positive ? out.positives : out.negatives) += 1;
    }
    return out;
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

  // ---- classes

  void check_targets() const {
    for (size_t row = 0; row < in_.target.size(); ++row) {
      if (!in_.target.missing(row)) continue;
      fail(record_, "target",
           fmt::format("{}: column {} has no value here", place(row, target_name_),
                       in_quotes(target_name_)),
           "fill it in, or leave such rows out with `where`");
    }
  }

  /// The positive class as the target column writes it; both classes have rows.
  std::string positive() const {
    const std::vector<std::string> classes = in_.target.distinct();
    if (classes.size() < 2) fail_one_class(classes);
    if (!in_.positive) return positive_of(classes);
    const std::string wanted = as_written(*in_.positive);
    if (std::find(classes.begin(), classes.end(), wanted) == classes.end()) {
      const auto near = nearest(wanted, classes);
      fail(record_, "positive",
           fmt::format("column {}{} has no value {}{}", in_quotes(target_name_), of_file(),
                       in_quotes(wanted),
                       near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
           fmt::format("it has {}", listed(classes)));
    }
    return wanted;
  }

  /// Without `positive`: true of true and false, 1 of 0 and 1.
  std::string positive_of(const std::vector<std::string>& classes) const {
    if (in_.target.type() == ColumnType::boolean) return "true";
    const bool bits = in_.target.type() == ColumnType::number &&
                      std::all_of(classes.begin(), classes.end(), [](const std::string& value) {
                        return value == "0" || value == "1";
                      });
    if (bits) return "1";
    fail(record_, "positive",
         fmt::format("{} needs to know which class is positive", record_.kind->name),
         fmt::format("say `positive:` and a value of column {}: {}", in_quotes(target_name_),
                     listed(classes)));
  }

  /// "1.0" is 1 where the target holds numbers, "True" is true where it holds truths.
  std::string as_written(const std::string& value) const {
    if (in_.target.type() == ColumnType::number) {
      if (const auto number = parse_number(value)) return shortest(*number);
    }
    if (in_.target.type() == ColumnType::boolean) {
      if (value == "True" || value == "TRUE") return "true";
      if (value == "False" || value == "FALSE") return "false";
    }
    return value;
  }

  [[noreturn]] void fail_one_class(const std::vector<std::string>& classes) const {
    fail(record_, "target",
         fmt::format("{} needs both classes, but column {}{} has {}", record_.kind->name,
                     in_quotes(target_name_), of_file(),
                     classes.empty() ? "no rows" : "only " + in_quotes(classes[0])));
  }

  std::vector<unsigned char> actual(const std::string& positive) const {
    std::vector<unsigned char> out;
    out.reserve(in_.target.size());
    if (in_.target.type() == ColumnType::text) {
      const auto& words = in_.target.dictionary();
      const auto code = std::find(words.begin(), words.end(), positive) - words.begin();
      for (const std::int32_t value : in_.target.codes()) out.push_back(value == code);
      return out;
    }
    const bool truths = in_.target.type() == ColumnType::boolean;
    const double wanted = truths ? double(positive == "true") : *parse_number(positive);
    for (const double value : in_.target.numbers()) out.push_back(value == wanted);
    return out;
  }

  // ---- words

  std::string place(std::ptrdiff_t row, const std::string& column) const {
    return place(static_cast<size_t>(row), column);
  }
  std::string place(size_t row, const std::string& column) const {
    return place_of(*in_.data, row, column);
  }

  std::string of_file() const {
    const auto& origin = in_.data->origin();
    return origin && !origin->file.empty() ? " of " + origin->file : "";
  }

  /// A few of them, in quotes.
  static std::string listed(const std::vector<std::string>& values) {
    constexpr size_t kMost = 8;
    std::vector<std::string> words;
    for (size_t i = 0; i < std::min(values.size(), kMost); ++i) {
      words.push_back(in_quotes(values[i]));
    }
    if (values.size() > kMost) words.push_back(fmt::format("{} more", values.size() - kMost));
    return join_and(words);
  }

  const ScoreFields& in_;
  const RecordValue& record_;
  std::string score_name_;
  std::string target_name_;
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
