#include "assess/beta_table.h"

#include <math.h>
#include <string.h>

enum { SERIES = 19 }; /* coefficients that carry from one piece to the next */
static const double CENTRES[4] = { 1.125, 1.375, 1.625, 1.875 }; /* of the pieces of an octave */
static const double EDGE = 0.125;       /* from a piece's centre to its ends */
static const double MEETING = 1e-13;    /* pieces and halves meet within this */
static const double NEGLIGIBLE = 1e-40; /* a quantile below this is as good as zero */

/* The Taylor series q of the quantile function Q about a point, given Q and Q' there. From
 * Q' = 1/density follows Q(1-Q) Q'' = Q'^2 [(1-a) + (a+b-2) Q], solved coefficient by coefficient
 * (the power series method of Steinbrecher and Shaw 2008). */
static void quantile_series(const Beta *beta, double value, double slope, double q[SERIES]) {
    double spread[SERIES], first[SERIES], square[SERIES], second[SERIES];
    double constant = 1 - beta->a, factor = beta->a + beta->b - 2;
    q[0] = value;
    q[1] = first[0] = slope;
    for (int k = 0; k + 2 < SERIES; k++) {
        double qq = k % 2 ? 0 : 0.5 * q[k / 2] * q[k / 2];
        double ff = k % 2 ? 0 : 0.5 * first[k / 2] * first[k / 2];
        for (int j = 0; j < (k + 1) / 2; j++) {
            qq += q[j] * q[k - j];
            ff += first[j] * first[k - j];
        }
        spread[k] = q[k] - 2 * qq; /* of Q(1-Q) */
        square[k] = 2 * ff;        /* of Q'^2 */
        double right = square[k] * q[0], left = 0;
        for (int j = 0; j < k; j++) {
            right += square[j] * q[k - j];
            left += spread[j + 1] * second[k - 1 - j];
        }
        second[k] = (factor * right + constant * square[k] - left) / spread[0];
        first[k + 1] = second[k] / (k + 1);
        q[k + 2] = first[k + 1] / (k + 2);
    }
}

static double at_end(const double *piece, double t) {
    return beta_table_polynomial(piece, BETA_TABLE_COEFFICIENTS, t);
}

/* Fills one piece about its centre, where the quantile is *value; leaves the quantile at the next
 * centre in *value. `scale` is where the octave begins. */
static bool build_piece(const Beta *beta, double scale, int quarter, double *value, double *piece) {
    double series[SERIES];
    if (*value < NEGLIGIBLE) {
        double next = quarter < 3 ? scale * CENTRES[quarter + 1] : 2 * scale * CENTRES[0];
        memset(piece, 0, BETA_TABLE_COEFFICIENTS * sizeof *piece);
        *value = beta_quantile(beta, next);
        return true;
    }
    if (!(*value < 1)) return false;
    quantile_series(beta, *value, scale / beta_density(beta, *value), series);
    memcpy(piece, series, BETA_TABLE_COEFFICIENTS * sizeof *piece);
    *value = beta_table_polynomial(series, SERIES, quarter < 3 ? 2 * EDGE : 3 * EDGE);
    return true;
}

/* One half: from the lowest octave up to the middle, each centre from the series before it. Upwards
 * an error shrinks with the slope of the quantile function, so that the first value decides. */
static bool build_half(const Beta *beta, double pieces[][BETA_TABLE_COEFFICIENTS]) {
    double scale = BETA_TABLE_LOWEST;
    double value = beta_quantile(beta, scale * CENTRES[0]);
    for (int i = 0; i < BETA_TABLE_PIECES; i++) {
        if (!build_piece(beta, scale, i % 4, &value, pieces[i])) return false;
        if (i % 4 == 3) scale *= 2;
        if (i == 0) continue;
        double gap = at_end(pieces[i - 1], EDGE) - at_end(pieces[i], -EDGE);
        if (!(fabs(gap) <= MEETING)) return false;
    }
    return true;
}

void beta_table_build(BetaTable *table, Beta beta) {
    table->beta = beta;
    Beta mirrored = beta_mirrored(&beta);
    table->tabulated =
        build_half(&beta, table->pieces[0]) && build_half(&mirrored, table->pieces[1]);
    if (!table->tabulated) return;
    double middle = at_end(table->pieces[0][BETA_TABLE_PIECES - 1], EDGE);
    double mirrored_middle = at_end(table->pieces[1][BETA_TABLE_PIECES - 1], EDGE);
    table->tabulated = fabs(middle + mirrored_middle - 1) <= MEETING;
}
