"""Strangers' projects find, build with and run on the installed library: CMake and pkg-config, static and shared, C++20
and C++23; and with its sources as a subfolder of theirs."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["KPP_ROOT"])
TREES = pathlib.Path(os.environ["KPP_TREES"])
PROJECTS = pathlib.Path(__file__).parent / "strangers"
PROGRAMS = ["administer", "transport", "test_orders"]


def run(*command, env=None, check=True):
    done = subprocess.run([str(word) for word in command], env={**os.environ, "LC_ALL": "C", **(env or {})}, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}")
    return done


def libraries_of(program):
    return run("ldd", program).stdout


class Stranger(unittest.TestCase):
    def setUp(self):
        self.build = pathlib.Path(tempfile.mkdtemp(prefix="kpp-stranger."))
        self.addCleanup(shutil.rmtree, self.build)

    def configure(self, tree, *definitions, request="0.1;COMPONENTS;admin;client;testing", programs=PROGRAMS, check=True):
        return run("cmake", "-S", PROJECTS / "find_package", "-B", self.build, "-G", "Ninja",
                   f"-DCMAKE_PREFIX_PATH={tree}", f"-DKPP_REQUEST={request}", f"-DPROGRAMS={';'.join(programs)}",
                   *definitions, check=check)

    def build_and_run(self, tree, *definitions, programs=PROGRAMS):
        self.configure(tree, *definitions, programs=programs)
        run("cmake", "--build", self.build)
        for program in programs:
            run(self.build / program)

    def refusal(self, tree, request):
        shutil.rmtree(self.build)
        done = self.configure(tree, request=request, programs=[], check=False)
        self.assertNotEqual(done.returncode, 0, request)
        return " ".join(done.stdout.split())


class FindPackage(Stranger):
    def test_static_cxx20_after_the_tree_was_moved(self):
        moved = self.build / "elsewhere"
        shutil.copytree(TREES / "static", moved)
        self.build_and_run(moved, "-DCMAKE_CXX_STANDARD=20")
        self.assertNotIn("libkpp", libraries_of(self.build / "transport"))

    def test_static_cxx23(self):
        self.build_and_run(TREES / "static", "-DCMAKE_CXX_STANDARD=23", programs=["transport"])

    def test_shared_cxx20_after_the_tree_was_moved(self):
        moved = self.build / "elsewhere"
        shutil.copytree(TREES / "shared", moved, symlinks=True)
        self.build_and_run(moved, "-DCMAKE_CXX_STANDARD=20")
        self.assertIn(f"{moved}/lib", libraries_of(self.build / "transport"))

    def test_shared_cxx23(self):
        self.build_and_run(TREES / "shared", "-DCMAKE_CXX_STANDARD=23", programs=["transport"])

    def test_the_language_level_comes_with_the_target(self):
        self.build_and_run(TREES / "static", "-DCMAKE_CXX_STANDARD=17", programs=["administer"])

    def test_with_both_forms_installed_the_project_chooses(self):
        for choice, shared in ([], True), (["-DBUILD_SHARED_LIBS=ON"], True), (["-DBUILD_SHARED_LIBS=OFF"], False):
            shutil.rmtree(self.build)
            self.build_and_run(TREES / "both", *choice, programs=["administer"])
            self.assertEqual("libkpp-admin.so" in libraries_of(self.build / "administer"), shared, choice)

    def test_administration_comes_without_the_data_plane(self):
        self.configure(TREES / "static", request="COMPONENTS;admin", programs=["administer"])
        run("cmake", "--build", self.build)
        self.assertIsNone(re.search("rdkafka|curl|sasl|libssl", libraries_of(self.build / "administer")))
        cache = (self.build / "CMakeCache.txt").read_text()
        self.assertIsNone(re.search("rdkafka|CURL_|OPENSSL_", cache, re.IGNORECASE), "it was looked for, too")

    def test_no_components_are_the_library_without_testing(self):
        self.configure(TREES / "static", request="0.1", programs=["administer", "transport"])

    def test_other_minor_versions_are_refused(self):
        for version in "0.2", "1.0":
            self.assertIn(f'compatible with requested version "{version}"', self.refusal(TREES / "static", version))

    def test_an_unknown_component_is_named(self):
        self.assertIn("kpp has no component 'streams'", self.refusal(TREES / "static", "COMPONENTS;streams"))


class PkgConfig(Stranger):
    def make(self, tree, standard, **variables):
        run("make", "-C", PROJECTS / "pkg_config", f"OUT={self.build}", f"CXXFLAGS=-std={standard}",
            *(f"{name}={value}" for name, value in variables.items()),
            env={"PKG_CONFIG_PATH": f"{tree}/lib/pkgconfig"})
        for program in PROGRAMS:
            run(self.build / program, env={"LD_LIBRARY_PATH": f"{tree}/lib"})

    def test_static(self):
        self.make(TREES / "static", "c++20")
        self.assertNotIn("libkpp", libraries_of(self.build / "transport"))

    def test_shared(self):
        self.make(TREES / "shared", "c++23")
        self.assertIn("libkpp-client.so", libraries_of(self.build / "transport"))

    def test_static_beside_shared(self):
        flags = run("pkg-config", "--static", "--libs", "kpp",
                    env={"PKG_CONFIG_PATH": f"{TREES}/both/lib/pkgconfig"}).stdout.split()
        # With the names of the archives instead of what the linker would prefer.
        archives = [f"{TREES}/both/lib/lib{flag[2:]}.a" if flag.startswith("-lkpp") else flag for flag in flags]
        run("g++", "-std=c++20", f"-I{TREES}/both/include", PROJECTS / "src/transport.cpp", "-o", self.build / "transport",
            *archives)
        self.assertNotIn("libkpp", libraries_of(self.build / "transport"))
        run(self.build / "transport")

    def test_kpp_is_client_and_admin(self):
        words = run("pkg-config", "--libs", "kpp", env={"PKG_CONFIG_PATH": f"{TREES}/shared/lib/pkgconfig"}).stdout.split()
        self.assertTrue({"-lkpp-client", "-lkpp-admin", "-lkpp-core"} <= set(words), words)
        self.assertNotIn("-lcurl", words)


class AddSubdirectory(Stranger):
    def setUp(self):
        # A folder of always the same name, so that a compiler cache serves the second run.
        self.build = TREES / "subdirectory-build"
        shutil.rmtree(self.build, ignore_errors=True)

    def test_builds_with_the_projects_own_flags(self):
        run("cmake", "-S", PROJECTS / "add_subdirectory", "-B", self.build, "-G", "Ninja", f"-DKPP_SOURCE={ROOT}", *launcher())
        run("cmake", "--build", self.build)
        for program in "administer", "transport":
            run(self.build / program)
        self.assertEqual(run("cmake", "--install", self.build, "--prefix", self.build / "prefix").returncode, 0)
        self.assertEqual(list(self.build.glob("prefix/**/*kpp*")), [], "the project did not ask to install kpp")


class InstalledTree(unittest.TestCase):
    def test_names_no_path_of_the_build(self):
        for tree in "static", "shared":
            for file in (TREES / tree).rglob("*"):
                if file.suffix in (".cmake", ".pc", ".hpp"):
                    text = file.read_text()
                    self.assertNotIn(str(ROOT), text, file)
                    self.assertNotIn(str(TREES), text, file)

    def test_shared_libraries_show_only_marked_names(self):
        for library in sorted((TREES / "shared/lib").glob("libkpp-*.so")):
            names = run("nm", "-DC", "--defined-only", library).stdout
            self.assertIn(" T kpp::", names, library)
            hidden = re.findall(r"^.* [TWVBD] (?:rd_kafka|asio::|kpp::(?:wire|client|admin)::|.*::Impl::).*$", names, re.M)
            self.assertEqual(hidden, [], library)

    def test_shared_libraries_have_a_versioned_name(self):
        for library in sorted((TREES / "shared/lib").glob("libkpp-*.so")):
            self.assertRegex(run("readelf", "-d", library).stdout, rf"soname: \[{library.name}\.0\.\d+\]")


def launcher():
    ccache = shutil.which("ccache")
    return [f"-DCMAKE_CXX_COMPILER_LAUNCHER=env;CCACHE_BASEDIR={ROOT};{ccache}"] if ccache else []


if __name__ == "__main__":
    unittest.main()
