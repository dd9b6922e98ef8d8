void f(void) {
    posix_memalign(0, 1, 1);
}
