#pragma once
/// \file
/// Which names a shared library of kpp shows: those marked `KPP_API`. All others are hidden.
///
/// Nothing here is for users to call or set. The CMake targets and kpp.pc define `KPP_STATIC` where the libraries are
/// static: then a program or plugin that links kpp does not pass kpp's names on as its own.
///
/// ELF needs one attribute for both sides, so there is no difference between building the library and using it.

#if defined(KPP_STATIC)
#define KPP_API
#define KPP_LOCAL
#else
#define KPP_API __attribute__((visibility("default")))
/// A private part of a class that is shown itself.
#define KPP_LOCAL __attribute__((visibility("hidden")))
#endif
