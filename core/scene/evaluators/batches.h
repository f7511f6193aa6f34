#pragma once

#include <vector>

#include "core/base/random.h"
#include "core/data/table.h"

namespace lantern::gradient_descent_model {

/// Rows in batches, one after the other, in an order that is drawn anew once all have had their
/// turn; the last batch of an order may be smaller, as PyTorch's DataLoader has it.
class Batches {
 public:
  /// Without rows, and of size 0 or at least their number, all of them every time.
  Batches(TablePtr rows, size_t size, double seed);

  TablePtr next();

 private:
  TablePtr rows_;
  size_t size_;
  Random random_;
  std::vector<std::uint32_t> order_;
  size_t next_ = 0;
};

}  // namespace lantern::gradient_descent_model
