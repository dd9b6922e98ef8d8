/* Kinds of record about assessments: releases, what States say of them, and what may not be
 * compared over time. */
#ifndef UPHOLD_ASSESS_ASSESS_KINDS_H
#define UPHOLD_ASSESS_ASSESS_KINDS_H

#include "record/kind.h"
#include "record/problem.h"

extern const Kind RELEASE, RELEASE_REPLY, RELEASE_CORRECTION, COMPARABILITY_BREAK;

/* A State's reply has at most 500 words (METHOD 8). */
enum { REPLY_WORDS_MAX = 500, REPLY_WINDOW_DAYS = 14 };

/* The words of a reply, UTF-8, as its limit counts them: what white space (Unicode White_Space)
 * parts, and each character of the scripts that are written without spaces (Han, kana) for itself.
 * Signs that stand alone, as French sets them before ":" and around quotations, are no words. */
size_t reply_words(Str text);

extern const RecordRule ASSESS_RULES[];
extern const size_t ASSESS_RULE_COUNT;

#endif
