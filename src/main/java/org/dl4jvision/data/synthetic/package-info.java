/**
 * Data sets that a procedure draws: no files are needed, and each sample depends only on the seed,
 * the split and its index, to the bit and on every machine (hence StrictMath). A further one
 * extends {@link org.dl4jvision.data.synthetic.DrawnDataset} and draws one sample; light, blur and
 * noise are those of {@link org.dl4jvision.data.synthetic.Camera} and {@link
 * org.dl4jvision.data.synthetic.Noise}. What is drawn must not change: trainings are compared by
 * it.
 */
package org.dl4jvision.data.synthetic;
