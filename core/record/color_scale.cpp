#include "core/record/color_scale.h"

namespace lantern {

namespace {

std::vector<Field> scale_fields() {
  return {field<&ColorScale::ramp>(
              "ramp",
              "The colours from the lowest to the highest: a list, or a name (`lantern list "
              "ramps`).",
              {.lone = true}),
          field<&ColorScale::domain>("domain",
                                     "The numbers at its ends; the least and the largest of the "
                                     "film if absent."),
          field<&ColorScale::center>("center",
                                     "The number in its middle: both sides are told apart, equally "
                                     "far from it equally strong."),
          field<&ColorScale::scale>("scale", "How numbers are spread along it.",
                                    {.fallback = "linear", .choices = {"linear", "log"}})};
}

}  // namespace

const Kind& color_scale_kind() {
  static const Kind kind{
      "a colour scale", "Colours of numbers.",
      joined({{field<&ColorScale::by>("by", "The numbers: a column, =expr.", {.required = true})},
              scale_fields(),
              {field<&ColorScale::title>("title", "What it shows; the column's name if absent."),
               field<&ColorScale::legend>("legend", "Whether the view's legend shows it.",
                                          {.fallback = "true"})}})};
  return kind;
}

const Kind& own_scale_kind() {
  static const Kind kind{
      "the colours of its numbers", "Colours of a mark's own numbers.",
      joined({scale_fields(),
              {field<&ColorScale::title>("title",
                                         "What they are: the view's legend shows it, with a bar. "
                                         "No bar if absent.")}})};
  return kind;
}

ColorChannel color_channel(const FieldValue& value) {
  ColorChannel out;
  if (const auto* scale = std::get_if<RecordValuePtr>(&value)) {
    static_cast<TextChannel&>(out) = bind<ColorScale>(**scale).by;
    out.scale = *scale;
  } else {
    static_cast<TextChannel&>(out) = std::get<TextChannel>(value);
  }
  return out;
}

RecordValuePtr default_color_scale(TextChannel by, const Location& at) {
  const Kind& kind = color_scale_kind();
  auto out = std::make_shared<RecordValue>();
  out->kind = &kind;
  out->at = at;
  out->values.resize(kind.fields.size());
  out->places.assign(kind.fields.size(), at);
  out->values[size_t(kind.find("by"))] = std::move(by);
  out->values[size_t(kind.find("scale"))] = std::string("linear");
  out->values[size_t(kind.find("legend"))] = true;
  return out;
}

RecordValuePtr with_domain(const RecordValue& scale, std::vector<double> domain) {
  auto out = std::make_shared<RecordValue>(scale);
  out->values[size_t(scale.kind->find("domain"))] = std::move(domain);
  return out;
}

}  // namespace lantern
