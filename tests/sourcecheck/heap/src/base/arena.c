void *a(void) {
    return malloc(1);
}
