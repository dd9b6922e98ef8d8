#include "assess/reply_times.h"

static bool is_reply(ReplyCategory category) {
    return category != REPLY_R0 && category != REPLY_R1;
}

static ReplyTime reply_time(const CommunicationFact *fact, const Method *method, Day as_of) {
    int deadline = method->reply_days[fact->type];
    bool unknown_yet = fact->replied_on != DAY_NONE && fact->replied_on > as_of;
    ReplyTime time = { .fact = fact, .category = unknown_yet ? REPLY_R0 : fact->category };
    time.replied = is_reply(time.category);
    time.timed = !time.replied || fact->replied_on != DAY_NONE;
    Day until = time.replied && time.timed ? fact->replied_on : as_of;
    time.days = (int64_t)until - fact->sent;
    time.adjusted_days = time.days * (method->reply_horizon_days / deadline);
    time.mature = as_of - fact->sent >= deadline;
    return time;
}

ReplyTimes reply_times(Arena *arena, const Dataset *dataset, const Method *method, Day as_of) {
    Day after = day_add_months(as_of, -12 * method->communications_years);
    Day until = dataset->communications_until;
    if (until == DAY_NONE || until > as_of) until = as_of;
    size_t *next = ARENA_ARRAY(arena, dataset->state_count + 1, size_t);
    ReplyTimes result = { 0 };
    for (size_t i = 0; i < dataset->communications_count; i++) {
        const CommunicationFact *fact = &dataset->communications[i];
        if (fact->sent <= after || fact->sent > until) continue;
        next[fact->state + 1]++;
        result.count++;
    }
    for (size_t state = 0; state < dataset->state_count; state++)
        next[state + 1] += next[state];
    result.times = ARENA_ARRAY(arena, result.count, ReplyTime);
    for (size_t i = 0; i < dataset->communications_count; i++) {
        const CommunicationFact *fact = &dataset->communications[i];
        if (fact->sent <= after || fact->sent > until) continue;
        result.times[next[fact->state]++] = reply_time(fact, method, as_of);
    }
    return result;
}
