#include "core/scene/bind/live_text_planner.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/head_meanings.h"
#include "core/scene/bind/tex_parts.h"

namespace lantern {
namespace {

bool is_color(const std::string& name, const PlanContext& context) {
  const auto meaning = context.graph.meanings.find(name);
  if (meaning != context.graph.meanings.end() && meaning->second.color) return true;
  const std::vector<std::string>& colors = context.vocabulary.colors;
  return std::find(colors.begin(), colors.end(), name) != colors.end();
}

void report_no_color(const SpanStyle& style, const PlanContext& context) {
  std::vector<std::string> known = context.vocabulary.colors;
  for (const auto& [value, look] : context.graph.meanings) {
    if (look.color) known.push_back(value);
  }
  context.diagnostics.error("unknown-name", style.at,
                            fmt::format("{} is no value with a colour and no colour of the theme{}",
                                        in_quotes(style.color), did_you_mean(style.color, known)),
                            "give it one in `meaning`");
}

/// False where the hole's expression is wrong or its format fits no number.
bool plan_hole(const Template::Piece& piece, const Scope& scope, const PlanContext& context,
               LiveTextPlan::Piece& planned) {
  planned.hole = bind_expression(piece.hole, scope, context.graph, context.diagnostics);
  planned.format = piece.format.value_or(default_format());
  planned.bare = !piece.format;
  if (!planned.hole) return false;
  if (!piece.format || planned.hole->type() == ValueType::number) return true;
  context.diagnostics.error(
      "number-format", piece.at,
      fmt::format("a {} has no number format", name_of(planned.hole->type())));
  return false;
}

/// "{threshold}" where a param, or a column of the rows at hand, is called so.
void warn_of_bare_names(const Template& text, const Scope& scope, const PlanContext& context) {
  for (const auto& [name, at] : text.bare_names) {
    const HeadMeanings known = meanings_of(scope, name);
    const bool param = known.in_scene && known.in_scene->type == SceneName::Type::leaf;
    if (known.column < 0 && !known.variable && !param) continue;
    context.diagnostics.warning("text-hole", at, fmt::format("{{{}}} is drawn as it stands", name),
                                fmt::format("write {{={}}} for its value", name));
  }
}

}  // namespace

bool check_spans(const RichText& text, const PlanContext& context) {
  bool right = true;
  Location last;
  for (const TextSpan& span : text) {
    if (span.style.color.empty() || is_color(span.style.color, context)) continue;
    right = false;
    if (span.style.at == last) continue;  // a span that holds others, or a hole
    last = span.style.at;
    report_no_color(span.style, context);
  }
  return right;
}

std::shared_ptr<LiveTextPlan> plan_live_text(const Template& text, const Scope& scope,
                                             const PlanContext& context) {
  auto out = std::make_shared<LiveTextPlan>();
  out->places = text.places;
  if (text.places) out->parts = tex_parts(text);
  warn_of_bare_names(text, scope, context);
  bool right = text.places || check_spans(text.spans(), context);
  for (const Template::Piece& piece : text.pieces) {
    LiveTextPlan::Piece planned;
    planned.literal = piece.literal;
    planned.style = piece.style;
    out->plain = out->plain && piece.style.plain();
    if (piece.hole) {
      right = plan_hole(piece, scope, context, planned) && right;
      out->per_row = out->per_row || (planned.hole && planned.hole->per_row());
    }
    out->pieces.push_back(std::move(planned));
  }
  return right ? out : nullptr;
}

}  // namespace lantern
