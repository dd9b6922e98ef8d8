int main(void) {
    return realloc(0, 1) == 0;
}
