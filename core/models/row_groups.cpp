#include "core/models/row_groups.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/value_index.h"

namespace lantern {

RowGroups groups_by(const Table& data, const Column& by, const RecordValue& record) {
  RowGroups out{by.categories(), {}};
  out.of_row = ValueIndex(out.names).of_rows(by);
  for (size_t row = 0; row < by.size(); ++row) {
    if (!by.missing(row)) continue;
    const std::string name = name_of(data, by);
    fail(record, "by",
         fmt::format("{}: column {} has no value here", place_of(data, row, name),
                     in_quotes(name)),
         "fill it in, or leave such rows out with `where`");
  }
  return out;
}

std::vector<GroupCuts> cuts_by_group(const Scores& scores, const RowGroups& groups,
                                     const RecordValue& record) {
  std::vector<std::vector<double>> values(groups.names.size());
  std::vector<Scores> parts(groups.names.size());
  for (size_t row = 0; row < groups.of_row.size(); ++row) {
    Scores& part = parts[groups.of_row[row]];
    values[groups.of_row[row]].push_back(scores.values[row]);
    part.actual.push_back(scores.actual[row]);
    (scores.actual[row] ? part.positives : part.negatives) += 1;
  }
  std::vector<GroupCuts> out;
  for (size_t g = 0; g < parts.size(); ++g) {
    const Scores& part = parts[g];
    if (part.positives == 0 || part.negatives == 0) {
      fail(record, "by",
           fmt::format("the group {} has only {}, and its rates want both", in_quotes(groups.names[g]),
                       part.positives == 0 ? "negatives" : "positives"),
           "leave it out with `where`, or group by another column");
    }
    parts[g].values = values[g];
    out.push_back({groups.names[g], part.positives, part.negatives, all_cuts(part)});
  }
  return out;
}

}  // namespace lantern
