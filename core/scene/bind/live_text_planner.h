#pragma once

#include "core/scene/bind/plan_context.h"

namespace lantern {

/// Binds a text with holes.
std::shared_ptr<LiveTextPlan> plan_live_text(const Template& text, const Scope& scope,
                                             const PlanContext& context);

/// Reports colours of spans that are no value with a colour and no colour of the theme.
bool check_spans(const RichText& text, const PlanContext& context);

}  // namespace lantern
