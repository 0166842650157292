#pragma once

#include "strips.h"

#include "regularity.h"

#include "scaling.h"

#include "layer_norm.h"

#include "batch_norm.h"

#include "weight_norm.h"
