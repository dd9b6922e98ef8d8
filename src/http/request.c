#include "http/request.h"

Str request_capture(const Request *request, const char *name) {
    return route_capture(&request->match, name);
}

Str request_query(const Request *request, const char *name) {
    return form_value(&request->target.query, name);
}

Str request_header(const Request *request, const char *name) {
    return request->header ? request->header(request->message, name) : STR_EMPTY;
}
