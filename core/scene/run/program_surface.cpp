#include "core/expr/as_column.h"
#include "core/scene/run/record_plan.h"

namespace lantern {
namespace {

/// Each question has an evaluation of its own: those keep results, which threads cannot share.
class ProgramSurface : public SurfaceFunction {
 public:
  ProgramSurface(Program program, const Evaluation& at)
      : program_(std::move(program)), graph_(at.graph()), memo_(at.memo()), leaves_(at.leaves()) {}

  Column at(std::vector<double> xs, std::vector<double> ys) const override {
    const size_t count = xs.size();
    std::vector<Column> columns;
    columns.push_back(Column::numbers(std::move(xs)));
    columns.push_back(Column::numbers(std::move(ys)));
    const Table places("", Keys::numbered(count), {"x", "y"}, std::move(columns));
    return as_column(program_.run(Evaluation(graph_, memo_, leaves_), &places), count);
  }

 private:
  Program program_;
  const Graph& graph_;
  Memo& memo_;
  Leaves leaves_;
};

}  // namespace

SurfacePtr FieldPlan::Function::surface(const Evaluation& now) const {
  return std::make_shared<const ProgramSurface>(program, now);
}

}  // namespace lantern
