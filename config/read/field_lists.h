#pragma once

#include "config/read/field_slot.h"

// Fields that are lists or maps of values, by what they are (see FieldKind).

namespace lantern {

void read_field_names(const FieldSlot& slot, SpecValue& out);
void read_field_numbers(const FieldSlot& slot, SpecValue& out);
/// Two numbers, or categories.
void read_field_domain(const FieldSlot& slot, SpecValue& out);
/// Numbers, or a map from numbers to texts.
void read_field_ticks(const FieldSlot& slot, SpecValue& out);
/// A name, or a list of them.
void read_field_params(const FieldSlot& slot, SpecValue& out);
/// A whole number, or a map of them.
void read_field_points(const FieldSlot& slot, SpecValue& out);
/// "1..9", a list of numbers or words, a column of a table; of several params a map of these.
void read_field_range(const FieldSlot& slot, SpecValue& out);
/// {forest.step: last}: constants, ranges, lists and expressions by name.
void read_field_settings(const FieldSlot& slot, SpecValue& out);
/// {bias: parts.bias}: expressions by name.
void read_field_takes(const FieldSlot& slot, SpecValue& out);

}  // namespace lantern
