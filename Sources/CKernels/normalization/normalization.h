#pragma once

#include "strips.h"

#include "moments.h"

#include "code_length_scratch.h"

#include "densities.h"

#include "regularity.h"

#include "scaling.h"

#include "scaling_gradient.h"

#include "layer_norm.h"

#include "batch_norm.h"

#include "batch_norm_backward.h"

#include "weight_norm.h"
