/* office_settings.h: what the pages under /office/settings have in common. */
#ifndef MAKOLET_APP_OFFICE_SETTINGS_H
#define MAKOLET_APP_OFFICE_SETTINGS_H

#include "app/office.h"

/* Title, menu, and what failed and concerns no field. */
void settings_page(const struct request *r, struct page *p, const char *title);
/* What was typed into a form of this row, while it is shown again; else what stands. */
const char *settings_typed(const struct request *r, const char *field, const char *stands);
/* The same of a box that is ticked. */
bool settings_ticked(const struct request *r, const char *field, bool stands);

#endif
