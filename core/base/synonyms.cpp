#include "core/base/synonyms.h"

#include <algorithm>
#include <array>

namespace lantern {
namespace {

struct Synonym {
  std::string_view other;
  std::string_view ours;
};

/// What plotting libraries, scikit-learn, editors of films and other languages call things. A name
/// may stand for several: the first one that is known where it is used is meant.
constexpr Synonym kSynonyms[]{
    // marks
    Synonym{"annotation", "callout"}, Synonym{"barh", "bar"}, Synonym{"barplot", "bar"},
    Synonym{"bars", "bar"}, Synonym{"box", "rect"}, Synonym{"column_chart", "bar"},
    Synonym{"cells", "rect"}, Synonym{"circle", "dot"}, Synonym{"column", "rect"},
    Synonym{"curve", "line"}, Synonym{"curly", "brace"}, Synonym{"decision_boundary", "boundary"},
    Synonym{"emoji", "glyph"}, Synonym{"equation", "formula"}, Synonym{"heatmap", "cell"},
    Synonym{"histogram", "bar"}, Synonym{"hline", "rule"}, Synonym{"icon", "glyph"},
    Synonym{"axhline", "rule"}, Synonym{"axvline", "rule"}, Synonym{"abline", "line"},
    Synonym{"hist", "bar"}, Synonym{"read_csv", "csv"}, Synonym{"key", "legend"},
    Synonym{"label", "text"}, Synonym{"label", "target"}, Synonym{"labels", "text"},
    Synonym{"latex", "formula"}, Synonym{"marker", "dot"}, Synonym{"marker", "shape"},
    Synonym{"math", "formula"}, Synonym{"note", "callout"}, Synonym{"path", "line"},
    Synonym{"point", "dot"}, Synonym{"points", "dot"}, Synonym{"polyline", "line"},
    Synonym{"rectangle", "rect"}, Synonym{"scatter", "dot"}, Synonym{"scatterplot", "dot"},
    Synonym{"segment", "rule"}, Synonym{"segments", "rule"}, Synonym{"speech", "bubble"},
    Synonym{"symbol", "glyph"}, Synonym{"tex", "formula"}, Synonym{"tile", "cell"},
    Synonym{"tooltip", "bubble"}, Synonym{"vline", "rule"}, Synonym{"annotate", "callout"},
    Synonym{"ellipse", "hull"}, Synonym{"enclosure", "hull"},
    // fields of marks, axes and views
    Synonym{"arrowhead", "head"}, Synonym{"background", "fill"}, Synonym{"children", "marks"},
    Synonym{"cmap", "ramp"}, Synonym{"colormap", "ramp"}, Synonym{"dodge", "group"},
    Synonym{"hatch", "pattern"}, Synonym{"id", "identity"}, Synonym{"key", "identity"},
    Synonym{"max", "domain"}, Synonym{"min", "domain"}, Synonym{"pattern", "shape"},
    Synonym{"portrait", "tall"}, Synonym{"src", "file"}, Synonym{"source", "from"},
    Synonym{"text", "label"}, Synonym{"theta", "value"}, Synonym{"ticklabels", "ticks"},
    Synonym{"type", "style"}, Synonym{"value", "color"}, Synonym{"vmax", "domain"},
    Synonym{"vmin", "domain"}, Synonym{"width", "padding"}, Synonym{"z", "value"},
    Synonym{"alpha", "opacity"}, Synonym{"alpha", "learning_rate"}, Synonym{"anchor", "align"},
    Synonym{"c", "color"}, Synonym{"colour", "color"}, Synonym{"dash", "style"},
    Synonym{"dashes", "style"}, Synonym{"fill", "color"}, Synonym{"filter", "where"},
    Synonym{"font_size", "label_size"}, Synonym{"fontsize", "label_size"},
    Synonym{"font_size", "size"}, Synonym{"font_weight", "weight"}, Synonym{"fontsize", "size"},
    Synonym{"interpolate", "curve"}, Synonym{"interpolation", "curve"}, Synonym{"label", "title"},
    Synonym{"legend_title", "title"}, Synonym{"lim", "domain"}, Synonym{"limits", "domain"},
    Synonym{"linestyle", "style"}, Synonym{"linewidth", "width"}, Synonym{"lw", "width"},
    Synonym{"name", "title"}, Synonym{"offset", "dx"}, Synonym{"query", "where"},
    Synonym{"radius", "size"}, Synonym{"range", "domain"}, Synonym{"rotate", "angle"},
    Synonym{"rotation", "angle"}, Synonym{"source", "data"}, Synonym{"stroke", "outline_color"},
    Synonym{"stroke", "color"}, Synonym{"stroke_dash", "style"}, Synonym{"stroke_width", "outline"},
    Synonym{"stroke_width", "width"}, Synonym{"symbol", "shape"}, Synonym{"table", "data"},
    Synonym{"thickness", "width"}, Synonym{"tick_format", "format"},
    Synonym{"transparency", "opacity"}, Synonym{"xlabel", "x"}, Synonym{"xlabel", "title"},
    Synonym{"xlim", "domain"}, Synonym{"ylabel", "y"}, Synonym{"ylabel", "title"},
    Synonym{"ylim", "domain"}, Synonym{"xlim", "x"}, Synonym{"ylim", "y"}, Synonym{"s", "size"},
    Synonym{"type", "scale"}, Synonym{"label_size", "size"}, Synonym{"dark", "slate"},
    Synonym{"light", "paper"}, Synonym{"cmap", "color"}, Synonym{"colormap", "color"},
    Synonym{"ha", "align"}, Synonym{"halign", "align"}, Synonym{"va", "valign"},
    Synonym{"text_anchor", "align"}, Synonym{"text-anchor", "align"}, Synonym{"left", "start"},
    Synonym{"right", "end"}, Synonym{"center", "middle"}, Synonym{"centre", "middle"},
    Synonym{"top", "above"}, Synonym{"bottom", "below"}, Synonym{"figsize", "size"},
    Synonym{"width", "size"}, Synonym{"height", "size"},
    // steps
    Synonym{"alternate", "back"}, Synonym{"scale", "zoom"}, Synonym{"target", "to"},
    Synonym{"appear", "show"}, Synonym{"caption", "say"}, Synonym{"disappear", "hide"},
    Synonym{"duration", "for"}, Synonym{"easing", "ease"}, Synonym{"emphasize", "highlight"},
    Synonym{"fade_in", "show"}, Synonym{"fade_out", "hide"}, Synonym{"focus", "highlight"},
    Synonym{"lag", "stagger"}, Synonym{"move", "animate"}, Synonym{"narrate", "say"},
    Synonym{"parallel", "together"}, Synonym{"pause", "hold"}, Synonym{"remove", "hide"},
    Synonym{"repeat", "loop"}, Synonym{"seconds", "for"}, Synonym{"serial", "sequence"},
    Synonym{"sleep", "hold"}, Synonym{"start", "at"}, Synonym{"text", "say"},
    Synonym{"time", "for"}, Synonym{"timing", "ease"}, Synonym{"transition", "effect"},
    Synonym{"tween", "animate"}, Synonym{"update", "change"}, Synonym{"wait", "hold"},
    // folds and what judges
    Synonym{"cross_val_score", "cross_validate"}, Synonym{"cv", "folds"},
    Synonym{"estimator", "model"}, Synonym{"loo", "leave_one_out"},
    Synonym{"mean_absolute_error", "mae"}, Synonym{"mean_squared_error", "mse"},
    Synonym{"n_repeats", "repeats"}, Synonym{"neg_log_loss", "log_loss"},
    Synonym{"neg_mean_absolute_error", "mae"}, Synonym{"neg_mean_squared_error", "mse"},
    Synonym{"neg_root_mean_squared_error", "rmse"}, Synonym{"r2_score", "r2"},
    Synonym{"scoring", "metric"}, Synonym{"test_size", "validation"},
    // data and models
    Synonym{"agg", "columns"}, Synonym{"init", "start"}, Synonym{"make_blobs", "blobs"},
    Synonym{"make_circles", "circles"}, Synonym{"make_moons", "moons"},
    Synonym{"classes", "target"}, Synonym{"coef_init", "init"}, Synonym{"intercept_init", "init"},
    Synonym{"initial", "init"}, Synonym{"depth", "max_depth"}, Synonym{"epochs", "max_iter"},
    Synonym{"eta", "learning_rate"}, Synonym{"file", "csv"}, Synonym{"inputs", "features"},
    Synonym{"iterations", "max_iter"}, Synonym{"iters", "max_iter"},
    Synonym{"linear_classifier", "logistic_regression"}, Synonym{"logistic", "logistic_regression"},
    Synonym{"logreg", "logistic_regression"}, Synonym{"lr", "learning_rate"},
    Synonym{"min_leaf", "min_samples_leaf"}, Synonym{"n", "n_samples"},
    Synonym{"n_trees", "n_estimators"}, Synonym{"path", "csv"}, Synonym{"random_seed", "seed"},
    Synonym{"random_state", "seed"}, Synonym{"rng", "seed"}, Synonym{"samples", "n_samples"},
    Synonym{"sd", "noise"}, Synonym{"split", "train_test_split"}, Synonym{"std", "noise"},
    Synonym{"step_size", "learning_rate"}, Synonym{"test_size", "sizes"},
    Synonym{"tree", "decision_tree"}, Synonym{"trees", "n_estimators"}, Synonym{"url", "csv"},
    Synonym{"x", "features"}, Synonym{"X", "features"}, Synonym{"y", "target"},
    Synonym{"y_pred", "predicted"}, Synonym{"y_score", "score"}, Synonym{"y_true", "target"},
    // expressions
    Synonym{"logarithmic", "log"}, Synonym{"average", "mean"}, Synonym{"avg", "mean"},
    Synonym{"ceiling", "ceil"}, Synonym{"isna", "is_missing"}, Synonym{"isnan", "is_missing"},
    Synonym{"isnull", "is_missing"}, Synonym{"len", "count"}, Synonym{"length", "count"},
    Synonym{"ln", "log"}, Synonym{"maximum", "max"}, Synonym{"minimum", "min"},
    Synonym{"n", "count"}, Synonym{"nrow", "count"}, Synonym{"power", "pow"}, Synonym{"sd", "std"},
    Synonym{"size", "count"}, Synonym{"stddev", "std"}, Synonym{"stdev", "std"},
    Synonym{"total", "sum"}, Synonym{"binom", "choose"}, Synonym{"comb", "choose"},
    Synonym{"cummean", "rolling_mean"}, Synonym{"expit", "sigmoid"}, Synonym{"gauss", "normal"},
    Synonym{"logistic", "sigmoid"}, Synonym{"lowercase", "lower"},
    Synonym{"moving_average", "rolling_mean"}, Synonym{"percentile", "quantile"},
    Synonym{"predict_proba", "probability"}, Synonym{"proba", "probability"},
    Synonym{"rand", "uniform"}, Synonym{"randn", "normal"}, Synonym{"random", "uniform"},
    Synonym{"sample", "choice"}, Synonym{"shift", "lag"}, Synonym{"str", "format"},
    Synonym{"string", "format"}, Synonym{"toupper", "upper"}, Synonym{"uppercase", "upper"},
    Synonym{"variance", "var"},
    // what computes
    Synonym{"arrange", "sort"}, Synonym{"asc", "descending"}, Synonym{"constants", "values"},
    Synonym{"def", "functions"}, Synonym{"desc", "descending"}, Synonym{"group", "by"},
    Synonym{"group_by", "by"}, Synonym{"group_by", "aggregate"}, Synonym{"groupby", "by"},
    Synonym{"groupby", "aggregate"}, Synonym{"head", "first"}, Synonym{"lets", "values"},
    Synonym{"limit", "first"}, Synonym{"loop", "iterate"}, Synonym{"macros", "functions"},
    Synonym{"order_by", "sort"}, Synonym{"order_by", "by"}, Synonym{"simulate", "iterate"},
    Synonym{"simulation", "iterate"}, Synonym{"sort_values", "sort"},
    Synonym{"summarise", "aggregate"}, Synonym{"summarize", "aggregate"}, Synonym{"update", "next"},
    Synonym{"variables", "values"},
    // judging and deciding
    Synonym{"entropy", "impurity"}, Synonym{"gini", "impurity"},
    Synonym{"decision_tree_classifier", "decision_tree"},
    Synonym{"random_forest_classifier", "random_forest"},
    Synonym{"gradient_boosting_classifier", "gradient_boosting"},
    Synonym{"gaussian_nb", "naive_bayes"}, Synonym{"ridge", "linear_regression"},
    Synonym{"information_gain", "split_gain"}, Synonym{"GaussianNB", "naive_bayes"},
    Synonym{"bayes", "naive_bayes"}, Synonym{"boosting", "gradient_boosting"},
    Synonym{"regression_tree", "decision_tree_regressor"}, Synonym{"estimator", "model"},
    Synonym{"fbeta", "f_beta"}, Synonym{"group", "by"}, Synonym{"sensitive_features", "by"},
    Synonym{"y_prob", "probability"}};

}  // namespace

std::optional<std::string> synonym(std::string_view name, const std::vector<std::string>& known) {
  for (const Synonym& entry : kSynonyms) {
    if (entry.other != name) continue;
    if (std::find(known.begin(), known.end(), entry.ours) != known.end()) {
      return std::string(entry.ours);
    }
  }
  return std::nullopt;
}

}  // namespace lantern
