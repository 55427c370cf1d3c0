/**
 * How a loss is known by name: {@link org.dl4jvision.loss.registry.LossInfo} on its class, {@link
 * org.dl4jvision.loss.registry.LossOption} on the fields that are its options, {@link
 * org.dl4jvision.loss.registry.LossType} that reads both and builds losses, and {@link
 * org.dl4jvision.loss.registry.LossParser} for expressions. A new option is a field with an
 * annotation: expressions, JSON and documentation follow.
 *
 * <p>Nothing here knows what a loss computes, nor any loss by name.
 */
package org.dl4jvision.loss.registry;
