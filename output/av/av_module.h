#pragma once

#include <memory>
#include <string>
#include <vector>

#include "output/av/encoder/film_encoder.h"

namespace lantern {

/// Where the module lantern_av may be: beside the program (a build folder), then where it is
/// installed relative to the program.
std::vector<std::string> film_modules();

/// Loads the module lantern_av, which stays loaded, and makes an encoder. Throws RuntimeError where
/// it is missing or cannot be loaded, and what the encoder throws.
std::unique_ptr<FilmEncoder> make_film_encoder(const FilmEncoderSettings& settings);

}  // namespace lantern
