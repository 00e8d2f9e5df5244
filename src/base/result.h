// SPDX-License-Identifier: Apache-2.0
// The public result, under the name that the rooms use.
#pragma once

#include "isnad/result.h"  // IWYU pragma: export
