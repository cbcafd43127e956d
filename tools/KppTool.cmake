# kpp_tool(<kafka-name> <folder-and-namespace> SOURCES <files...> LIBS <targets...>)
#
# One tool: a static library kpp_cmd_<namespace> with everything but main.cpp, so that unit tests and the generator of
# man pages and completions can link its spec, and the executable <kafka-name>. The library defines
# `const kpp::tools::CommandSpec& kpp::tools::<namespace>::spec()`.
function(kpp_tool name namespace)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "SOURCES;LIBS")
  add_library(kpp_cmd_${namespace} STATIC ${arg_SOURCES})
  kpp_own_target(kpp_cmd_${namespace})
  target_include_directories(kpp_cmd_${namespace} PUBLIC "${PROJECT_SOURCE_DIR}/tools")
  target_link_libraries(kpp_cmd_${namespace} PUBLIC kpp_tools_common ${arg_LIBS})

  add_executable(${name} main.cpp)
  kpp_own_target(${name})
  target_link_libraries(${name} PRIVATE kpp_cmd_${namespace})
  # Loading a shared libstdc++ costs more than all of a short command's own work. With shared libraries of ours it is
  # loaded anyway, and two of them in one process would be one too many.
  if(NOT KPP_SANITIZE AND NOT BUILD_SHARED_LIBS)
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)
  set_property(GLOBAL APPEND PROPERTY KPP_TOOL_NAMESPACES ${namespace})
endfunction()
