"""Trains a network that TorchNetwork.java described, a step for each line of standard input.

python3 -c SCRIPT FOLDER THREADS FORMAT: reads FOLDER/network.json and FOLDER/numbers.bin; FORMAT is
contiguous or channels_last. Every step prints its loss before the update. Without FOLDER it prints
the version of PyTorch.
"""
import json
import sys

import torch
import torch.nn.functional as F

ACTIVATIONS = {
    "identity": lambda x, own: x,
    "relu": lambda x, own: F.relu(x, inplace=own),
    "leakyrelu": lambda x, own: F.leaky_relu(x, 0.01, inplace=own),
    "sigmoid": lambda x, own: torch.sigmoid(x),
    "softmax": lambda x, own: torch.softmax(x, 1),
    "tanh": lambda x, own: torch.tanh(x),
}


def padded(x, pads, value=0.0):
    """The map with pads = [top, bottom, left, right], and what is left for the operation itself."""
    top, bottom, left, right = pads
    if top == bottom and left == right:
        return x, (top, left)
    return F.pad(x, (left, right, top, bottom), value=value), 0


def convolution(op, weights, inputs):
    x, padding = padded(inputs[0], op["pads"])
    bias = weights.get("bias")
    return F.conv2d(x, weights["weight"], bias, op["stride"], padding, op["dilation"], op["groups"])


def transposed(op, weights, inputs):
    # What goes beyond the size that Deeplearning4j gives is cut off.
    y = F.conv_transpose2d(inputs[0], weights["weight"], weights.get("bias"), op["stride"])
    (top, left), (height, width) = op["first"], op["size"]
    return y[:, :, top : top + height, left : left + width]


def normalization(op, weights, inputs):
    state = op.setdefault("state", (torch.zeros(op["channels"]), torch.ones(op["channels"])))
    gamma, beta = weights["weight"], weights["bias"]
    return F.batch_norm(inputs[0], *state, gamma, beta, True, 1 - op["decay"], op["epsilon"])


def max_pooling(op, weights, inputs):
    x, padding = padded(inputs[0], op["pads"], float("-inf"))
    return F.max_pool2d(x, op["kernel"], op["stride"], padding)


def average_pooling(op, weights, inputs):
    x, padding = padded(inputs[0], op["pads"])
    return F.avg_pool2d(x, op["kernel"], op["stride"], padding, count_include_pad=False)


def product(op, weights, inputs):
    y = inputs[0]
    for x in inputs[1:]:
        y = y * x
    return y


def summed(op, weights, inputs):
    y = inputs[0]
    for x in inputs[1:]:
        y = y + x
    return y


def response(op, weights, inputs):
    # PyTorch divides alpha by the size, Deeplearning4j does not.
    size = op["size"]
    return F.local_response_norm(inputs[0], size, op["alpha"] * size, op["beta"], op["k"])


OPERATIONS = {
    "convolution": convolution,
    "transposed": transposed,
    "normalization": normalization,
    "maxPooling": max_pooling,
    "averagePooling": average_pooling,
    "globalAverage": lambda op, w, i: i[0].mean((2, 3)),
    "globalMaximum": lambda op, w, i: i[0].amax((2, 3)),
    "dense": lambda op, w, i: F.linear(i[0].flatten(1), w["weight"], w.get("bias")),
    "upsampling": lambda op, w, i: F.interpolate(i[0], scale_factor=op["factor"], mode="nearest"),
    "padding": lambda op, w, i: F.pad(i[0], [op["pads"][p] for p in (2, 3, 0, 1)]),
    "response": response,
    "concatenation": lambda op, w, i: torch.cat(i, 1),
    "sum": summed,
    "product": product,
    "same": lambda op, w, i: i[0],
}

# The mean over images of what Deeplearning4j's losses are.
LOSSES = {
    "cross-entropy": lambda y, t: -(F.log_softmax(y, 1) * t).sum() / y.shape[0],
    "log-likelihood": lambda y, t: -(y.clamp(1e-10, 1).log() * t).sum() / y.shape[0],
    "binary cross-entropy": lambda y, t: F.binary_cross_entropy_with_logits(y, t, reduction="sum")
    / y.shape[0],
    "mean binary cross-entropy": F.binary_cross_entropy_with_logits,
}


def main():
    if len(sys.argv) < 2:
        print(torch.__version__)
        return
    folder, threads, layout = sys.argv[1:4]
    torch.set_num_threads(int(threads))
    with open(folder + "/network.json") as file:
        network = json.load(file)
    with open(folder + "/numbers.bin", "rb") as file:
        numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    position = 0

    def take(shape):
        nonlocal position
        array = numbers[position : position + torch.Size(shape).numel()].reshape(shape).clone()
        position += array.numel()
        if layout == "channels_last" and array.dim() == 4:
            array = array.contiguous(memory_format=torch.channels_last)
        return array

    parameters, steps = [], []
    for op in network["operations"]:
        weights = {k: torch.nn.Parameter(take(shape)) for k, shape in op.get("weights", {}).items()}
        parameters += weights.values()
        steps.append((op, OPERATIONS[op["kind"]], ACTIVATIONS[op["activation"]], weights))
    images, labels = take(network["images"]), take(network["labels"])
    assert position == numbers.numel(), "numbers are left over"
    loss_of, adam = LOSSES[network["loss"]], network["adam"]
    betas = (adam["beta1"], adam["beta2"])
    optimizer = torch.optim.Adam(parameters, adam["learningRate"], betas, adam["epsilon"])
    last = {name: max(i for i, s in enumerate(steps) if name in s[0]["inputs"])
            for s in steps for name in s[0]["inputs"]}
    linear = {s[0]["name"] for s in steps if s[0]["activation"] == "identity"}
    update = 0
    for line in sys.stdin:
        maps = {network["input"]: images}
        for i, (op, operation, activation, weights) in enumerate(steps):
            y = operation(op, weights, [maps[n] for n in op["inputs"]])
            # A map that nobody else reads may be written over, as torchvision's networks do.
            first = op["inputs"][0]
            own = op["kind"] != "same" or last[first] == i and first in linear
            maps[op["name"]] = y = activation(y, own)
            for name in op["inputs"]:
                if last[name] == i:
                    maps.pop(name, None)
        loss = loss_of(y, labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        # PyTorch adds epsilon to the corrected root, Deeplearning4j to the one before.
        update += 1
        for group in optimizer.param_groups:
            group["eps"] = adam["epsilon"] / (1 - betas[1] ** update) ** 0.5
        optimizer.step()
        print(repr(loss.item()), flush=True)


main()
