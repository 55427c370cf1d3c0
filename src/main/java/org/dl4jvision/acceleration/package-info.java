/**
 * The fast path: DL4J's networks on the CPU, in oneDNN.
 *
 * <pre>
 *   Acceleration.enable(network)
 *     NetworkParts   reads the network: a Part for each layer and vertex, after its inputs
 *     Part           asks its kind what it can do, and its neighbors where channels stay last
 *     kind           makes the faster layer, which takes the place of DL4J's
 *     Findings       says what gained, and what stays slow and why
 *
 *   one step of training afterwards, through layers that were replaced:
 *
 *   image [N, C, H, W] ... convolution ==&gt; normalization ==&gt; ReLU ==&gt; pooling ... loss
 *                      |                                             |
 *            transposed here, on the way in            and here, on the way out
 * </pre>
 *
 * Along {@code ==>} activations look like DL4J's [N, C, H, W] but have their channels last in
 * memory, as oneDNN likes them, and gradients are [N, H, W, C]. An arrow is of this kind where the
 * one before can give such maps and all that follow can take them, and nowhere that a user looks.
 *
 * <p>How to add a kind of layer: {@link org.dl4jvision.acceleration.kind}. Nothing here knows a
 * kind by its name, and nothing changes configurations or parameters: clones and saved models are
 * plain DL4J models, to be accelerated again. The rest of the library knows {@link
 * org.dl4jvision.acceleration.Acceleration} only.
 *
 * <p>The portable path: where the bindings of oneDNN are not on the class path, or beside a JavaCPP
 * that is not theirs, convolutions call it through ND4J, and of pooling only maxima of 2x2 blocks
 * keep the channels last; normalization is a loop of ours everywhere. Where a backend has no
 * oneDNN, the type is not FLOAT or a layer is of no kind, all stays as DL4J made it.
 */
package org.dl4jvision.acceleration;
