#pragma once

#include "core/record/field.h"

namespace lantern::grammar {

/// A key of a script whose value is read by code of its own and looks like `form`, or like
/// `options.kind`.
Field key(std::string_view name, std::string_view form, std::string_view doc,
          FieldOptions options = {});

}  // namespace lantern::grammar
