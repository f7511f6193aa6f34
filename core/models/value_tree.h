#pragma once

#include <span>

#include "core/models/tree_fit.h"
#include "core/models/value_data.h"

namespace lantern {

/// A tree that predicts numbers (CART, as scikit-learn's DecisionTreeRegressor grows it): every
/// split makes the squared error smallest, between two values that differ, at their middle; among
/// equally good ones the first feature's lowest. A node's `value` is the mean of its rows, its
/// impurity their mean squared error. `rows` names each row at most once, in ascending order.
Tree fit_value_tree(const OrderedFeatures& features, std::span<const double> target,
                    std::span<const std::uint32_t> rows, const TreeOptions& options,
                    Random& random);
/// From all rows.
Tree fit_value_tree(const OrderedFeatures& features, std::span<const double> target,
                    const TreeOptions& options, Random& random);

}  // namespace lantern
