#pragma once

// The normalizations' kernels. A kernel that is not written yet is NULL in every table.
#define kernel_layerNorm NULL
#define kernel_layerNormBackward NULL
#define kernel_batchNorm NULL
#define kernel_batchNormBackward NULL
#define kernel_batchNormEvaluate NULL
#define kernel_weightNorm NULL
#define kernel_weightNormBackward NULL
#define kernel_codeLength NULL
#define kernel_scaleByLength NULL
#define kernel_codeLengthBackward NULL
#define kernel_gainLength NULL
