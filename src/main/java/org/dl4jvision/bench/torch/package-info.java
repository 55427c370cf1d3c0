/**
 * Python's PyTorch, which most people train with, as a contestant: {@code TorchNetwork} describes
 * any graph of Deeplearning4j as a list of operations with their numbers, {@code TorchProcess} runs
 * them in a Python of the machine. The script is {@code training.py} among the resources.
 *
 * <p>A further layer is one line in {@code TorchOperations}, and one in the script where the
 * operation is new there.
 */
package org.dl4jvision.bench.torch;
