#include "council/majority.h"

int un_members_on(UnMembers members, Day day) {
    int count = 0;
    for (size_t i = 0; i < members.count; i++)
        count += members.items[i].admission_date <= day;
    return count;
}

bool is_un_member_on(UnMembers members, Str iso3, Day day) {
    for (size_t i = 0; i < members.count; i++)
        if (str_equal(members.items[i].iso3, iso3)) return members.items[i].admission_date <= day;
    return false;
}

int absolute_majority(int members) {
    return members / 2 + 1;
}

bool two_thirds_of_present_and_voting(int yes, int no) {
    int64_t voting = (int64_t)yes + no;
    return voting > 0 && 3 * (int64_t)yes >= 2 * voting;
}
