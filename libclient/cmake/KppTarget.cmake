# What every target of ours shares: language level, warnings, sanitizers. Per target, never global,
# so that a project which adds us as a subdirectory keeps its own flags.
add_library(kpp_build_flags INTERFACE)
target_compile_features(kpp_build_flags INTERFACE cxx_std_20)
target_compile_options(kpp_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<BOOL:${KPP_WARNINGS_AS_ERRORS}>:-Werror>
  # What g++ 12 says of std::string, std::variant and tl::expected once it has inlined them. Debug builds, clang and the
  # sanitizers look for the same faults and find none.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-free-nonheap-object;-Wno-array-bounds;-Wno-mismatched-new-delete>)
if(KPP_SANITIZE)
  target_compile_options(kpp_build_flags INTERFACE
    -fsanitize=${KPP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # librdkafka's C enumeration of error codes holds whatever code a broker sends.
    -fno-sanitize=enum
    # g++ 12 takes std::optional and std::function for uninitialised once they are instrumented.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(kpp_build_flags INTERFACE -fsanitize=${KPP_SANITIZE})
endif()
if(KPP_COVERAGE)
  target_compile_options(kpp_build_flags INTERFACE --coverage)
  target_link_options(kpp_build_flags INTERFACE --coverage)
endif()

# kpp_own_target(<target>): applies the shared flags without exporting them to users of an installed library.
function(kpp_own_target target)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:kpp_build_flags>)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
endfunction()

# kpp_public_library(<component>): the target kpp_<component> is a library that users link as kpp::<component>. Whether it
# is static or shared is BUILD_SHARED_LIBS.
function(kpp_public_library component)
  set(target kpp_${component})
  add_library(kpp::${component} ALIAS ${target})
  kpp_own_target(${target})
  target_compile_features(${target} PUBLIC cxx_std_20)
  # While the major version is 0, each minor one may break programs that were linked to the one before.
  set(abi "${PROJECT_VERSION_MAJOR}")
  if(abi EQUAL 0)
    string(APPEND abi ".${PROJECT_VERSION_MINOR}")
  endif()
  set_target_properties(${target} PROPERTIES
    EXPORT_NAME ${component} OUTPUT_NAME kpp-${component} VERSION "${PROJECT_VERSION}" SOVERSION "${abi}")
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    target_compile_definitions(${target} PUBLIC KPP_STATIC)
  else()
    # Our libraries lie side by side, wherever that is, and find each other there.
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "\$ORIGIN")
    # What is linked in (a private librdkafka, kpp_wire) stays inside.
    target_link_options(${target} PRIVATE LINKER:--exclude-libs,ALL)
    if(NOT KPP_SANITIZE)
      target_link_options(${target} PRIVATE LINKER:--no-undefined)
    endif()
  endif()
endfunction()
