#pragma once

#include "core/scene/bind/plan_context.h"

namespace lantern {

/// Binds the names in a record of the script and checks their types. Reports all mistakes in it and
/// returns null where there are any.
RecordPlanPtr plan_record(const RecordSpec& spec, const PlanContext& context);

}  // namespace lantern
