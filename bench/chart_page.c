/* A page of invented charts, for looking at them: on a narrow screen, in the dark, on paper, from
 * right to left.
 *
 *     chart_page [LANGUAGE] >page.html
 *
 * The page wants web/style.css beside it as style.css. It has the samples in that language, English
 * (en, the default) or Arabic (ar). To build it:
 *
 *     make && gcc -std=c17 -D_GNU_SOURCE -Isrc -o build/chart_page bench/chart_page.c \
 *         build/release/libdraw.a build/release/libtext.a build/release/libbase.a -lm
 */
#include <stdio.h>

#include "draw/samples_test.h"

int main(int count, char **arguments) {
    Language language = LANGUAGE_EN;
    if (count > 1 && !language_from_code(str_from(arguments[1]), &language)) {
        fprintf(stderr, "chart_page: no language %s\n", arguments[1]);
        return 1;
    }
    Buffer out = { 0 };
    buffer_format(&out, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n",
                  INTERFACE_LANGUAGES[language].code,
                  INTERFACE_LANGUAGES[language].right_to_left ? "rtl" : "ltr");
    buffer_add_c(&out, "<head><meta charset=\"utf-8\"><title>Charts</title>"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                       "<link rel=\"stylesheet\" href=\"style.css\"></head>\n<body><main>\n"
                       "<h1>Charts</h1><table><tbody>");
    for (size_t i = 0; i < COUNT_OF(SAMPLE_SCORE_ROWS); i++) {
        buffer_add_c(&out, "<tr><td>65.7 (57.5–78.2)</td><td>");
        interval_mark_svg(&out, INTERVAL_SCORE, &SAMPLE_SCORE_ROWS[i], SAMPLE_BANDS,
                          COUNT_OF(SAMPLE_BANDS));
        buffer_add_c(&out, "</td></tr>");
    }
    buffer_add_c(&out, "</tbody></table>\n");
    for (size_t i = 0; i < COUNT_OF(SAMPLES); i++) {
        if (SAMPLES[i].language != language) continue;
        buffer_add_c(&out, "<figure class=\"chart\">\n");
        sample_draw(&out, &SAMPLES[i]);
        buffer_add_c(&out, "</figure>\n");
    }
    buffer_add_c(&out, "</main></body></html>\n");
    fwrite(out.data, 1, out.length, stdout);
    buffer_free(&out);
    return 0;
}
