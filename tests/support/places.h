#pragma once

namespace lantern::test {

/// The folder of the tests, and the program that they run.
const char* tests_folder();
const char* program_path();
/// A library that makes system calls of a program fail: see tests/faults/injector.cpp.
const char* fault_injector();

}  // namespace lantern::test
