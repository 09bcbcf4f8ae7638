#ifndef CLDNS_SHIM_H
#define CLDNS_SHIM_H

/* Before ldns.h: without it ldns defines _Bool as signed char, and Swift would see Int8 for every bool. */
#include <stdbool.h>
#include <stdio.h>
#include <ldns/ldns.h>

#endif
