#pragma once

#include <memory>

#include "output/av/encoder/film_encoder.h"

namespace lantern {

/// Loads the module lantern_av, which stays loaded, and makes an encoder. The module is looked for
/// beside the program (a build folder), then where it is installed relative to the program. Throws
/// RuntimeError where it is missing or cannot be loaded, and what the encoder throws.
std::unique_ptr<FilmEncoder> make_film_encoder(const FilmEncoderSettings& settings);

}  // namespace lantern
