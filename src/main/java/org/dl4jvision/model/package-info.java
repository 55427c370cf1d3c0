/**
 * Saved networks, also those of strangers: {@link org.dl4jvision.model.Models} reads the files that
 * Deeplearning4j's {@code ModelSerializer} writes without trusting them.
 *
 * <p>A model file is a zip with a configuration as JSON and arrays of numbers. {@code
 * ModelSerializer} reads it as it comes: it deserializes Java objects, initializes every class that
 * the JSON names, and allocates whatever size is declared. Here an archive is bounded first ({@code
 * ModelArchive}), then the text of its configuration is looked through without making anything of
 * it ({@code ConfigurationScan}, {@code AllowedClasses}), and arrays are allocated where both the
 * configuration and the bytes that there are say the same size ({@code SavedArray}).
 *
 * <p>This package knows no layers, losses or runs: their classes are those of allowed packages.
 */
package org.dl4jvision.model;
