#include "core/models/binary_target.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

class TargetReader {
 public:
  TargetReader(const Table& data, const Column& target, const std::optional<std::string>& positive,
               const RecordValue& record)
      : data_(data),
        target_(target),
        wanted_(positive),
        record_(record),
        name_(name_of(data, target)) {}

  BinaryTarget read() const {
    check_targets();
    BinaryTarget out;
    out.positive = positive();
    out.classes = target_.distinct();
    out.actual = is_positive(target_, out.positive);
    for (const unsigned char one : out.actual) (one ? out.positives : out.negatives) += 1;
    return out;
  }

 private:
  void check_targets() const {
    for (size_t row = 0; row < target_.size(); ++row) {
      if (!target_.missing(row)) continue;
      fail(record_, "target",
           fmt::format("{}: column {} has no value here", place_of(data_, row, name_),
                       in_quotes(name_)),
           "fill it in, or leave such rows out with `where`");
    }
  }

  /// The positive class as the target column writes it; both classes have rows.
  std::string positive() const {
    const std::vector<std::string> classes = target_.distinct();
    if (classes.size() < 2) fail_one_class(classes);
    if (!wanted_) return positive_of(classes);
    const std::string wanted = as_written(*wanted_, classes);
    if (std::find(classes.begin(), classes.end(), wanted) == classes.end()) {
      const auto near = nearest(wanted, classes);
      fail(record_, "positive",
           fmt::format("column {}{} has no value {}{}", in_quotes(name_), of_file(),
                       in_quotes(wanted),
                       near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
           fmt::format("it has {}", listed(classes)));
    }
    return wanted;
  }

  /// Without `positive`: true of true and false, 1 of 0 and 1.
  std::string positive_of(const std::vector<std::string>& classes) const {
    if (target_.type() == ColumnType::boolean) return "true";
    const bool bits = target_.type() == ColumnType::number &&
                      std::all_of(classes.begin(), classes.end(), [](const std::string& value) {
                        const double number = parse_number(value).value_or(2);
                        return number == 0 || number == 1;
                      });
    if (bits) return one_of(classes, 1);
    fail(record_, "positive",
         fmt::format("{} needs to know which class is positive", record_.kind->name),
         fmt::format("say `positive:` and a value of column {}: {}", in_quotes(name_),
                     listed(classes)));
  }

  /// The class that is this number, as the column writes it.
  static std::string one_of(const std::vector<std::string>& classes, double number) {
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const std::string& name) {
      return parse_number(name) == number;
    });
    return found == classes.end() ? shortest(number) : *found;
  }

  /// "1.0" is 1 where the target holds numbers, "True" is true where it holds truths.
  std::string as_written(const std::string& value, const std::vector<std::string>& classes) const {
    const bool exact = std::find(classes.begin(), classes.end(), value) != classes.end();
    if (target_.type() == ColumnType::number && !exact) {
      if (const auto number = parse_number(value)) return one_of(classes, *number);
    }
    if (target_.type() == ColumnType::boolean) {
      if (value == "True" || value == "TRUE") return "true";
      if (value == "False" || value == "FALSE") return "false";
    }
    return value;
  }

  [[noreturn]] void fail_one_class(const std::vector<std::string>& classes) const {
    fail(record_, "target",
         fmt::format("{} needs both classes, but column {}{} has {}", record_.kind->name,
                     in_quotes(name_), of_file(),
                     classes.empty() ? "no rows" : "only " + in_quotes(classes[0])));
  }

  std::string of_file() const {
    const auto& origin = data_.origin();
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

  const Table& data_;
  const Column& target_;
  const std::optional<std::string>& wanted_;
  const RecordValue& record_;
  std::string name_;
};

}  // namespace

BinaryTarget read_binary_target(const Table& data, const Column& target,
                                const std::optional<std::string>& positive,
                                const RecordValue& record) {
  return TargetReader(data, target, positive, record).read();
}

std::vector<unsigned char> is_positive(const Column& target, const std::string& positive) {
  std::vector<unsigned char> out;
  out.reserve(target.size());
  if (target.type() == ColumnType::text) {
    const auto& words = target.dictionary();
    const auto code = std::find(words.begin(), words.end(), positive) - words.begin();
    for (const std::int32_t value : target.codes()) out.push_back(value == code);
    return out;
  }
  const bool truths = target.type() == ColumnType::boolean;
  const double wanted = truths ? double(positive == "true") : *parse_number(positive);
  for (const double value : target.numbers()) out.push_back(value == wanted);
  return out;
}

}  // namespace lantern
