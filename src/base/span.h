// SPDX-License-Identifier: Apache-2.0
// The public span, under the name that the rooms use.
#pragma once

#include "isnad/span.h"  // IWYU pragma: export
