# Run by CPack when the files of all packages are in place and before they are packed: puts documentation where Debian
# wants it.
set(package_of_tools "${CPACK_DEBIAN_TOOLS_PACKAGE_NAME}")
set(package_of_library "${CPACK_DEBIAN_LIBRARY_PACKAGE_NAME}")
set(package_of_development "${CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME}")

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  set(usr "${CPACK_TEMPORARY_DIRECTORY}/${component}/usr")

  # Two packages may not own one file.
  if(EXISTS "${usr}/share/licenses/kpp/librdkafka.txt")
    file(MAKE_DIRECTORY "${usr}/share/doc/${package_of_${component}}")
    file(RENAME "${usr}/share/licenses/kpp/librdkafka.txt"
      "${usr}/share/doc/${package_of_${component}}/librdkafka-licenses.txt")
    file(REMOVE_RECURSE "${usr}/share/licenses")
  endif()

  file(GLOB pages "${usr}/share/man/man1/*.1")
  if(pages)
    execute_process(COMMAND gzip -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
