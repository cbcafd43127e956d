"""Wrong uses of the library do not compile. Each file of misuse/ compiles as it is, and not with -DMISUSE: then with the
error that its first line names."""

import concurrent.futures
import os
import pathlib
import subprocess
import unittest

INCLUDE = pathlib.Path(os.environ["KPP_TREES"]) / "static/include"
FILES = sorted((pathlib.Path(__file__).parent / "misuse").glob("*.cpp"))


def compile_file(file, *flags):
    return subprocess.run(["g++", "-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", f"-I{INCLUDE}", *flags, file],
                          env={**os.environ, "LC_ALL": "C"}, text=True, capture_output=True, timeout=120)


class Misuse(unittest.TestCase):
    def test_right_use_compiles_and_misuse_does_not(self):
        self.assertGreaterEqual(len(FILES), 10)
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            right = pool.map(compile_file, FILES)
            wrong = pool.map(lambda file: compile_file(file, "-DMISUSE"), FILES)
            for file, good, bad in zip(FILES, right, wrong):
                with self.subTest(file.name):
                    self.assertEqual(good.returncode, 0, good.stderr)
                    self.assertNotEqual(bad.returncode, 0, "the misuse compiles")
                    expected = file.read_text().splitlines()[0].removeprefix("// error: ")
                    self.assertRegex(bad.stderr, f"error: .*{expected}")


if __name__ == "__main__":
    unittest.main()
