/**
 * Published networks, built here under their own names, so that they can be compared with the
 * originals: {@link org.dl4jvision.network.reference.ReferenceNetworks} knows them by names such as
 * {@code torchvision.resnet18}. Every {@link org.dl4jvision.network.encoder.PublishedEncoder} is
 * one without a line here; a network of more than an encoder and its classifier is a class that
 * implements {@link org.dl4jvision.network.reference.ReferenceNetwork} and a line in the registry.
 */
package org.dl4jvision.network.reference;
