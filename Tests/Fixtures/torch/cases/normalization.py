"""Normalisations beside those of batches and layers."""

import torch
import torch.nn.functional as F

from golden import case, rn, ru, save

case("groupNorm", "groupNorm(x0, 2, x1, x2)", lambda x, w, b: F.group_norm(x, 2, w, b),
     rn(2, 4, 3), rn(4), rn(4))
case("groupNorm.images", "groupNorm(x0, 3, epsilon: 1e-2)",
     lambda x: F.group_norm(x, 3, eps=1e-2), rn(2, 6, 2, 2))
case("groupNorm.last", "groupNorm(x0, 2, x1, axis: -1)",
     lambda x, w: F.group_norm(x.mT, 2, w).mT, rn(2, 3, 4), rn(4))
case("instanceNorm", "instanceNorm(x0, x1, x2)[0]",
     lambda x, w, b: F.instance_norm(x, weight=w, bias=b), rn(2, 3, 4, 2), rn(3), rn(3))
case("instanceNorm.moments", "instanceNorm(x0, epsilon: 1e-3)",
     lambda x: (F.instance_norm(x, eps=1e-3), x.mean(2), x.var(2, correction=0)), rn(2, 3, 5))
case("rmsNorm", "rmsNorm(x0, x1)", lambda x, w: F.rms_norm(x, (5,), w), rn(2, 3, 5), rn(5))
case("rmsNorm.epsilon", "rmsNorm(x0, epsilon: 1e-2)",
     lambda x: F.rms_norm(x, (5,), eps=1e-2), rn(2, 5))
case("localResponseNorm", "localResponseNorm(x0, 3)", lambda x: F.local_response_norm(x, 3),
     rn(2, 5, 2, 2))
case("localResponseNorm.options", "localResponseNorm(x0, 4, alpha: 0.5, beta: 0.6, k: 2.0)",
     lambda x: F.local_response_norm(x, 4, 0.5, 0.6, 2.0), rn(2, 6, 3))
case("unitNormalize", "unitNormalize(x0)", lambda x: F.normalize(x, dim=-1), rn(3, 4))
case("unitNormalize.axis", "unitNormalize(x0, p: 3, axis: 1)",
     lambda x: F.normalize(x, p=3, dim=1), rn(2, 3, 2))
case("unitNormalize.one", "unitNormalize(x0, p: 1)", lambda x: F.normalize(x, p=1, dim=-1),
     rn(3, 4))
case("unitNormalize.largest", "unitNormalize(x0, p: infinity)",
     lambda x: F.normalize(x, p=float("inf"), dim=-1), rn(3, 4))
case("unitNormalize.zero", "unitNormalize(x0)", lambda x: F.normalize(x, dim=-1),
     torch.tensor([[0.0, 0.0], [3.0, 4.0]]))


def instanceNorm(training, track=True):
    def function(x, p):
        mean, variance = p["runningMean"].clone(), p["runningVar"].clone()
        y = F.instance_norm(x, mean, variance, p.get("weight"), p.get("bias"), training, 0.2)
        return (y, {"runningMean": mean, "runningVar": variance}) if training else y
    return function


def affine(count):
    return {"weight": rn(count), "bias": rn(count)}


def buffers(count):
    return {"runningMean": rn(count), "runningVar": ru(count)}


case("GroupNorm", "x0 |> GroupNorm(2)",
     lambda x, p: F.group_norm(x, 2, p["weight"], p["bias"]), rn(2, 4, 2, 2), params=affine(4))
case("GroupNorm.sequences", "x0 |> GroupNorm(2, eps: 1e-3)",
     lambda x, p: F.group_norm(x.mT, 2, p["weight"], p["bias"], 1e-3).mT, rn(2, 3, 4),
     params=affine(4))
case("InstanceNorm", "x0 |> InstanceNorm", lambda x, p: F.instance_norm(x), rn(2, 3, 2, 2),
     params={})
case("InstanceNorm.tracked", "x0 |> InstanceNorm(momentum: 0.2, affine: true, "
     "trackRunningStats: true)", instanceNorm(True), rn(2, 3, 2, 2), params=affine(3),
     buffers=buffers(3))
case("InstanceNorm.evaluation", "x0 |> InstanceNorm(momentum: 0.2, affine: true, "
     "trackRunningStats: true)", instanceNorm(False), rn(2, 3, 2, 2), params=affine(3),
     buffers=buffers(3), training=False)
case("RMSNorm", "x0 |> RMSNorm", lambda x, p: F.rms_norm(x, (5,), p["weight"]), rn(2, 3, 5),
     params={"weight": rn(5)})
case("RMSNorm.plain", "x0 |> RMSNorm(eps: 1e-3, affine: false)",
     lambda x, p: F.rms_norm(x, (5,), eps=1e-3), rn(3, 5), params={})

save(__file__)
