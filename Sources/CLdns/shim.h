#ifndef CLDNS_SHIM_H
#define CLDNS_SHIM_H

/* Before ldns.h: without it ldns defines _Bool as signed char, and Swift would see Int8 for every bool. */
#include <stdbool.h>
#include <stdio.h>
#include <ldns/ldns.h>

/* The format is a global variable, which Swift cannot read safely. */
static inline char *cldns_rr2str(const ldns_rr *rr) {
    return ldns_rr2str_fmt(ldns_output_format_nocomments, rr);
}

#endif
