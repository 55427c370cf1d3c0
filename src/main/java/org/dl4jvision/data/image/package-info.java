/**
 * Image files, decoded: upright, in samples that mean what the file says. {@code docs/images.md}
 * lists what is read and how.
 *
 * <p>{@link org.dl4jvision.data.image.ImageLoader} opens a file, refuses what cannot be right and
 * names the file in its errors. A format is one subclass of {@code ImageFile} and one constant of
 * {@code ImageFormat}, which knows files by their first bytes; decoding itself is Java's and
 * TwelveMonkeys'. What they decode is a {@code Decoded}, of which {@code SampleReader} makes
 * samples of images; codes of masks are made of it by their own rules. {@code Orientation} turns
 * both. This package knows neither data sets nor annotations.
 */
package org.dl4jvision.data.image;
