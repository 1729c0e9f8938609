/* office_import.h: limits of /office/import that routes.def names. */
#ifndef MAKOLET_APP_OFFICE_IMPORT_H
#define MAKOLET_APP_OFFICE_IMPORT_H

#include "shop/import_run.h"

#define IMPORT_SCOPE_MAX 64

#endif
