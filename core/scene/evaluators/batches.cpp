#include "core/scene/evaluators/batches.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/work.h"

namespace lantern::gradient_descent_model {

Batches::Batches(TablePtr rows, size_t size, double seed)
    : rows_(std::move(rows)),
      size_(rows_ && size < rows_->rows() ? size : 0),
      random_(static_cast<std::uint64_t>(std::llround(seed)), "gradient_descent") {}

TablePtr Batches::next() {
  if (size_ == 0) return rows_;
  if (next_ >= order_.size()) {
    order_ = random_.permutation(rows_->rows());
    next_ = 0;
  }
  const size_t count = std::min(size_, order_.size() - next_);
  spend(count * (60 + 10 * rows_->columns().size()));
  const auto batch = std::span<const std::uint32_t>(order_).subspan(next_, count);
  next_ += count;
  return std::make_shared<const Table>(rows_->select(batch));
}

}  // namespace lantern::gradient_descent_model
