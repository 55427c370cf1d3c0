/**
 * Layers and vertices between maps of features that Deeplearning4j lacks, for networks that are
 * made of its own layers otherwise: they keep to its contracts, work in every precision and on
 * every backend through ND4J, and {@code org.dl4jvision.acceleration} has faster forms of them.
 *
 * <p>To add one, write a configuration, which extends one of Deeplearning4j's, an implementation
 * named after it, and a test that extends {@code BaseFeatureLayerTestCase}, names some of its
 * settings and says in plain loops what it computes. The full class name of a configuration and the
 * names of its properties are in saved models and stay. This package knows no other one but {@code
 * check}.
 */
package org.dl4jvision.layer.feature;
