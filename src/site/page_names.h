/* What the pages of visits, communications and deadlines call things, in the page's language. */
#ifndef UPHOLD_SITE_PAGE_NAMES_H
#define UPHOLD_SITE_PAGE_NAMES_H

#include "cooperation/clock.h"
#include "site/page.h"

/* For what a snapshot builds when it is first asked for. */
SiteSnapshot *page_snapshot(const Page *page);

/* The State's name today, or its code. */
Str state_title(const Page *page, Str iso3);
/* A mandate's title, or its key where it is not on record. */
Str mandate_title(const Page *page, Str mandate);
/* A regional group's name by its code. */
Str group_title(const Page *page, Str code);
/* What a clock's word means: "overdue", "no_clock" ... */
Str clock_title(const Page *page, Str word);

/* A rule's sentence. */
Str phrase_on_page(const Page *page, const Phrase *phrase);
/* The steps of a clock as sentences; owned by the page's arena. */
Str *clock_steps_on_page(const Page *page, const ClockResult *clock);
/* "2026-11-24"; empty for DAY_NONE. */
Str day_text(const Page *page, Day day);

#endif
