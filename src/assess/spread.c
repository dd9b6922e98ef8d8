#include "assess/spread.h"

#include <assert.h>
#include <math.h>

double sum_exactly(const double *values, size_t count) {
    double sum = 0, lost = 0;
    for (size_t i = 0; i < count; i++) {
        double value = values[i], next = sum + value;
        lost += fabs(sum) >= fabs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }
    return sum + lost;
}

size_t nearest_rank(double p, size_t count) {
    double rank =
        ceil(p * (double)count - 1e-9); /* 0.05 x 2000 is 100, whatever the last bit says */
    return rank < 1 ? 0 : rank > (double)count ? count - 1 : (size_t)rank - 1;
}

static void swap(double *a, double *b) {
    double held = *a;
    *a = *b;
    *b = held;
}

static double middle_of_three(double a, double b, double c) {
    if (a < b) return b < c ? b : a < c ? c : a;
    return a < c ? a : b < c ? c : b;
}

/* Hoare's selection in values[from, to): afterwards what stands at `wanted` is what would stand
 * there if all were sorted, with nothing greater before it and nothing less behind. */
static double select(double *values, size_t from, size_t to, size_t wanted) {
    while (to - from > 1) {
        double pivot =
            middle_of_three(values[from], values[from + (to - from) / 2], values[to - 1]);
        size_t left = from, right = to - 1;
        for (;;) {
            while (values[left] < pivot)
                left++;
            while (values[right] > pivot)
                right--;
            if (left >= right) break;
            swap(&values[left++], &values[right--]);
        }
        size_t split = right + 1; /* [from, split) <= pivot <= [split, to) */
        if (split == to) split--;
        if (wanted < split)
            to = split;
        else
            from = split;
    }
    return values[wanted];
}

Spread spread_of(double *values, size_t count, double low, double high) {
    assert(count > 0);
    size_t first = nearest_rank(low, count), half = nearest_rank(0.5, count);
    size_t last = nearest_rank(high, count);
    Spread spread = { .mean = sum_exactly(values, count) / (double)count };
    spread.middle = select(values, 0, count, half);
    spread.low =
        first <= half ? select(values, 0, half + 1, first) : select(values, half, count, first);
    spread.high =
        last >= half ? select(values, half, count, last) : select(values, 0, half + 1, last);
    return spread;
}
