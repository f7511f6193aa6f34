#pragma once

#include "config/read/field_slot.h"

// Fields that are one value, by what they are (see FieldKind).

namespace lantern {

void read_field_number(const FieldSlot& slot, SpecValue& out);
void read_field_boolean(const FieldSlot& slot, SpecValue& out);
void read_field_text(const FieldSlot& slot, SpecValue& out);
void read_field_choice(const FieldSlot& slot, SpecValue& out);
void read_field_label(const FieldSlot& slot, SpecValue& out);
void read_field_tex(const FieldSlot& slot, SpecValue& out);
void read_field_channel(const FieldSlot& slot, SpecValue& out);
void read_field_color(const FieldSlot& slot, SpecValue& out);
/// One of the field's words, else the name of a column.
void read_field_word(const FieldSlot& slot, SpecValue& out);
void read_field_name(const FieldSlot& slot, SpecValue& out);
void read_field_expression(const FieldSlot& slot, SpecValue& out);
void read_field_address(const FieldSlot& slot, SpecValue& out);
void read_field_surface(const FieldSlot& slot, SpecValue& out);
void read_field_ease(const FieldSlot& slot, SpecValue& out);
void read_field_step(const FieldSlot& slot, SpecValue& out);

}  // namespace lantern
