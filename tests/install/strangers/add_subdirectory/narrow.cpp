int narrow(long wide) {
  return wide;
}
