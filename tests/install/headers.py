"""Each public header compiles alone, with both compilers and both language levels, and needs nothing but tl::expected."""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import unittest

INCLUDE = pathlib.Path(os.environ["KPP_TREES"]) / "static/include"
HEADERS = sorted(str(path.relative_to(INCLUDE)) for path in INCLUDE.glob("kpp/**/*.hpp"))
# What else a header may include; those in ext/ exist for the library they name.
FOREIGN = {"kpp/error.hpp": {"tl/expected.hpp"}, "kpp/ext/json.hpp": {"nlohmann/json.hpp"}}


def compile_alone(header, compiler, standard):
    return subprocess.run([compiler, f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion",
                           "-Werror", "-fsyntax-only", f"-I{INCLUDE}", "-x", "c++", "-"],
                          input=f'#include "{header}"\n#include "{header}"\n', text=True, capture_output=True, timeout=120)


class Headers(unittest.TestCase):
    def test_there_are_headers(self):
        self.assertIn("kpp/version.hpp", HEADERS)
        self.assertGreaterEqual(len(HEADERS), 10)

    def test_each_compiles_alone(self):
        self.assertTrue(shutil.which("clang++-14"), "clang++-14 is missing: packaging/deps --tests installs it")
        cases = [(header, compiler, standard) for header in HEADERS
                 for compiler, standard in (("g++", "c++20"), ("g++", "c++23"), ("clang++-14", "c++20"))]
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            for case, done in zip(cases, pool.map(lambda case: compile_alone(*case), cases)):
                with self.subTest(case):
                    self.assertEqual(done.returncode, 0, done.stderr)

    def test_each_includes_only_the_standard_library_and_expected(self):
        for header in HEADERS:
            foreign = set()
            for name in re.findall(r'^#include *[<"]([^>"]+)[>"]', (INCLUDE / header).read_text(), re.M):
                standard = re.fullmatch(r"[a-z_]+", name)
                if not standard and name not in HEADERS:
                    foreign.add(name)
            with self.subTest(header):
                self.assertLessEqual(foreign, FOREIGN.get(header, set()))


if __name__ == "__main__":
    unittest.main()
