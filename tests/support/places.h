#pragma once

namespace lantern::test {

/// The folder of the tests, and the program that they run.
const char* tests_folder();
const char* program_path();

}  // namespace lantern::test
