#include <stdlib.h>

void f(struct api *api, char *text) {
    char *copy = strdup(text);
    free /* really */ (copy);
    api->free(text);
    api.free(text);
    void (*release)(void *) = free;
    if (1 > malloc(1)) heap_free(calloc(1, 1));
    puts("free(text)"); // free(text)
}
